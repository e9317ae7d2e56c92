"""What came from the national portal: does the officer see all of it, and can do what is to be done?"""

import pytest
from django.urls import reverse

from tinhso.casework.counter import printing
from tinhso.casework.onestop import actions, queries
from tinhso.casework.onestop.models import Component, Dossier, PortalVersion
from tinhso.casework.onestop.rules.filing import Channel, Given
from tinhso.casework.onestop.tests import factories as f
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.foundation.files import actions as files
from tinhso.foundation.files.tests.factories import pdf
from tinhso.gateway.national import actions as national
from tinhso.gateway.national.tests import factories as portals

CODE = "H57.12-261119-0001"


def hear(**more):
    """Brings the dossier over in one more version, and gives it."""
    given = portals.dossier(
        "1", code=CODE, procedure=f.PROCEDURE, handling_unit=f.COMMUNE, phone="0905000011"
    )
    given = (
        given | {"ThongTinKhac": '{"ly_do": "Nộp cho trường"}', "TaiLieuNop": [document("don", "a")]} | more
    )
    [found] = national.hear([{"HoSo": given}], now=f.NOW)
    actions.take_arrival(arrival=found, now=f.NOW)
    return Dossier.objects.get(national_code=CODE)


def document(component, name):
    return {
        "TepDinhKemId": name, "TenTepDinhKem": f"{name}.pdf", "MaThanhPhanHoSo": component,
        "DuongDanTaiTepTin": f"https://dvc.example.vn/{name}",
    }  # fmt: skip


def fetched(row, pages=1):
    """What `fetch_files` does once the portal answers."""
    row.file = files.receive_document(pdf(pages), by=MACHINE, now=f.NOW).id
    row.save()
    files.attach_papers([row.file], owner=f"{row.dossier.subject}/component:{row.pk}", by=MACHINE, now=f.NOW)
    row.awaited.update(next_try_at=None)


def page(client, dossier):
    return client.get(reverse("counter:case", args=[dossier.code])).content.decode()


def post(client, dossier, verb, **given):
    return client.post(reverse("counter:verb", args=[dossier.code, verb]), given)


@pytest.fixture
def changed():
    """Received, and then changed by the applicant: another reason, one more paper."""
    dossier = hear()
    actions.receive(dossier_id=dossier.pk, anyway=True, by=f.CLERK, now=f.NOW)
    return hear(
        ThongTinKhac='{"ly_do": "Đi làm"}',
        TaiLieuNop=[document("don", "a"), document("giay-phep", "b")],
    )


def test_a_version_kept_beside_is_shown_with_what_differs(as_, changed):
    shown = page(as_("handler"), changed)
    assert "Cổng quốc gia gửi bản sửa ngày 19/11/2026" in shown
    assert "<del>Nộp cho trường</del>" in shown
    assert "<ins>Đi làm</ins>" in shown
    assert "Giấy tờ khác (giay-phep)" in shown
    assert "đang lấy tệp từ Cổng" in shown
    assert "verb-adopt" in shown


def test_a_paper_of_it_is_opened_and_taken_over(as_, changed):
    row = Component.objects.get(code="giay-phep")
    fetched(row, 3)
    client = as_("handler")
    opened = client.get(reverse("counter:component", args=[changed.code, "giay-phep"]), {"tep": row.pk})
    assert (opened.status_code, opened["Content-Type"]) == (200, "application/pdf")
    assert post(client, changed, "adopt", papers=[str(row.pk)]).status_code == 302
    assert [p.code for p in queries.own_case(changed.code).papers] == ["don", "giay-phep"]
    shown = page(client, changed)
    assert "đã xem lúc" in shown
    assert "verb-adopt" not in shown


@pytest.mark.parametrize("given", [["1"], ["x"], ["9" * 40]])
def test_what_is_no_paper_of_it_is_not_taken(as_, changed, given):
    assert post(as_("handler"), changed, "adopt", papers=given).status_code == 422
    assert PortalVersion.objects.get().seen_at is None


def test_who_only_looks_takes_nothing(as_, changed):
    assert "verb-adopt" not in page(as_("auditor"), changed)
    assert post(as_("auditor"), changed, "adopt").status_code == 403
    assert post(as_("elsewhere"), changed, "adopt").status_code == 404
    assert post(as_("handler"), changed, "adopt").status_code == 302
    assert PortalVersion.objects.get().seen_at == f.NOW
    assert post(as_("handler"), changed, "adopt").status_code in (302, 404)


def test_before_acceptance_the_page_says_that_it_is_the_new_one(as_):
    hear()
    dossier = hear(ThongTinKhac='{"ly_do": "Đi làm"}')
    shown = page(as_("clerk"), dossier)
    assert "nội dung và giấy tờ dưới đây là bản mới" in shown
    assert "verb-adopt" not in shown


def test_after_the_end_it_is_kept_and_shown(as_):
    dossier = hear()
    actions.refuse(dossier_id=dossier.pk, reason="Không thuộc", by=f.CLERK, now=f.NOW)
    hear(ThongTinKhac='{"ly_do": "Đi làm"}')
    shown = page(as_("clerk"), dossier)
    assert "chỉ được lưu lại" in shown
    assert "<ins>Đi làm</ins>" in shown


def test_a_withdrawal_that_came_too_late_is_said(as_):
    dossier = hear()
    actions.refuse(dossier_id=dossier.pk, reason="Không thuộc", by=f.CLERK, now=f.NOW)
    hear(TrangThaiHoSo="7")
    assert "người nộp rút trên Cổng quốc gia" in page(as_("clerk"), dossier)


def test_a_refused_file_is_said_and_asked_for_in_the_form(as_):
    dossier = hear(TaiLieuNop=[document("don", "a"), document("khac", "b")])
    Component.objects.filter(code="don").update(refused_for="not-a-picture")
    Component.objects.filter(code="khac").update(refused_for="too-large")
    shown = page(as_("clerk"), dossier)
    assert "Tệp từ Cổng quốc gia không nhận được: không phải tệp PDF hay ảnh." in shown
    assert "Còn thiếu giấy tờ" in shown
    asked = as_("clerk").get(reverse("counter:verb", args=[dossier.code, "ask_supplement"])).content.decode()
    assert "Tệp nộp trên Cổng quốc gia không nhận được (không phải tệp PDF hay ảnh)" in asked
    assert "Giấy tờ khác (khac): Tệp nộp trên Cổng quốc gia không nhận được (tệp quá lớn)" in asked


def test_a_file_on_its_way_is_not_called_a_paper(as_):
    shown = page(as_("clerk"), hear())
    assert "đang lấy tệp từ Cổng quốc gia" in shown
    assert "nộp bản giấy" not in shown


def test_two_files_of_one_component_are_one_paper_with_two_files(as_):
    dossier = hear(TaiLieuNop=[document("don", "a"), document("don", "b")])
    first, second = Component.objects.order_by("part")
    fetched(first, 1)
    fetched(second, 2)
    client = as_("clerk")
    shown = page(client, dossier)
    assert shown.index("Mở tệp 1") < shown.index("Mở tệp 2")
    assert "2 tệp" in shown
    address = reverse("counter:component", args=[dossier.code, "don"])
    assert b"".join(client.get(address, {"tep": second.pk}).streaming_content) == pdf(2)
    assert b"".join(client.get(address).streaming_content) == pdf(1)
    assert client.get(address, {"tep": "1' OR"}).status_code == 404
    [line] = printing._components(queries.own_case(dossier.code))
    assert (line.electronic, line.note) == (1, "2 tệp")


def test_given_twice_at_another_door_both_stand(as_):
    given = tuple(Given("don", file=files.receive_document(pdf(n), by=CITIZEN, now=f.NOW).id) for n in (1, 2))
    dossier = f.filed(channel=Channel.SITE, given=given, data={"ly_do": "Đi học"})
    assert [(p.code, p.part) for p in queries.own_case(dossier.code).papers] == [("don", 1), ("don", 2)]
