"""Is a weakness in a package noticed, and does the bill of materials name every package?"""

import http.server
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from scripts import audit_packages as audit
from scripts import run_tests, write_sbom

ROOT = Path(__file__).resolve().parents[2]
LOCK = (ROOT / "requirements.lock").read_text()
WEAK = {
    "vulns": [
        {
            "id": "GHSA-0000-0000-0000",
            "aliases": ["CVE-2026-0000"],
            "affected": [
                {
                    "package": {"name": "pillow", "ecosystem": "PyPI"},
                    "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
                }
            ],
        }
    ]
}
NPM_WEAK = {
    "auditReportVersion": 2,
    "vulnerabilities": {
        "minimist": {
            "range": "<0.2.4",
            "via": [
                {
                    "title": "Prototype Pollution",
                    "url": "https://advisories.example/GHSA-1111-1111-1111",
                    "range": "<0.2.4",
                }
            ],
        },
        "mkdirp": {"range": "0.4.1 - 0.5.1", "via": ["minimist"]},
    },
}


class _Advisories(http.server.BaseHTTPRequestHandler):
    """A service that knows one weakness, of pillow."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        told = json.dumps(WEAK if asked["package"]["name"] == "pillow" else {}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        pass


def test_a_weakness_that_the_service_knows_is_named(tmp_path):
    """The tool itself is run, so that its words are what we read."""
    (tmp_path / "requirements").write_text("pillow==13.0.0\nidna==3.10\n")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Advisories) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "-r", str(tmp_path / "requirements"), "--disable-pip"),
                *("--no-deps", "-s", "osv", "--osv-url", f"http://127.0.0.1:{server.server_port}/"),
                *("--format", "json", "--progress-spinner", "off", "--cache-dir", str(tmp_path)),
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        server.shutdown()
    told = audit.of_pip(json.loads(done.stdout))
    assert told == audit.Told(("pillow 13.0.0: CVE-2026-0000, GHSA-0000-0000-0000 (mended in 99.1)",))
    assert audit.verdict(told, audit.Told(not_asked="npm: away"))[0] == 1


def test_npm_names_the_cause_and_not_all_that_need_it(monkeypatch):
    told = audit.of_npm(NPM_WEAK)
    assert told.weak == (
        "minimist <0.2.4: Prototype Pollution (https://advisories.example/GHSA-1111-1111-1111)",
    )
    monkeypatch.setattr(audit, "ACCEPTED", {"GHSA-1111-1111-1111": "not reached"})
    assert audit.of_npm(NPM_WEAK) == audit.of_npm({"vulnerabilities": {}}) == audit.Told()


@pytest.mark.parametrize(
    "read, answer",
    [
        (audit.of_pip, {"dependencies": [{"name": "a", "version": "1", "vulns": []},
                                         {"name": "b", "skip_reason": "Dependency not found on PyPI"}]}),
        (audit.of_npm, {"message": "405 Method Not Allowed - POST …", "statusCode": 405}),
    ],
)  # fmt: skip
def test_who_knows_nothing_has_found_nothing_clean(read, answer):
    told = read(answer)
    assert told.not_asked
    assert not told.weak
    assert audit.verdict(told)[0] == audit.NOBODY_TO_ASK


def test_a_service_that_is_away_is_no_failure_and_is_said(monkeypatch, capsys):
    away = run_tests.Part("asked", "checks", lambda: run_tests.NobodyAnswers("nobody there"))
    weak = run_tests.Part("asked", "checks", lambda: "a weakness is known")
    monkeypatch.setenv("TINHSO_TEST_ALL", "1")
    for part, code, said in ((away, 0, "left out: asked: nobody there"), (weak, 1, "failed: asked")):
        monkeypatch.setattr(run_tests, "PARTS", [part])
        monkeypatch.setattr(sys, "argv", ["run_tests.py", "--only", "checks"])
        assert run_tests.main() == code
        assert said in capsys.readouterr().out


def test_the_bill_of_materials_names_every_package_by_its_hashes():
    """Also a package that only another system or another Python needs, and so is not installed here."""
    environment = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "metadata": {"component": {"bom-ref": "root-component", "type": "application", "name": "tinhso"}},
        "components": [
            {"bom-ref": "Django==5", "type": "library", "name": "Django", "version": "5.2.19"},
            {"bom-ref": "pytest==9", "type": "library", "name": "pytest", "version": "9.2.0"},
        ],
        "dependencies": [{"ref": "root-component", "dependsOn": ["Django==5", "pytest==9"]}],
    }
    npm = {
        "metadata": {"component": {"bom-ref": "tinhso-ui@0.1.0"}},
        "components": [{"bom-ref": "idb@8.0.4", "type": "library", "name": "idb", "version": "8.0.4"}],
        "dependencies": [{"ref": "tinhso-ui@0.1.0", "dependsOn": ["idb@8.0.4"]}],
    }
    bom = write_sbom.with_npm(write_sbom.python_parts(write_sbom.locked(LOCK), environment), npm)
    found = {part.get("purl"): part for part in bom["components"]}
    wanted = [
        Requirement(line.removesuffix("\\"))
        for line in LOCK.splitlines()
        if line[:1].isalnum() and "==" in line
    ]
    assert len(wanted) > 60
    for one in wanted:
        version = str(one.specifier).removeprefix("==")
        assert found[f"pkg:pypi/{write_sbom.normal(one.name)}@{version}"]["hashes"], one
    assert len(found) == len(wanted) + 1, "and no package of the tests"
    [root] = [one for one in bom["dependencies"] if one["ref"] == "root-component"]
    django = next(p["bom-ref"] for p in bom["components"] if p["name"] == "Django")
    assert root["dependsOn"] == sorted([django, "idb@8.0.4"])
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bom)) is None
