"""Does the public read what it needs, and nothing that is not for it?"""

import pytest
from django.test import Client

from tinhso.casework.procedures import entrance, models
from tinhso.casework.procedures.book import columns_of
from tinhso.casework.procedures.tests.factories import a_document
from tinhso.core.values import public_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client: Client):
    def get(path: str, status: int = 200, language: str = "vi") -> str:
        client.cookies["django_language"] = language
        response = client.get(path)
        assert response.status_code == status
        return response.content.decode()

    return get


def test_a_search_asks_back_where_law_knows_two(page) -> None:
    html = page("/thu-tuc?q=lam+lai+giay+khai+sinh")
    assert "Bản đăng ký khai sinh ở Uỷ ban nhân dân còn không?" in html
    assert 'href="/thu-tuc/2.000635"' in html
    assert 'href="/thu-tuc/1.004884"' in html


@pytest.mark.parametrize("typed", ["H57.12-261122-0001", public_code(462107358)])
def test_codes_of_cases_lead_on_to_where_they_are_known(client: Client, typed: str) -> None:
    answer = client.get("/thu-tuc", {"q": typed})
    assert answer["Location"].startswith("/tra-cuu?code=")


def test_what_is_no_procedure_may_stand_in_a_report(page) -> None:
    assert 'href="/danh-sach?q=xyzabc"' in page("/thu-tuc?q=xyzabc")


def test_the_catalogue_lists_fields_groups_and_all_public_procedures(page) -> None:
    html = page("/thu-tuc")
    assert 'href="/thu-tuc/su-kien/khai-sinh"' in html
    assert 'href="/thu-tuc/thiet-yeu"' in html
    assert 'href="/thu-tuc/1.001193"' in html
    assert "NB.000001" not in html


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("field=xay-dung", "1.013225", "1.001193"),
        ("level=province", "2.001583", "1.001193"),
        ("audience=organisation", "2.001583", "1.004222"),
        ("online=partial", "1.000894", "1.001193"),
        ("field=khong-co", "1.001193", "NB.000001"),
        ("q=khai+sinh&field=chung-thuc", "Không tìm thấy thủ tục nào", "1.001193"),
    ],
)
def test_filters_narrow_the_list(page, query: str, there: str, not_there: str) -> None:
    html = page(f"/thu-tuc?{query}")
    assert there in html
    assert f"/thu-tuc/{not_there}" not in html


def test_a_mirrored_procedure_says_whose_system_handles_it(page) -> None:
    html = page("/thu-tuc/1.001193")
    assert "Hệ thống thông tin đăng ký, quản lý hộ tịch điện tử (Bộ Tư pháp)" in html
    assert "https://dichvucong.gov.vn" in html
    assert "chưa đối chiếu văn bản" in html
    assert "Trả ngay trong ngày làm việc" in html


def test_the_online_fee_and_its_source_are_told(page) -> None:
    html = page("/thu-tuc/1.004873")
    assert "15.000 đồng; nộp trực tuyến: 7.500 đồng" in html
    assert "Hộ nghèo" in html
    assert "Nghị quyết của Hội đồng nhân dân" in html


def test_a_local_service_leads_to_where_it_is_applied_for(page, monkeypatch) -> None:
    monkeypatch.setattr(entrance, "_ways", [])
    assert "/nop/" not in page("/thu-tuc/DP.000001")
    entrance.lead(lambda version: f"/nop/{version.code}")
    assert 'href="/nop/DP.000001"' in page("/thu-tuc/DP.000001")
    assert "/nop/" not in page("/thu-tuc/1.001193")


@pytest.mark.parametrize(
    "path",
    [
        "/thu-tuc/9.999999", "/thu-tuc/NB.000001", "/thu-tuc/su-kien/khong", "/thu-tuc/" + "x" * 300,
        "/thu-tuc/1.001193?ban=2.000635@2025-07-01", "/thu-tuc/1.001193?ban=1.001193@1999-01-01",
        "/thu-tuc/NB.000001?ban=NB.000001@2025-07-01",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(page, path: str) -> None:
    page(path, 404)


def test_an_older_version_can_be_read_and_says_so(page) -> None:
    for day, name in (("2025-07-01", "Tên cũ"), ("2026-01-01", "Tên mới")):
        doc = a_document(valid_from=day, name=name)
        models.Procedure.objects.create(**columns_of(doc))
    assert "Tên mới" in page("/thu-tuc/1.009001")
    html = page("/thu-tuc/1.009001?ban=1.009001@2025-07-01")
    assert "Tên cũ" in html
    assert "Đây là một phiên bản không có hiệu lực hôm nay." in html


def test_all_essential_services_and_a_group_are_listed(page) -> None:
    html = page("/thu-tuc/thiet-yeu")
    assert html.count("<tr>") == 54
    assert 'href="/thu-tuc/1.003197"' in page("/thu-tuc/su-kien/khai-tu")


@pytest.mark.parametrize(
    "path", ["/thu-tuc", "/thu-tuc/1.013225", "/thu-tuc/thiet-yeu", "/thu-tuc/su-kien/khai-sinh"]
)
def test_every_page_has_english(page, path: str) -> None:
    html = page(path, language="en")
    assert "Birth" in html or "Building" in html
    assert '<html lang="en"' in html
