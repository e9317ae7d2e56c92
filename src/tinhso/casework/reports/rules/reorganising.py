"""What becomes of an open report whose commune or agency passes into others? Said to the citizen, with why.

Pure: who the heirs are is known; here it is decided which of them has the report, and in which words.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinhso.casework.reports.workflow import FORWARDABLE, Status
from tinhso.core.messages import Message, msg


class How(StrEnum):
    """By what a report found its new commune."""

    KEPT = "kept"
    WHOLE = "whole"
    POINT = "point"
    LOCALITY = "locality"
    UNCLEAR = "unclear"


SENTENCES = {
    How.WHOLE: msg("Từ ngày %(day)s, %(old)s thuộc %(new)s (%(citation)s)."),
    How.POINT: msg("Từ ngày %(day)s, vị trí này, trước thuộc %(old)s, nằm trong %(new)s (%(citation)s)."),
    How.LOCALITY: msg(
        "Từ ngày %(day)s, thôn, bản, tổ dân phố này, trước thuộc %(old)s, nằm trong %(new)s (%(citation)s)."
    ),
    How.UNCLEAR: msg(
        "Từ ngày %(day)s, %(old)s được chia cho nhiều đơn vị; chưa rõ phản ánh thuộc đơn vị nào nên tạm ghi "
        "%(new)s (%(citation)s)."
    ),
}
TAKEN_OVER = msg("%(new)s tiếp nhận công việc của %(old)s từ ngày %(day)s (%(citation)s).")
TO_DESK = msg("%(old)s kết thúc từ ngày %(day)s, chưa rõ cơ quan nào kế tục; Tổ điều phối sẽ phân công.")


@dataclass(frozen=True)
class Heirs:
    """The new communes that a report may lie in (codes, main first), and what point and hamlet say."""

    codes: tuple[str, ...]
    by_point: str | None = None
    by_locality: str | None = None


def commune(heirs: Heirs) -> tuple[str, How] | None:
    """This will choose the new commune: the only one, else by point, else by hamlet, else the main one."""
    if not heirs.codes:
        return None
    if len(heirs.codes) == 1:
        return heirs.codes[0], How.WHOLE
    if heirs.by_point in heirs.codes and heirs.by_point is not None:
        return heirs.by_point, How.POINT
    if heirs.by_locality in heirs.codes and heirs.by_locality is not None:
        return heirs.by_locality, How.LOCALITY
    return heirs.codes[0], How.UNCLEAR


def goes_to_desk(*, how: How, sole_heir: bool, status: str) -> bool:
    """This will tell whether people must say which successor has it.

    A report that waits for its reporter or its leader stays on its way, with the main heir.
    """
    return how == How.UNCLEAR and not sole_heir and Status(status) in FORWARDABLE


def place_sentence(how: How, *, old: str, new: str, on: date, citation: str) -> Message:
    """This will say why a report lies in another commune now."""
    return Message(SENTENCES[how], {"day": f"{on:%d/%m/%Y}", "old": old, "new": new, "citation": citation})


def agency_sentence(*, old: str, new: str, on: date, citation: str, to_desk: bool) -> Message:
    """This will say why another agency has it now."""
    values = {"day": f"{on:%d/%m/%Y}", "old": old, "new": new, "citation": citation}
    return Message(TO_DESK if to_desk else TAKEN_OVER, values)
