"""Which order does a line of the bank belong to, and is the money what was owed?

Pure: the caller looks up the orders whose numbers (or purposes) stand in the lines, and hands them in.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tinhso.core.folding import fold
from tinhso.core.messages import msg
from tinhso.gateway.payments.rules import numbers
from tinhso.gateway.payments.rules.statement.shapes import Line


class Verdict(StrEnum):
    """What reconciliation found; the words are stored."""

    MATCHED = "matched"
    MISSING = "missing"
    DOUBLED = "doubled"
    WRONG_AMOUNT = "wrong_amount"
    LATE = "late"
    UNKNOWN = "unknown"


LABELS = {
    Verdict.MATCHED: msg("Khớp"),
    Verdict.MISSING: msg("Thiếu ở ngân hàng"),
    Verdict.DOUBLED: msg("Nộp hai lần"),
    Verdict.WRONG_AMOUNT: msg("Sai số tiền"),
    Verdict.LATE: msg("Đến sau khi huỷ"),
    Verdict.UNKNOWN: msg("Không rõ của ai"),
}
TONES = {
    Verdict.MATCHED: "success",
    Verdict.MISSING: "danger",
    Verdict.DOUBLED: "warning",
    Verdict.WRONG_AMOUNT: "warning",
    Verdict.LATE: "warning",
    Verdict.UNKNOWN: "info",
}


@dataclass(frozen=True)
class Owed:
    """An order as reconciliation sees it: what is still due (đồng), and whether it was cancelled.

    `awaited` are payments which another way has confirmed and which stand on the statement singly, by amount:
    (payment id, amount).
    """

    number: str
    due: int
    is_over: bool = False
    awaited: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Judgement:
    """What one line (None: none came) means: the order, the payment it confirms (None: it is new)."""

    verdict: Verdict
    line: Line | None = None
    number: str = ""
    payment: int | None = None


class Purposes:
    """The purposes of orders, found in any text in one walk through its letters."""

    SHORTEST = 6

    def __init__(self, given: Iterable[tuple[str, str]]) -> None:
        self._by_head: dict[str, list[tuple[str, str]]] = {}
        for words, number in given:
            bare = plain(words)
            if len(bare) >= self.SHORTEST:
                self._by_head.setdefault(bare[: self.SHORTEST], []).append((bare, number))

    def found_in(self, text: str) -> set[str]:
        """This will give the numbers of the orders whose whole purpose stands in the text."""
        bare = plain(text)
        found: set[str] = set()
        for place in range(len(bare) - self.SHORTEST + 1):
            for words, number in self._by_head.get(bare[place : place + self.SHORTEST], ()):
                if bare.startswith(words, place):
                    found.add(number)
        return found


def named(remark: str, purposes: Purposes, known: Collection[str]) -> str | None:
    """This will give the number of the order that the text of a transfer names.

    First the order's own number; else the purpose that the payer was shown (a dossier's code), where just one
    order has it. `known` are the numbers that exist; of several numbers in one text none is chosen.
    """
    told = [n for n in numbers.found_in(remark) if n in known]
    if told:
        return told[0] if len(told) == 1 else None
    of = purposes.found_in(remark)
    return of.pop() if len(of) == 1 else None


def plain(text: str) -> str:
    """This will leave plain capital letters and digits only: so are purposes compared."""
    return fold(text).replace(" ", "").upper()


def judge(lines: Sequence[Line], orders: Mapping[str, Owed], names: Mapping[int, str]) -> list[Judgement]:
    """This will judge the credits of one statement in their order.

    `names` gives the order's number of a line by its row. Each changes what the next one finds: the second
    full payment of an order is a doubled one.
    """
    due = {number: owed.due for number, owed in orders.items()}
    awaited = {number: list(owed.awaited) for number, owed in orders.items()}
    found: list[Judgement] = []
    for line in lines:
        if not line.is_credit:
            continue
        number = names.get(line.row, "")
        if number not in orders:
            found.append(Judgement(Verdict.UNKNOWN, line))
            continue
        found.append(_one(line, orders[number], due, awaited[number]))
    for number, left in awaited.items():
        found += [Judgement(Verdict.MISSING, None, number, payment) for payment, _amount in left]
    return found


def _one(line: Line, owed: Owed, due: dict[str, int], awaited: list[tuple[int, int]]) -> Judgement:
    number = owed.number
    for one in awaited:
        if one[1] == line.amount:
            awaited.remove(one)
            return Judgement(Verdict.MATCHED, line, number, one[0])
    if awaited:  # the provider said another amount than the bank
        payment, _amount = awaited.pop(0)
        return Judgement(Verdict.WRONG_AMOUNT, line, number, payment)
    if owed.is_over:
        return Judgement(Verdict.LATE, line, number)
    before = due[number]
    due[number] = max(0, before - line.amount)
    if before == 0:
        return Judgement(Verdict.DOUBLED, line, number)
    return Judgement(Verdict.MATCHED if line.amount == before else Verdict.WRONG_AMOUNT, line, number)
