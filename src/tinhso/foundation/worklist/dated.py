"""Which numbers of reminding and escalating may a province change, from which day?"""

from datetime import date

from tinhso.core import parameters
from tinhso.core.messages import msg
from tinhso.core.parameters import Parameter, parameter
from tinhso.core.revisions import Remembered
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
    """This will give the thresholds in force on that day, read once a day and change."""
    by_day = _by_day.get()
    if on not in by_day:
        by_day[on] = _thresholds(on)
    return by_day[on]


_by_day: Remembered[dict[date, Thresholds]] = Remembered(("parameters",), dict)


def _thresholds(on: date) -> Thresholds:
    return Thresholds(
        remind=_numbers(REMIND_AT, on),
        leader=_numbers(LEADER_AT, on)[0],
        leader_days=_numbers(LEADER_DAYS_BEFORE, on)[0],
        soon=_numbers(SOON_AT, on)[0],
        escalate=_numbers(ESCALATE_AT, on)[0],
    )


def _numbers(asked: Parameter, on: date) -> tuple[int, ...]:
    """A row that is no list of sensible whole numbers must not stop citizens from reporting: the first
    value holds until the row is put right."""
    for value in (parameters.value(asked, on), asked.initial):
        numbers = value if isinstance(value, list) else [value]
        if numbers and all(type(n) is int and 0 <= n <= 1000 for n in numbers):
            return tuple(sorted(numbers))
    raise AssertionError(f"the first value of {asked.key} is wrong")
