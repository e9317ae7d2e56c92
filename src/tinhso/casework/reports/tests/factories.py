"""A small province of two communes in which reports can be sent, and officers who work on them."""

import json
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from tinhso.casework.reports import actions
from tinhso.casework.reports.models import Report
from tinhso.core.roles import CITIZEN, MACHINE, Actor, Grant, Role
from tinhso.foundation.agencies.tests.factories import PHU_XUAN, THUAN_HOA, SmallProvince, small_province
from tinhso.foundation.ledger.tests.scenes import acted_once
from tinhso.foundation.places import actions as places

SINCE = date(2025, 7, 1)
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # a Friday, 9:00 in Huế
IN_THUAN_HOA = {"lat": 16.46, "lon": 107.59, "accuracy_m": 5.0}
IN_PHU_XUAN = {"lat": 16.46, "lon": 107.65, "accuracy_m": 5.0}
DANANG = {"lat": 16.05, "lon": 108.2, "accuracy_m": None}
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@acted_once
def province() -> SmallProvince:
    """This will draw two square communes of Huế and open the agencies that answer there."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hue.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": _features()}), encoding="utf-8")
        places.import_boundaries(
            path, structure="2025-07", valid_from=SINCE, dry_run=False, by=MACHINE, now=NOW
        )
    return small_province(SINCE)


def _features():
    return [
        _square("46", "Thành phố Huế", 107.50, 107.70, level="province", parent=None),
        _square(THUAN_HOA, "Phường Thuận Hóa", 107.50, 107.62, level="commune", parent="46"),
        _square(PHU_XUAN, "Phường Phú Xuân", 107.62, 107.70, level="commune", parent="46"),
    ]


def _square(code, name, west, east, *, level, parent):
    ring = [[west, 16.40], [east, 16.40], [east, 16.52], [west, 16.52], [west, 16.40]]
    properties = {"code": code, "name": name, "level": level, "parent_code": parent}
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def body(**changes):
    """This will write what a citizen sends."""
    return {
        "id": str(uuid4()),
        "text": "Ổ gà sâu trước số nhà 12 đường Lê Lợi, xe máy dễ ngã.",
        "category": "road",
        "point": IN_THUAN_HOA,
        "place": None,
        "occurred_at": None,
        "photos": [],
        "contact": None,
        "public": True,
        **changes,
    }


def sent(now=NOW, **changes) -> Report:
    """This will send a report and give its row."""
    done = actions.submit_report(body=body(**changes), by=CITIZEN, now=now)
    return Report.objects.get(code=done.code)


def officer(role: Role, agency: str = "", number: int = 7) -> Actor:
    """This will give somebody with one role for one agency."""
    return Actor(f"officer:{number}", frozenset({Grant(role, agency)}))


HANDLER = officer(Role.HANDLER, "UB-THUAN-HOA", 11)
LEADER = officer(Role.LEADER, "UB-THUAN-HOA", 12)
STRANGER = officer(Role.LEADER, "UB-PHU-XUAN", 13)
COORDINATOR = officer(Role.COORDINATOR, "DP", 14)
RESTRICTED = officer(Role.RESTRICTED, "TCD", 15)
READER = officer(Role.READER, "", 16)
AUDITOR = officer(Role.AUDITOR, "", 17)
ADMINISTRATOR = officer(Role.ADMINISTRATOR, "", 18)
