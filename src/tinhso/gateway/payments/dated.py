"""Which numbers about payments may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

CLOCK_WINDOW = parameter(
    "payments.clock_window",
    300,
    unit="s",
    label=msg("Thông báo kết quả thanh toán phải ký trong khoảng này trước hoặc sau giờ nhận"),
)
REFUSED_KEPT = parameter(
    "payments.refused_kept",
    500,
    unit="/h",
    label=msg("Số thông báo thanh toán không tin được ghi lại mỗi giờ cho mỗi nơi gửi; sau đó từ chối ngay"),
)
UNKNOWN_PER_ADDRESS = parameter(
    "payments.unknown_per_address",
    30,
    unit="/h",
    label=msg("Số lần một địa chỉ mạng được hỏi số lệnh thanh toán không có"),
)
POLL_AFTER = parameter(
    "payments.poll_after",
    [5, 10, 30, 60, 300, 900, 3600, 7200],
    unit="s",
    label=msg("Số giây chờ trước mỗi lần hỏi lại kết quả thanh toán"),
)
GIVE_UP_AFTER = parameter(
    "payments.give_up_after",
    48,
    unit="h",
    label=msg("Thôi hỏi kết quả của một lượt thanh toán sau từng này giờ"),
)
ATTEMPTS_MOST = parameter(
    "payments.attempts_most", 40, unit="", label=msg("Số lượt thanh toán nhiều nhất của một lệnh")
)
RECEIPT_PATTERN = parameter(
    "payments.receipt_pattern",
    "{agency}/{year}/{number:07d}",
    unit="",
    label=msg("Cách ghi số biên lai: cơ quan, năm, số thứ tự trong năm"),
    citation="Nghị định 123/2020/NĐ-CP (sửa đổi: 70/2025/NĐ-CP)",
)
REMARK_DAYS = parameter(
    "payments.remark_days",
    3650,
    unit="d",
    label=msg("Số ngày lưu nội dung chuyển khoản trong sao kê"),
    citation="Luật Kế toán 88/2015/QH13, Điều 41",
)
MISMATCH_HOURS = parameter(
    "payments.mismatch_hours",
    24,
    unit="giờ làm việc",
    label=msg("Thời hạn xử lý các khoản lệch của một lần đối soát và các đề nghị hoàn tiền"),
)
