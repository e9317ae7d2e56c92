"""How does a dossier get its result: brought with its signature, or brought and signed here?

A result that shall be electronic lies with the dossier until somebody signed it, and only then in the vault
of its holder: what nobody vouches for is no result. The picture of a result on paper needs no signature.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from tinhso.casework.onestop import dated, events
from tinhso.casework.onestop.actions import duties, stepping
from tinhso.casework.onestop.models import Dossier, Result
from tinhso.casework.onestop.rules import results as rules
from tinhso.casework.onestop.workflow import Duty
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as kept
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.signing import actions as signing
from tinhso.foundation.signing import queries as signatures
from tinhso.foundation.vault import actions as vault
from tinhso.foundation.workdays.rules import Term, TermUnit
from tinhso.foundation.worklist import actions as worklist

PDF = "application/pdf"


class BrokenSignature(Invalid):
    """The file is not what its signer signed (field "file")."""

    code = "broken-signature"


class Unsigned(Conflict):
    """An electronic result is not given out without its signature."""

    code = "unsigned"
    sentence = msg("Kết quả điện tử chưa có chữ ký số hợp lệ nên chưa trả được; hãy ký số kết quả trước.")


class NothingToSign(Conflict):
    """No result of the dossier waits for a signature."""

    code = "nothing-to-sign"
    sentence = msg("Hồ sơ này không có kết quả nào đang chờ ký số.")


class NoKey(Conflict):
    """Neither the body nor the officer has a key here."""

    code = "no-key"
    sentence = msg(
        "Cơ quan chưa có khoá ký trong hệ thống; hãy ký bằng thiết bị của ông/bà rồi đính kèm tệp đã ký."
    )


@dataclass(frozen=True)
class Issued:
    """A result as it is brought: type, number, days, the id of a fresh upload."""

    paper_type: str
    title: str
    number: str
    issued_on: date
    file: str
    expires_on: date | None = None


def attach_result(*, dossier_id: int, issued: Issued, by: Actor, now: datetime) -> Result:
    """This will keep a result: in the vault where the holder is known, else with the dossier.

    Its signatures are read from the file itself. An electronic one that nobody has signed waits with the
    dossier for a leader; a new one of its type takes its place. Call it outside a transaction: reading takes
    half a second. Raises BrokenSignature, Invalid, signatures.NotReadable.
    """
    is_pdf, found = _read(issued.file, now)
    with transaction.atomic():
        dossier = stepping.begin(
            "attach_result", dossier_id=dossier_id, by=by, given=["file"] if issued.file else []
        )
        must_be_signed = parameters.value(dated.SIGNED_RESULTS, local_date(now))
        is_electronic = rules.is_electronic(stepping.version_of(dossier), issued.paper_type)
        waits = must_be_signed and is_electronic and not found
        if waits and issued.file and not is_pdf:
            raise Invalid.field("file", msg("Kết quả điện tử phải là tệp PDF, để ký số được."))
        is_owed = bool(waiting_of(dossier))
        _drop_waiting(dossier, issued.paper_type, by=by, now=now)
        row = Result.objects.create(
            dossier=dossier,
            paper_type=issued.paper_type,
            title=stepping.said("title", issued.title, longest=500),
            number=stepping.said("number", issued.number, longest=60),
            issued_on=issued.issued_on,
            expires_on=issued.expires_on,
            attached_at=now,
            attached_by=by.key,
        )
        _give(dossier, row, issued.file, found, waits=waits, by=by, now=now)
        fact = events.ResultAttached(paper=Code(row.paper), electronic=bool(found), **stepping.about(dossier))
        ledger.append(fact, by=by, now=now)
        if waits and not is_owed:
            _owe_signature(dossier, by=by, now=now)
        elif not waits:
            _settle(dossier, by=by, now=now)
        return row


def sign(
    *, dossier_id: int, key: str = "", seen: Collection[str] = (), by: Actor, now: datetime
) -> list[Result]:
    """This will sign every result that waits, with a key of the body (the officer's own goes first).

    The signed ones go to the holder's vault. `seen` are the owners of the files that the signer was shown.
    Call it outside a transaction. Raises NothingToSign, NoKey, what `signing.actions.sign` raises, and
    Conflict where a result was exchanged meanwhile or since it was seen.
    """
    with transaction.atomic():
        dossier = stepping.begin("sign", dossier_id=dossier_id, by=by)
        waiting = waiting_of(dossier)
    if not waiting:
        raise NothingToSign
    if seen and {_owner(row) for row in waiting} != set(seen):
        raise Conflict
    key = key or _own_key(dossier, by, now)
    signed = [(row, *_signed(dossier, row, key, by=by, now=now)) for row in waiting]
    with transaction.atomic():
        dossier = stepping.begin("sign", dossier_id=dossier_id, by=by)
        still = {row.pk: row.file for row in waiting_of(dossier)}
        for row, file_id, found in signed:
            if still.get(row.pk) != row.file:
                raise Conflict
            files.erase(owner=_owner(row), by=by, now=now)
            _give(dossier, row, file_id, found, waits=False, by=by, now=now)
            fact = events.ResultSigned(paper=Code(row.paper), key=Code(key), **stepping.about(dossier))
            ledger.append(fact, by=by, now=now)
        _settle(dossier, by=by, now=now)
    return [row for row, _file, _found in signed]


def waiting_of(dossier: Dossier) -> list[Result]:
    """This will list the results that wait for a signature."""
    version = stepping.version_of(dossier)
    rows = dossier.results.filter(signature__isnull=True, paper="")
    return [row for row in rows.order_by("pk") if row.file and rules.is_electronic(version, row.paper_type)]


def check_signed(dossier: Dossier, *, on: date) -> None:
    """This will let a dossier give out its results. Raises Unsigned."""
    if not parameters.value(dated.SIGNED_RESULTS, on):
        return
    version = stepping.version_of(dossier)
    must_be_trusted = parameters.value(dated.TRUSTED_RESULTS, on)
    for row in dossier.results.all():
        if not rules.is_electronic(version, row.paper_type):
            continue
        found = signatures.read(row.signature)
        if not found or not all(one.is_trusted if must_be_trusted else one.holds for one in found):
            raise Unsigned


def _read(file_id: str, now: datetime) -> tuple[bool, tuple[signatures.Signature, ...]]:
    """Whether an upload is a PDF, and its signatures; one that does not hold is refused."""
    if not file_id:
        return False, ()
    try:
        stream, stored = kept.open_unattached(file_id, now=now)
    except kept.NoSuchFile:
        return False, ()  # attaching says what is wrong with it
    with stream:
        if stored.kind != PDF:
            return False, ()
        found = signatures.check(stream.read(), now=now)
    for one in found:
        if not one.holds:
            sentence = msg("Không nhận tệp này, người ký %(signer)s: %(state)s.")
            raise BrokenSignature.field("file", sentence, signer=one.name, state=signatures.state(one))
    return True, found


def _signed(
    dossier: Dossier, row: Result, key: str, *, by: Actor, now: datetime
) -> tuple[str, tuple[signatures.Signature, ...]]:
    """A fresh upload of the signed file, and what is to be said of its signatures."""
    stream, _stored = kept.open_original(row.file, owner=_owner(row))
    with stream:
        content = stream.read()
    made = signing.sign(content, key=key, about=dossier.subject, reason=row.title, by=by, now=now)
    return files.receive_document(made, by=by, now=now).id, signatures.check(made, now=now)


def _own_key(dossier: Dossier, by: Actor, now: datetime) -> str:
    mine = signatures.keys_of(dossier.agency_code, officer=by.key, on=local_date(now))
    if not mine:
        raise NoKey
    return mine[0].key


def _give(
    dossier: Dossier, row: Result, file_id: str, found: tuple[signatures.Signature, ...], *, waits: bool,
    by: Actor, now: datetime,
) -> None:  # fmt: skip
    """Put the file where it belongs: the holder's vault, or with the dossier."""
    owner, told = dossier.application.holder_key, signatures.told(found)
    if owner and not waits:
        view = vault.keep(
            owner=owner, type_code=row.paper_type, title=row.title, number=row.number,
            issuer_code=dossier.agency_code, issuer_name=dossier.agency_name,
            issued_on=row.issued_on or local_date(now), expires_on=row.expires_on, file_id=file_id,
            source=vault.Source.ISSUED, signature=told, basis=vault.by_law("Nghị định 224/2026/NĐ-CP"),
            about=dossier.subject, by=by, now=now,
        )  # fmt: skip
        row.paper, row.paper_version, row.file = view.key, view.version, ""
    else:
        files.attach_papers([file_id], owner=_owner(row), by=by, now=now)
        row.file = file_id
    row.signature = told
    row.save(update_fields=["paper", "paper_version", "file", "signature"])


def _drop_waiting(dossier: Dossier, paper_type: str, *, by: Actor, now: datetime) -> None:
    for row in waiting_of(dossier):
        if row.paper_type == paper_type:
            files.erase(owner=_owner(row), by=by, now=now)
            row.delete()


def _owe_signature(dossier: Dossier, *, by: Actor, now: datetime) -> None:
    until = stepping.calendar_of(dossier).due(
        now, Term(parameters.value(dated.RETURN_DAYS, local_date(now)), TermUnit.WORKING_DAYS)
    )
    duties.owe(dossier, Duty.SIGN, due_at=until, by=by, now=now)


def _settle(dossier: Dossier, *, by: Actor, now: datetime) -> None:
    if not waiting_of(dossier):
        worklist.complete(dossier.subject, Duty.SIGN.value, by=by, now=now)


def _owner(row: Result) -> str:
    return f"dossier:{row.dossier_id}/result:{row.pk}"
