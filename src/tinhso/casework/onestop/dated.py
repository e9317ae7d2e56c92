"""Which numbers of this room may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

CODE_PATTERN = parameter(
    "onestop.code_pattern", "{unit}-{day:%y%m%d}-{number:04d}", unit="",
    label=msg("Mẫu mã hồ sơ"), citation="Thông tư 03/2025/TT-VPCP",
)  # fmt: skip
UNIT_SCHEME = parameter(
    "onestop.unit_scheme", "QD20", unit="",
    label=msg("Bộ mã định danh cơ quan dùng trong mã hồ sơ"), citation="Quyết định 20/2020/QĐ-TTg",
)  # fmt: skip
CUTOFF = parameter(
    "onestop.cutoff", "15:00", unit="h",
    label=msg("Nhận sau giờ này thì chuyển vào đầu ngày làm việc tiếp theo"),
    citation="Nghị định 118/2025/NĐ-CP",
)  # fmt: skip
ACCEPT_HOURS = parameter(
    "onestop.accept_hours", 8, unit=msg("giờ làm việc"),
    label=msg("Hồ sơ nộp trực tuyến được tiếp nhận hoặc trả lại trong"),
    citation="Nghị định 118/2025/NĐ-CP",
)  # fmt: skip
MORNING_HOURS = parameter(
    "onestop.morning_hours", 1, unit=msg("giờ làm việc"),
    label=msg("Hồ sơ nhận sau giờ chốt được chuyển đầu ngày làm việc tiếp theo, trong"),
)  # fmt: skip
NOTICE_DAYS = parameter(
    "onestop.notice_days", 3, unit=msg("ngày làm việc"),
    label=msg("Thiếu giấy tờ phát hiện khi giải quyết phải báo trong"),
    citation="Nghị định 118/2025/NĐ-CP",
)  # fmt: skip
HOPS = parameter(
    "onestop.hops", 2, unit=msg("lần"),
    label=msg("Cơ quan chuyển tiếp hồ sơ quá số lần này thì tổ điều phối quyết định"),
)  # fmt: skip
SUPPLEMENT_DAYS = parameter(
    "onestop.supplement_days", 30, unit=msg("ngày"), label=msg("Chờ người nộp bổ sung tối đa")
)
CONSULT_DAYS = parameter(
    "onestop.consult_days", 3, unit=msg("ngày làm việc"), label=msg("Cơ quan được lấy ý kiến trả lời trong")
)
RETURN_DAYS = parameter(
    "onestop.return_days", 1, unit=msg("ngày làm việc"), label=msg("Có kết quả thì trả trong")
)
SIGNED_RESULTS = parameter(
    "onestop.signed_results", True, unit="true/false",
    label=msg("Kết quả điện tử phải có chữ ký số còn nguyên vẹn mới được trả"),
    citation="Luật Giao dịch điện tử 20/2023/QH15; Nghị định 118/2025/NĐ-CP",
)  # fmt: skip
TRUSTED_RESULTS = parameter(
    "onestop.trusted_results", False, unit="true/false",
    label=msg("Chữ ký trên kết quả còn phải được một nơi tin cậy bảo đảm"),
    citation="Nghị định 23/2025/NĐ-CP; Nghị định 68/2024/NĐ-CP",
)  # fmt: skip
OBJECTION_DAYS = parameter(
    "onestop.objection_days", 20, unit=msg("ngày"),
    label=msg("Trả lời phản ánh, kiến nghị về hồ sơ trong"), citation="Nghị định 20/2008/NĐ-CP",
)  # fmt: skip
FETCH_AGAIN_AFTER = parameter(
    "onestop.fetch_again_after", [1, 5, 30, 120], unit="min",
    label=msg("Số phút chờ trước mỗi lần lấy lại tệp từ Cổng Dịch vụ công quốc gia"),
)  # fmt: skip
KEEP_DATA = parameter(
    "onestop.keep_data", 3650, unit=msg("ngày"), label=msg("Giữ dữ liệu người nộp sau khi kết thúc hồ sơ")
)
