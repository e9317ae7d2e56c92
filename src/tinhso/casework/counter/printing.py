"""What does each printed form say of this dossier? The values of `onestop.papers`, out of the case.

Papers are in Vietnamese whatever language the officer reads.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from tinhso.casework.counter.views import components, parts, words
from tinhso.casework.onestop import addresses, papers
from tinhso.casework.onestop.papers import shapes
from tinhso.casework.onestop.papers.offices import office
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.queries.listing import RegisterLine
from tinhso.casework.procedures import queries as procedures
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.roles import Actor
from tinhso.core.values import RuleRef
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.agencies import queries as agencies


@dataclass(frozen=True)
class Printed:
    """A paper as it goes out: its bytes and the name under which it is saved."""

    content: bytes
    name: str


def form(found: Case, name: str, *, by: Actor, now: datetime) -> Printed:
    """This will print one of the six forms of a dossier. Raises Missing where it has nothing to say."""
    makers = {
        "giay-hen": _acknowledgement,
        "bo-sung": _supplement,
        "tu-choi": _refusal,
        "xin-loi": _apology,
        "dung": _stop,
        "phieu-kiem-soat": _slip,
    }
    there = {one["url"].rsplit("/", 1)[-1].removesuffix(".pdf") for one in parts.printable(found)}
    if name not in makers or name not in there:
        raise Missing
    with translation.override("vi"):
        return Printed(makers[name](found, by, now), f"{found.row.code}-{name}".replace(".", "-"))


def register(
    agency: str, lines: Sequence[RegisterLine], *, first_on: date, last_on: date, now: datetime
) -> bytes:
    """This will print the register of a counter for some days."""
    with translation.override("vi"):
        rows = tuple(
            shapes.RegisterRow(
                number=number,
                code=line.code,
                procedure=line.name,
                applicant=shapes.Party(**line.applicant),
                received_at=line.received_at,
                handling=line.agency_name,
                due_at=line.due_at,
                forwarded_at=line.forwarded_at,
                result_at=line.decided_at,
                returned_at=line.returned_at,
                returned_by=words.delivery(line.delivery),
            )
            for number, line in enumerate(lines, 1)
        )
        return papers.register(
            shapes.Register(
                office=office(agency, on=local_date(now)),
                made_at=now,
                book=f"{agency}/{first_on.year}",
                first_on=first_on,
                last_on=last_on,
                rows=rows,
            )
        )


def _head(found: Case, code: str, now: datetime) -> dict[str, Any]:
    return {"office": office(code, on=local_date(now)), "made_at": now, "dossier": _dossier(found)}


def _party(person: dict[str, Any]) -> shapes.Party:
    return shapes.Party(*(str(person.get(key) or "") for key in ("name", "address", "phone", "email")))


def _dossier(found: Case) -> shapes.Dossier:
    row, said = found.row, found.said
    holder, applicant = said.get("holder") or {}, said.get("applicant") or {}
    return shapes.Dossier(
        code=row.code,
        procedure_code=row.procedure_code,
        procedure=row.name,
        applicant=_party(applicant or holder),
        look_up=settings.PUBLIC_URL.rstrip("/") + addresses.own(row.code),
        holder=str(holder.get("name") or "") if applicant else "",
    )


def _officer(by: Actor) -> str:
    known = accounts.officer(by.key)
    return known.name if known else ""


def _rules(found: Case) -> tuple[RuleRef, ...]:
    version = procedures.version(found.row.version_ref)
    rule, _sentence = parts.term_rule(found, version)
    return (rule,)


def _components(found: Case) -> tuple[shapes.Component, ...]:
    made = []
    for files in components.by_code([one for one in found.papers if not one.refused_for]).values():
        one, several = files[0], _("%(n)d tệp") % {"n": len(files)} if len(files) > 1 else ""
        electronic = one.form in ("electronic", "certified")
        made.append(
            shapes.Component(
                one.name,
                originals=one.quantity if one.form == "original" else 0,
                copies=one.quantity if one.form == "copy" else 0,
                electronic=1 if electronic or one.file else 0,
                note=", ".join(filter(None, (words.source(one.source), several)))
                if one.source != "uploaded"
                else several,
            )
        )
    return tuple(made)


def _acknowledgement(found: Case, by: Actor, now: datetime) -> bytes:
    row = found.row
    return papers.acknowledgement(
        shapes.Acknowledgement(
            **_head(found, row.intake_agency, now),
            components=_components(found),
            received_at=row.received_at or row.filed_at,
            due_at=row.original_due,
            term=parts.term_words(parts.pinned_term(found)),
            rules=_rules(found),
            filed_by=words.channel(row.channel),
            returned_by=words.delivery(row.delivery),
            charges=tuple(
                shapes.Charge(one.name, one.due, paid=one.paid_at is not None) for one in found.owed
            ),
            officer=_officer(by),
        )
    )


def _supplement(found: Case, by: Actor, now: datetime) -> bytes:
    version = procedures.version(found.row.version_ref)
    contact = agencies.contact(found.row.agency_code)
    return papers.supplement_request(
        shapes.SupplementRequest(
            **_head(found, found.row.agency_code, now),
            wanted=tuple(shapes.Wanted(one["name"], one["text"]) for one in parts.wanted(found, version)),
            answer_by=local_date(found.supplement_until) if found.supplement_until else None,
            contact_phone=contact.phone if contact else "",
            officer=_officer(by),
        )
    )


def _refusal(found: Case, by: Actor, now: datetime) -> bytes:
    return papers.refusal(
        shapes.Refusal(
            **_head(found, found.row.intake_agency, now),
            filed_at=found.row.filed_at,
            reasons=(found.row.ending,),
            officer=_officer(by),
        )
    )


def _apology(found: Case, by: Actor, now: datetime) -> bytes:
    row = found.row
    move = next(one for one in reversed(found.moves) if one.why == "extension")
    return papers.apology(
        shapes.Apology(
            **_head(found, row.agency_code, now),
            received_at=row.received_at or row.filed_at,
            due_at=move.due_before or move.due_after,
            new_due_at=move.due_after,
            reason=move.reason,
            signer=shapes.Signer(("Thủ trưởng cơ quan",)),
        )
    )


def _stop(found: Case, by: Actor, now: datetime) -> bytes:
    row = found.row
    return papers.stop_notice(
        shapes.StopNotice(
            **_head(found, row.agency_code, now),
            received_at=row.received_at or row.filed_at,
            stopped_at=row.ended_at or now,
            reasons=(row.ending,),
            given_back=tuple(c for c in _components(found) if c.originals),
            refund=sum(one.due for one in found.owed if one.paid_at),
            signer=shapes.Signer(("Thủ trưởng cơ quan",)),
        )
    )


def _slip(found: Case, by: Actor, now: datetime) -> bytes:
    row, on = found.row, local_date(now)
    keys = {line.giver for line in found.lines} | {line.receiver for line in found.lines}
    names = {key: one.name for key, one in accounts.officers_of(keys).items()}
    rooms = {unit.code: unit.name for unit in agencies.units(row.agency_code, on)}
    before, rows = None, []
    at = row.intake_agency or row.agency_code
    for line in found.lines:
        # from one body to another both are named: the counter of one commune, the committee of the next
        of = (_body(at, on), _body(line.agency_code, on)) if line.agency_code != at else ("", "")
        rows.append(
            shapes.HandOver(
                giver=_hand(before.name if before else "Bộ phận Một cửa", of[0], names.get(line.giver, "")),
                receiver=_hand(
                    rooms.get(line.unit, line.unit) or line.name, of[1], names.get(line.receiver, "")
                ),
                at=line.began_at,
                due_at=before.due_at if before else None,
                pace=shapes.Pace(before.verdict) if before and before.verdict else None,
                note=before.note if before else "",
            )
        )
        before, at = line, line.agency_code
    return papers.control_slip(
        shapes.ControlSlip(
            **_head(found, row.agency_code, now),
            received_at=row.received_at or row.filed_at,
            due_at=row.current_due,
            hand_overs=tuple(rows),
            handling=row.agency_name,
            consulted=tuple(one.agency_name for one in found.opinions),
        )
    )


def _body(code: str, on: date) -> str:
    found = agencies.agency(code, on=on)
    return found.name if found else code


def _hand(place: str, body: str, name: str) -> shapes.Hand:
    return shapes.Hand(f"{body}: {place}" if body else place, name)
