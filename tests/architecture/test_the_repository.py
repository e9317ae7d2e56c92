"""Does the repository hold what it says, and nothing else? Locks, lengths, and traces of a writing desk."""

import re
import subprocess
import tomllib
from codecs import decode
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST, LONGEST_TEST = 300, 400
LISTS = {"src/tinhso/demo/texts.py"}
"""Modules that are data: one more line there is one more text, not one more thing to understand."""
LOCKS = ("requirements.lock", "requirements-otel.lock", "requirements-dev.lock")
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)(?:\[[^]]*\])?==", re.M)
MACHINE = re.compile(r"(?<![\w.)\]}/-])/(?:work|root|home|Users)/\w|/tmp/\w*brief")
TO_ONESELF = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|\.\./shared/|\bissues? #?\d")
# turned by thirteen letters, so that this file may stand among those that are searched
FOREIGN = re.compile(
    r"\b(?:"
    + decode("pynhqr|naguebcvp|punggcg|bcranv|pbcvybg|pbqrk|phefbe\\.pbz|fhontrag", "rot13")
    + r")\b",
    re.I,
)


def tracked() -> list[str]:
    """This will list the files under version control; the test is left out where there is none."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("no version control here")
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def wanted(*groups: list[str]) -> set[str]:
    """This will give the bare names of the packages that pyproject.toml names."""
    return {normal(found[0]) for group in groups for entry in group if (found := NAME.match(entry))}


def test_locks_hold_every_package_that_is_named():
    """An installation takes the lock alone: what is named and not locked is missing on a fresh machine."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    ours, more = project["dependencies"], project["optional-dependencies"]
    locked = {lock: {normal(n) for n in PINNED.findall((ROOT / lock).read_text())} for lock in LOCKS}
    missing = {
        "requirements.lock": wanted(ours),
        "requirements-otel.lock": wanted(ours, more["otel"]),
        "requirements-dev.lock": wanted(ours, more["otel"], more["dev"]),
    }
    left = {lock: sorted(names - locked[lock]) for lock, names in missing.items()}
    assert left == {lock: [] for lock in LOCKS}, "run `make lock`"
    assert locked["requirements.lock"] <= locked["requirements-otel.lock"] <= locked["requirements-dev.lock"]


def test_what_is_locked_is_proven_by_its_content():
    """No address of a registry: whoever installs asks their own; every package has hashes."""
    for lock in LOCKS:
        text = (ROOT / lock).read_text()
        assert "://" not in text, lock
        assert len(PINNED.findall(text)) > 20, lock
        for entry in re.split(r"\n(?=\S)", text):
            assert "--hash=sha256:" in entry or not PINNED.match(entry), entry.splitlines()[0]
    npm = (ROOT / "package-lock.json").read_text()
    assert '"resolved"' not in npm


def test_no_file_tells_of_the_desk_it_was_written_at():
    """No path of one machine, no note to oneself, no word about tools."""
    found = []
    for name in tracked():
        text = (ROOT / name).read_bytes().decode("utf-8", errors="ignore")
        if name == "package-lock.json" or "\0" in text:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE.search(line) or TO_ONESELF.search(line) or FOREIGN.search(line):
                found.append(f"{name}:{number}: {line.strip()[:100]}")
    mine = str(Path(__file__).relative_to(ROOT))
    assert [line for line in found if not line.startswith(mine)] == []


def test_a_module_is_read_in_one_sitting():
    too_long = {}
    for name in tracked():
        if not name.endswith(".py") or "/migrations/" in name or name in LISTS:
            continue
        lines = (ROOT / name).read_bytes().count(b"\n")
        if lines > (LONGEST_TEST if "tests" in Path(name).parts else LONGEST):
            too_long[name] = lines
    assert too_long == {}


def test_lists_that_may_be_long_are_there():
    assert [name for name in LISTS if not (ROOT / name).exists()] == []
