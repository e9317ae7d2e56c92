"""How does a form become a PDF? One function for each form: its values in words, then set by its template."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tinhso.casework.onestop.papers import shapes, words
from tinhso.core import typesetting
from tinhso.core.values import RuleRef

FORMS = Path(__file__).parent / "forms"
LONG = 300
"""Letters: more of them in a cell may fill a page."""


@dataclass(frozen=True)
class Form:
    """A form of law: its number, its template, its rule."""

    number: str
    template: str
    rule: RuleRef


def _form(number: str, template: str) -> Form:
    # The list of forms was read; their wording and layout were not.
    citation = f"Mẫu số {number}, Phụ lục I, Thông tư số 03/2025/TT-VPCP"
    return Form(number, template, RuleRef(f"form:{number}", date(2025, 9, 15), citation, is_sample=True))


ACKNOWLEDGEMENT = _form("01", "acknowledgement")
SUPPLEMENT_REQUEST = _form("02", "supplement_request")
REFUSAL = _form("03", "refusal")
APOLOGY = _form("04", "apology")
STOP_NOTICE = _form("05", "stop_notice")
CONTROL_SLIP = _form("06", "control_slip")
REGISTER = _form("07", "register")

Values = Mapping[str, object]


def acknowledgement(paper: shapes.Acknowledgement) -> bytes:
    """This will print Mẫu 01, A5: the receipt of a dossier and the appointment for its result."""
    return _printed(
        ACKNOWLEDGEMENT,
        paper,
        {
            **_dossier(paper.dossier),
            "components": [_component(component) for component in paper.components],
            "sets": words.count(paper.sets),
            "term": paper.term,
            "received": words.moment(paper.received_at),
            "due": words.moment(paper.due_at),
            "filed_by": paper.filed_by,
            "returned_by": paper.returned_by,
            "charges": [
                {"name": charge.name, "amount": words.money(charge.amount), "paid": charge.paid}
                for charge in paper.charges
            ],
            "to_pay": words.money(sum(charge.amount for charge in paper.charges if not charge.paid)),
            "owing": any(charge.amount and not charge.paid for charge in paper.charges),
            "rules": words.rules(paper.rules),
            "book": paper.register_book,
            "row": paper.register_number,
            "officer": paper.officer,
        },
    )


def supplement_request(paper: shapes.SupplementRequest) -> bytes:
    """This will print Mẫu 02: what is to be supplemented, all of it, once."""
    return _printed(
        SUPPLEMENT_REQUEST,
        paper,
        {
            **_dossier(paper.dossier),
            "wanted": [{"what": wanted.what, "why": wanted.why} for wanted in paper.wanted],
            "reason": paper.reason,
            "rules": words.rules(paper.rules),
            "answer_by": words.day(paper.answer_by),
            "contact": paper.contact,
            "contact_phone": paper.contact_phone,
            "officer": paper.officer,
        },
    )


def refusal(paper: shapes.Refusal) -> bytes:
    """This will print Mẫu 03: why a dossier is not taken in."""
    return _printed(
        REFUSAL,
        paper,
        {
            **_dossier(paper.dossier),
            "filed": words.moment(paper.filed_at),
            "reasons": list(paper.reasons),
            "rules": words.rules(paper.rules),
            "guidance": paper.guidance,
            "officer": paper.officer,
        },
    )


def apology(paper: shapes.Apology) -> bytes:
    """This will print Mẫu 04: the apology for being late, and the new date."""
    return _printed(
        APOLOGY,
        paper,
        {
            **_dossier(paper.dossier),
            "received": words.moment(paper.received_at),
            "due": words.moment(paper.due_at),
            "new_due": words.moment(paper.new_due_at),
            "reason": paper.reason,
            "rules": words.rules(paper.rules),
            **_signer(paper.signer, paper.copies_to),
        },
    )


def stop_notice(paper: shapes.StopNotice) -> bytes:
    """This will print Mẫu 05: that the handling has stopped, and what goes back."""
    return _printed(
        STOP_NOTICE,
        paper,
        {
            **_dossier(paper.dossier),
            "received": words.moment(paper.received_at),
            "stopped": words.moment(paper.stopped_at),
            "reasons": list(paper.reasons),
            "rules": words.rules(paper.rules),
            "given_back": [_component(component) for component in paper.given_back],
            "refund": words.money(paper.refund) if paper.refund else "",
            "guidance": paper.guidance,
            **_signer(paper.signer, paper.copies_to),
        },
    )


def control_slip(paper: shapes.ControlSlip) -> bytes:
    """This will print Mẫu 06: a row for each hand-over, on as many pages as they need."""
    return _printed(
        CONTROL_SLIP,
        paper,
        {
            **_dossier(paper.dossier),
            "received": words.moment(paper.received_at),
            "due": words.moment(paper.due_at),
            "handling": paper.handling,
            "consulted": list(paper.consulted),
            "long": any(
                _is_long(text)
                for row in paper.hand_overs
                for text in (row.note, row.giver.unit, row.giver.name, row.receiver.unit, row.receiver.name)
            ),
            "rows": [
                {
                    "giver": {"unit": row.giver.unit, "name": row.giver.name},
                    "receiver": {"unit": row.receiver.unit, "name": row.receiver.name},
                    "clock": words.clock(row.at),
                    "day": words.local_day(row.at),
                    "due": words.local_day(row.due_at),
                    "due_clock": words.clock(row.due_at),
                    "pace": words.PACES[row.pace] if row.pace else "",
                    "late": row.pace is shapes.Pace.LATE,
                    "note": row.note,
                }
                for row in paper.hand_overs
            ],
        },
    )


def register(paper: shapes.Register) -> bytes:
    """This will print Mẫu 07: the register of dossiers, A4 across, its heads on each page."""
    return _printed(
        REGISTER,
        paper,
        {
            "book": paper.book,
            "first": words.day(paper.first_on),
            "last": words.day(paper.last_on),
            "rows": [_row(row) for row in paper.rows],
            "long": any(_is_long(text) for row in paper.rows for text in _row(row).values()),
            "total": str(len(paper.rows)),
        },
    )


def _is_long(words: object) -> bool:
    # A row that is higher than a page must be let break; the others are kept whole.
    return isinstance(words, str) and len(words) > LONG


def _printed(form: Form, paper: shapes.Paper, values: Values) -> bytes:
    office = paper.office
    head = {
        "parent": office.parent,
        "office": office.name,
        "office_address": office.address,
        "office_phone": office.phone,
        "number": paper.number,
        "place_and_day": words.place_and_day(office.place, paper.made_at),
        "made": words.local_day(paper.made_at),
        "form": words.rule(form.rule),
        "unsigned": "" if paper.to_be_signed else "Bản in chưa ký số",
    }
    template = FORMS / f"{form.template}.typ"
    return typesetting.pdf(template, {**head, **values}, made_at=paper.made_at)


def _dossier(dossier: shapes.Dossier) -> Values:
    return {
        "code": dossier.code,
        "procedure": dossier.procedure,
        "procedure_code": dossier.procedure_code,
        **_party(dossier.applicant),
        "holder": dossier.holder,
        "look_up": dossier.look_up,
        "qr": words.qr(dossier.look_up),
    }


def _party(party: shapes.Party) -> Values:
    return {"name": party.name, "address": party.address, "phone": party.phone, "email": party.email}


def _component(component: shapes.Component) -> Values:
    return {
        "name": component.name,
        "originals": words.count(component.originals),
        "copies": words.count(component.copies),
        "electronic": words.count(component.electronic),
        "note": component.note,
    }


def _signer(signer: shapes.Signer, copies_to: tuple[str, ...]) -> Values:
    return {"titles": list(signer.titles), "signer": signer.name, "copies_to": list(copies_to)}


def _row(row: shapes.RegisterRow) -> Values:
    return {
        **_party(row.applicant),
        "number": str(row.number),
        "code": row.code,
        "procedure": row.procedure,
        "sets": words.count(row.sets),
        "handling": row.handling,
        "received": words.local_day(row.received_at),
        "received_clock": words.clock(row.received_at),
        "due": words.local_day(row.due_at),
        "due_clock": words.clock(row.due_at),
        "forwarded": words.local_day(row.forwarded_at),
        "result": words.local_day(row.result_at),
        "returned": words.local_day(row.returned_at),
        "returned_by": row.returned_by,
        "note": row.note,
    }
