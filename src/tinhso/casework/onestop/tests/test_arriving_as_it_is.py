"""What citizens file at the portal was filed in law: whatever is wrong with it, it becomes a dossier."""

import json

import pytest

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.models import AwaitedFile, Dossier
from tinhso.casework.onestop.tests import factories as f
from tinhso.casework.onestop.tests.factories import NOW
from tinhso.foundation.files.tests.factories import pdf
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national import actions as national
from tinhso.gateway.national.simulator.store import PEOPLE, Upload
from tinhso.gateway.national.tests import factories as portals

pytestmark = pytest.mark.django_db(transaction=True)
SCHEMA = {
    "type": "object",
    "properties": {
        "ly_do": {"type": "string", "maxLength": 20},
        "so_nguoi": {"type": "integer"},
        "so_giay": {"type": "string"},
    },
    "required": ["ly_do", "so_giay"],
}


@pytest.fixture
def arrived(settings):
    """Files one dossier at the portal and lets the worker take it in."""

    def file(**more: object) -> Dossier:
        clock = portals.Clock(NOW)
        f.scene(authoritative={"submit": "npsp"}, form_schema=SCHEMA)
        with portals.portal(settings, clock) as portal:
            papers = [
                Upload(code, f"{code[:9]}.pdf", "application/pdf", pdf()) for code in ("don", "KQ.G15.00" * 9)
            ]
            given = {"procedure": f.PROCEDURE, "unit": "H57.12", "DonViXuLy": f.COMMUNE, **more}
            code = portal.store.file(PEOPLE[0], base_url=portal.url, files=papers, **given)
            for _ in range(3):
                national.pull(clock())
                ledger.sequence()
                ledger.deliver(now=clock())
                actions.fetch_files(now=clock())
        return Dossier.objects.get(national_code=code)

    return file


def test_its_answers_come_along_and_what_they_lack_is_asked_for_by_an_officer(arrived):
    said = json.dumps({"ly_do": "Mưa lũ", "so_nguoi": "năm", "la": 1})
    assert arrived(ThongTinKhac=said).application.said["data"] == {"ly_do": "Mưa lũ"}


@pytest.mark.parametrize("said", ["", "không phải JSON", "[1]", "{" * 3000])
def test_answers_that_nobody_can_read_hold_nothing_up(arrived, said):
    assert arrived(ThongTinKhac=said).application.said["data"] == {}


def test_a_number_that_is_none_and_a_strange_telephone_are_left_out(arrived):
    numbers = [{"LoaiDinhDanh": "9", "SoDinhDanh": "B1234567"}]
    holder = arrived(DinhDanhCHS=numbers, SoDienThoai="+84905000011").application.said["holder"]
    assert (holder["number"], holder["phone"], holder["name"]) == ("", "", PEOPLE[0].name)


def test_papers_under_the_portals_own_codes_are_kept_with_their_files(arrived):
    papers = arrived().components.filter(replaced_at=None)
    assert [one.name for one in papers if one.code == "don"] == ["Đơn đề nghị"]
    (other,) = [one for one in papers if one.code != "don"]
    assert (len(other.code), bool(other.file)) == (40, True)
    assert other.name.startswith("Giấy tờ khác (KQ.G15.00")
    assert AwaitedFile.objects.filter(refused_for="", next_try_at=None).count() == 2
