"""Which version is in force, what is due, and how early? Dated rows choose; each answer names its row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tinhso.casework.procedures.rules.shapes import Channel, Fee, FeeDue, ProcedureVersion, Term
from tinhso.core.values import RuleRef, Validity

WHOLE = 100


@dataclass(frozen=True)
class FeeRow:
    """A dated row; empty code, channel or ground: every one.

    `percent` is what remains to be paid, `amount` in VND goes before it where the rule fixes one.
    """

    procedure: str
    fee: str
    channel: str
    ground: str
    percent: int
    validity: Validity
    rule: RuleRef
    amount: int | None = None

    def due(self, full: int) -> int:
        """This will give what remains of a fee, never more than it, in whole VND rounded half up."""
        fixed = (full * self.percent + WHOLE // 2) // WHOLE if self.amount is None else self.amount
        return min(full, fixed)


@dataclass(frozen=True)
class TermRow:
    """A dated row about a term; an empty procedure: every other one."""

    procedure: str
    term: Term
    online_only: bool
    validity: Validity
    rule: RuleRef


def in_force(versions: Iterable[ProcedureVersion], on: date) -> ProcedureVersion | None:
    """This will choose among versions of one code: the one that began last and has not ended."""
    fitting = [v for v in versions if Validity(v.valid_from, v.valid_to).covers(on)]
    return max(fitting, key=lambda v: v.valid_from, default=None)


def rule_of(version: ProcedureVersion) -> RuleRef:
    """This will name the version itself as the rule that decided."""
    return RuleRef(f"procedure:{version.ref}", version.valid_from, version.citation, version.is_sample)


def fees_due(
    version: ProcedureVersion,
    rows: Sequence[FeeRow],
    *,
    channel: str,
    on: date,
    grounds: frozenset[str] = frozenset(),
) -> list[FeeDue]:
    """This will say what is due for each fee: of the rows that fit, the one that leaves the least.

    Reductions never add up: law grants the better one (a narrower row, then a later one, names the decision
    where two leave the same).
    """
    fitting = [
        r
        for r in rows
        if r.validity.covers(on)
        and r.procedure in ("", version.code)
        and r.channel in ("", channel)
        and (r.ground == "" or r.ground in grounds)
    ]
    return [_due(version, fee, fitting) for fee in version.fees]


def _due(version: ProcedureVersion, fee: Fee, rows: Sequence[FeeRow]) -> FeeDue:
    own = [r for r in rows if r.fee in ("", fee.code) and r.due(fee.amount) < fee.amount]
    if not own:
        return FeeDue(fee.code, fee.name, fee.amount, fee.amount, fee.when, rule_of(version))
    best = min(own, key=lambda r: (r.due(fee.amount), r.procedure == "", r.fee == "", -_since(r)))
    return FeeDue(fee.code, fee.name, fee.amount, best.due(fee.amount), fee.when, best.rule)


def _since(row: FeeRow) -> int:
    return row.validity.valid_from.toordinal()


def early_term(
    version: ProcedureVersion, rows: Sequence[TermRow], *, channel: str, on: date
) -> tuple[Term, RuleRef] | None:
    """This will give the reduced term of a priority procedure, None where none is promised."""
    row = _latest(
        r
        for r in rows
        if r.procedure == version.code
        and r.validity.covers(on)
        and (not r.online_only or channel == Channel.ONLINE)
    )
    return (row.term, row.rule) if row else None


def accept_term(rows: Sequence[TermRow], *, code: str, on: date) -> tuple[Term, RuleRef] | None:
    """This will say within what a dossier filed online is accepted or sent back; the narrowest row counts."""
    row = _latest(r for r in rows if r.procedure in ("", code) and r.validity.covers(on))
    return (row.term, row.rule) if row else None


def _latest(rows: Iterable[TermRow]) -> TermRow | None:
    return max(rows, key=lambda r: (r.procedure != "", r.validity.valid_from), default=None)
