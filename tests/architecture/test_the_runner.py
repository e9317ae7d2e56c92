"""Does `make test` say what it left out, and fail for it only where everything must run?"""

import re

import pytest
from scripts import run_tests

from tests import private_postgres, system_chromium, turns

NEEDING = [part.name for part in run_tests.PARTS if part.name in run_tests.NEEDS]
PACKAGES = ("apt install postgresql", "apt install chromium")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine without Chromium and PostgreSQL, on which every part passes in no time; gives what ran."""
    ran: list[str] = []

    def passing(part: run_tests.Part) -> run_tests.Part:
        def run() -> None:
            ran.append(part.name)

        return run_tests.Part(part.name, part.group, run)

    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setattr(private_postgres, "glob", lambda _: [])
    monkeypatch.setattr(run_tests, "PARTS", [passing(part) for part in run_tests.PARTS])
    monkeypatch.setattr("sys.argv", ["run_tests.py"])
    monkeypatch.delenv("TINHSO_TEST_ALL", raising=False)
    return ran


def test_what_is_missing_is_left_out_and_named(bare, capsys):
    assert run_tests.main() == 0
    last = capsys.readouterr().out.splitlines()[-len(NEEDING) - 1 :]
    for line, part in zip(last, NEEDING, strict=False):
        assert line.startswith(f"left out: {part}: ")
    assert [package for package in PACKAGES if package not in " ".join(last)] == []
    assert re.fullmatch(r"parts: \d+ passed, 0 failed", last[-1])
    assert set(bare) == {part.name for part in run_tests.PARTS} - set(NEEDING)


def test_where_everything_must_run_a_part_left_out_is_a_failure(bare, capsys, monkeypatch):
    monkeypatch.setenv("TINHSO_TEST_ALL", "1")
    assert run_tests.main() == 1
    assert f"{len(NEEDING)} failed" in capsys.readouterr().out.splitlines()[-1]


def test_a_part_that_fails_is_named_at_the_end(bare, capsys, monkeypatch):
    broken = run_tests.Part("types (mypy)", "checks", lambda: "exit code 1")
    monkeypatch.setattr(run_tests, "PARTS", [broken, *run_tests.PARTS[4:]])
    assert run_tests.main() == 1
    said = capsys.readouterr().out.splitlines()
    assert "failed: types (mypy): exit code 1" in said[-len(NEEDING) - 2 :]


def test_what_the_runner_asks_for_reaches_the_tests():
    """The tests' settings forget an operator's variables; a hundred rounds were once forgotten with them."""
    asked = {*run_tests.ROUNDS, *run_tests.LONG, turns.LEAVE_OUT}
    for name in asked:
        assert name.startswith("TINHSO_TEST"), name


def test_the_browser_s_sandbox_is_off_for_root_alone(monkeypatch):
    monkeypatch.setattr("os.getuid", lambda: 1000)
    assert "--no-sandbox" not in system_chromium.arguments()
    monkeypatch.setattr("os.getuid", lambda: 0)
    assert "--no-sandbox" in system_chromium.arguments()
