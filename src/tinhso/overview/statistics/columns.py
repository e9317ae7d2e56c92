"""What stands in the table that everybody may take, and how is a cell written?

One row for each turn that counts in the period. Each figure of the league is a sum over rows of one agency.
"""

# ruff: noqa: E501 (a table)
import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import translation

from tinhso.core import cells
from tinhso.core.clock import VIETNAM
from tinhso.core.messages import msg
from tinhso.core.translation import say
from tinhso.overview.ioc.queries import Counted

BOM = "\ufeff"
CONTENT = ("satisfied", "acceptable")


@dataclass(frozen=True)
class Names:
    """How codes are called, and from how many answers on an agency is ranked."""

    category: Callable[[str], str]
    place: Callable[[str, date], str]
    agency: Callable[[str], str]
    least_answered: int


@dataclass(frozen=True)
class Column:
    """One column: its header, the type of CSV on the Web, what it says, and where its value is."""

    name: str
    kind: str
    about: str
    value: Callable[[Counted, Names], Any]


COLUMNS = (
    Column("is_public", "boolean", msg("1: phản ánh công khai. 0: không công khai; khi đó mã, lĩnh vực, nơi và giờ để trống."),
           lambda t, n: t.is_public),
    Column("code", "string", msg("Mã công khai mười số"), lambda t, n: t.code),
    Column("turn", "integer", msg("Lượt thứ mấy của phản ánh; từ 2 trở đi là yêu cầu xử lý lại"), lambda t, n: t.number),
    Column("category", "string", msg("Mã lĩnh vực"), lambda t, n: t.category),
    Column("category_name", "string", msg("Tên lĩnh vực"), lambda t, n: t.category and n.category(t.category)),
    Column("place", "string", msg("Mã xã, phường"), lambda t, n: t.place),
    Column("place_name", "string", msg("Tên xã, phường lúc nhận"), lambda t, n: t.place and n.place(t.place, t.began_on)),
    Column("agency", "string", msg("Mã đơn vị; để trống khi đơn vị có quá ít phản ánh không công khai"), lambda t, n: t.agency),
    Column("agency_name", "string", msg("Tên đơn vị, như trong bảng xếp hạng"), lambda t, n: t.agency and n.agency(t.agency)),
    Column("urgent", "boolean", msg("1: khẩn cấp"), lambda t, n: t.urgent),
    Column("began_on", "date", msg("Ngày nhận, hoặc ngày yêu cầu xử lý lại"), lambda t, n: t.began_on),
    Column("began_at", "dateTime", msg("Giờ nhận, giờ Việt Nam"), lambda t, n: t.began_at),
    Column("due_at", "dateTime", msg("Hạn trả lời"), lambda t, n: t.due_at),
    Column("answered_on", "date", msg("Ngày trả lời"), lambda t, n: t.answered_on),
    Column("answered_at", "dateTime", msg("Giờ trả lời"), lambda t, n: t.answered_at),
    Column("in_time", "boolean", msg("1: trả lời đúng hạn. 0: trễ"), lambda t, n: t.in_time),
    Column("seconds_to_answer", "integer", msg("Số giây từ lúc nhận đến lúc trả lời"), lambda t, n: t.seconds),
    Column("rated_on", "date", msg("Ngày người gửi đánh giá"), lambda t, n: t.rated_on),
    Column("satisfaction", "string", msg("Đánh giá: satisfied, acceptable, unsatisfied"), lambda t, n: t.satisfaction),
    Column("counts_received", "boolean", msg("1: được tính là nhận trong kỳ"), lambda t, n: t.counts_received),
    Column("counts_answered", "boolean", msg("1: được tính là trả lời trong kỳ"), lambda t, n: t.counts_answered),
    Column("counts_on_time", "boolean", msg("1: được tính là trả lời đúng hạn trong kỳ"),
           lambda t, n: t.counts_answered and bool(t.in_time)),
    Column("counts_rated", "boolean", msg("1: được tính là đánh giá trong kỳ"), lambda t, n: t.counts_rated),
    Column("counts_content", "boolean", msg("1: được tính là hài lòng hoặc tạm chấp nhận được trong kỳ"),
           lambda t, n: t.counts_rated and t.satisfaction in CONTENT),
    Column("is_open", "boolean", msg("1: còn chưa trả lời lúc tải"), lambda t, n: t.is_open),
    Column("is_overdue", "boolean", msg("1: đang quá hạn lúc tải"), lambda t, n: t.is_overdue),
    Column("ranked_from", "integer", msg("Đơn vị được xếp hạng khi đã trả lời ít nhất chừng này lượt trong kỳ"),
           lambda t, n: n.least_answered),
)  # fmt: skip


class _Echo:
    """Hands a written line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines(turns: Iterable[Counted], names: Names) -> Iterator[str]:
    """This will write the table line by line: byte order mark and header first."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow([column.name for column in COLUMNS])
    for turn in turns:
        yield writer.writerow([cell(column.value(turn, names)) for column in COLUMNS])


def cell(value: Any) -> str | int:
    """This will write a value: 1 and 0 for yes and no, moments with their zone, no text as a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return value
    return cells.written(str(value))


def dictionary() -> list[list[str]]:
    """This will explain the columns in the active language: name, type, meaning."""
    return [[column.name, column.kind, say(column.about)] for column in COLUMNS]


def described(url: str, title: str) -> dict[str, Any]:
    """This will describe the table as W3C's CSV on the Web has it, in every language."""
    found = []
    for column in COLUMNS:
        datatype: Any = {"base": "boolean", "format": "1|0"} if column.kind == "boolean" else column.kind
        found.append(
            {
                "name": column.name,
                "titles": column.name,
                "datatype": datatype,
                "dc:description": _in_all(column),
            }
        )
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "vi"}],
        "url": url,
        "dc:title": title,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {"columns": found},
    }


def _in_all(column: Column) -> list[dict[str, str]]:
    """Each language that has the sentence; one that lacks it is not given the Vietnamese under its name."""
    said: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said.setdefault(say(column.about), language)
    return [{"@value": text, "@language": language} for text, language in said.items()]
