"""Which numbers of this room may a province change?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

UNKNOWN_ASSET = parameter(
    "agencies.unknown_asset_confidence",
    0.75,
    unit="0–1",
    label=msg("Hệ số tin cậy khi chưa rõ công trình do cấp nào quản lý"),
)
TIE = parameter(
    "agencies.tie_confidence",
    0.5,
    unit="0–1",
    label=msg("Hệ số tin cậy khi bảng thẩm quyền nêu nhiều cơ quan ngang nhau"),
)
ONLY_IF = parameter(
    "agencies.only_if_confidence",
    0.25,
    unit="0–1",
    label=msg("Hệ số tin cậy của cơ quan chỉ phụ trách nếu đúng loại công trình"),
)
ROW_OF_THE_DESK = parameter(
    "agencies.desk_rule_priority",
    100,
    unit="",
    label=msg("Mức ưu tiên của dòng thẩm quyền do Tổ điều phối lập"),
)
