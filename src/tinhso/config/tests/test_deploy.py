"""Do the files of deploy/ fit the program: its settings, commands, sizes and sources?"""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tinhso.config import cli, env, wsgi

ROOT = Path(__file__).resolve().parents[4]
DEPLOY = ROOT / "deploy"
KNOWN = {*env.NEEDED, *env.OPTIONAL}
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OURS = ("migrate", "web", "worker")
NOT_OURS = {
    "TINHSO_SITE",
    "TINHSO_DATABASE_PASSWORD",
    "TINHSO_STORE_PASSWORD",
    "TINHSO_UPSTREAM",
    "TINHSO_BACKUP_TO",
    "TINHSO_LOCK",
}
MB = 1024 * 1024


def test_only_settings_that_exist_are_named():
    files = [p for p in DEPLOY.rglob("*") if p.is_file()]
    named = {(p.name, name) for p in files for name in re.findall(r"\bTINHSO_[A-Z_]+\b", p.read_text())}
    assert not [pair for pair in named if pair[1] not in KNOWN | NOT_OURS]
    given = set(COMPOSE["services"]["web"]["environment"])
    assert set(env.NEEDED) <= given <= KNOWN


@pytest.mark.parametrize("name", OURS)
def test_a_container_of_ours_can_write_nowhere_but_its_data(name):
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert service["volumes"] == ["data:/var/lib/tinhso"]
    cli.build_parser().parse_args(service["command"])


def test_only_the_proxy_is_reached_from_outside():
    open_to_all = [name for name, service in COMPOSE["services"].items() if "ports" in service]
    assert open_to_all == ["proxy"]
    subnet = COMPOSE["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    assert COMPOSE["services"]["web"]["environment"]["TINHSO_TRUSTED_PROXIES"] == subnet


def test_the_image_is_made_of_what_is_there_and_runs_without_root():
    lines = (DEPLOY / "Containerfile").read_text().splitlines()
    copied = [line.split()[1:-1] for line in lines if line.startswith("COPY ") and "--from" not in line]
    assert all((ROOT / name).exists() for names in copied for name in names)
    assert [line for line in lines if line.startswith("USER ")] == ["USER 10001:10001"]
    assert "ARG LOCK=requirements.lock" in lines
    assert any("--require-hashes -r $LOCK" in line for line in lines)
    command = next(line for line in lines if line.startswith("CMD "))
    cli.build_parser().parse_args(re.findall(r'"([^"]+)"', command))


def test_a_proxy_lets_through_what_the_web_refuses_in_words():
    sizes = {
        "nginx.conf": r"client_max_body_size (\d+)m;",
        "Caddyfile": r"max_size (\d+)MB",
    }
    for name, written in sizes.items():
        text = (DEPLOY / name).read_text()
        found = re.search(written, text)
        assert found
        assert int(found[1]) * MB > wsgi.MOST, name
        assert "/metrics" in text
        assert "/readyz" in text


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_is_fenced_in_and_calls_what_exists(unit):
    text = unit.read_text()
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "User=tinhso", "CapabilityBoundingSet="):
        assert f"\n{line}\n" in text
    command = re.search(r"bin/tinhso ([^'\n]+)", text)
    assert command
    words = re.sub(r'"[^"]*"', "x", command[1]).split()
    cli.build_parser().parse_args(words)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_reads_the_units(tmp_path):
    for unit in (DEPLOY / "systemd").glob("tinhso-*"):
        (tmp_path / unit.name).write_text(
            unit.read_text().replace("/opt/tinhso/.venv/bin/tinhso", "/bin/true")
        )
    units = sorted(str(path) for path in tmp_path.iterdir())
    read = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    about_ours = [line for line in read.stderr.splitlines() if "tinhso-" in line]
    assert about_ours == []
    assert read.returncode == 0, read.stderr
