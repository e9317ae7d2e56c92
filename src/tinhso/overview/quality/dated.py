"""Which numbers of the quality pages may a province change, from which day?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

LEAST_CASES = parameter(
    "quality.least_cases", 30, unit=msg("hồ sơ"), label=msg("Đơn vị được xếp hạng khi đã tiếp nhận ít nhất")
)
ON_TIME_TARGET = parameter(
    "quality.on_time_target", 0.98, unit="0–1", label=msg("Mục tiêu hồ sơ đúng hạn, trên bảng điều hành")
)
ONLINE_TARGET = parameter(
    "quality.online_target", 0.5, unit="0–1", label=msg("Mục tiêu hồ sơ trực tuyến, trên bảng điều hành"),
    citation="Quyết định 766/QĐ-TTg, chỉ số 3.3",
)  # fmt: skip
CONTENT_TARGET = parameter(
    "quality.content_target", 0.9, unit="0–1", label=msg("Mục tiêu hài lòng, trên bảng điều hành"),
    citation="Quyết định 766/QĐ-TTg, chỉ số 5.4",
)  # fmt: skip
