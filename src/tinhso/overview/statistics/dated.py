"""Which numbers of the public statistics may a province change, from which day?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

TABLES_PER_HOUR = parameter(
    "statistics.tables_per_hour", 60, unit=msg("lần"),
    label=msg("Một địa chỉ tải bảng số liệu nhiều nhất trong một giờ"),
)  # fmt: skip
