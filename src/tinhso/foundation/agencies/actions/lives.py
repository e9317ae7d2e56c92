"""How does an agency begin, change, end and hand over?"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import IntegrityError, transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.agencies.actions.permits import (
    check_can_administer,
    check_code,
    check_lengths,
    check_said,
    codes,
    find,
)
from tinhso.foundation.agencies.events import (
    AgencyChanged,
    AgencyClosed,
    AgencyOpened,
    AgencySucceeded,
    agency_subject,
)
from tinhso.foundation.agencies.models import Agency, Identifier, Succession
from tinhso.foundation.agencies.rules import AgencyKind, SuccessionKind
from tinhso.foundation.ledger import actions as ledger

_TEXTS = ("name", "short_name", "address", "phone", "email", "area_code", "area_structure")
_CORRECTABLE = frozenset({*_TEXTS, "parent", "escalates_to"})


class CodeTaken(Conflict):
    """Another agency has this code, or ever had it."""

    code = "agency-code-taken"
    sentence = msg("Mã cơ quan %(agency)s đã được dùng.")


class AlreadyClosed(Conflict):
    """The agency has ended already."""

    code = "agency-closed"
    sentence = msg("Cơ quan này đã kết thúc hoạt động từ %(day)s.")


def open_agency(
    *,
    code: str,
    kind: AgencyKind | str,
    name: str,
    short_name: str = "",
    parent: str | None = None,
    area_code: str | None = None,
    area_structure: str | None = None,
    escalates_to: str | None = None,
    address: str = "",
    phone: str = "",
    email: str = "",
    identifiers: Sequence[tuple[str, str]] = (),
    valid_from: date,
    valid_to: date | None = None,
    citation: str = "",
    is_sample: bool = False,
    reason: str = "",
    by: Actor,
    now: datetime,
) -> int:
    """This will open an agency from a day and give its row's id; `identifiers` are (scheme, value).

    Raises NotPermitted, Invalid, UnknownAgency (parent, escalates_to), CodeTaken.
    """
    check_can_administer(by=by)
    check_code("code", code)
    check_said(name=name)
    if kind not in set(AgencyKind):
        raise Invalid.field("kind", msg("Không có loại cơ quan này."))
    _check_period(valid_from, valid_to)
    if any(
        Identifier.objects.filter(scheme=s, value=v, valid_from=valid_from).exists() for s, v in identifiers
    ):
        raise Invalid.field("identifiers", msg("Mã định danh này đã thuộc cơ quan khác."))
    texts = {"name": name, "short_name": short_name, "address": address, "phone": phone, "email": email}
    check_lengths(Agency, {**texts, "citation": citation, "note": reason})
    try:
        with transaction.atomic():
            row = Agency.objects.create(
                code=code,
                kind=str(kind),
                parent=find(parent) if parent else None,
                escalates_to=find(escalates_to) if escalates_to else None,
                area_code=area_code or "",
                area_structure=area_structure or "",
                valid_from=valid_from,
                valid_to=valid_to,
                citation=citation,
                is_sample=is_sample,
                note=reason,
                **texts,
            )
            Identifier.objects.bulk_create(
                Identifier(agency=row, scheme=scheme, value=value, valid_from=valid_from, citation=citation)
                for scheme, value in identifiers
            )
            fact = AgencyOpened(subject=agency_subject(code), kind=Code(str(kind)), valid_from=valid_from)
            ledger.append(fact, by=by, now=now)
    except IntegrityError as taken:
        raise CodeTaken(agency=code) from taken
    return row.pk


def change_agency(
    *, code: str, changes: Mapping[str, str | None], reason: str, by: Actor, now: datetime
) -> None:
    """This will correct details of an agency; a new name by decision is a succession, not a correction.

    `parent` and `escalates_to` are agency codes. Raises NotPermitted, Invalid, UnknownAgency.
    """
    check_can_administer(code, by=by)
    check_said(reason=reason)
    for name in changes:
        if name not in _CORRECTABLE:
            raise Invalid.field(name, msg("Không sửa được mục này; hãy mở cơ quan mới và ghi kế tục."))
    if "name" in changes:
        check_said(name=changes["name"] or "")
    links = {k: v for k, v in changes.items() if k in ("parent", "escalates_to")}
    texts = {k: v or "" for k, v in changes.items() if k not in links}
    check_lengths(Agency, {**texts, "note": reason})
    with transaction.atomic():
        row = find(code)
        for name, text in texts.items():
            setattr(row, name, text)
        for name, other in links.items():
            if other == code:
                raise Invalid.field(name, msg("Cơ quan không thể là cấp trên của chính mình."))
            setattr(row, name, find(other) if other else None)
        row.note = reason
        row.save()
        fact = AgencyChanged(subject=agency_subject(code), fields=codes(*sorted(changes)))
        ledger.append(fact, by=by, now=now)


def close_agency(*, code: str, valid_to: date, decision: str, by: Actor, now: datetime) -> None:
    """This will end an agency on a day (its first day of not being). Raises AlreadyClosed, Invalid."""
    check_can_administer(by=by)
    check_said(decision=decision)
    check_lengths(Agency, {"note": decision})
    with transaction.atomic():
        _close(find(code), valid_to, decision, by, now)


def succeed(
    *,
    predecessor: str,
    successors: Sequence[str],
    kind: SuccessionKind | str,
    on: date,
    decision: str,
    by: Actor,
    now: datetime,
) -> None:
    """This will record that agencies take over from one on a day, and close the predecessor from that day.

    The first successor is the one to which open work moves. Raises Invalid, UnknownAgency, AlreadyClosed.
    """
    check_can_administer(by=by)
    check_said(decision=decision)
    check_lengths(Succession, {"decision": decision})
    if kind not in set(SuccessionKind):
        raise Invalid.field("kind", msg("Không có hình thức kế tục này."))
    if not successors or predecessor in successors or len(set(successors)) != len(successors):
        raise Invalid.field("successors", msg("Xin nêu các cơ quan kế tục, khác cơ quan trước."))
    with transaction.atomic():
        old = find(predecessor)
        heirs = [find(code) for code in successors]
        for heir in heirs:
            if not (heir.valid_from <= on and (heir.valid_to is None or on < heir.valid_to)):
                raise Invalid.field("successors", msg("Cơ quan kế tục chưa hoạt động vào ngày đó."))
        _close(old, on, decision, by, now)
        for heir in heirs:
            Succession.objects.create(
                predecessor=old, successor=heir, kind=str(kind), on=on, decision=decision
            )
        facts = [
            AgencySucceeded(
                subject=agency_subject(predecessor), successor=Code(h.code), kind=Code(str(kind)), on=on
            )
            for h in heirs
        ]
        ledger.append_all(facts, by=by, now=now)


def _close(row: Agency, valid_to: date, decision: str, by: Actor, now: datetime) -> None:
    today = local_date(now)
    if row.valid_to is not None and row.valid_to <= max(today, valid_to):
        raise AlreadyClosed(day=f"{row.valid_to:%d/%m/%Y}")
    _check_period(row.valid_from, valid_to)
    row.valid_to, row.note = valid_to, decision
    row.save()
    ledger.append(AgencyClosed(subject=agency_subject(row.code), valid_to=valid_to), by=by, now=now)


def _check_period(valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid.field("valid_to", msg("Ngày kết thúc phải sau ngày bắt đầu."))
