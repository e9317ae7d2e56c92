"""Which numbers about notices may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

QUIET_HOURS = parameter(
    "notices.quiet_hours",
    ["22:00", "06:00"],
    unit="h",
    label=msg("Giờ yên lặng: thư không khẩn chờ đến hết giờ này"),
)
RETRY_AFTER = parameter(
    "notices.retry_after",
    [1, 5, 30, 120, 720],
    unit="min",
    label=msg("Số phút chờ trước mỗi lần gửi lại thư"),
)
KEEP_DAYS = parameter("notices.keep_days", 180, unit="d", label=msg("Số ngày lưu thông báo"))
