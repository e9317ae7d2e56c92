"""Which numbers decide whether a point is at an asset? Dated parameters that a province may change."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

REACH_M = parameter(
    "assets.reach_m",
    {"*": 25, "national_road": 35, "provincial_road": 30, "commune_road": 20, "drain_class_1": 20},
    unit="m",
    label=msg("Điểm cách công trình tối đa bao xa vẫn coi là tại công trình, theo loại (* là các loại khác)"),
)
SURE = parameter(
    "assets.sure", 0.95, unit="0–1", label=msg("Độ tin cậy khi chỉ một loại công trình ở gần điểm")
)
DOUBTFUL = parameter(
    "assets.doubtful", 0.65, unit="0–1", label=msg("Độ tin cậy khi hai loại công trình cùng ở gần điểm")
)
ASSUMED_ACCURACY_M = parameter(
    "assets.assumed_accuracy_m",
    15,
    unit="m",
    label=msg("Sai số của vị trí coi như có khi so hai công trình gần nhau"),
)
