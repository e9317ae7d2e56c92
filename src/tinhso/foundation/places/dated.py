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
