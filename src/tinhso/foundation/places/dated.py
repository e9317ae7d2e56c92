"""Which numbers decide how a point finds its commune? Dated parameters that a province may change."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

OUTSIDE_TOLERANCE_M = parameter(
    "places.outside_tolerance_m",
    500,
    unit="m",
    label=msg("Điểm nằm ngoài địa giới tối đa bao xa vẫn nhận về đơn vị gần nhất"),
)
ASSUMED_ACCURACY_M = parameter(
    "places.assumed_accuracy_m",
    15,
    unit="m",
    label=msg("Sai số coi như có khi thiết bị không cho biết sai số"),
)
SURE_INSIDE = parameter(
    "places.sure_inside", 0.99, unit="0–1", label=msg("Độ tin cậy khi điểm nằm hẳn trong địa giới")
)
SURE_AT_BORDER = parameter(
    "places.sure_at_border", 0.5, unit="0–1", label=msg("Độ tin cậy khi điểm nằm ngay trên địa giới")
)
SURE_APPROXIMATE = parameter(
    "places.sure_approximate", 0.6, unit="0–1", label=msg("Độ tin cậy cao nhất khi ranh giới chỉ gần đúng")
)
SURE_NEAREST = parameter(
    "places.sure_nearest", 0.4, unit="0–1", label=msg("Độ tin cậy khi điểm vừa ra ngoài địa giới")
)
SURE_FARTHEST = parameter(
    "places.sure_farthest", 0.1, unit="0–1", label=msg("Độ tin cậy khi điểm ở xa nhất còn được nhận")
)
