"""Do the commands say and do what the Contract writes, from whatever folder they are called?"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.contract.sending import HUE
from tests.contract.stored import Stored
from tests.service import Service

TINHSO = Path(sys.executable).with_name("tinhso")
NEEDED = ("TINHSO_DATABASE_URL", "TINHSO_DATA_DIR", "TINHSO_SECRET_KEY")
VERIFIED = {"facts", "sequenced", "waiting", "head", "first_broken"}


def tinhso(*words: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """This will run the installed command with nothing else in the environment."""
    inherited = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    return subprocess.run(
        [str(TINHSO), *words], env={**inherited, **environment}, cwd=cwd, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip


def settings(service: Service, **changed: str) -> dict[str, str]:
    return {**{k: v for k, v in service.environment.items() if k in NEEDED}, **changed}


def test_all_missing_settings_are_named_at_once(tmp_path: Path) -> None:
    done = tinhso("migrate", cwd=tmp_path)
    assert done.returncode != 0
    assert all(name in done.stderr for name in NEEDED)
    assert "Traceback" not in done.stderr
    one = tinhso("health", cwd=tmp_path, TINHSO_DATABASE_URL="sqlite:///x", TINHSO_SECRET_KEY="k" * 60)
    assert "TINHSO_DATA_DIR" in one.stderr
    assert "TINHSO_SECRET_KEY" not in one.stderr


def test_it_works_from_any_folder_with_only_what_is_required(deployment: Service) -> None:
    done = tinhso("health", cwd=Path("/"), **settings(deployment, TINHSO_RATE_LIMITS="off"))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["ready"] is True
    assert told["rate_limits"] == "off"


def test_locate(deployment: Service, tmp_path: Path) -> None:
    here = tinhso("places", "locate", str(HUE["lat"]), str(HUE["lon"]), cwd=tmp_path, **settings(deployment))
    assert here.returncode == 0, here.stderr
    assert re.match(r"\d{5} ", here.stdout)
    nowhere = tinhso("places", "locate", "48.85", "2.35", cwd=tmp_path, **settings(deployment))
    assert nowhere.returncode == 1
    assert "Traceback" not in nowhere.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("places", "locate", "nan", "0"),
        ("places", "locate", "16", "107", "--on", "2026-02-30"),
        ("places", "import", "khong-co.geojson", "--structure", "2025-07", "--valid-from", "2025-07-01"),
        ("demo", "load", "--province", "999"),
        ("demo", "load", "--province", "46", "--days", "1"),
        ("ledger", "verify", "--against", "khong-co.json"),
        ("apikeys", "issue", ""),
        ("apikeys", "issue", "tổng đài", "--scope", "moi-thu"),
        ("places", "serve", "99"),
        ("khong-co",),
        (),
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_a_sentence(
    deployment: Service, tmp_path: Path, words: tuple[str, ...]
) -> None:
    done = tinhso(*words, cwd=tmp_path, **settings(deployment))
    assert done.returncode not in (0, 1), done.stdout
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "content",
    [
        "{",
        '{"type": "FeatureCollection", "features": []}',
        '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null}]}',
    ],
)
def test_an_unreadable_boundary_file_writes_nothing(
    deployment: Service, tmp_path: Path, stored: Stored, content: str
) -> None:
    before = stored.run("SELECT count(*) FROM places_area")
    file = tmp_path / "xau.geojson"
    file.write_text(content)
    done = tinhso(
        "places", "import", str(file), "--structure", "2025-07", "--valid-from", "2025-07-01", cwd=tmp_path,
        **settings(deployment),
    )  # fmt: skip
    assert done.returncode not in (0, 1), done.stdout
    assert "Traceback" not in done.stderr
    assert stored.run("SELECT count(*) FROM places_area") == before


def test_more_than_one_process_is_refused_on_sqlite(
    deployment: Service, tmp_path: Path, stored: Stored
) -> None:
    if not stored.is_sqlite:
        pytest.skip("PostgreSQL takes as many as there are")
    done = tinhso("serve", "--workers", "2", "--port", "1", cwd=tmp_path, **settings(deployment))
    assert done.returncode not in (0, 1)
    assert "SQLite" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_demonstration_stays_at_home(deployment: Service, tmp_path: Path) -> None:
    done = tinhso("serve", "--host", "0.0.0.0", "--port", "1", cwd=tmp_path, **settings(deployment))  # noqa: S104
    assert done.returncode not in (0, 1)
    assert "TINHSO_DEMO_PUBLIC" in done.stderr


def test_a_key_is_printed_alone_and_kept_hashed(deployment: Service, tmp_path: Path, stored: Stored) -> None:
    done = tinhso("apikeys", "issue", "ứng dụng Hue-S", cwd=tmp_path, **settings(deployment))
    assert done.returncode == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert re.fullmatch(r"[\x21-\x7e]{20,}", line)
    assert not stored.holds(line)


def test_the_ledger_is_verified(deployment: Service, tmp_path: Path) -> None:
    deployment.wait_until_sequenced()
    done = tinhso("ledger", "verify", "--json", cwd=tmp_path, **settings(deployment))
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told) == VERIFIED
    assert told["facts"] == told["sequenced"] + told["waiting"]
    assert told["first_broken"] is None
    assert len(told["head"]) == 64


def test_the_chain_passes_through_a_head_that_was_kept(
    deployment: Service, client: httpx.Client, tmp_path: Path
) -> None:
    kept = client.get("/api/v1/ledger/head").json()
    verify = ("ledger", "verify", "--json", "--against", "dau-chuoi.json")
    for head, code, broken in (
        (kept, 0, None),
        ({**kept, "hash": "0" * 64}, 1, kept["position"]),
        ({**kept, "position": kept["position"] + 10_000}, 1, kept["position"] + 10_000),
    ):
        (tmp_path / "dau-chuoi.json").write_text(json.dumps(head))
        done = tinhso(*verify, cwd=tmp_path, **settings(deployment))
        assert done.returncode == code, done.stderr
        assert json.loads(done.stdout)["first_broken"] == broken


@pytest.mark.parametrize(
    "tamper",
    [
        "UPDATE ledger_fact SET payload = replace(payload, 'road', 'ROAD') WHERE position = {}",
        "UPDATE ledger_fact SET actor = 'officer:1' WHERE position = {}",
        "UPDATE ledger_fact SET hash = zeroblob(32) WHERE position = {}",
        "DELETE FROM ledger_fact WHERE position = {}",
    ],
)
def test_a_changed_row_is_found(deployment: Service, tmp_path: Path, stored: Stored, tamper: str) -> None:
    if not stored.is_sqlite:
        pytest.skip("a copy to tamper with is made of SQLite's file")
    copy = tmp_path / "copy.sqlite3"
    stored.run("VACUUM INTO ?", str(copy))
    position = stored.run(
        "SELECT min(position) FROM ledger_fact WHERE payload LIKE '%road%' AND position > 100"
    )[0][0]
    tampered = Stored(deployment)
    tampered.file = copy
    for (trigger,) in tampered.run("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        # the database itself refuses to change a fact; whoever owns the file can take that away
        tampered.run(f'DROP TRIGGER "{trigger}"')
    tampered.run(tamper.format(position))
    data = shutil.copytree(deployment.environment["TINHSO_DATA_DIR"], tmp_path / "data")
    there = settings(deployment, TINHSO_DATABASE_URL=f"sqlite:///{copy}", TINHSO_DATA_DIR=str(data))
    done = tinhso("ledger", "verify", "--json", cwd=tmp_path, **there)
    assert done.returncode == 1, done.stdout + done.stderr
    told = json.loads(done.stdout)
    assert set(told) == VERIFIED
    assert told["first_broken"] == position
