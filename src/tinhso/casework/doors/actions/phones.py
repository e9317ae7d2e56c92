"""A telephone number is confirmed by a code that goes to it; what is answered never tells whose it is."""

import hmac
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from tinhso.casework.doors import dated
from tinhso.casework.doors.actions.arriving import sender_of
from tinhso.casework.doors.events import PhoneConfirmed
from tinhso.casework.doors.models import Confirmation
from tinhso.core import limits, parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Refused
from tinhso.core.facts import Code
from tinhso.core.limits import Limit
from tinhso.core.messages import msg
from tinhso.core.roles import CITIZEN
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.notices import rules, sealing

CODES = 10**6


class CodeWrong(Refused):
    """Wrong, old, used, or tried too often: one answer for all."""

    code = "code-wrong"
    sentence = msg("Mã chưa đúng hoặc đã hết hạn. Hãy xem lại tin nhắn, hoặc nhận mã mới.")


def send_code(*, phone: str, address: str, now: datetime) -> str:
    """This will send six digits to a mobile number; gives the key of this confirmation.

    `address` is the caller's, for its limit. Raises Invalid on "phone", TooMany.
    """
    number = rules.mobile(phone)
    if not number:
        raise Invalid.field("phone", msg("Cần một số di động Việt Nam, ví dụ 0912 345 678."))
    on = local_date(now)
    with transaction.atomic():
        limits.take(
            [
                Limit(limits.key("doors.code.phone", number), parameters.value(dated.CODES_PER_NUMBER, on)),
                Limit(
                    limits.key("doors.code.address", address), parameters.value(dated.CODES_PER_ADDRESS, on)
                ),
            ],
            now=now,
        )
        code, key = f"{secrets.randbelow(CODES):06d}", secrets.token_urlsafe(32)
        row = Confirmation.objects.create(
            sender=sender_of("phone", number, now=now),
            key=key,
            digest=_digest(key, code),
            at=now,
            expires_at=now + timedelta(minutes=parameters.value(dated.CODE_LIVES, on)),
        )
        notices.reply(
            "doors/code",
            f"sender:{row.sender_id}",
            {"code": code},
            channel="sms",
            idempotency_key=f"confirmation:{row.pk}",
            now=now,
        )
    return key


def confirm(*, key: str, code: str, now: datetime) -> str:
    """This will check the code; gives the number ("84912345678"), each code once. Raises CodeWrong."""
    most = parameters.value(dated.CODE_TRIES, local_date(now))
    typed = "".join(c for c in code if c.isdigit())
    open_ = Confirmation.objects.filter(key=key[:43], used_at__isnull=True, expires_at__gt=now)
    # counted before it is looked at, so that many guesses at one moment count as many
    if not open_.filter(tries__lt=most).update(tries=F("tries") + 1):
        raise CodeWrong
    row = open_.select_related("sender").first()
    if row is None or not hmac.compare_digest(row.digest, _digest(row.key, typed)):
        raise CodeWrong
    with transaction.atomic():
        if not Confirmation.objects.filter(pk=row.pk, used_at__isnull=True).update(used_at=now):
            raise CodeWrong
        ledger.append(PhoneConfirmed(subject=Code(f"confirmation:{row.pk}")), by=CITIZEN, now=now)
    return sealing.unseal(row.sender.address)


def _digest(key: str, code: str) -> str:
    return sealing.place(f"code:{key}:{code}")
