"""Which numbers and names of the public post may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

CARRIERS = parameter(
    "postal.carriers", [["vnpost", msg("Bưu điện (Tổng công ty Bưu điện Việt Nam)")]], unit=msg("[mã, tên]"),
    label=msg("Doanh nghiệp cung ứng dịch vụ bưu chính công ích"), citation="Quyết định 45/2016/QĐ-TTg",
)  # fmt: skip
REPORT_DAYS = parameter(
    "postal.report_days", 5, unit=msg("ngày làm việc"),
    label=msg("Bưu chính báo phát kết quả trong"), citation="Quyết định 45/2016/QĐ-TTg",
)  # fmt: skip
TAKE_IN_HOURS = parameter(
    "postal.take_in_hours", 8, unit=msg("giờ làm việc"),
    label=msg("Giấy tờ bưu chính mang về được vào hồ sơ trong"), citation="Nghị định 118/2025/NĐ-CP",
)  # fmt: skip
AGAIN_DAYS = parameter(
    "postal.again_days", 1, unit=msg("ngày làm việc"),
    label=msg("Kết quả không phát được phải liên hệ lại người nhận trong"),
)  # fmt: skip
KEEP_SIGNERS = parameter(
    "postal.keep_signers", 1825, unit=msg("ngày"),
    label=msg("Giữ tên người giao, người nhận và ảnh bản ký của danh sách bàn giao"),
)  # fmt: skip
