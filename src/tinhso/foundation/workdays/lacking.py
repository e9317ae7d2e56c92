"""What does a calendar lack: holidays from next year on, or their announced form? No tables, no clock."""

from datetime import date

from tinhso.core.messages import Message, msg
from tinhso.foundation.workdays.rules import WorkCalendar

NOT_LISTED = msg(
    "Lịch “%(calendar)s” chỉ có ngày nghỉ lễ đến hết năm %(year)s; xin nhập lịch nghỉ lễ năm %(next)s,"
    " nếu không các thời hạn rơi vào năm đó bị tính như không có ngày nghỉ."
)
NOT_ANNOUNCED = msg(
    "Ngày nghỉ lễ năm %(year)s của lịch “%(calendar)s” mới tính theo luật; xin đối chiếu thông báo"
    " nghỉ lễ, Tết và hoán đổi ngày làm việc năm %(year)s."
)
ANNOUNCED_BY_MONTH = 11
"""Next year's days off are announced in autumn; asking earlier would only teach people not to look."""


def warnings(calendar: WorkCalendar, name: str, on: date) -> list[Message]:
    """This will say what a calendar lacks: holidays from next year on, or their announced form."""
    if not calendar.holiday_years:
        return []
    last = max(calendar.holiday_years)
    if last <= on.year + 1:
        return [Message(NOT_LISTED, {"calendar": name, "year": last, "next": last + 1})]
    soon = on.year + (1 if on.month >= ANNOUNCED_BY_MONTH else 0)
    missing = (year for year in (on.year, soon) if year not in calendar.announced_years)
    return [Message(NOT_ANNOUNCED, {"calendar": name, "year": year}) for year in list(missing)[:1]]
