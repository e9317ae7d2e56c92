"""How is a figure read? Shares, trends, small counts of a place, rankings, and the sentence over a chart."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tinhso.core.messages import Message, msg

FAMILIES = {
    "received": ("received", "reopened", "by_hand", "urgent", "refused"),
    "answered": ("answered", "on_time", "late", "seconds"),
    "rated": ("rated", "satisfied", "acceptable", "unsatisfied"),
    "open": ("open", "overdue", "urgent_open"),
}
"""Which counts stand or fall together, each family by its greatest count."""

NO_BREAK = "\u00a0"

Counts = Mapping[str, int]


def share(part: int, whole: int) -> float | None:
    """This will give part of whole as 0..1, None where there is nothing to divide by."""
    return part / whole if whole else None


def includes_private(public: int, private: int, *, least: int) -> bool:
    """This will tell whether a place's count may hold private reports: they must vanish among `least`."""
    return private > 0 and public + private >= least


def together(public: Counts, private: Counts, *, least: int | None) -> dict[str, int]:
    """This will add public and private counts, in a place family by family where that is allowed.

    `least` is the count of a place among which private reports vanish, None for what is not of a place.
    """
    found: dict[str, int] = {}
    for base, measures in FAMILIES.items():
        private_too = least is None or includes_private(
            public.get(base, 0), private.get(base, 0), least=least
        )
        for measure in measures:
            found[measure] = public.get(measure, 0) + (private.get(measure, 0) if private_too else 0)
    return found


def vanishes(private: Counts, *, least: int) -> bool:
    """This will tell whether everybody may be told a group's private reports: `least` of them come together.

    Among them, not among the public ones: those stand one by one in the list behind the figure.
    """
    return max(private.get(base, 0) for base in FAMILIES) >= least


def family(measure: str) -> str:
    """This will name the count by which it is decided whether a measure may hold private reports."""
    return next((base for base, measures in FAMILIES.items() if measure in measures), "received")


@dataclass(frozen=True)
class Trend:
    """Where a figure goes: `direction` up, down or flat; `is_good` None where neither way is good."""

    direction: str
    change: float
    is_good: bool | None


def trend(
    now: float | None, before: float | None, *, more_is: str = "neutral", flat: float = 0
) -> Trend | None:
    """This will compare two periods; None where one of them has no figure.

    `more_is` good, bad or neutral; a change of at most `flat` is none.
    """
    if now is None or before is None:
        return None
    change = now - before
    if abs(change) <= flat:
        return Trend("flat", change, None)
    is_good = None if more_is == "neutral" else (change > 0) == (more_is == "good")
    return Trend("up" if change > 0 else "down", change, is_good)


def tone(value: float | None, target: float, *, near: float = 0.05) -> str:
    """This will say how a share stands to its target: success, warning (just below), danger."""
    if value is None:
        return "neutral"
    if value >= target:
        return "success"
    return "warning" if value >= target - near else "danger"


@dataclass(frozen=True)
class Standing:
    """A line of the league table; `rank` None below the least number of cases."""

    code: str
    cases: int
    value: float | None
    rank: int | None


def ranked(lines: Sequence[tuple[str, int, float | None]], *, least: int) -> list[Standing]:
    """This will rank (code, cases, share): best first, equals share a rank (1, 2, 2, 4).

    Equals stand with more cases first, then by code. Those with fewer than `least` cases follow unranked:
    one late answer out of two says nothing about an agency.
    """
    fit = [(c, n, v) for c, n, v in lines if n >= least and v is not None]
    fit.sort(key=lambda line: (-(line[2] or 0), -line[1], line[0]))
    found: list[Standing] = []
    for at, (code, cases, value) in enumerate(fit, 1):
        is_equal = bool(found) and found[-1].value == value
        found.append(Standing(code, cases, value, found[-1].rank if is_equal else at))
    few = sorted((line for line in lines if line not in fit), key=lambda line: (-line[1], line[0]))
    return found + [Standing(code, cases, value, None) for code, cases, value in few]


def largest_of(named: Sequence[tuple[str, int]], total: int) -> Message:
    """This will say which part is the largest: the sentence over a chart of parts."""
    top = sorted((n for n in named if n[1] > 0), key=lambda one: -one[1])
    if not top or total <= 0:
        return Message(msg("Chưa có phản ánh trong thời gian này"))
    first, number = top[0]
    values = {"name": first, "percent": f"{round(100 * number / total)}{NO_BREAK}%"}
    if len(top) > 1 and top[1][1] == number:
        return Message(msg("%(name)s và %(other)s cùng nhiều nhất"), {"name": first, "other": top[1][0]})
    return Message(msg("%(name)s chiếm %(percent)s phản ánh, nhiều nhất"), values)


def backlog(received: int, answered: int) -> Message:
    """This will say whether the work keeps up: the sentence over received and answered by day."""
    if not received and not answered:
        return Message(msg("Chưa có phản ánh trong thời gian này"))
    if answered > received:
        return Message(msg("Trả lời nhiều hơn nhận %(n)s việc"), {"n": answered - received})
    if answered < received:
        return Message(msg("Trả lời ít hơn nhận %(n)s việc"), {"n": received - answered})
    return Message(msg("Trả lời bằng số nhận"))


def below_target(standings: Sequence[Standing], target: float) -> Message:
    """This will say how many ranked agencies miss the target: the sentence over the league."""
    ranked_ones = [s for s in standings if s.rank is not None]
    if not ranked_ones:
        return Message(msg("Chưa có đơn vị nào đủ số việc để xếp hạng"))
    missing = sum(1 for s in ranked_ones if (s.value or 0) < target)
    if not missing:
        return Message(msg("Mọi đơn vị được xếp hạng đều đạt mục tiêu"))
    values = {"n": missing, "all": len(ranked_ones)}
    return Message(msg("%(n)s trong %(all)s đơn vị được xếp hạng dưới mục tiêu đúng hạn"), values)


def most_overdue(named: Sequence[tuple[str, int]]) -> Message:
    """This will say where most is overdue: the sentence over the communes."""
    top = sorted((n for n in named if n[1] > 0), key=lambda one: -one[1])
    if not top:
        return Message(msg("Không nơi nào có việc quá hạn"))
    return Message(msg("%(name)s có nhiều việc quá hạn nhất: %(n)s"), {"name": top[0][0], "n": top[0][1]})
