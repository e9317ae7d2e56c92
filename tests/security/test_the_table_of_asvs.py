"""Does docs/security say what is true? Each test that it names is there, and each row names one."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "security"
NAMED = re.compile(r"`((?:tests|src)/[\w/]+\.py)::(\w+)`")
PATH = re.compile(r"`((?:tests|src)/[\w/.]+)`")
ROW = re.compile(r"^\| *(?P<row>[\d., –-]+) \|", re.M)
DEMANDED = (
    "1.2.1 1.2.4 1.3.6 2.2.1 2.2.3 2.3.1 2.3.3 2.3.4 2.4.1 3.3.1 3.4.1 3.5.1 4.1.1 4.1.3 15.3.4 5.2.1 5.2.2 "
    "5.3.1 5.3.2 5.4.3 6.3.1 6.6.3 6.3.3 7.4.1 7.4.2 7.4.5 8.2.1 8.2.2 8.2.3 15.3.1 8.4.1 14.2.1 14.2.4 "
    "14.3.1 14.3.3 16.2.1 16.3.1 16.4.1 16.5.1"
)
"""The rows that were asked for, each by its first number."""


def functions(path: str) -> set[str]:
    """This will list the tests of a file."""
    found = (ROOT / path).read_text() if (ROOT / path).is_file() else ""
    return {n.name for n in ast.walk(ast.parse(found)) if isinstance(n, ast.FunctionDef)}


def test_each_test_that_is_named_is_there():
    named = NAMED.findall((DOCS / "asvs.md").read_text())
    assert len(named) > 50
    missing = [f"{path}::{name}" for path, name in named if name not in functions(path)]
    assert missing == []
    assert all(name.startswith("test_") for _, name in named)


def test_each_row_is_there_and_names_a_test():
    text = (DOCS / "asvs.md").read_text()
    rows = [line for line in text.splitlines() if line.startswith("| ") and "| demand |" not in line]
    assert [line for line in rows if not NAMED.search(line)] == []
    numbers = " ".join(ROW.findall(text)).replace(",", " ").replace("–", " ").split()
    assert set(DEMANDED.split()) <= set(numbers)


@pytest.mark.parametrize("file", ["asvs.md", "threats.md"])
def test_each_file_that_is_named_is_there(file):
    text = (DOCS / file).read_text()
    folders = re.findall(r"`(\w+/\w+(?:/tests)?)` tests", text)
    missing = [p for p in PATH.findall(text) if not (ROOT / p).exists()]
    missing += [f for f in folders if not (ROOT / "src/tinhso" / f).is_dir()]
    assert missing == []
