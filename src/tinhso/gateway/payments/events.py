"""Which facts does the room announce? Orders, money, refusals; ids, codes and amounts only."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@fact("payments.order_opened")
@dataclass(frozen=True, kw_only=True)
class OrderOpened(Fact):
    """Something owes money (subject "order:<id>"; `amount` in đồng)."""

    about: Code
    amount: int


@fact("payments.way_chosen")
@dataclass(frozen=True, kw_only=True)
class WayChosen(Fact):
    """Somebody began to pay an order over a provider."""

    about: Code
    provider: Code


@fact("payments.money_received")
@dataclass(frozen=True, kw_only=True)
class MoneyReceived(Fact):
    """Money of an order was proven to have come; `received` is the sum of all that came so far."""

    about: Code
    amount: int
    received: int
    route: Code


@fact("payments.order_paid")
@dataclass(frozen=True, kw_only=True)
class OrderPaid(Fact):
    """An order is paid in full. `receipt` is the number of its receipt."""

    about: Code
    amount: int
    route: Code
    counts_for_index: bool
    receipt: Code


@fact("payments.order_cancelled")
@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Fact):
    """An order need not be paid any more; `received` may have to go back."""

    about: Code
    received: int


@fact("payments.money_to_return")
@dataclass(frozen=True, kw_only=True)
class MoneyToReturn(Fact):
    """More came than was owed, or it came after the order was cancelled; `amount` is to go back."""

    about: Code
    amount: int


@fact("payments.callback_refused")
@dataclass(frozen=True, kw_only=True)
class CallbackRefused(Fact):
    """A message about a payment was not believed (subject "callback:<id>")."""

    provider: Code
    why: Code


@fact("payments.refund_asked")
@dataclass(frozen=True, kw_only=True)
class RefundAsked(Fact):
    """An officer asked that money go back (subject "order:<id>")."""

    about: Code
    refund: int
    amount: int


@fact("payments.refund_decided")
@dataclass(frozen=True, kw_only=True)
class RefundDecided(Fact):
    """Another officer granted or refused that."""

    about: Code
    refund: int
    granted: bool


@fact("payments.refunded")
@dataclass(frozen=True, kw_only=True)
class Refunded(Fact):
    """Money went back; `whole` when none of the order's money is left, `waived` when what went back need not
    be paid again."""

    about: Code
    refund: int
    amount: int
    whole: bool
    waived: bool = False


@fact("payments.statement_taken_in")
@dataclass(frozen=True, kw_only=True)
class StatementTakenIn(Fact):
    """A bank's file was reconciled (subject "statement:<id>")."""

    account: Code
    lines: int
    bad: int
    mismatches: int


@fact("payments.mismatch_found")
@dataclass(frozen=True, kw_only=True)
class MismatchFound(Fact):
    """Bank and books differ (subject "order:<id>", or "statement:<id>" where no order is known)."""

    verdict: Code
    amount: int


@fact("payments.mismatch_settled")
@dataclass(frozen=True, kw_only=True)
class MismatchSettled(Fact):
    """An officer saw to a difference."""

    finding: int
    verdict: Code
