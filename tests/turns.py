"""In which order do the tests run, and which of them need not run a second time on another database?

Whole files go to the workers, the longest first, so that nobody is left alone with a long one at the end.
Files whose tests commit and empty the database come last, as Django wants it.
"""

import os
from collections.abc import Sequence
from typing import Any

import pytest

LONGEST = (
    "tests/faults/",
    "tests/security/test_every_address.py",
    "tests/contract/",
    "tests/reorganisation/",
    "tests/security/",
    "tests/geo/",
    "tests/journeys/",
    "src/tinhso/demo/",
    "src/tinhso/casework/reading/",
    "src/tinhso/overview/ioc/",
)
"""Where the long ones lie, the longest first (`--durations=60` tells)."""
LEAVE_OUT = "TINHSO_TEST_LEAVE_OUT_PURE"
TOUCHING = {"db", "transactional_db", "live_server", "django_db_setup", "prepared"}
PURE_ACROSS = "tests/architecture/"


def is_pure(item: pytest.Item) -> bool:
    """This will say whether a test does the same whatever the database: it has none, or says so itself.

    Those that walk every address as everybody ask who may see what, which no database decides.
    In the rooms pytest-django keeps the database from a test that does not ask for it. The tests across the
    house start processes of their own, so there only those of the architecture are pure.
    """
    if item.get_closest_marker("any_database"):
        return True
    across = item.nodeid.startswith("tests/") and not item.nodeid.startswith(PURE_ACROSS)
    asks = item.get_closest_marker("django_db") or TOUCHING & set(getattr(item, "fixturenames", ()))
    return not across and not asks


def commits(item: pytest.Item) -> bool:
    """This will say whether a test ends with emptying the database."""
    marker = item.get_closest_marker("django_db")
    marked = marker is not None and marker.kwargs.get("transaction", False)
    return marked or bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


def in_turn(items: Sequence[pytest.Item]) -> list[pytest.Item]:
    """This will order the files; inside a file the order stays."""
    emptying = {item.path for item in items if commits(item)}
    files = {item.path: number for number, item in reversed(list(enumerate(items)))}

    def turn(item: pytest.Item) -> tuple[bool, int, int]:
        rank = next((i for i, head in enumerate(LONGEST) if item.nodeid.startswith(head)), len(LONGEST))
        return item.path in emptying, rank, files[item.path]

    return sorted(items, key=turn)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """This will leave the pure tests out where that is wanted, and put the rest in turn."""
    pure = [item for item in items if is_pure(item)] if os.environ.get(LEAVE_OUT) == "1" else []
    if pure:
        config.hook.pytest_deselected(items=pure)
        output: dict[str, Any] = getattr(config, "workeroutput", {})
        output["pure"] = len(pure)
    gone = set(pure)
    items[:] = in_turn([item for item in items if item not in gone])


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any, error: object) -> None:
    """This will hear from a worker how many tests it left out; all leave out the same."""
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("pure", 0)


_LEFT_OUT = pytest.StashKey[int]()


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """This will say how many were left out."""
    if left_out := config.stash.get(_LEFT_OUT, 0):
        terminalreporter.write_line(f"{left_out} tests without a database were left out: they ran on SQLite")
