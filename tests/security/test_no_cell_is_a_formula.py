"""Can a text that somebody typed run in whose spreadsheet opens a table? Every writer of CSV is asked."""

import ast
import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.security.attacks import tried
from tinhso.core import cells
from tinhso.foundation.places import table_file
from tinhso.foundation.places.old_to_new import AgencyRow, GrantRow, NewArea, Reorganisation
from tinhso.overview.statistics import columns

SOURCE = Path(columns.__file__).parents[2]
WRITERS = {
    "overview/statistics/columns.py",
    "overview/quality/tables.py",
    "foundation/places/table_file.py",
}
STARTS = (
    "=1+1",
    "+84",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://x")',
)
"""What spreadsheets run, or lead away with."""


def is_formula(cell: str) -> bool:
    return cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n")


def test_every_writer_of_csv_is_known():
    """Whoever adds one says here how its cells are kept from being formulas."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        names = {
            node.attr
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "csv"
        }
        if names & {"writer", "DictWriter"} and "tests" not in path.parts:
            found.add(str(path.relative_to(SOURCE)))
    assert found == WRITERS


@pytest.mark.parametrize("text", STARTS)
def test_the_public_table(text):
    assert not is_formula(str(columns.cell(text)))


@pytest.mark.parametrize("text", STARTS)
def test_the_table_of_old_to_new(text):
    """Also what came by its JSON, and it is read back as it was."""
    area = NewArea(
        code="19789", name=f"{text}x", made_from=(("19790", True),), label=None, boundary=None, where="1"
    )
    table = Reorganisation(
        from_structure=text, to_structure=text, province="46", province_name=text, citation=text,
        areas=(area,), agencies=(AgencyRow(text, text, text, "2"),),
        grants=(GrantRow(text, text, text, text, "3"),),
        old_names={"19790": text},
    )  # fmt: skip
    rows = list(csv.reader(io.StringIO(table_file.as_csv(table).decode("utf-8-sig"), newline="")))
    assert len(rows) > 6
    assert [cell for row in rows for cell in row if is_formula(cell)] == []
    assert any(f"'{text}" in row for row in rows)


@tried(200, 5_000)
@given(text=st.text(st.sampled_from("=+-@\t\r\n'\"a1 ("), max_size=8))
def test_what_was_written_is_read_back(text):
    assert not is_formula(cells.written(text))
    assert cells.read(cells.written(text)) == text or text.startswith("'")
