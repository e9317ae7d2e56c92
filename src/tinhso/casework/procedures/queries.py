"""Which procedures are there, in which version, for how much and within what? Always asked for a day."""

from datetime import date

from tinhso.casework.procedures.book import book
from tinhso.casework.procedures.rules import choosing
from tinhso.casework.procedures.rules.shapes import (
    HERE,
    Audience,
    Channel,
    Component,
    Fee,
    FeeDue,
    FeeKind,
    Level,
    Moment,
    OnlineLevel,
    ProcedureVersion,
    Result,
    Stage,
    Step,
    Term,
    TermUnit,
    UnitKind,
    total,
)
from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.core.values import RuleRef

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
    "NoSuchProcedure",
    "OnlineLevel",
    "ProcedureVersion",
    "Result",
    "Stage",
    "Step",
    "Term",
    "TermUnit",
    "UnitKind",
    "accept_term",
    "early_term",
    "fees_due",
    "total",
    "version",
    "version_in_force",
]


class NoSuchProcedure(Missing):
    """No procedure of that code is in force on that day, or the reference names no version."""

    code = "no-such-procedure"
    sentence = msg("Không có thủ tục %(code)s vào ngày này.")


def version_in_force(code: str, on: date) -> ProcedureVersion:
    """This will give the version of a procedure that holds on a day. Raises NoSuchProcedure."""
    found = choosing.in_force(book.get().versions.get(code, ()), on)
    if found is None:
        raise NoSuchProcedure(code=code[:40])
    return found


def version(ref: str) -> ProcedureVersion:
    """This will give the version that a reference pins, in force or not. Raises NoSuchProcedure."""
    found = book.get().by_ref.get(ref)
    if found is None:
        raise NoSuchProcedure(code=ref[:60])
    return found


def fees_due(
    version: ProcedureVersion, *, channel: str, on: date, grounds: frozenset[str] = frozenset()
) -> list[FeeDue]:
    """This will say what has to be paid for a dossier filed by `channel` on `on`, by whom has `grounds`."""
    return choosing.fees_due(version, book.get().fee_rows, channel=channel, on=on, grounds=grounds)


def early_term(version: ProcedureVersion, *, channel: str, on: date) -> tuple[Term, RuleRef] | None:
    """This will give the reduced term the province promises, and the row that promises it; None for none."""
    return choosing.early_term(version, book.get().early_rows, channel=channel, on=on)


def accept_term(version: ProcedureVersion, *, on: date) -> tuple[Term, RuleRef] | None:
    """This will say within what a dossier filed online is accepted or sent back; None where no row says."""
    if version.accept_hours:
        return Term(version.accept_hours, TermUnit.WORKING_HOURS), choosing.rule_of(version)
    return choosing.accept_term(book.get().accept_rows, code=version.code, on=on)
