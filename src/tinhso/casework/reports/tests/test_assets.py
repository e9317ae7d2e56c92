"""A report at a road of a class goes to whom the class belongs, and says why; what people say wins."""

from datetime import UTC, datetime

import orjson
import pytest

from tinhso.casework.reports import actions, queries
from tinhso.casework.reports.models import Decision
from tinhso.casework.reports.tests import factories as make
from tinhso.core.errors import Invalid
from tinhso.core.messages import Message
from tinhso.core.roles import MACHINE
from tinhso.core.values import GeoPoint
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.assets import actions as assets

pytestmark = pytest.mark.django_db
METRE = 1 / 111_195


@pytest.fixture
def town(db):
    """A provincial road 10 m north of the pin, a lane 100 m further."""
    found = make.province()
    for code, name in (("provincial_road", "Đường tỉnh"), ("commune_road", "Đường xã")):
        agencies.add_asset_class(
            category="road", code=code, name=name, valid_from=make.SINCE, by=MACHINE, now=make.NOW
        )
    _lay("provincial_road", "DT4", "Đường tỉnh 4", 10)
    _lay("commune_road", "L2", "Đường làng 2", 110)
    return found


def _lay(asset_class, code, name, north):
    lat = make.IN_THUAN_HOA["lat"] + north * METRE
    road = {
        "type": "Feature",
        "properties": {"code": code, "name": name},
        "geometry": {"type": "LineString", "coordinates": [[107.55, lat], [107.61, lat]]},
    }
    assets.import_assets(
        orjson.dumps({"type": "FeatureCollection", "features": [road]}), asset_class=asset_class,
        valid_from=make.SINCE, citation="QĐ 9", dry_run=False, by=MACHINE, now=make.NOW,
    )  # fmt: skip


def north(metres):
    return {**make.IN_THUAN_HOA, "lat": make.IN_THUAN_HOA["lat"] + metres * METRE}


def test_the_road_s_class_names_the_competence_row_and_the_reason_says_so(town):
    report = make.sent(point=north(0))
    assert report.agency_code == town.construction
    decision = Decision.objects.get(report=report, kind="asset")
    assert (decision.outcome, decision.inputs["asset"]) == ("provincial_road", "DT4")
    assert decision.rule["key"] == "asset:provincial_road:DT4"
    assert "Cách Đường tỉnh 4 khoảng 10 m" in str(Message.from_json(decision.reason))
    assert report.asset_class == ""  # nobody said it: the exceptions desk must not learn from it


@pytest.mark.parametrize(("metres", "category"), [(60, "road"), (105, "road"), (0, "waste")])
def test_elsewhere_and_for_other_things_the_commune_answers(town, metres, category):
    assert make.sent(point=north(metres), category=category).agency_code == town.thuan_hoa


def test_what_the_citizen_says_wins(town):
    report = make.sent(point=north(0), asset_class="commune_road")
    assert (report.agency_code, report.asset_class) == (town.thuan_hoa, "commune_road")
    with pytest.raises(Invalid) as refused:
        make.sent(point=north(0), asset_class="river")
    assert [e.field for e in refused.value.errors] == ["asset_class"]


def test_what_the_officer_says_wins_and_a_silent_officer_does_not_get_it_back(town):
    by = make.officer(make.Role.HANDLER, town.construction)
    silent = make.sent(point=north(0))
    to = actions.forward(report_id=silent.pk, reason="không phải của Sở", by=by, now=make.NOW + make.HOUR)
    assert to.code == town.thuan_hoa
    by_commune = make.officer(make.Role.HANDLER, town.thuan_hoa)
    lane = make.sent(point=north(105))
    to = actions.forward(
        report_id=lane.pk, reason="đường tỉnh", asset_class="provincial_road", by=by_commune,
        now=make.NOW + make.HOUR,
    )  # fmt: skip
    assert to.code == town.construction


def test_a_replay_finds_the_same(town):
    point = GeoPoint(north(0)["lat"], make.IN_THUAN_HOA["lon"])
    told = queries.replay(point=point, place=None, category="road", now=make.NOW)
    assert told.agency.code == town.construction
    assert [kind for kind, *_ in told.decisions if kind == "asset"] == ["asset"]
    said = queries.replay(point=point, place=None, category="road", now=make.NOW, asset_class="commune_road")
    assert said.agency.code == town.thuan_hoa
    before = queries.replay(point=point, place=None, category="road", now=datetime(2025, 7, 1, 2, tzinfo=UTC))
    assert before.agency.code == town.construction
