"""What may the public see of a report, and when? By dated rule, the reporter's wish, and sealing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tinhso.casework.reports.workflow import Visibility
from tinhso.core.messages import Message, msg
from tinhso.core.values import RuleRef, Validity


class When(StrEnum):
    """From which moment a part is public."""

    AT_ONCE = "at_once"
    ON_ACCEPT = "on_accept"
    NEVER = "never"


@dataclass(frozen=True)
class PublicationRow:
    """A dated row; an empty category means every other one."""

    category: str
    listed: bool
    text: When
    photos: When
    validity: Validity
    rule: RuleRef


DEFAULT = PublicationRow(
    "",
    True,
    When.AT_ONCE,
    When.ON_ACCEPT,
    Validity(date(2025, 7, 1)),
    RuleRef("publication:default", is_sample=True),
)


def publication(rows: Sequence[PublicationRow], *, category: str, on: date) -> PublicationRow:
    """This will choose the row in force: of the category, else of all; the later start wins."""
    fitting = [r for r in rows if r.category in ("", category) and r.validity.covers(on)]
    return max(fitting, key=lambda r: (r.category != "", r.validity.valid_from), default=DEFAULT)


def visibility(row: PublicationRow, *, wants_public: bool, sealed: bool) -> Visibility:
    """This will tell who may know of the report at all; sealing wins over everything."""
    if sealed:
        return Visibility.SEALED
    return Visibility.PUBLIC if wants_public and row.listed else Visibility.PRIVATE


NOT_YET = msg("Sẽ hiện khi cơ quan nhận xử lý.")
NEVER = msg("Lĩnh vực này không công khai nội dung.")
HIDDEN = msg("Nội dung đã được ẩn; lý do: %(reason)s.")

HIDING_REASONS = {
    "personal_data": msg("lộ thông tin cá nhân"),
    "insult": msg("xúc phạm người khác"),
    "violence": msg("hình ảnh phản cảm, bạo lực"),
    "advertising": msg("quảng cáo"),
    "false": msg("sai sự thật"),
    "unrelated": msg("không liên quan đến phản ánh"),
}
FLAG_REASONS = HIDING_REASONS


def part_note(when: str, *, accepted_at: datetime | None, hidden: bool, reason: str = "") -> Message | None:
    """This will say why a part is not shown to the public; None means it is shown."""
    if hidden:
        return Message(HIDDEN, {"reason": Message(HIDING_REASONS.get(reason, HIDING_REASONS["unrelated"]))})
    if when == When.NEVER:
        return Message(NEVER)
    if when == When.ON_ACCEPT and accepted_at is None:
        return Message(NOT_YET)
    return None


SMALL_COUNT = 5


def countable(public: int, private: int) -> int:
    """This will count a place: private reports count only where they vanish among five or more."""
    return public + private if public + private >= SMALL_COUNT else public
