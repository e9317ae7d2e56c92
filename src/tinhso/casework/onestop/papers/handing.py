"""How is a handover list of the public post printed, and the labels of its envelopes?"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tinhso.casework.onestop.papers import words
from tinhso.casework.onestop.papers.shapes import Office
from tinhso.core import typesetting

FORMS = Path(__file__).parent / "forms"


@dataclass(frozen=True)
class Line:
    """One envelope: no name stands on a list."""

    number: int
    dossier: str
    contents: str
    tracking: str
    area: str


@dataclass(frozen=True)
class Handover:
    """A list: from whom to whom, its lines, who signed (both "" before), where it is looked up."""

    office: Office
    made_at: datetime
    code: str
    title: str
    giver_side: str
    receiver_side: str
    look_up: str
    lines: tuple[Line, ...]
    giver: str = ""
    receiver: str = ""
    signed_at: datetime | None = None


@dataclass(frozen=True)
class Label:
    """What stands on an envelope."""

    name: str
    phone: str
    address: str
    area: str
    dossier: str
    tracking: str
    look_up: str


def handover(paper: Handover) -> bytes:
    """This will print a handover list, A4, with room for both signatures."""
    office = paper.office
    values = {
        "parent": office.parent,
        "office": office.name,
        "number": "",
        "place_and_day": words.place_and_day(office.place, paper.made_at),
        "made": words.local_day(paper.made_at),
        "form": f"Danh sách bàn giao {paper.code}",
        "unsigned": "",
        "title": paper.title,
        "list": paper.code,
        "giver_side": paper.giver_side,
        "receiver_side": paper.receiver_side,
        "giver": paper.giver,
        "receiver": paper.receiver,
        "signed": words.moment(paper.signed_at),
        "qr": words.qr(paper.look_up),
        "rows": [
            {
                "number": str(one.number), "dossier": one.dossier, "contents": one.contents,
                "tracking": one.tracking, "area": one.area,
            }
            for one in paper.lines
        ],
        "total": words.count(len(paper.lines)),
    }  # fmt: skip
    return typesetting.pdf(FORMS / "handover.typ", values, made_at=paper.made_at)


def labels(office: Office, found: tuple[Label, ...], *, made_at: datetime) -> bytes:
    """This will print labels for envelopes, eight on a sheet of A4: sender, recipient, dossier."""
    values = {
        "office": office.name,
        "office_address": office.address,
        "office_phone": office.phone,
        "labels": [
            {
                "name": one.name, "phone": one.phone, "address": one.address, "area": one.area,
                "dossier": one.dossier, "tracking": one.tracking, "qr": words.qr(one.look_up),
            }
            for one in found
        ],
    }  # fmt: skip
    return typesetting.pdf(FORMS / "labels.typ", values, made_at=made_at)
