"""Giấy tờ của tôi: its owner's alone, in words, with who looked and where they are used."""

from datetime import date

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.urls import reverse

from tinhso.core import clock
from tinhso.core.roles import CITIZEN
from tinhso.foundation.accounts import citizens
from tinhso.foundation.accounts.oidc import Provider
from tinhso.foundation.files.tests import factories as files
from tinhso.foundation.files.tests.conftest import _own_storage
from tinhso.foundation.signing import queries as signing
from tinhso.foundation.signing.tests import factories as keys
from tinhso.foundation.vault import actions, queries
from tinhso.foundation.vault.tests.factories import (
    DOSSIER,
    LAW,
    NOW,
    NUMBER,
    OFFICER,
    OTHER_NUMBER,
    PART,
    kept,
    person,
    uploaded,
)

pytestmark = pytest.mark.django_db
VNEID = Provider(
    "vneid", "VNeID", "citizens", assurance={"2": "identity", "1": "phone"}, person={"number": "sub"}
)

__all__ = ["_own_storage"]


@pytest.fixture(autouse=True)
def _then():
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(number: str = NUMBER, acr: str = "2") -> Client:
    browser = Client()
    session = browser.session
    request = RequestFactory().get("/")
    request.session = session
    citizens.remember(request, f"key-{number}", VNEID, {"sub": number, "acr": acr}, now=clock.now())
    session.save()
    return browser


def addresses(view: queries.PaperView) -> dict[str, str]:
    number = int(view.key.partition(":")[2])
    return {
        "file": reverse("portal:paper_file", args=[number, view.version]),
        "page": reverse("portal:paper_page", args=[number, view.version, "thumb"]),
        "remove": reverse("portal:paper_remove", args=[number]),
    }


@pytest.mark.parametrize("browser", [Client(), None])
def test_who_is_not_vouched_for_gets_a_sentence_and_the_way_in(browser):
    kept()
    page = (browser or signed_in(acr="1")).get("/kho-giay-to/").content.decode()
    assert "chỉ mở cho chính chủ" in page
    assert f"{reverse('account_citizen')}?next=/kho-giay-to/" in page
    assert "15/2026" not in page


def test_an_empty_vault_says_so_kindly():
    page = signed_in().get("/kho-giay-to/")
    assert "Chưa có giấy tờ nào" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_papers_stand_by_type_with_what_they_are_worth():
    signed = {"signer": "UBND phường Thuận Hóa", "serial": "54:01", "valid": True}
    kept(signature=signed)
    kept(number="9/2020", issued_on=date(2020, 1, 2), expires_on=date(2026, 11, 19))
    revoked = kept(type_code="cccd", title="Giấy xác nhận cư trú", number="77")
    actions.revoke(revoked.key, reason="Cấp sai", by=OFFICER, now=NOW)
    page = signed_in().get("/kho-giay-to/").content.decode()
    for said in ("15/2026", "Hết hạn", "Còn giá trị", "Đã bị thu hồi", "02/01/2020", "UBND phường Thuận Hóa",
                 "có cán bộ xác nhận"):  # fmt: skip
        assert said in page
    assert page.count('class="papers__type"') == 2
    english = Client(headers={"accept-language": "en"})
    english.cookies = signed_in().cookies
    english.cookies["django_language"] = "en"
    assert "My papers" in english.get("/kho-giay-to/").content.decode()


def test_the_owner_reads_who_signed_and_what_that_is_worth():
    issued = {"source": actions.Source.ISSUED, "certified_by": ""}
    told = signing.told(signing.check(keys.signed(files.pdf(), now=NOW), now=NOW))
    kept(signature=told, **issued)
    kept(number="16/2026", **issued)
    page = signed_in().get("/kho-giay-to/").content.decode()
    assert f"Đã ký số bởi {keys.SIGNER} (MÔ PHỎNG)" in page
    assert "nơi cấp chứng thư không có trong danh sách tin cậy" in page
    assert page.count("Chưa có chữ ký số") == 1


def test_who_looked_and_where_it_is_used_stand_there_and_no_officers_name():
    made = kept()
    actions.link(paper=made.key, version=1, to=PART, basis=LAW, by=OFFICER, now=NOW)
    actions.open_paper(paper=made.key, version=1, reason="Đối chiếu họ tên", to=DOSSIER, by=OFFICER, now=NOW)
    page = signed_in().get("/kho-giay-to/").content.decode()
    for said in ("Đối chiếu họ tên", "Cán bộ xử lý", "TTPVHCC-TH", "Nghị định 224/2026/NĐ-CP Điều 15"):
        assert said in page
    assert "officer:12" not in page


def test_the_owner_gets_the_file_closed_and_the_opening_is_recorded():
    made = kept()
    answer = signed_in().get(addresses(made)["file"])
    assert b"".join(answer.streaming_content) == files.pdf(text="Khai sinh")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment; filename=")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "no-store" in answer["Cache-Control"]
    assert [look.who_key for look in queries.accesses(person())] == ["citizen"]
    page = signed_in().get(addresses(made)["page"])
    assert page["Content-Type"] == "image/jpeg"


def test_nobody_elses_papers_open_or_go_and_nothing_is_recorded():
    mine = uploaded()
    consent = queries.consents(person())[0].id
    withdraw = reverse("portal:consent_withdraw", args=[consent])
    where = addresses(mine)
    for browser, status in ((Client(), 401), (signed_in(acr="1"), 401), (signed_in(OTHER_NUMBER), 404)):
        assert browser.get(where["file"]).status_code == status
        assert browser.get(where["page"]).status_code == status
        assert browser.post(where["remove"]).status_code == status
        assert browser.post(withdraw).status_code == status
    assert queries.accesses(person()) == []
    assert queries.papers_of(person(), on=NOW.date()) == [mine]
    assert queries.consents(person())[0].withdrawn_at is None


@pytest.mark.parametrize("number", [10**6, 2**63, 10**30])
def test_numbers_that_are_no_papers_are_not_found(number):
    browser = signed_in()
    for path in (
        f"/kho-giay-to/{number}/1/tep",
        f"/kho-giay-to/1/{number}/tep",
        f"/kho-giay-to/{number}/1/anh/thumb",
    ):
        assert browser.get(path).status_code == 404
    for path in (f"/kho-giay-to/{number}/xoa", f"/kho-giay-to/dong-y/{number}/rut"):
        assert browser.post(path).status_code == 404


def test_consent_is_withdrawn_and_an_own_paper_let_go():
    mine = uploaded()
    agreed = actions.by_consent("onestop:1.013229", "dossier:12#tick")
    actions.link(paper=mine.key, version=1, to=PART, basis=agreed, owner=person(), by=CITIZEN, now=NOW)
    browser = signed_in()
    assert addresses(mine)["remove"] not in browser.get("/kho-giay-to/").content.decode()
    assert browser.post(addresses(mine)["remove"]).status_code == 409
    consent = next(c for c in queries.consents(person()) if c.purpose == "onestop:1.013229")
    assert browser.post(reverse("portal:consent_withdraw", args=[consent.id])).status_code == 302
    page = browser.get("/kho-giay-to/").content.decode()
    assert "Đã rút lại sự đồng ý." in page
    assert "Đã đóng ngày 20/11/2026" in page
    assert browser.post(addresses(mine)["remove"]).status_code == 302
    assert "Chưa có giấy tờ nào" in browser.get("/kho-giay-to/").content.decode()
