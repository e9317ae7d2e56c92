"""How does a program get a key, and lose it?"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing
from tinhso.core.facts import Code
from tinhso.core.folding import nfc
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.accounts.actions.officers import check_can_administer
from tinhso.foundation.accounts.events import ApiKeyIssued, ApiKeyRevoked, key_subject
from tinhso.foundation.accounts.models import ApiKey
from tinhso.foundation.accounts.rules import new_api_key
from tinhso.foundation.accounts.scopes import known_scopes
from tinhso.foundation.ledger import actions as ledger


def issue_api_key(*, name: str, scopes: Collection[str] = (), by: Actor, now: datetime) -> str:
    """This will make a key for some scopes and give it, this once: only its digest is kept.

    Raises NotPermitted, Invalid (name, scopes).
    """
    check_can_administer(by=by)
    unknown = sorted(set(scopes) - set(known_scopes()))
    if unknown:
        raise Invalid.field("scopes", msg("Không có phạm vi %(scope)s."), scope=unknown[0])
    name = nfc(name).strip()
    if not 1 <= len(name) <= 120:
        raise Invalid.field("name", msg("Xin đặt tên cho khoá (tối đa 120 ký tự)."))
    key = new_api_key()
    with transaction.atomic():
        row = ApiKey.objects.create(
            name=name,
            scopes=sorted(set(scopes)),
            prefix=key.prefix,
            salt=key.salt,
            digest=key.digest,
            created_at=now,
        )
        fact = ApiKeyIssued(subject=key_subject(row.pk), scopes=tuple(Code(s) for s in row.scopes))
        ledger.append(fact, by=by, now=now)
    return key.raw


def revoke_api_key(*, key: str, by: Actor, now: datetime) -> None:
    """This will end a key ("apikey:3"); ending it again changes nothing. Raises NotPermitted, Missing."""
    check_can_administer(by=by)
    with transaction.atomic():
        row = ApiKey.objects.select_for_update().filter(pk=_pk(key)).first()
        if row is None:
            raise Missing()
        if row.revoked_at is not None:
            return
        row.revoked_at = now
        row.save(update_fields=["revoked_at"])
        ledger.append(ApiKeyRevoked(subject=key_subject(row.pk)), by=by, now=now)


def note_key_used(*, key: str, now: datetime) -> None:
    """This will keep the day on which a key was last used: one write a key a day, and no fact.

    To be called beside a write that happens anyway, never from a request that only reads.
    """
    today = local_date(now)
    unused = Q(last_used_on__isnull=True) | Q(last_used_on__lt=today)
    # An update without a signal: the keys that processes remember have not changed.
    ApiKey.objects.filter(unused, pk=_pk(key)).update(last_used_on=today)


def _pk(key: str) -> int:
    prefix, _, number = key.partition(":")
    is_number = number.isascii() and number.isdecimal() and len(number) <= 18
    return int(number) if prefix == "apikey" and is_number else 0
