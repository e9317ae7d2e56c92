"""Which numbers of reminding and escalating may a province change, from which day?"""

from datetime import date

from tinhso.core import parameters
from tinhso.core.messages import msg
from tinhso.core.parameters import parameter
from tinhso.foundation.worklist.rules import Thresholds

REMIND_AT = parameter(
    "worklist.remind_at_percent",
    [50, 80],
    unit="%",
    label=msg("Nhắc người xử lý khi đã qua bao nhiêu phần trăm thời gian làm việc"),
)
LEADER_AT = parameter(
    "worklist.leader_at_percent",
    80,
    unit="%",
    label=msg("Báo lãnh đạo cơ quan khi đã qua bao nhiêu phần trăm thời gian làm việc"),
)
LEADER_DAYS_BEFORE = parameter(
    "worklist.leader_working_days_before",
    1,
    unit="working_days",
    label=msg("Báo lãnh đạo cơ quan muộn nhất trước hạn bao nhiêu ngày làm việc"),
)
SOON_AT = parameter(
    "worklist.soon_at_percent",
    80,
    unit="%",
    label=msg("Việc hiện màu sắp đến hạn khi đã qua bao nhiêu phần trăm thời gian làm việc"),
)
ESCALATE_AT = parameter(
    "worklist.escalate_at_percent",
    150,
    unit="%",
    label=msg("Báo cơ quan cấp trên khi đã qua bao nhiêu phần trăm thời gian làm việc"),
)


def thresholds(on: date) -> Thresholds:
    """This will give the thresholds in force on that day."""
    remind = parameters.value(REMIND_AT, on)
    return Thresholds(
        remind=tuple(sorted(int(p) for p in (remind if isinstance(remind, list) else [remind]))),
        leader=int(parameters.value(LEADER_AT, on)),
        leader_days=int(parameters.value(LEADER_DAYS_BEFORE, on)),
        soon=int(parameters.value(SOON_AT, on)),
        escalate=int(parameters.value(ESCALATE_AT, on)),
    )
