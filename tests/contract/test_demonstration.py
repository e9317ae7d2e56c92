"""Does a demonstration keep off what is real? And what do the switches for benchmarks leave alone?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.contract.stored import Stored
from tests.prepared import Prepared, drop
from tests.service import Service

LOAD = ("demo", "load", "--province", "46", "--days", "1")
SAYS_NO = 2
ATTEMPTS = 6
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[107.5, 16.4], [107.7, 16.4], [107.7, 16.6], [107.5, 16.6], [107.5, 16.4]]],
}


@pytest.fixture
def empty(prepared: Prepared, tmp_path: Path) -> Iterator[Service]:
    """A deployment in which nothing has happened yet."""
    service = prepared.new(tmp_path)
    try:
        yield service
    finally:
        drop(service)


def facts(service: Service) -> int:
    return int(json.loads(service.tinhso("ledger", "verify", "--json").stdout)["facts"])


def refuses(service: Service) -> None:
    """Says it in a sentence, and has written nothing."""
    before = facts(service)
    done = service.tinhso(*LOAD, check=False)
    assert done.returncode == SAYS_NO
    assert "trống" in done.stderr
    assert "Traceback" not in done.stderr
    assert facts(service) == before
    assert not (Path(service.environment["TINHSO_DATA_DIR"]) / "accounts.json").exists()
    assert Stored(service).run("SELECT count(*) FROM reports_report") == [(0,)]


def test_it_is_not_loaded_where_somebody_has_begun_to_work(empty: Service) -> None:
    assert facts(empty) == 0
    empty.tinhso("apikeys", "issue", "cổng 1022 thật")
    refuses(empty)


def test_it_is_not_loaded_into_a_real_province(empty: Service, tmp_path: Path) -> None:
    file = tmp_path / "that.geojson"
    names = {"46": ("Thành phố Huế", "province", None), "19789": ("Phường Thuận Hóa", "commune", "46")}
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": name, "level": level, "parent_code": parent},
            "geometry": SQUARE,
        }
        for code, (name, level, parent) in names.items()
    ]
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    to = ("places", "import", str(file), "--structure", "2025-07", "--valid-from", "2025-07-01")
    assert "chưa ghi" in empty.tinhso(*to, "--dry-run").stdout
    stored = Stored(empty)
    assert stored.run("SELECT count(*) FROM places_area") == [(0,)]
    empty.tinhso(*to)
    assert stored.run("SELECT count(*) FROM places_area") == [(len(names),)]
    empty.tinhso(*to)
    assert stored.run("SELECT count(*) FROM places_area") == [(len(names),)]
    refuses(empty)


def test_switching_the_limits_off_leaves_the_lock_at_the_door(service: Service) -> None:
    """`TINHSO_RATE_LIMITS=off` is for sending reports; `/readyz` says that it is off."""
    service.start_web()
    assert service.ready()["rate_limits"] == "off"
    with httpx.Client(base_url=service.url, timeout=30) as client:
        for _ in range(ATTEMPTS):
            page = client.get("/tai-khoan/dang-nhap/").text
            found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
            assert found
            wrong = {"login": "canbo", "password": "không phải", "csrfmiddlewaretoken": found[1]}
            answer = client.post("/tai-khoan/dang-nhap/", data=wrong)
        assert answer.status_code == httpx.codes.TOO_MANY_REQUESTS
