"""What does each of the seven forms say? Plain values; how they look is for the templates.

Moments are aware, days are Vietnamese; money is whole VND; "" is "not told", and prints as a line to write on
or not at all. Persons are addressed "ông/bà" or by name: no form asks for anybody's sex.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from tinhso.core.values import RuleRef


@dataclass(frozen=True)
class Office:
    """Who issues: the body above it ("" for none), its own name, the place named before the date."""

    name: str
    place: str
    parent: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Party:
    """A person or organisation as a paper names it."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Dossier:
    """What every form says of the dossier; `look_up` is the whole address that the QR leads to."""

    code: str
    procedure_code: str
    procedure: str
    applicant: Party
    look_up: str
    holder: str = ""
    """The holder, where somebody else applied."""


@dataclass(frozen=True)
class Signer:
    """Who signs: lines of capacity and title ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"), and the name."""

    titles: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True)
class Paper:
    """What is the same on each form.

    `number` is number and symbol ("125/TNHS"), "" where none is given. `to_be_signed`: a digital signature
    follows at once, so the paper does not say that it has none.
    """

    office: Office
    made_at: datetime
    number: str = ""
    to_be_signed: bool = field(default=False, kw_only=True)


@dataclass(frozen=True)
class Component:
    """One paper that was handed in, and how many: originals, copies on paper, electronic copies."""

    name: str
    originals: int = 0
    copies: int = 0
    electronic: int = 0
    note: str = ""


@dataclass(frozen=True)
class Charge:
    """A fee or charge of the dossier."""

    name: str
    amount: int
    paid: bool = False


@dataclass(frozen=True)
class Acknowledgement(Paper):
    """Mẫu 01: taken in, and when the result may be had. `term` in words ("03 ngày làm việc")."""

    dossier: Dossier = field(kw_only=True)
    components: tuple[Component, ...] = field(kw_only=True)
    received_at: datetime = field(kw_only=True)
    due_at: datetime | None = field(kw_only=True)
    term: str = field(default="", kw_only=True)
    rules: tuple[RuleRef, ...] = field(default=(), kw_only=True)
    """On what the term and the charges rest."""
    sets: int = field(default=1, kw_only=True)
    filed_by: str = field(default="", kw_only=True)
    """How it came: "Trực tiếp", "Trực tuyến", "Bưu chính công ích"."""
    returned_by: str = field(default="", kw_only=True)
    """How and where the result is had."""
    charges: tuple[Charge, ...] = field(default=(), kw_only=True)
    register_book: str = field(default="", kw_only=True)
    register_number: str = field(default="", kw_only=True)
    officer: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Wanted:
    """One thing that is missing or wrong, and why."""

    what: str
    why: str = ""


@dataclass(frozen=True)
class SupplementRequest(Paper):
    """Mẫu 02: everything that is still to be brought, asked once."""

    dossier: Dossier = field(kw_only=True)
    wanted: tuple[Wanted, ...] = field(kw_only=True)
    reason: str = field(default="", kw_only=True)
    rules: tuple[RuleRef, ...] = field(default=(), kw_only=True)
    answer_by: date | None = field(default=None, kw_only=True)
    contact: str = field(default="", kw_only=True)
    contact_phone: str = field(default="", kw_only=True)
    officer: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Refusal(Paper):
    """Mẫu 03: not taken in, why, and where to turn instead."""

    dossier: Dossier = field(kw_only=True)
    filed_at: datetime = field(kw_only=True)
    reasons: tuple[str, ...] = field(kw_only=True)
    rules: tuple[RuleRef, ...] = field(default=(), kw_only=True)
    guidance: str = field(default="", kw_only=True)
    officer: str = field(default="", kw_only=True)


@dataclass(frozen=True)
class Apology(Paper):
    """Mẫu 04: late; sorry; and the one new date."""

    dossier: Dossier = field(kw_only=True)
    received_at: datetime = field(kw_only=True)
    due_at: datetime = field(kw_only=True)
    new_due_at: datetime = field(kw_only=True)
    reason: str = field(kw_only=True)
    rules: tuple[RuleRef, ...] = field(default=(), kw_only=True)
    signer: Signer = field(kw_only=True)
    copies_to: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class StopNotice(Paper):
    """Mẫu 05: the handling has stopped, why, and what goes back to the applicant."""

    dossier: Dossier = field(kw_only=True)
    received_at: datetime = field(kw_only=True)
    stopped_at: datetime = field(kw_only=True)
    reasons: tuple[str, ...] = field(kw_only=True)
    rules: tuple[RuleRef, ...] = field(default=(), kw_only=True)
    given_back: tuple[Component, ...] = field(default=(), kw_only=True)
    refund: int = field(default=0, kw_only=True)
    guidance: str = field(default="", kw_only=True)
    signer: Signer = field(kw_only=True)
    copies_to: tuple[str, ...] = field(default=(), kw_only=True)


class Pace(StrEnum):
    """How a step was against its own time."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"


@dataclass(frozen=True)
class Hand:
    """Who gives or takes at a hand-over, and of which unit."""

    unit: str
    name: str = ""


@dataclass(frozen=True)
class HandOver:
    """One row of the control slip: the giver's step ends, with its `pace`, when the receiver takes it.

    `due_at` is when the giver's own step was to end; `pace` None where no time was set for it.
    """

    giver: Hand
    receiver: Hand
    at: datetime
    due_at: datetime | None = None
    pace: Pace | None = None
    note: str = ""


@dataclass(frozen=True)
class ControlSlip(Paper):
    """Mẫu 06: through whose hands, and how punctual each was."""

    dossier: Dossier = field(kw_only=True)
    received_at: datetime = field(kw_only=True)
    due_at: datetime | None = field(kw_only=True)
    hand_overs: tuple[HandOver, ...] = field(kw_only=True)
    handling: str = field(default="", kw_only=True)
    """The body that handles."""
    consulted: tuple[str, ...] = field(default=(), kw_only=True)


@dataclass(frozen=True)
class RegisterRow:
    """One dossier in the register."""

    number: int
    code: str
    procedure: str
    applicant: Party
    received_at: datetime
    handling: str = ""
    sets: int = 1
    due_at: datetime | None = None
    forwarded_at: datetime | None = None
    result_at: datetime | None = None
    returned_at: datetime | None = None
    returned_by: str = ""
    note: str = ""


@dataclass(frozen=True)
class Register(Paper):
    """Mẫu 07: the book of dossiers of a centre, from one day to another (both are in it)."""

    book: str = field(kw_only=True)
    first_on: date = field(kw_only=True)
    last_on: date = field(kw_only=True)
    rows: tuple[RegisterRow, ...] = field(kw_only=True)
