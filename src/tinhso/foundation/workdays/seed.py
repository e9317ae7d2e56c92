"""With which calendars does a new deployment start? Office hours with the nation's holidays, and 24x7.

Holidays come from the package `holidays` once, as rows; the province keeps them as data from then on,
because Tết, swap days and the day beside 2/9 are announced every year.
"""

import re
from datetime import date, datetime, time

import holidays
from django.apps import apps as installed
from django.db import transaction

from tinhso.core.revisions import touch
from tinhso.foundation.workdays.rules import DayKind

YEARS = range(2024, 2036)
ANNOUNCED_UNTIL = 2026
"""The last year whose days off have been announced; later ones are what the law alone fixes: samples."""

_SINCE = date(2015, 1, 1)
_HOURS = ((time(7, 30), time(11, 30)), (time(13, 0), time(16, 30)))
_LABOUR_CODE = "Bộ luật Lao động 45/2019/QH14, Điều 112"
_MOVED = "Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3"
_CULTURE_DAY = "Nghị quyết 28/2026/QH16"
_SWAPPED = "Thông báo nghỉ lễ, Tết và hoán đổi ngày làm việc hằng năm"
_SWAP = re.compile(r"thay cho ngày (\d\d/\d\d/\d{4})")


def write_first_calendars(apps=installed, **_: object) -> None:
    """This will write what is missing after `migrate`: calendars, and years without a single day."""
    try:
        Calendar = apps.get_model("workdays", "Calendar")
        WorkingHours = apps.get_model("workdays", "WorkingHours")
        CalendarDay = apps.get_model("workdays", "CalendarDay")
    except LookupError:  # migrated back to nothing
        return
    with transaction.atomic():
        office, new = Calendar.objects.get_or_create(code="office", defaults={"name": "Giờ hành chính"})
        rows = _office_hours(WorkingHours, office) if new else []
        always, new = Calendar.objects.get_or_create(code="24x7", defaults={"name": "Trực liên tục 24/7"})
        rows += _all_hours(WorkingHours, always) if new else []
        WorkingHours.objects.bulk_create(rows)
        known = {d.year for d in CalendarDay.objects.filter(calendar=office).values_list("day", flat=True)}
        days = [
            CalendarDay(calendar=office, **day)
            for year in YEARS
            if year not in known
            for day in days_of(year)
        ]
        CalendarDay.objects.bulk_create(days)
        if rows or days:
            touch("workdays")


def days_of(year: int) -> list[dict[str, object]]:
    """This will list the special days of one year as the fields of `CalendarDay` rows."""
    days: list[dict[str, object]] = []
    for day, name in sorted(holidays.country_holidays("VN", years=year, language="vi").items()):
        sample = year > ANNOUNCED_UNTIL
        days.append(_row(day, DayKind.HOLIDAY, name, _citation(day, name), sample))
        if swapped := _SWAP.search(name):
            worked = datetime.strptime(swapped[1], "%d/%m/%Y").date()
            days.append(_row(worked, DayKind.SWAP_WORK, f"Làm bù cho ngày {day:%d/%m/%Y}", _SWAPPED, sample))
    return days


def _row(day: date, kind: DayKind, name: str, citation: str, is_sample: bool) -> dict[str, object]:
    return {"day": day, "kind": kind, "name": name[:120], "citation": citation, "is_sample": is_sample}


def _citation(day: date, name: str) -> str:
    if _SWAP.search(name):
        return _SWAPPED
    if "nghỉ bù" in name:
        return _MOVED
    return _CULTURE_DAY if (day.month, day.day) == (11, 24) else _LABOUR_CODE


def _office_hours(WorkingHours, calendar) -> list:
    return [
        WorkingHours(
            calendar=calendar,
            weekday=weekday,
            starts=starts,
            ends=ends,
            valid_from=_SINCE,
            is_sample=True,
            note="Giờ mẫu; mỗi tỉnh tự quy định giờ làm việc.",
        )
        for weekday in range(5)
        for starts, ends in _HOURS
    ]


def _all_hours(WorkingHours, calendar) -> list:
    return [
        WorkingHours(calendar=calendar, weekday=weekday, starts=time.min, ends=time.min, valid_from=_SINCE)
        for weekday in range(7)
    ]
