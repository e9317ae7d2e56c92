"""What stands in the tables that may be taken along: scores for everybody, counts of months for the board?"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tinhso.core import cells
from tinhso.core.messages import msg
from tinhso.overview.quality.queries import Index, Scored, Standing

BOM = "\ufeff"
SCORES = (
    msg("Mã đơn vị"), msg("Đơn vị"), msg("Chỉ số"), msg("Tên chỉ số"), msg("Tỷ lệ"), msg("Mục tiêu"),
    msg("Điểm"), msg("Điểm tối đa"), msg("Các con số"), msg("Nguồn nhập tay"),
)  # fmt: skip


class _Echo:
    """Hands a written line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def scores(whole: tuple[str, Index], bodies: Sequence[Standing]) -> Iterator[str]:
    """This will write every indicator of the province, then of each body, line by line."""
    writer = csv.writer(_Echo())
    yield BOM + writer.writerow([_(head) for head in SCORES])
    for code, name, index in (("", *whole), *((one.code, one.name, one.index) for one in bodies)):
        for group in index.groups:
            for row in group.rows:
                yield writer.writerow([written(value) for value in (code, name, *_scored(row))])


def _scored(row: Scored) -> tuple[Any, ...]:
    parts = "; ".join(f"{_(part.label)}: {part.number:g}" for part in row.measured.parts)
    source = row.entered.source if row.entered else ""
    return (row.code, row.name, row.measured.ratio, row.target, row.points, row.maximum, parts, source)


def counts(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """This will write what was counted of each month, body and procedure, line by line."""
    writer = csv.writer(_Echo())
    heads: list[str] = []
    for row in rows:
        if not heads:
            heads = list(row)
            yield BOM + writer.writerow(heads)
        yield writer.writerow([written(row[head]) for head in heads])
    if not heads:
        yield BOM


def written(value: Any) -> str | int | float:
    """This will write a cell: nothing for None, numbers plainly, no text as a formula."""
    if value is None:
        return ""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, int):
        return value
    return cells.written(str(value))
