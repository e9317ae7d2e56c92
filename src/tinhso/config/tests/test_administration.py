"""Do the administration's lists speak in names, in the reader's language?"""

import re

import pytest

from tinhso.casework.oversight.models import FloodRule
from tinhso.casework.reports.tests import factories as f
from tinhso.core.revisions import touch
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.agencies.models import AssetClass, Competence

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    f.province()
    client.force_login(officer("", Role.ADMINISTRATOR))
    return client


def page(client, address, language="vi"):
    answer = client.get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return re.sub(r"<[^>]+>", "|", answer.content.decode())


def test_lists_name_categories_areas_and_agencies_beside_their_codes(administrator):
    agencies.add_competence(
        category="waste", agency="SXD", area_code=f.PHU_XUAN, valid_from=f.SINCE, citation="QĐ 3",
        reason="thử", by=f.ADMINISTRATOR, now=f.NOW,
    )  # fmt: skip
    found = page(administrator, "/quan-tri/agencies/competence/")
    assert "Rác thải (waste)" in found
    assert f"Phường Phú Xuân ({f.PHU_XUAN})" in found
    assert "Waste (waste)" in page(administrator, "/quan-tri/agencies/competence/", "en")
    assert "Rác thải (waste)" in page(administrator, "/quan-tri/rulebook/servicetime/?q=waste")
    assert f"Phường Thuận Hóa ({f.THUAN_HOA})" in page(administrator, "/quan-tri/agencies/agency/")


@pytest.mark.parametrize(
    ("address", "language", "room"),
    [
        ("agencies/competence/", "en", "Agencies, competence"),
        ("agencies/competence/", "vi", "Cơ quan, thẩm quyền"),
        ("rulebook/servicetime/", "en", "Rules of handling"),
    ],
)
def test_the_path_above_a_page_is_in_the_readers_language(administrator, address, language, room):
    assert room in page(administrator, f"/quan-tri/{address}", language)


def flood():
    return FloodRule.objects.create(
        group="trial", name="Thử", name_en="Trial", categories="disaster,trees", reports=20, minutes=60,
        calm_minutes=120, valid_from=f.SINCE, citation="QĐ 4",
    )  # fmt: skip


def test_classes_of_assets_and_the_categories_of_a_flood_are_named(administrator):
    AssetClass.objects.create(
        code="national_road", category="road", name="Quốc lộ", name_en="National road",
        valid_from=f.SINCE, citation="QĐ 3",
    )  # fmt: skip
    touch("agencies")
    agencies.add_competence(
        category="road", agency="SXD", asset_class="national_road", valid_from=f.SINCE, citation="QĐ 3",
        reason="thử", by=f.ADMINISTRATOR, now=f.NOW,
    )  # fmt: skip
    found = page(administrator, "/quan-tri/agencies/competence/")
    assert "Quốc lộ (national_road)" in found
    assert "National road (national_road)" in page(administrator, "/quan-tri/agencies/competence/", "en")
    row = Competence.objects.get(asset_class="national_road")
    form = administrator.get(f"/quan-tri/agencies/competence/{row.pk}/change/").content.decode()
    assert re.search(r'value="national_road" selected>Quốc lộ \(national_road\)', form)
    flood()
    floods = page(administrator, "/quan-tri/oversight/floodrule/")
    assert "Thiên tai" in floods
    assert not re.search(r"\bdisaster\b", floods)


def test_the_categories_of_a_flood_are_chosen_by_name_and_kept_as_before(administrator):
    rule = flood()
    address = f"/quan-tri/oversight/floodrule/{rule.pk}/change/"
    form = administrator.get(address)
    assert "Thiên tai" in form.content.decode()
    given = {k: v for k, v in form.context["adminform"].form.initial.items() if v is not None}
    assert given["categories"] == rule.categories.split(",")
    given |= {"categories": ["disaster", "drainage"], "reason": "Thử chọn theo tên"}
    answer = administrator.post(address, given)
    assert answer.status_code == 302, answer.context["errors"]
    assert FloodRule.objects.get(pk=rule.pk).categories == "disaster,drainage"
    refused = administrator.post(address, {**given, "categories": ["nothing-such"]})
    assert refused.status_code == 200
