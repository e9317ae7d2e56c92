"""Which sentence stands over a part of the board? What a reader should see in it first."""

from collections.abc import Sequence

from tinhso.core.messages import Message
from tinhso.overview.ioc.queries.boards import Board, DayLine, Line
from tinhso.overview.ioc.rules import figures as rules


def largest(lines: Sequence[Line]) -> Message:
    """This will say which category or commune received most."""
    named = [(line.name, line.totals.received) for line in lines]
    return rules.largest_of(named, sum(number for _name, number in named))


def missing_target(board: Board) -> Message:
    """This will say how many ranked agencies miss the target."""
    ranked = [line.standing for line in board.by_agency if line.standing.rank is not None]
    return rules.below_target(ranked, board.on_time_target)


def backlog(days: Sequence[DayLine]) -> Message:
    """This will say whether the answers keep up with what is received."""
    return rules.backlog(sum(d.totals.received for d in days), sum(d.totals.answered for d in days))
