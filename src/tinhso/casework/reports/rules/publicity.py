"""What may the public see of a report, and when? By dated rule, the reporter's wish, and sealing."""

from datetime import datetime
from math import cos, floor, radians

from tinhso.casework.reports.workflow import Visibility
from tinhso.casework.rulebook.rules.publication import PublicationRow, When
from tinhso.core.messages import Message, msg
from tinhso.core.values import GeoPoint

METRES_A_DEGREE = 111_195.0


def shown_point(point: GeoPoint | None, *, square_m: float) -> GeoPoint | None:
    """This will give what the public map shows: the point, or the middle of the square in which it lies.

    `square_m` is the side of the square in metres, 0 for the point itself. Squares lie on a fixed grid, so
    that many reports from one house do not give it away by their mean.
    """
    if point is None or square_m <= 0:
        return point
    step = square_m / METRES_A_DEGREE
    lat = (floor(point.lat / step) + 0.5) * step
    wide = step / max(0.01, cos(radians(lat)))
    return GeoPoint(lat, (floor(point.lon / wide) + 0.5) * wide, square_m / 2)


def visibility(row: PublicationRow, *, wants_public: bool, sealed: bool) -> Visibility:
    """This will tell who may know of the report at all; sealing wins over everything."""
    if sealed:
        return Visibility.SEALED
    return Visibility.PUBLIC if wants_public and row.listed else Visibility.PRIVATE


NOT_YET = msg("Sẽ hiện khi cơ quan nhận xử lý.")
NEVER = msg("Lĩnh vực này không công khai nội dung.")
MASKING = msg("Đang che mặt người, biển số; ảnh sẽ hiện khi xong.")
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
