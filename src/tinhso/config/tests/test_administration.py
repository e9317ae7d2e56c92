"""Do the administration's lists speak in names, in the reader's language?"""

import re

import pytest

from tinhso.casework.reports.tests import factories as f
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.agencies import actions as agencies

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
