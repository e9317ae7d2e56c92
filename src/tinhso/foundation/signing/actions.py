"""What can be done with signatures? Enter whom to trust and which keys sign; sign a document."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.folding import nfc
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger.events import Change
from tinhso.foundation.signing import apart, certificates, events, queries
from tinhso.foundation.signing.models import Anchor, Key
from tinhso.foundation.signing.queries import KeyView
from tinhso.foundation.signing.sealing import DOCUMENTS, KEYS

DEMONSTRATION = "site.demonstration"
SIMULATED_DAYS = 3_650
REASON_MAX = 200


class NoSuchKey(Missing):
    """The key is unknown, ended, or its certificate is out of time (404)."""

    code = "no-such-key"
    sentence = msg("Khoá ký này không còn dùng được; xin báo quản trị viên.")


class NotYourKey(NotPermitted):
    """A key is used by its holder alone, and a body's by its officers (403)."""

    code = "not-your-key"
    sentence = msg("Khoá ký này không phải của ông/bà.")


class OnlySimulated(NotPermitted):
    """Simulated keys are made in a demonstration alone (403)."""

    code = "only-simulated"
    sentence = msg("Chỉ tạo khoá mô phỏng trong cơ sở dữ liệu mô phỏng.")


def trust(
    *, name: str, certificate: str, valid_from: date, citation: str, reason: str, is_sample: bool = False,
    valid_to: date | None = None, by: Actor, now: datetime,
) -> int:  # fmt: skip
    """This will trust whoever this certificate (PEM) vouches for, from a day on. Gives the row's number.

    Raises Invalid, NotPermitted.
    """
    _administrator(by)
    found, described = certificates.read_anchor(certificate)
    if not citation.strip():
        raise Invalid.field("citation", msg("Cần ghi căn cứ: ai công bố chứng thư này, ở đâu."))
    mark = certificates.fingerprint(found)
    if Anchor.objects.filter(sha256=mark, valid_from=valid_from).exists():
        raise Invalid.field("certificate", msg("Chứng thư này đã được tin cậy từ ngày đó."))
    with transaction.atomic():
        row = Anchor.objects.create(
            name=nfc(name).strip()[:200] or described.name, certificate=certificate.strip(), sha256=mark,
            valid_from=valid_from, valid_to=valid_to, citation=nfc(citation).strip()[:300],
            is_sample=is_sample, note=reason[:500],
        )  # fmt: skip
        ledger.record_rule_change(row, change=Change.ADDED, reason=reason, by=by, now=now)
    return row.pk


def add_key(
    *, agency: str, file: bytes, password: str, valid_from: date, holder: str = "",
    is_simulated: bool = False, by: Actor, now: datetime,
) -> KeyView:  # fmt: skip
    """This will seal a key (PKCS#12) of a body, or of one of its officers, so that it may sign here.

    Raises Invalid, NotPermitted.
    """
    _administrator(by)
    if not agency:
        raise Invalid.field("agency", msg("Cần mã cơ quan của khoá."))
    plain, described = certificates.read_key(file, password)
    if described.not_after <= now:
        raise Invalid.field("file", msg("Chứng thư của khoá này đã hết hiệu lực."))
    known = {"agency": agency, "holder": holder, "serial": described.serial, "issuer": described.issuer}
    with transaction.atomic():
        if Key.objects.filter(**known).exists():
            raise Invalid.field("file", msg("Khoá này đã được nhập."))
        row = Key.objects.create(
            **known, name=described.name, organisation=described.organisation,
            not_before=described.not_before, not_after=described.not_after, valid_from=valid_from,
            is_simulated=is_simulated, sealed=KEYS.seal(base64.b64encode(plain).decode()), added_at=now,
            added_by=by.key,
        )  # fmt: skip
        fact = events.KeyAdded(
            subject=Code(row.key), agency=Code(agency), holder=Code(holder), is_simulated=is_simulated
        )
        ledger.append(fact, by=by, now=now)
    return queries.view_of(row)


def end_key(*, key: str, by: Actor, now: datetime) -> None:
    """This will end a key today and destroy what is sealed of it. Raises NoSuchKey, NotPermitted."""
    _administrator(by)
    with transaction.atomic():
        row = _row(key)
        row.valid_to, row.sealed = max(local_date(now), row.valid_from), ""
        row.save(update_fields=["valid_to", "sealed"])
        ledger.append(
            events.KeyEnded(subject=Code(row.key), on=Code(row.valid_to.isoformat())), by=by, now=now
        )


def sign(pdf: bytes, *, key: str, about: str, reason: str, by: Actor, now: datetime) -> bytes:
    """This will put a PAdES B-B signature on a PDF and give the signed file; what was signed before stays.

    `about` is what it is done for ("dossier:12"), `reason` stands in the signature. Whether this officer may
    sign that matter is the caller's rule. Half a second in a program apart: call it outside a transaction.
    Raises NoSuchKey, NotYourKey, queries.NotReadable, apart.ReadersBusy.
    """
    row = Key.objects.filter(pk=_number(key)).first()
    on = local_date(now)
    if row is None or not row.sealed or not row.not_before <= now <= row.not_after:
        raise NoSuchKey
    if not (row.valid_from <= on and (row.valid_to is None or on < row.valid_to)):
        raise NoSuchKey
    if row.holder not in ("", by.key) or not any(g.body in ("", row.agency) for g in by.grants):
        raise NotYourKey
    question = {
        "do": "sign", "key": KEYS.unseal(row.sealed), "at": now.isoformat(),
        "reason": nfc(reason)[:REASON_MAX], "location": "",
    }  # fmt: skip
    said, signed = apart.ask(question, pdf)
    if said["why"] or not signed.startswith(pdf):
        raise queries.unreadable(said["why"])
    with transaction.atomic():
        fact = events.DocumentSigned(
            subject=Code(row.key), about=Code(about), digest=Code(DOCUMENTS.mark(_digest(signed)))
        )
        ledger.append(fact, by=by, now=now)
    return signed


def simulate(
    *, agencies: Mapping[str, str], valid_from: date, citation: str, by: Actor, now: datetime
) -> list[KeyView]:
    """This will make an issuer and one key for each body (name by code), marked MÔ PHỎNG, and trust them.

    Raises OnlySimulated outside a demonstration: what such keys sign binds nobody.
    """
    declared = parameters.declared().get(DEMONSTRATION)
    if declared is None or not parameters.value(declared, local_date(now)):
        raise OnlySimulated
    since = datetime.combine(valid_from, datetime.min.time(), tzinfo=now.tzinfo)
    until = now + timedelta(days=SIMULATED_DAYS)
    issuer = certificates.simulated_issuer("Nơi cấp chứng thư tỉnh số", since=since, until=until)
    with transaction.atomic():
        trust(
            name=f"Nơi cấp chứng thư {certificates.SIMULATED}", certificate=issuer.pem, valid_from=valid_from,
            citation=citation, reason=citation, is_sample=True, by=by, now=now,
        )  # fmt: skip
        return [
            add_key(
                agency=code, password="", valid_from=valid_from, is_simulated=True, by=by, now=now,
                file=certificates.simulated_key(
                    issuer, name=name, organisation=name, since=since, until=until, password=""
                ),
            )
            for code, name in agencies.items()
        ]  # fmt: skip


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _administrator(by: Actor) -> None:
    if not by.has(Role.ADMINISTRATOR):
        raise NotPermitted


def _number(key: str) -> int:
    word, _, number = key.partition(":")
    return int(number) if word == "key" and number.isascii() and number.isdigit() and len(number) < 16 else 0


def _row(key: str) -> Key:
    row = Key.objects.select_for_update().filter(pk=_number(key)).first()
    if row is None:
        raise NoSuchKey
    return row
