"""What may the public see of a report, and when? By dated rule, the reporter's wish, and sealing."""

from datetime import datetime

from tinhso.casework.reports.workflow import Visibility
from tinhso.casework.rulebook.rules.publication import PublicationRow, When
from tinhso.core.messages import Message, msg


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
