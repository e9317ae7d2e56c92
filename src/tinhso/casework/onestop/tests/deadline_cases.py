"""Until when is it due, counted by hand? Each row was worked out with a wall calendar, and says by which law.

Hours of the calendar: 07:30-11:30 and 13:00-17:00, Monday to Friday (eight hours are one working day).
Days off are those below.
"""

from dataclasses import dataclass
from datetime import date, datetime, time

from tinhso.core.days import VIETNAM
from tinhso.core.values import RuleRef, Validity
from tinhso.foundation.workdays.rules import DayKind, Hours, SpecialDay, Term, TermUnit, WorkCalendar

SINCE = Validity(date(2015, 1, 1))
MORNING, AFTERNOON = (time(7, 30), time(11, 30)), (time(13), time(17))

OFF = (
    # Tết 2026: Monday 16/2 to Friday 20/2
    "16/02/2026 17/02/2026 18/02/2026 19/02/2026 20/02/2026 "
    # Giỗ Tổ on Sunday 26/4, so Monday 27/4 too; Thursday 30/4, Friday 1/5
    "26/04/2026 27/04/2026 30/04/2026 01/05/2026 "
    # 31/8 worked on Saturday 22/8 instead; 1/9 and 2/9
    "31/08/2026 01/09/2026 02/09/2026 24/11/2026 01/01/2027 "
    # Tết 2027, two days of it given for the Saturday and the Sunday: Thursday 4/2 to Wednesday 10/2
    "04/02/2027 05/02/2027 06/02/2027 07/02/2027 08/02/2027 09/02/2027 10/02/2027 "
    # Giỗ Tổ on Friday 16/4; Friday 30/4; 1/5 is a Saturday, so Monday 3/5; 2/9 and 3/9; 24/11
    "16/04/2027 30/04/2027 01/05/2027 03/05/2027 02/09/2027 03/09/2027 24/11/2027"
)
WORKED = "22/08/2026"
STORM = "16/10/2026"
HALF = "31/12/2026"
"""The province closes at 11:30."""


def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


OFFICE = WorkCalendar(
    "office",
    tuple(Hours(weekday, *span, SINCE) for weekday in range(5) for span in (MORNING, AFTERNOON)),
    (
        *(SpecialDay(day(one), DayKind.HOLIDAY) for one in OFF.split()),
        SpecialDay(day(WORKED), DayKind.SWAP_WORK),
        SpecialDay(day(STORM), DayKind.CLOSED),
        SpecialDay(day(HALF), DayKind.HALF_DAY, *MORNING),
    ),
)

_CODE = "Bộ luật Dân sự 91/2015/QH13"
START = RuleRef("start", citation=f"{_CODE}, Điều 147 khoản 2: ngày đầu tiên không được tính")
AT_ONCE = RuleRef(
    "at-once", citation=f"{_CODE}, Điều 147 khoản 1: tính bằng giờ thì từ thời điểm đã xác định"
)
ENDS = RuleRef("ends", citation=f"{_CODE}, Điều 148 khoản 5: ngày cuối là ngày nghỉ")
MONTH = RuleRef("month", citation=f"{_CODE}, Điều 148 khoản 3: không có ngày tương ứng thì ngày cuối tháng")
HOLIDAY = RuleRef("holiday", citation="Bộ luật Lao động 45/2019/QH14, Điều 112")
MOVED = RuleRef("moved", citation="Bộ luật Lao động 45/2019/QH14, Điều 111 khoản 3")
CULTURE = RuleRef("culture", citation="Nghị quyết 28/2026/QH16: 24/11, từ 01/7/2026")
SWAP = RuleRef("swap", citation="Thông báo hoán đổi ngày làm việc hằng năm", is_sample=True)
LOCAL = RuleRef("local", citation="Quyết định của tỉnh về giờ làm việc", is_sample=True)
TET_2027 = RuleRef("tet-2027", citation="Tết 2027: chưa đối chiếu thông báo nghỉ", is_sample=True)
CUTOFF = RuleRef(
    "cutoff", citation="Nghị định 118/2025/NĐ-CP: nhận sau 15 giờ thì ngày làm việc tiếp theo", is_sample=True
)
COUNTER = RuleRef("counter", citation="Nghị định 118/2025/NĐ-CP: 15 giờ nói về chuyển hồ sơ", is_sample=True)
ACCEPTING = RuleRef(
    "accept", citation="Nghị định 118/2025/NĐ-CP: 08 giờ làm việc để tiếp nhận", is_sample=True
)
NOTICE = RuleRef(
    "notice", citation="Nghị định 118/2025/NĐ-CP: thông báo trong 03 ngày làm việc", is_sample=True
)
RECOUNTED = RuleRef("recount", citation="Nghị định 118/2025/NĐ-CP: đủ hồ sơ thì tính lại", is_sample=True)
STANDING = RuleRef("standing", citation="Thời gian dừng có căn cứ không tính vào thời hạn", is_sample=True)
APOLOGY = RuleRef("apology", citation="Nghị định 118/2025/NĐ-CP: xin lỗi, hẹn lại một lần", is_sample=True)
REDUCED = RuleRef("reduced", citation="Quyết định rút ngắn thời hạn của tỉnh", is_sample=True)


def term(text: str) -> Term | None:
    """This will read "10 wd", "8 wh", "24 h", "15 d", "2 m" or "trong ngày"."""
    if text == "trong ngày":
        return None
    amount, unit = text.split()
    units = {
        "wd": TermUnit.WORKING_DAYS, "wh": TermUnit.WORKING_HOURS, "h": TermUnit.HOURS, "d": TermUnit.DAYS,
        "m": TermUnit.MONTHS,
    }  # fmt: skip
    return Term(int(amount), units[unit])


@dataclass(frozen=True)
class Due:
    """Received then, with that term: due then. `how` is the count."""

    received: str
    term: str
    due: str
    law: RuleRef
    how: str = ""


DUE = (
    # working days
    Due("02/11/2026 09:00", "3 wd", "05/11/2026 17:00", START, "3, 4, 5"),
    Due("02/11/2026 15:01", "3 wd", "05/11/2026 17:00", COUNTER, "after 15:00 the days are the same"),
    Due("02/11/2026 16:59", "1 wd", "03/11/2026 17:00", COUNTER, "3"),
    Due("06/11/2026 10:00", "1 wd", "09/11/2026 17:00", START, "Friday; 9"),
    Due("07/11/2026 10:00", "1 wd", "09/11/2026 17:00", START, "Saturday; 9"),
    Due("08/11/2026 23:59", "5 wd", "13/11/2026 17:00", START, "Sunday night; 9 to 13"),
    Due("23/11/2026 09:00", "1 wd", "25/11/2026 17:00", CULTURE, "24 is off; 25"),
    Due("20/11/2026 09:00", "5 wd", "30/11/2026 17:00", CULTURE, "23, 25, 26, 27, 30"),
    Due("24/11/2026 10:00", "2 wd", "26/11/2026 17:00", CULTURE, "received on the day off; 25, 26"),
    Due("21/11/2025 09:00", "1 wd", "24/11/2025 17:00", CULTURE, "no day off before 1/7/2026"),
    Due("02/11/2026 09:00", "20 wd", "01/12/2026 17:00", CULTURE, "to 20/11 14; 23, 25-27 18; 30, 1/12"),
    Due("30/12/2026 10:00", "1 wd", "31/12/2026 11:30", LOCAL, "a half day ends at noon"),
    Due("30/12/2026 10:00", "2 wd", "04/01/2027 17:00", HOLIDAY, "31/12, 4/1"),
    Due("31/12/2026 08:00", "1 wd", "04/01/2027 17:00", HOLIDAY, "1/1 a Friday; 4/1"),
    Due("13/02/2026 10:00", "1 wd", "23/02/2026 17:00", HOLIDAY, "Tết 16-20/2; 23"),
    Due("12/02/2026 16:00", "3 wd", "24/02/2026 17:00", HOLIDAY, "13, 23, 24"),
    Due("18/02/2026 09:00", "2 wd", "24/02/2026 17:00", HOLIDAY, "received at Tết; 23, 24"),
    Due("09/02/2026 08:00", "10 wd", "02/03/2026 17:00", HOLIDAY, "10-13 4; 23-27 9; 2/3"),
    Due("03/02/2027 09:00", "1 wd", "11/02/2027 17:00", TET_2027, "4-10/2 off; 11"),
    Due("02/02/2027 14:00", "3 wd", "12/02/2027 17:00", TET_2027, "3, 11, 12"),
    Due("29/01/2027 09:00", "7 wd", "16/02/2027 17:00", TET_2027, "1-3 3; 11, 12 5; 15, 16"),
    Due("07/02/2027 12:00", "1 wd", "11/02/2027 17:00", TET_2027, "received at Tết; 11"),
    Due("24/04/2026 09:00", "1 wd", "28/04/2026 17:00", MOVED, "Giỗ Tổ, Sunday 26, moves to 27; 28"),
    Due("24/04/2026 09:00", "3 wd", "04/05/2026 17:00", MOVED, "28, 29, 4/5"),
    Due("29/04/2026 15:30", "1 wd", "04/05/2026 17:00", HOLIDAY, "30/4, 1/5 Thursday and Friday; 4/5"),
    Due("15/04/2027 09:00", "1 wd", "19/04/2027 17:00", HOLIDAY, "Giỗ Tổ Friday 16; 19"),
    Due("29/04/2027 09:00", "1 wd", "04/05/2027 17:00", MOVED, "30/4 Friday; 1/5 Saturday moves to 3/5; 4/5"),
    Due("21/08/2026 10:00", "1 wd", "22/08/2026 17:00", SWAP, "the Saturday is worked"),
    Due("21/08/2026 10:00", "5 wd", "27/08/2026 17:00", SWAP, "22, 24, 25, 26, 27"),
    Due("22/08/2026 10:00", "1 wd", "24/08/2026 17:00", SWAP, "received on the Saturday; 24"),
    Due("28/08/2026 10:00", "1 wd", "03/09/2026 17:00", SWAP, "31/8, 1/9, 2/9 off; 3/9"),
    Due("26/08/2026 09:00", "5 wd", "07/09/2026 17:00", HOLIDAY, "27, 28, 3, 4, 7"),
    Due("01/09/2027 09:00", "1 wd", "06/09/2027 17:00", HOLIDAY, "2/9, 3/9 Thursday and Friday; 6"),
    Due("23/11/2027 09:00", "1 wd", "25/11/2027 17:00", CULTURE, "24 a Wednesday; 25"),
    Due("15/10/2026 09:00", "1 wd", "19/10/2026 17:00", LOCAL, "16 closed by a storm; 19"),
    # calendar days
    Due("02/11/2026 09:00", "15 d", "17/11/2026 17:00", START, "2 + 15"),
    Due("09/11/2026 09:00", "15 d", "25/11/2026 17:00", ENDS, "24/11 is off"),
    Due("05/11/2026 16:30", "10 d", "16/11/2026 17:00", ENDS, "15 is a Sunday"),
    Due("20/01/2026 09:00", "30 d", "23/02/2026 17:00", ENDS, "19/2 is Tết"),
    Due("01/12/2026 09:00", "30 d", "31/12/2026 11:30", LOCAL, "a half day"),
    Due("02/12/2026 09:00", "30 d", "04/01/2027 17:00", ENDS, "1/1 is off, a Friday"),
    Due("01/11/2026 20:00", "7 d", "09/11/2026 17:00", ENDS, "8 is a Sunday"),
    # months
    Due("31/01/2026 09:00", "1 m", "02/03/2026 17:00", MONTH, "28/2 is a Saturday"),
    Due("31/12/2026 08:00", "2 m", "01/03/2027 17:00", MONTH, "28/2 is a Sunday"),
    Due("30/11/2026 09:00", "3 m", "01/03/2027 17:00", MONTH, "28/2 is a Sunday"),
    Due("16/01/2026 09:00", "1 m", "23/02/2026 17:00", ENDS, "16/2 is Tết"),
    Due("24/10/2026 09:00", "1 m", "25/11/2026 17:00", ENDS, "24/11 is off"),
    Due("05/11/2026 09:00", "12 m", "05/11/2027 17:00", MONTH, "a Friday"),
    Due("31/03/2026 09:00", "1 m", "04/05/2026 17:00", MONTH, "30/4 and 1/5 are off"),
    # working hours
    Due("02/11/2026 08:00", "4 wh", "02/11/2026 13:30", AT_ONCE, "3,5 h to 11:30; 0,5 h"),
    Due("02/11/2026 07:30", "4 wh", "02/11/2026 11:30", AT_ONCE, "the whole morning"),
    Due("02/11/2026 12:15", "2 wh", "02/11/2026 15:00", AT_ONCE, "from 13:00"),
    Due("02/11/2026 14:00", "8 wh", "03/11/2026 14:00", AT_ONCE, "3 h; 4 h; 1 h"),
    Due("06/11/2026 14:30", "4 wh", "09/11/2026 09:00", AT_ONCE, "2,5 h on Friday; 1,5 h on Monday"),
    Due("23/11/2026 14:00", "6 wh", "25/11/2026 10:30", CULTURE, "3 h; 3 h on the 25th"),
    Due("13/02/2026 13:00", "8 wh", "23/02/2026 11:30", HOLIDAY, "4 h before Tết, 4 h after"),
    Due("03/02/2027 10:00", "16 wh", "12/02/2027 10:00", TET_2027, "5,5 h; 8 h on 11/2; 2,5 h"),
    Due("31/12/2026 09:00", "4 wh", "04/01/2027 09:00", LOCAL, "2,5 h of the half day; 1,5 h"),
    Due("21/08/2026 14:00", "8 wh", "22/08/2026 14:00", SWAP, "3 h; 5 h on the worked Saturday"),
    Due("07/11/2026 09:00", "2 wh", "09/11/2026 09:30", AT_ONCE, "a Saturday; Monday from 7:30"),
    Due("02/11/2026 05:00", "1 wh", "02/11/2026 08:30", AT_ONCE, "before the doors open"),
    Due("02/11/2026 15:00", "4 wh", "03/11/2026 09:30", AT_ONCE, "2 h; 2 h"),
    Due(
        "02/11/2026 15:30", "4 wh", "03/11/2026 10:00", AT_ONCE, "1,5 h; 2,5 h",
    ),
    # hours
    Due("06/11/2026 16:00", "24 h", "07/11/2026 16:00", AT_ONCE, "round the clock"),
    Due("24/11/2026 10:00", "2 h", "24/11/2026 12:00", AT_ONCE, "on a day off too"),
    # within the day
    Due("02/11/2026 09:00", "trong ngày", "02/11/2026 17:00", CUTOFF),
    Due("12/11/2026 12:00", "trong ngày", "12/11/2026 17:00", CUTOFF, "at noon"),
    Due("02/11/2026 15:00", "trong ngày", "02/11/2026 17:00", CUTOFF, "at 15:00 is not after it"),
    Due("02/11/2026 15:01", "trong ngày", "03/11/2026 17:00", CUTOFF),
    Due("06/11/2026 16:00", "trong ngày", "09/11/2026 17:00", CUTOFF, "a Friday"),
    Due("23/11/2026 15:30", "trong ngày", "25/11/2026 17:00", CULTURE),
    Due("07/11/2026 10:00", "trong ngày", "09/11/2026 17:00", CUTOFF, "a Saturday"),
    Due("13/02/2026 15:30", "trong ngày", "23/02/2026 17:00", HOLIDAY, "the last hours before Tết"),
    Due("31/12/2026 09:00", "trong ngày", "31/12/2026 11:30", LOCAL, "the half day"),
    Due(
        "31/12/2026 14:00", "trong ngày", "04/01/2027 17:00", LOCAL, "after the half day closed",
    ),
    # reduced by the province
    Due("02/11/2026 09:00", "1 wd", "03/11/2026 17:00", REDUCED, "of 10 days"),
    Due("23/11/2026 09:00", "3 wd", "27/11/2026 17:00", REDUCED, "of 15 days: 25, 26, 27"),
    Due("06/11/2026 14:00", "4 wh", "09/11/2026 08:30", REDUCED, "of 3 days: 3 h on Friday, 1 h"),
)  # fmt: skip


@dataclass(frozen=True)
class Until:
    """Came then; is to be done until then."""

    received: str
    until: str
    law: RuleRef
    how: str


ACCEPT = (
    Until("06/11/2026 20:00", "09/11/2026 17:00", ACCEPTING, "Friday evening: the whole of Monday"),
    Until("06/11/2026 16:30", "09/11/2026 16:30", ACCEPTING, "0,5 h; 7,5 h"),
    Until("02/11/2026 00:05", "02/11/2026 17:00", ACCEPTING, "after midnight: that day"),
    Until("23/11/2026 15:30", "25/11/2026 15:30", CULTURE, "1,5 h; 6,5 h on the 25th; 15:00 plays no part"),
    Until("14/02/2026 09:00", "23/02/2026 17:00", HOLIDAY, "the Saturday before Tết"),
    Until("31/12/2026 08:30", "04/01/2027 14:00", LOCAL, "3 h; 5 h"),
    Until("30/08/2026 09:00", "03/09/2026 17:00", HOLIDAY, "over 31/8 to 2/9"),
    Until("05/02/2027 10:00", "11/02/2027 17:00", TET_2027, "at Tết"),
    Until("21/08/2026 16:00", "22/08/2026 16:00", SWAP, "1 h; 7 h on the worked Saturday"),
)

HAND_OVER = (
    Until("02/11/2026 09:00", "02/11/2026 17:00", CUTOFF, "the same day"),
    Until("02/11/2026 15:00", "02/11/2026 17:00", CUTOFF, "15:00 is not after 15:00"),
    Until("02/11/2026 15:01", "03/11/2026 08:30", CUTOFF, "the first hour of the next day"),
    Until("06/11/2026 16:00", "09/11/2026 08:30", CUTOFF, "Friday"),
    Until("07/11/2026 10:00", "09/11/2026 08:30", CUTOFF, "Saturday"),
    Until("23/11/2026 15:30", "25/11/2026 08:30", CULTURE, "over 24/11"),
    Until("13/02/2026 16:00", "23/02/2026 08:30", HOLIDAY, "over Tết"),
    Until("31/12/2026 10:00", "31/12/2026 11:30", LOCAL, "the half day"),
    Until("31/12/2026 14:00", "04/01/2027 08:30", LOCAL, "after it closed"),
)

NOTICES = (
    Until("02/11/2026 16:00", "05/11/2026 17:00", NOTICE, "3, 4, 5"),
    Until("20/11/2026 09:00", "26/11/2026 17:00", CULTURE, "23, 25, 26"),
    Until("12/02/2026 09:00", "24/02/2026 17:00", HOLIDAY, "13, 23, 24"),
    Until("07/11/2026 09:00", "11/11/2026 17:00", NOTICE, "9, 10, 11"),
    Until("02/02/2027 09:00", "12/02/2027 17:00", TET_2027, "3, 11, 12"),
)


@dataclass(frozen=True)
class Paused:
    """Received then; the clock stood in each of the periods; due then."""

    received: str
    term: str
    stood: tuple[tuple[str, str], ...]
    due: str
    law: RuleRef
    how: str


PAUSED = (
    Paused(
        "02/11/2026 09:00", "10 wd", (("04/11/2026 17:00", "09/11/2026 07:30"),), "18/11/2026 17:00",
        STANDING, "due 16/11; 5 and 6 do not count; 17, 18",
    ),
    Paused(
        "02/11/2026 09:00", "10 wd", (("05/11/2026 10:00", "09/11/2026 08:00"),), "18/11/2026 17:00",
        STANDING, "due 16/11; stood 5,5 + 8 + 0,5 = 14 h, a day and 6 h",
    ),
    Paused(
        "16/11/2026 09:00", "5 wd", (("19/11/2026 07:30", "25/11/2026 07:30"),), "27/11/2026 17:00", CULTURE,
        "due 23/11; stood 19, 20, 23; 25, 26, 27",
    ),
    Paused(
        "09/02/2026 09:00", "5 wd", (("12/02/2026 07:30", "24/02/2026 07:30"),), "26/02/2026 17:00", HOLIDAY,
        "due 23/2; stood 12, 13, 23; 24, 25, 26",
    ),
    Paused(
        "09/02/2026 09:00", "5 wd", (("13/02/2026 17:00", "23/02/2026 07:30"),), "23/02/2026 17:00", HOLIDAY,
        "stood over Tết alone: nothing of a term in working days",
    ),
    Paused(
        "02/11/2026 09:00", "10 wd",
        (("04/11/2026 07:30", "05/11/2026 07:30"), ("10/11/2026 07:30", "12/11/2026 07:30")),
        "19/11/2026 17:00", STANDING, "due 16/11; one day: 17; two days: 18, 19",
    ),
    Paused(
        "02/11/2026 08:00", "8 wh", (("02/11/2026 10:00", "04/11/2026 09:00"),), "04/11/2026 16:30", STANDING,
        "2 h gone, 6 h left: 2,5 h to 11:30, 3,5 h",
    ),
    Paused(
        "02/11/2026 09:00", "trong ngày", (("02/11/2026 11:00", "03/11/2026 10:00"),), "03/11/2026 17:00",
        STANDING, "4,5 h left: 1,5 h, 3 h to 16:00; the day ends at 17:00",
    ),
    Paused(
        "02/11/2026 09:00", "trong ngày", (("02/11/2026 11:00", "03/11/2026 15:00"),), "04/11/2026 17:00",
        STANDING, "4,5 h left: 2 h, 2,5 h the day after",
    ),
    Paused(
        "02/11/2026 09:00", "3 wd", (("06/11/2026 09:00", "10/11/2026 09:00"),), "05/11/2026 17:00", STANDING,
        "late already on 6/11: nothing is gained",
    ),
    Paused(
        "02/11/2026 09:00", "15 d", (("05/11/2026 09:00", "12/11/2026 09:00"),), "25/11/2026 17:00", STANDING,
        "due 17/11; seven days: 24/11, which is off",
    ),
    Paused(
        "02/11/2026 09:00", "1 m", (("09/11/2026 07:30", "16/11/2026 07:30"),), "09/12/2026 17:00", STANDING,
        "due 2/12; seven days",
    ),
    Paused(
        "02/02/2026 09:00", "30 d", (("13/02/2026 17:00", "23/02/2026 07:30"),), "13/03/2026 17:00", STANDING,
        "due 4/3; nine days, 14/2 to 22/2, did not count",
    ),
    Paused(
        "05/10/2026 09:00", "1 m", (("12/10/2026 07:30", "19/10/2026 07:30"),), "12/11/2026 17:00", STANDING,
        "due 5/11; seven days, one of them the storm's",
    ),
    Paused(
        "06/11/2026 16:00", "24 h", (("06/11/2026 20:00", "09/11/2026 08:00"),), "10/11/2026 04:00", STANDING,
        "20 h left",
    ),
)  # fmt: skip

RECOUNT = (
    ("5 wd", "10/11/2026 09:00", "17/11/2026 17:00", RECOUNTED, "11, 12, 13, 16, 17"),
    ("3 wd", "21/11/2026 10:00", "26/11/2026 17:00", CULTURE, "came on a Saturday; 23, 25, 26"),
    ("2 wd", "13/02/2026 16:00", "24/02/2026 17:00", HOLIDAY, "23, 24"),
    ("8 wh", "23/11/2026 14:00", "25/11/2026 14:00", CULTURE, "3 h; 4 h; 1 h"),
    ("1 m", "31/10/2026 09:00", "30/11/2026 17:00", MONTH, "November has 30 days"),
)
"""A received dossier is complete only then: its term counts from there."""

EXTENDED = (
    ("02/11/2026 09:00", "10 wd", "13/11/2026 17:00", "20/11/2026", "20/11/2026 17:00", "due 16/11", APOLOGY),
    (
        "02/11/2026 09:00",
        "10 wd",
        "13/11/2026 09:00",
        "21/11/2026",
        "23/11/2026 17:00",
        "a Saturday",
        APOLOGY,
    ),
    ("02/11/2026 09:00", "10 wd", "13/11/2026 09:00", "24/11/2026", "25/11/2026 17:00", "a day off", APOLOGY),
    ("09/02/2026 09:00", "5 wd", "13/02/2026 16:00", "27/02/2026", "27/02/2026 17:00", "over Tết", APOLOGY),
    ("30/12/2026 09:00", "2 wd", "31/12/2026 10:00", "06/01/2027", "06/01/2027 17:00", "due 4/1", APOLOGY),
    ("02/11/2026 09:00", "3 wd", "05/11/2026 08:00", "09/11/2026", "", "too late on the last day", APOLOGY),
    ("02/11/2026 09:00", "3 wd", "06/11/2026 08:00", "09/11/2026", "", "after the end too", APOLOGY),
)
"""Received, term, when the apology was sent, the new day, the new end ("" = too late)."""
