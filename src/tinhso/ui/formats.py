"""How numbers, times, codes and distances are written for people: one place for the whole house.

Vietnamese writes 1.234,5 and dd/mm/yyyy; English keeps the dates and swaps the separators.
"""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, ngettext

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MINUTE, HOUR, DAY = 60, 3600, 86400

Number = int | float | Decimal


def number(value: Number, places: int = 0) -> str:
    """This will write 1234.5 as "1.234,5" (Vietnamese) or "1,234.5" (English), rounded to `places`."""
    text = f"{value:,.{places}f}"
    if (get_language() or "vi").startswith("vi"):
        return text.translate(str.maketrans(",.", ".,"))
    return text


def percent(share: Number, places: int = 1) -> str:
    """This will write a share from 0 to 1 as "92,5 %"; a round one loses its decimals ("92 %")."""
    value = round(float(share) * 100, places)
    return f"{number(value, 0 if value == int(value) else places)} %"


def unbroken(name: str) -> str:
    """This will keep a proper name on one line: "Xã Phú Lộc" may break after "Xã", the kind, not inside."""
    kind, space, proper = name.partition(" ")
    words = proper.split(" ")
    joints = ("\u00a0" if a[:1].isupper() and not b[:1].islower() else " " for a, b in pairwise(words))
    rest = "".join(joint + word for joint, word in zip(joints, words[1:], strict=True))
    return kind + space + words[0] + rest


def _local(when: datetime) -> datetime:
    return when.astimezone(VIETNAM)


def date_vn(when: datetime | date) -> str:
    """This will write a day as 02/12/2026; a datetime is taken to Vietnam first."""
    day = _local(when) if isinstance(when, datetime) else when
    return day.strftime("%d/%m/%Y")


def time_vn(when: datetime) -> str:
    """This will write the time of day in Vietnam as 16:30."""
    return _local(when).strftime("%H:%M")


def datetime_vn(when: datetime) -> str:
    """This will write a moment as "16:30 ngày 02/12/2026"."""
    return gettext("%(time)s ngày %(date)s") % {"time": time_vn(when), "date": date_vn(when)}


def span(length: timedelta) -> str:
    """This will name a length of time by its largest fitting unit: "3 giờ", "2 ngày"; never negative."""
    seconds = abs(int(length.total_seconds()))
    if seconds < MINUTE:
        return gettext("chưa đầy 1 phút")
    if seconds < HOUR:
        count = seconds // MINUTE
        return ngettext("%(count)d phút", "%(count)d phút", count) % {"count": count}
    if seconds < 2 * DAY:
        count = seconds // HOUR
        return ngettext("%(count)d giờ", "%(count)d giờ", count) % {"count": count}
    count = seconds // DAY
    return ngettext("%(count)d ngày", "%(count)d ngày", count) % {"count": count}


def remaining(due_at: datetime, now: datetime) -> str:
    """This will say how long is left on the wall clock: "còn 3 giờ", "quá hạn 2 ngày"."""
    if due_at >= now:
        return gettext("còn %(span)s") % {"span": span(due_at - now)}
    return gettext("quá hạn %(span)s") % {"span": span(now - due_at)}


def ago(when: datetime, now: datetime) -> str:
    """This will say how long ago something was: "5 phút trước", "vừa xong"."""
    if now - when < timedelta(minutes=1):
        return gettext("vừa xong")
    return gettext("%(span)s trước") % {"span": span(now - when)}


def distance(metres: Number) -> str:
    """This will write metres as "350 m", from one kilometre on as "1,2 km"."""
    if metres < 1000:
        return f"{number(round(metres))} m"
    return f"{number(float(metres) / 1000, 1)} km"


def public_code(code: str) -> str:
    """This will group a ten-digit public code 4-3-3 for reading aloud; anything else stays as it is."""
    digits = str(code)
    if re.fullmatch(r"\d{10}", digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return digits


def tel(phone: str) -> str:
    """This will keep what a tel: link may hold: digits and a leading plus."""
    text = str(phone).strip()
    return ("+" if text.startswith("+") else "") + re.sub(r"\D", "", text)
