"""Does the whole house hold? Lint, types, walls, templates, then every test on both databases.

A part that needs something the machine lacks (Chromium, PostgreSQL) is left out and named in the last
lines; with TINHSO_TEST_ALL=1 a part left out is a failure, but for the audit where nobody answers it.
"""

import argparse
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
sys.path.insert(0, str(ROOT))

from tests import private_postgres, system_chromium, turns  # noqa: E402

from scripts import audit_packages  # noqa: E402


@dataclass(frozen=True)
class Part:
    """One part of the whole: what it is called, and what runs it; None when it passed, else why not."""

    name: str
    group: str
    run: Callable[[], str | None]


class NobodyAnswers(str):
    """Why a part could not be done, which no machine of ours can help: left out, and never a failure."""


PYTEST = (
    *(str(BIN / "pytest"), "--ds=tests.settings", "--color=no"),
    # in the order of tests/turns.py
    *("-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"),
    # what takes long is named, so that it can be made shorter
    *("--durations=25", "--durations-min=5"),
)


def command(*words: str, **variables: str) -> Callable[[], str | None]:
    """This will make a part of one command line."""

    def run() -> str | None:
        done = subprocess.run(words, cwd=ROOT, env={**os.environ, **_settings(), **variables}, check=False)
        return None if done.returncode == 0 else f"exit code {done.returncode}"

    return run


def _settings() -> dict[str, str]:
    return {
        "TINHSO_DATA_DIR": os.environ.get("TINHSO_DATA_DIR", str(ROOT / "build" / "test-data")),
        "TINHSO_DATABASE_URL": "sqlite:///" + str(ROOT / "build" / "test.sqlite3"),
        "TINHSO_SECRET_KEY": "a-key-for-tests-only-0123456789-0123456789-0123456789",
    }


def on_postgres(*words: str, **variables: str) -> Callable[[], str | None]:
    """This will make a part of tests against a private PostgreSQL that lives and dies with them."""

    def run() -> str | None:
        with TemporaryDirectory(prefix="tinhso-pg-") as folder, private_postgres.running(Path(folder)) as url:
            return command(*PYTEST, *words, TINHSO_DATABASE_URL_FOR_TESTS=url, **variables)()

    return run


def quietly(*words: str) -> Callable[[], str | None]:
    """This will make a part of a command that talks even when all is well: heard only when it fails."""

    def run() -> str | None:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return None
        print(done.stdout, done.stderr, sep="\n", flush=True)
        return f"exit code {done.returncode}"

    return run


def audit() -> str | None:
    """This will ask whether a weakness is known in a package that is pinned."""
    words = [str(BIN / "python"), "scripts/audit_packages.py"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == audit_packages.NOBODY_TO_ASK:
        return NobodyAnswers(done.stdout.strip())
    print(done.stdout, done.stderr, sep="\n", flush=True)
    return None if done.returncode == 0 else "a weakness is known"


QUEUE_TESTS = [str(path) for path in sorted(ROOT.glob("src/tinhso/*/*/frontend/tests/*.test.js"))]
OURS = ("src", "scripts", "benchmarks")
PARTS: Sequence[Part] = (
    Part("lint (ruff)", "checks", command(str(BIN / "ruff"), "check", ".")),
    Part("format (ruff)", "checks", command(str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    Part("walls (import-linter)", "checks", command(str(BIN / "lint-imports"), "--no-logo")),
    Part("types (mypy)", "checks", command(str(BIN / "mypy"))),
    Part("templates (djlint)", "checks", command(str(BIN / "djlint"), "src", "--lint", "--quiet")),
    Part(
        "weaknesses (bandit)",
        "checks",
        quietly(str(BIN / "bandit"), "-q", "-c", "pyproject.toml", "-r", *OURS),
    ),
    Part("packages (pip-audit, npm audit)", "checks", audit),
    Part("queue of the telephone (node)", "tests", command("node", "--test", *QUEUE_TESTS)),
    Part("tests on SQLite", "tests", command(*PYTEST, "-m", "not browser")),
    # tests that touch no database ran on SQLite already
    Part("tests on PostgreSQL", "tests", on_postgres("-m", "not browser", **{turns.LEAVE_OUT: "1"})),
    Part("journeys in Chromium", "tests", command(*PYTEST, "-m", "browser")),
)
ROUNDS = {"TINHSO_TEST_FAULT_ROUNDS": "100"}
LONG = {"TINHSO_TEST_ATTACKS": "long"}
ANY_TURN = ("--dist", "load")
"""A file of attacks would keep one processor for long: its tests go to whoever is free."""
WRITTEN_TO = tuple(
    f"tests/security/test_{name}.py"
    for name in (
        "calls_are_never_believed",
        "the_api_is_as_it_says",
        "codes_are_not_guessed",
        "every_address",
    )
)
"""Attacks that reach the database; the walks of each role are as long in `make test`, on both."""
IN_FULL: Sequence[Part] = (
    Part("faults on SQLite", "faults", command(*PYTEST, "tests/faults", **ROUNDS)),
    Part("faults on PostgreSQL", "faults", on_postgres("tests/faults", **ROUNDS)),
    Part("attacks on SQLite", "attack", command(*PYTEST, *ANY_TURN, "tests/security", **LONG)),
    Part("attacks on PostgreSQL", "attack", on_postgres(*ANY_TURN, *WRITTEN_TO, **LONG)),
)
NEEDS: dict[str, Callable[[], str | None]] = {
    "queue of the telephone (node)": lambda: None if shutil.which("node") else "no node on this machine",
    "tests on PostgreSQL": private_postgres.missing,
    "faults on PostgreSQL": private_postgres.missing,
    "attacks on PostgreSQL": private_postgres.missing,
    "journeys in Chromium": system_chromium.missing,
}


def main() -> int:
    """This will run every part and give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["checks", "tests", "faults", "attack"])
    only = parser.parse_args().only
    (ROOT / "build").mkdir(exist_ok=True)
    failed, left_out, unanswered, passed = [], [], [], 0
    for part in IN_FULL if only in ("faults", "attack") else PARTS:
        if only and part.group != only:
            continue
        lack = NEEDS.get(part.name, lambda: None)()
        if lack:
            left_out.append(f"left out: {part.name}: {lack}")
            continue
        print(f"==> {part.name}", flush=True)
        started = time.monotonic()
        why = part.run()
        print(f"    {part.name}: {why or 'ok'} ({time.monotonic() - started:.0f} s)", flush=True)
        if isinstance(why, NobodyAnswers):
            unanswered.append(f"left out: {part.name}: {why}")
        elif why:
            failed.append(f"failed: {part.name}: {why}")
        else:
            passed += 1
    strict = os.environ.get("TINHSO_TEST_ALL") == "1"
    for line in [*failed, *left_out, *unanswered]:
        print(line)
    print(f"parts: {passed} passed, {len(failed) + (len(left_out) if strict else 0)} failed")
    return 1 if failed or (strict and left_out) else 0


if __name__ == "__main__":
    sys.exit(main())
