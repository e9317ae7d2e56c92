"""How does an operator take the catalogue of procedures in from a file, and give it out as one?"""

import argparse
import os
import sys
from datetime import date
from pathlib import Path
from tempfile import NamedTemporaryFile

from tinhso.config.commands import OPERATOR
from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.messages import msg

FORMS = {".json": "json", ".xlsx": "xlsx"}
SHOWN = 20
BAD_ROWS = 1
"""The exit code of a file with bad rows, of which nothing was written."""


def take_in(arguments: argparse.Namespace) -> int:
    """This will say what a file would add and change, or every bad row in it; with --apply it is written.

    Returns 0, or 1 where a row is bad. Raises Invalid for a file that is none, or none of the two forms.
    """
    from tinhso.casework.procedures import actions

    path = Path(arguments.file)
    form = _form(path)
    report = actions.import_catalogue(
        _content(path), form, write=arguments.apply, by=OPERATOR, now=clock.now(),
        reason=arguments.reason,
    )  # fmt: skip
    for bad in report.problems:
        print(f"{_place(bad)}: {bad.message.in_vietnamese()} [{bad.code}]", file=sys.stderr)
    if report.and_more:
        print("… và còn nữa", file=sys.stderr)
    for word, refs in (("thêm", report.added), ("đổi", report.changed)):
        for ref in refs[:SHOWN]:
            print(f"{word} {ref}")
        if len(refs) > SHOWN:
            print(f"{word} … và {len(refs) - SHOWN} phiên bản nữa")
    print(
        f"{len(report.added)} thêm, {len(report.changed)} đổi, {report.unchanged} giữ nguyên, "
        f"{len(report.problems)} chỗ sai; {_ending(report, asked=arguments.apply)}"
    )
    return 0 if report.is_good else BAD_ROWS


def give_out(arguments: argparse.Namespace) -> None:
    """This will write every version, or those of a day, to a file of the form that its name says.

    A file that is there is replaced only when the new one is whole. Raises Invalid.
    """
    from tinhso.casework.procedures import exporting

    path, on = Path(arguments.file), arguments.on
    content = exporting.export_catalogue(_form(path), on=on)
    count = len(exporting.versions(on))
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            part.write(content)
        Path(part.name).chmod(0o666 & ~_mask())
        Path(part.name).replace(path)
    except OSError as wrong:
        raise Invalid.field("file", msg("Không ghi được tệp %(path)s."), path=str(path)) from wrong
    print(f"{count} phiên bản{_of(on)}, {len(content)} byte → {path}")


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _of(on: date | None) -> str:
    return f" của ngày {on:%d/%m/%Y}" if on else ""


def _form(path: Path) -> str:
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise Invalid.field("file", msg("Tên tệp phải kết thúc bằng .json hoặc .xlsx."))
    return form


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise Invalid.field("file", msg("Không đọc được tệp %(path)s."), path=str(path)) from wrong


def _place(bad: object) -> str:
    sheet, row, column = (getattr(bad, name) for name in ("sheet", "row", "column"))
    parts = (sheet, f"dòng {row}" if sheet else f"thủ tục {row}", column)
    return ", ".join(part for part in parts if part)


def _ending(report: object, *, asked: bool) -> str:
    if getattr(report, "written", False):
        return "đã ghi"
    return "chưa ghi gì" if asked else "chạy thử, chưa ghi gì (thêm --apply để ghi)"
