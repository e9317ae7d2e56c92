"""The made roads lie where nobody's pin stands by chance, and are marked for what they are."""

from datetime import UTC, date, datetime

import pytest

from tinhso.core.roles import MACHINE
from tinhso.core.values import GeoPoint
from tinhso.demo import bodies, roads
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.assets import queries as assets
from tinhso.foundation.assets.models import Asset
from tinhso.foundation.places import actions as areas
from tinhso.foundation.places import queries as places

SINCE, NOW = date(2025, 7, 1), datetime(2026, 11, 20, 2, tzinfo=UTC)


def lay(province):
    areas.seed_province(province, valid_from=SINCE, by=MACHINE, now=NOW)
    agencies.open_agency(
        code="SXD", kind="department", name="Sở Xây dựng", valid_from=SINCE, by=MACHINE, now=NOW
    )
    for category, code, name, name_en in bodies.ASSET_CLASSES:
        agencies.add_asset_class(
            category=category, code=code, name=name, name_en=name_en, valid_from=SINCE, by=MACHINE, now=NOW
        )
    communes = places.communes(on=SINCE)
    return roads.lay(
        province, communes, since=SINCE, citation="Số liệu mô phỏng", by=MACHINE, now=NOW
    ), communes


@pytest.mark.django_db
@pytest.mark.parametrize("province", sorted(roads.LINES))
def test_every_line_is_laid_and_marked(province):
    laid, communes = lay(province)
    assert laid == len(roads.LINES[province])
    for asset in Asset.objects.all():
        assert asset.is_sample
        assert "mô phỏng" in asset.name
    for place in communes:
        assert assets.nearest(places.label_point(place.code, on=SINCE), category="road", on=SINCE) is None


@pytest.mark.django_db
def test_the_pin_of_the_stories_stands_in_the_ward_s_own_street():
    lay("46")
    assert assets.nearest(GeoPoint(16.4637, 107.5909, 12.0), category="road", on=SINCE) is None
