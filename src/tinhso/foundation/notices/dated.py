"""Which numbers about notices may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

QUIET_HOURS = parameter(
    "notices.quiet_hours",
    ["22:00", "06:00"],
    unit="h",
    label=msg("Giờ yên lặng: tin không khẩn chờ đến hết giờ này"),
)
RETRY_AFTER = parameter(
    "notices.retry_after",
    [1, 5, 30, 120, 720],
    unit="min",
    label=msg("Số phút chờ trước mỗi lần gửi lại"),
)
KEEP_DAYS = parameter("notices.keep_days", 180, unit="d", label=msg("Số ngày lưu thông báo"))
ORDER = parameter(
    "notices.order",
    ["push", "zalo", "sms", "email"],
    unit="[cách gửi]",
    label=msg("Thứ tự các cách gửi: cách trước không được thì đến cách sau"),
)
SWITCHED_OFF = parameter(
    "notices.switched_off", [], unit="[cách gửi]", label=msg("Các cách gửi đang tắt cho toàn hệ thống")
)
URGENT_AT_ONCE = parameter(
    "notices.urgent_at_once",
    ["push", "sms", "email"],
    unit="[cách gửi]",
    label=msg("Việc khẩn cấp được báo ngay cùng lúc bằng các cách này"),
)
FALL_BACK_AFTER = parameter(
    "notices.fall_back_after",
    2,
    unit="",
    label=msg("Số lần gửi hỏng trước khi chuyển sang cách gửi tiếp theo"),
)
DAILY_LIMITS = parameter(
    "notices.daily_limits",
    {"sms": 2000, "zalo": 500},
    unit="{cách gửi: số tin}",
    label=msg("Số tin mỗi ngày của từng cách gửi; tin khẩn không bị chặn"),
)
PRICES = parameter(
    "notices.prices",
    {"sms": 350, "zalo_template": 300, "zalo_reply": 0, "zalo_reply_paid": 55},
    unit="đồng",
    label=msg("Đơn giá một tin, để tính chi phí"),
)
ZALO_REPLY_HOURS = parameter(
    "notices.zalo_reply_hours",
    48,
    unit="h",
    label=msg("Số giờ được trả lời trên Zalo kể từ tin cuối của người dân"),
    citation="Zalo Official Account: tin tư vấn trong khung 48 giờ",
)
ZALO_REPLIES = parameter(
    "notices.zalo_replies",
    8,
    unit="",
    label=msg("Số tin trả lời trên Zalo cho mỗi tin của người dân"),
    citation="Zalo Official Account: 8 tin phản hồi trong 48 giờ",
)
PUSH_HOURS = parameter(
    "notices.push_hours", 72, unit="h", label=msg("Số giờ một thông báo đẩy chờ thiết bị bật mạng")
)
DEVICES = parameter("notices.devices", 5, unit="", label=msg("Số thiết bị nhận thông báo đẩy của mỗi người"))
