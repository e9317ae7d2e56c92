"""What is an administrative procedure? Frozen values that every room may hold and pin; nothing is read here.

A version is dated and named by its reference `<code>@<first day>`: a dossier keeps the reference, so a later
version never moves it. Law: Nghị định 118/2025/NĐ-CP; Nghị định 224/2026/NĐ-CP Điều 14, 15 (online services);
Thông tư 02/2017/TT-VPCP (the parts of a procedure).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from tinhso.core.values import RuleRef
from tinhso.foundation.workdays.rules import Term, TermUnit

__all__ = [
    "HERE",
    "Audience",
    "Channel",
    "Component",
    "Fee",
    "FeeDue",
    "FeeKind",
    "Level",
    "Moment",
    "OnlineLevel",
    "ProcedureVersion",
    "Result",
    "Stage",
    "Step",
    "Term",
    "TermUnit",
    "UnitKind",
]

HERE = "province"
"""The system of a stage that this deployment itself handles; any other word is somebody else's system."""


class Stage(StrEnum):
    """A stretch of a dossier's way, each with the system whose word counts for it."""

    SUBMIT = "submit"
    RECEIVE = "receive"
    HANDLE = "handle"
    PAY = "pay"
    RETURN = "return"


class Level(StrEnum):
    """A level of government."""

    PROVINCE = "province"
    COMMUNE = "commune"


class Audience(StrEnum):
    """For whom a procedure is; `agency` for those between departments."""

    CITIZEN = "citizen"
    ORGANISATION = "organisation"
    AGENCY = "agency"


class OnlineLevel(StrEnum):
    """How much of it can be done online: all, a part, or reading about it."""

    FULL = "full"
    PARTIAL = "partial"
    INFORMATION = "information"


class Channel(StrEnum):
    """By which door a dossier comes, as far as fees and terms ask."""

    ONLINE = "online"
    COUNTER = "counter"
    POST = "post"


class FeeKind(StrEnum):
    """Phí (fee: for a service) or lệ phí (charge: fixed by law). Luật Phí và lệ phí 97/2015/QH13, Điều 3."""

    FEE = "fee"
    CHARGE = "charge"


class Moment(StrEnum):
    """When money is taken."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    RETURN = "return"


class UnitKind(StrEnum):
    """Which unit takes a step, seen from the agency that decides."""

    RECEPTION = "reception"
    SPECIALIST = "specialist"
    LEADER = "leader"
    CLERK = "clerk"
    PARTNER = "partner"


@dataclass(frozen=True)
class Component:
    """One paper of the dossier. `when` is a JSON-Schema condition on the form's data; None: always.

    `paper_type` is the vault's type code and `register` the database that knows it already ("" for none).
    """

    code: str
    name: str
    name_en: str = ""
    originals: int = 1
    copies: int = 0
    required: bool = True
    when: Mapping[str, Any] | None = None
    form_url: str = ""
    paper_type: str = ""
    register: str = ""


@dataclass(frozen=True)
class Step:
    """One step: its unit, working hours, the role (`core.roles.Role`) that takes it and the title shown."""

    number: int
    name: str
    unit_kind: UnitKind
    hours: float
    role: str = "handler"
    title: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class Fee:
    """What is to be paid, in VND, before any reduction."""

    code: str
    name: str
    amount: int
    kind: FeeKind
    when: Moment = Moment.RECEIPT
    name_en: str = ""


@dataclass(frozen=True)
class Result:
    """What somebody gets; `valid_months` None: without end."""

    paper_type: str
    name: str
    electronic: bool = True
    valid_months: int | None = None
    name_en: str = ""


@dataclass(frozen=True)
class ProcedureVersion:
    """A procedure as it is from one day on. `term` None: the result comes at once.

    `accept_hours` is this procedure's own time for accepting what is filed online; None: the dated rule says.
    """

    code: str
    name: str
    valid_from: date
    valid_to: date | None = None
    name_en: str = ""
    field_code: str = ""
    field_name: str = ""
    levels: tuple[Level, ...] = ()
    audience: tuple[Audience, ...] = ()
    who: str = ""
    who_en: str = ""
    online_level: OnlineLevel = OnlineLevel.INFORMATION
    online_reason: str = ""
    online_reason_en: str = ""
    authoritative: Mapping[Stage, str] = field(default_factory=dict)
    term: Term | None = None
    accept_hours: int | None = None
    components: tuple[Component, ...] = ()
    steps: tuple[Step, ...] = ()
    fees: tuple[Fee, ...] = ()
    results: tuple[Result, ...] = ()
    legal_bases: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    """Other words by which people look for it."""
    is_internal: bool = False
    is_local: bool = False
    needs_identity: bool = False
    form_schema: Mapping[str, Any] = field(default_factory=dict)
    citation: str = ""
    code_note: str = ""
    """What is uncertain about the code, if anything: shown to the administrator."""
    is_sample: bool = False

    @property
    def ref(self) -> str:
        """The name of this version for ever: `1.013229@2026-07-01`."""
        return f"{self.code}@{self.valid_from.isoformat()}"

    def system(self, stage: Stage) -> str:
        """This will name the system whose word counts at a stage; this deployment's where nothing is said."""
        return self.authoritative.get(stage, HERE)

    @property
    def is_handled_here(self) -> bool:
        """Whether this deployment handles it; otherwise it only follows another system."""
        return self.system(Stage.HANDLE) == HERE

    @property
    def hours(self) -> float:
        """Working hours of all steps together."""
        return sum(step.hours for step in self.steps)


@dataclass(frozen=True)
class FeeDue:
    """What one has to pay: in full, after the rule that decided, and when."""

    code: str
    name: str
    full: int
    due: int
    when: Moment
    rule: RuleRef

    @property
    def saved(self) -> int:
        """What the rule spares, in VND."""
        return self.full - self.due


def total(dues: Sequence[FeeDue], when: Moment | None = None) -> int:
    """This will add up what is due, at one moment or altogether."""
    return sum(due.due for due in dues if when in (None, due.when))
