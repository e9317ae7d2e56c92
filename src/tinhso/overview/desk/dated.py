"""Which numbers of the desk may a province change?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

FIGURES_DAYS = parameter(
    "desk.figures_days", 30, unit=msg("ngày"), label=msg("Số liệu của đơn vị trên bàn làm việc tính trong")
)
