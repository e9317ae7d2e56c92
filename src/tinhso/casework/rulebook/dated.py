"""Which numbers of this room may a province change?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

SMALL_COUNT = parameter(
    "rulebook.small_count", 5, unit=msg("phản ánh"),
    label=msg("Số đếm của một địa bàn chỉ kể phản ánh không công khai khi tổng ít nhất bằng"),
)  # fmt: skip
MARKED_SHARE = parameter(
    "rulebook.marked_share", 0.4, unit="0–1",
    label=msg("Từ tỷ lệ tiếng có dấu này, câu được coi là viết có dấu"),
)  # fmt: skip
