"""Can a citizen apply on a phone, with what is known filled in, and is it sent exactly once?"""

import re

import pytest
import time_machine
from django.test import Client

from tinhso.casework.applying.models import Draft
from tinhso.casework.applying.tests import factories
from tinhso.casework.applying.tests.factories import (
    ELSEWHERE,
    NAME,
    NOW,
    NUMBER,
    OPEN_TO_ALL,
    PHONE,
    PHU_XUAN,
    PROCEDURE,
    THUAN_HOA,
    applied,
    page_one,
    paper,
    photo,
    scene,
    sign_in,
)  # fmt: skip
from tinhso.casework.onestop.models import Dossier
from tinhso.foundation.vault import queries as vault

pytestmark = pytest.mark.django_db
START = f"/nop-ho-so/{PROCEDURE}"
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(NOW, tick=False):
        yield scene()


@pytest.fixture
def hang() -> Client:
    return sign_in(Client())


def text(answer) -> str:
    return answer.content.decode()


def test_a_procedure_of_another_system_leads_there_and_takes_nothing(client):
    page = client.get(f"/nop-ho-so/{ELSEWHERE}")
    assert page.status_code == 200
    assert "Nộp ở nơi khác" in text(page)
    assert "<form id=" not in text(page)
    client.post(f"/nop-ho-so/{ELSEWHERE}", page_one())
    assert not Draft.objects.exists()
    assert client.get("/nop-ho-so/KHONG.CO").status_code == 404


def test_the_procedures_page_leads_here_where_it_is_taken_here(client):
    assert f'href="{START}"' in text(client.get(f"/thu-tuc/{PROCEDURE}"))
    assert "/nop-ho-so/" not in text(client.get(f"/thu-tuc/{ELSEWHERE}"))


def test_identity_is_asked_for_and_what_was_typed_is_kept(client):
    assert "Cần định danh điện tử" in text(client.get(START))
    # whoever stays on the page until the session ends loses nothing
    sent = client.post(START, page_one(**{"d.dia_diem": "Đường Nguyễn Huệ"}))
    assert sent["Location"].startswith("/tai-khoan/cong-dan?next=")
    token = re.search(r"%2F([\w-]{22})$", sent["Location"])[1]
    assert client.get(f"{START}/{token}").status_code == 302
    page = text(sign_in(client).get(f"{START}/{token}"))
    assert "Đường Nguyễn Huệ" in page
    assert Draft.objects.get().owner == ""
    client.post(f"{START}/{token}", page_one(do="save"))
    assert Draft.objects.get().owner == f"citizen:{NUMBER}"
    assert sign_in(Client(), "046188000999").get(f"{START}/{token}").status_code == 404
    assert Client().get(f"{START}/{token}").status_code == 302


def test_what_is_known_is_filled_in_and_says_whence(hang):
    paper()
    page = text(hang.get(START))
    assert NAME in page
    assert NUMBER in page
    assert 'name="p.name"' not in page
    assert re.search(r'name="d.so_tai_cho" value="0912345678"', page)
    assert "Theo định danh điện tử (VNeID)" in page
    assert re.search(r'name="d.so_giay_phep" value="12/GPXD"', page)
    assert "Từ kho giấy tờ: Giấy phép xây dựng số 12/GPXD" in page
    assert not INLINE.search(page)


def test_questions_follow_answers_on_the_server(hang):
    again = hang.post(START, page_one(**{"d.muc_dich": "khac", "do": "again"}))
    assert again.status_code == 200
    assert "Nói rõ việc khác" in text(again)
    assert not Draft.objects.exists()
    wrong = hang.post(START, page_one(**{"d.muc_dich": "khac"}))
    assert wrong.status_code == 422
    assert "Nói rõ việc khác: Cần trả lời câu này." in text(wrong)
    assert "12 Lê Lợi" in text(wrong)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"p.phone": "12"}, "Số điện thoại chưa đúng."),
        ({"p.phone": "91234567890"}, "Số điện thoại gồm 10 chữ số"),
        ({"p.area": "99999"}, "Hãy chọn một trong các giá trị đã cho."),
        ({"p.area": ""}, "Cần trả lời câu này."),
        ({"d.dia_diem": "x" * 101}, "Dài quá 100 ký tự."),
        ({"p.for_whom": "other"}, "Họ và tên chủ hồ sơ: Cần trả lời câu này."),
        ({"p.for_whom": "other", "p.capacity": "parent", "p.other_name": "Lê Nam", "p.proxy_basis": "UQ 1",
          "p.other_number": "1"},
         "Số định danh cá nhân gồm đúng 12 chữ số."),
        ({"d.dia_diem": "\x00"}, "Cần trả lời câu này."),
    ],
)  # fmt: skip
def test_wrong_input_is_told_beside_its_field(hang, changes, sentence):
    answer = hang.post(START, page_one(**changes))
    assert answer.status_code == 422
    assert sentence in text(answer)
    assert 'role="alert"' in text(answer)


def test_it_is_sent_once_however_often_one_presses(hang):
    at = hang.post(START, page_one())["Location"]
    missing = hang.post(at, {"r.delivery": "electronic", "do": "next"})
    assert missing.status_code == 422
    assert "Sơ đồ vị trí: Hãy chụp hoặc chọn tệp giấy tờ này." in text(missing)
    assert hang.get(at.replace("/giay-to", "/xem-lai"))["Location"] == at
    ready = hang.post(at, {"paper-so-do": photo(), "r.delivery": "electronic", "do": "next"})["Location"]
    review = text(hang.get(ready))
    assert "12 Lê Lợi" in review
    assert "so-do.jpg" in review
    assert "Đám cưới" in review
    assert "UBND phường Thuận Hóa" in review
    first, second = hang.post(ready), hang.post(ready)
    assert first["Location"] == second["Location"]
    dossier = Dossier.objects.get()
    assert (dossier.channel, dossier.agency_code, dossier.area_code) == ("site", "UB-THUAN-HOA", THUAN_HOA)
    said = dossier.application.said
    assert said["holder"]["name"], said["holder"]["number"] == (NAME, NUMBER)
    assert said["holder"]["phone"] == PHONE
    assert said["data"]["dia_diem"] == "12 Lê Lợi"
    page = text(hang.get(first["Location"]))
    assert "Đã gửi hồ sơ." in page
    assert dossier.code in page
    kept = Draft.objects.get()
    assert (kept.sealed, kept.dossier_code) == ("", dossier.code)


def test_a_paper_of_the_vault_is_used_again_without_uploading(hang):
    own = paper()
    strangers = paper("046188000999")
    at = hang.post(START, page_one(**{"d.muc_dich": "vat_lieu"}))["Location"]
    page = text(hang.get(at))
    assert "Đã có trong kho: dùng lại" in page
    assert "Nghị định 224/2026/NĐ-CP Điều 15" in page
    assert strangers.key not in page
    stolen = {"paper-giay-phep-way": f"{strangers.key}@1", "paper-so-do": photo(), "r.delivery": "counter"}
    assert hang.post(at, stolen).status_code == 422
    reused = {"paper-giay-phep-way": f"{own.key}@{own.version}", "r.delivery": "counter", "do": "next"}
    ready = hang.post(at, {**reused, "paper-so-do": photo()})["Location"]
    hang.post(ready)
    dossier = Dossier.objects.get()
    given = dossier.components.get(code="giay-phep")
    assert (given.source, given.paper, given.file) == ("reused", own.key, "")
    assert [(one.paper, one.version) for one in vault.links_to(dossier.subject)] == [(own.key, 1)]


def test_who_files_for_another_says_on_what_ground_and_sees_no_vault_of_theirs(hang):
    paper()
    other = {"p.for_whom": "other", "p.other_name": "Lê Văn Nam", "p.capacity": "parent",
             "p.proxy_basis": "Bố, giấy khai sinh 12/2026"}  # fmt: skip
    at = hang.post(START, page_one(**other, **{"d.muc_dich": "vat_lieu"}))["Location"]
    assert "Đã có trong kho" not in text(hang.get(at))
    done = {"paper-so-do": photo(), "paper-giay-phep": photo("gp.jpg"), "r.delivery": "counter", "do": "next"}
    hang.post(hang.post(at, done)["Location"])
    said = Dossier.objects.get().application.said
    assert (said["holder"]["name"], said["applicant"]["name"]) == ("Lê Văn Nam", NAME)
    assert said["proxy_basis"] == "Bố, giấy khai sinh 12/2026"


def test_a_guest_applies_where_no_identity_is_asked_for(client):
    start = f"/nop-ho-so/{OPEN_TO_ALL}"
    guest = {"p.name": "Trần Văn Bé", "p.phone": PHONE, "p.for_whom": "self", "p.area": PHU_XUAN}
    nameless = client.post(start, {**guest, "p.name": " "})
    assert "Họ và tên: Cần trả lời câu này." in text(nameless)
    saved = client.post(start, {**guest, "do": "save"})
    assert "Trần Văn Bé" in text(Client().get(saved["Location"]))  # the private link is enough
    at = client.post(saved["Location"], guest)["Location"]
    ready = client.post(at, {"paper-so-do": photo(), "r.delivery": "post", "do": "next"})
    assert "Địa chỉ nhận kết quả: Cần trả lời câu này." in text(ready)
    post = {"r.delivery": "post", "r.post_address": "5 Đống Đa", "r.post_area": "Phú Xuân, Huế", "do": "next"}
    ready = client.post(at, post)["Location"]  # the file is not asked for again
    client.post(ready)
    dossier = Dossier.objects.get()
    said = dossier.application.said
    assert (dossier.delivery, said["delivery"]) == ("post", {"address": "5 Đống Đa", "area": "Phú Xuân, Huế"})
    assert said["holder"]["address"] == ""


def test_a_draft_expires_and_its_link_leads_nowhere(client):
    guest = {
        "p.name": "Trần Văn Bé",
        "p.phone": PHONE,
        "p.for_whom": "self",
        "p.area": PHU_XUAN,
        "do": "save",
    }
    link = client.post(f"/nop-ho-so/{OPEN_TO_ALL}", guest)["Location"]
    row = Draft.objects.get()
    assert "Trần" not in row.sealed
    assert link.rpartition("/")[2] not in (row.sealed, row.mark)
    with time_machine.travel(row.expires_at, tick=False):
        assert client.get(link).status_code == 404
        assert factories.forget() == 1


def test_a_wrong_file_is_told_and_the_rest_stays(hang):
    at = hang.post(START, page_one())["Location"]
    bad = photo("virus.exe")
    bad.file.seek(0)
    bad.file.write(b"MZ" + bytes(200))
    bad.file.seek(0)
    answer = hang.post(at, {"paper-so-do": bad, "r.delivery": "counter", "do": "next"})
    assert answer.status_code == 422
    assert "virus.exe" in text(answer)


def test_both_languages_speak(hang):
    hang.cookies["django_language"] = "en"
    page = text(hang.get(START))
    assert "Purpose" in page
    assert "For whom do you apply?" in page
    assert "Ông/bà nộp cho ai?" not in page
    dossier = applied(hang)
    assert "The dossier was sent." in text(hang.get(f"/tra-cuu-ho-so/{dossier.code}"))
