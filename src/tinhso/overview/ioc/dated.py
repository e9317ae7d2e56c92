"""Which numbers of the centre may a province change, from which day?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

ON_TIME_TARGET = parameter(
    "ioc.on_time_target", 0.95, unit="0–1", label=msg("Mục tiêu trả lời đúng hạn")
)  # fmt: skip
SATISFACTION_TARGET = parameter(
    "ioc.satisfaction_target", 0.9, unit="0–1", label=msg("Mục tiêu hài lòng")
)  # fmt: skip
BY_HAND_LIMIT = parameter(
    "ioc.by_hand_limit", 0.05, unit="0–1", label=msg("Tỷ lệ phải phân công bằng tay, tối đa")
)
LEAST_CASES = parameter(
    "ioc.least_cases", 10, unit=msg("phản ánh"),
    label=msg("Đơn vị được xếp hạng khi đã trả lời ít nhất"),
)  # fmt: skip
WALL_TURN_S = parameter(
    "ioc.wall_turn_seconds", 20, unit=msg("giây"), label=msg("Màn hình lớn chuyển trang sau")
)
POINTS_MOST = parameter(
    "ioc.points_most", 2000, unit=msg("điểm"),
    label=msg("Bản đồ gộp theo xã, phường khi có nhiều hơn"),
)  # fmt: skip
