"""Does the dossier's page say what there is to its applicant, and nothing at all to anybody else?"""

from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from tinhso.casework.applying.tests.factories import (
    NAME,
    NOW,
    NUMBER,
    PHONE,
    applied,
    photo,
    scene,
    sign_in,
)  # fmt: skip
from tinhso.casework.onestop import actions, carriage
from tinhso.casework.onestop.actions import paying
from tinhso.casework.onestop.models import Dossier, Objection
from tinhso.casework.onestop.tests.factories import CLERK, HANDLER, LEADER, signed_upload
from tinhso.core import limits
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE
from tinhso.foundation.signing.tests import factories as keys
from tinhso.gateway.payments import actions as payments
from tinhso.gateway.payments import queries as orders

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def hue():
    cache.clear()
    limits._here.clear()
    with time_machine.travel(NOW, tick=False):
        yield scene()


@pytest.fixture
def hang() -> Client:
    return sign_in(Client())


def text(answer) -> str:
    return answer.content.decode()


def url(dossier: Dossier, rest: str = "") -> str:
    return f"/tra-cuu-ho-so/{dossier.code}{rest}"


def test_somebody_elses_dossier_and_none_at_all_look_the_same(hang):
    dossier = applied(hang)
    stranger = sign_in(Client(), "046188000999", name="Người khác")
    theirs, nobodys = stranger.get(url(dossier)), stranger.get("/tra-cuu-ho-so/KHONG-CO-1")
    assert (theirs.status_code, nobodys.status_code) == (404, 404)
    blank = text(nobodys).replace("KHONG-CO-1", dossier.code)
    assert [row for row in text(theirs).splitlines() if "csrf" not in row] == [
        row for row in blank.splitlines() if "csrf" not in row
    ]
    for rest in ("/rut", "/phan-anh", "/danh-gia", "/bo-sung"):
        assert stranger.post(url(dossier, rest), {"reason": "x", "sure": "on"}).status_code == 404
    for rest in ("/giay-to/0", "/ket-qua/0"):
        assert stranger.get(url(dossier, rest)).status_code == 404
    assert Dossier.objects.get().business == "filed"


@pytest.mark.parametrize("factor", [PHONE, "0912 345 678", "+84912345678", NUMBER])
def test_code_and_a_second_factor_open_it(hang, factor):
    dossier = applied(hang)
    other = Client()
    opened = other.post("/tra-cuu-ho-so", {"code": f" {dossier.code} ", "factor": factor})
    assert opened["Location"] == url(dossier)
    assert NAME not in text(other.get(url(dossier)))
    assert other.get(url(dossier, "/giay-to/0")).status_code == 200
    other.post("/tra-cuu-ho-so", {"do": "forget"})
    assert other.get(url(dossier)).status_code == 404


def tried(code, factor, address, client=None):
    """What a guess from a network is answered."""
    given = {"code": code, "factor": factor}
    return (client or Client()).post("/tra-cuu-ho-so", given, REMOTE_ADDR=address).status_code


def test_wrong_factors_are_counted_until_even_the_right_one_is_not_looked_up(hang):
    dossier, guesser = applied(hang), Client()
    for n in range(10):
        assert tried(dossier.code, f"09000000{n:02d}", "198.51.100.7", guesser) == 422
    late = guesser.post("/tra-cuu-ho-so", {"code": dossier.code, "factor": PHONE}, REMOTE_ADDR="198.51.100.7")
    assert late.status_code == 429
    assert "Quá nhiều lần" in text(late)
    for n in range(10):  # ten more of other codes, then this caller asks nothing more at all
        assert tried(f"KHONG-CO-{n}", f"09000001{n:02d}", "198.51.100.7") == 422
    assert tried("KHONG-CO-99", "0900000299", "198.51.100.7") == 429


def test_whoever_guesses_stands_in_nobodys_way_but_their_own(hang):
    dossier = applied(hang)
    for n in range(12):
        tried(dossier.code, f"09000000{n:02d}", "198.51.100.7")
        tried(f"H57.12-261119-{9000 + n}", PHONE, "198.51.100.8")
    assert tried(dossier.code, PHONE, "198.51.100.7") == 429
    assert tried(dossier.code, PHONE, "198.51.100.8") == 429
    assert tried(dossier.code, PHONE, "203.0.113.5") == 302, "the applicant, at home"


def test_not_even_from_everywhere_is_a_code_tried_on_and_on_but_its_holder_is_never_held_up(hang):
    dossier = applied(hang)
    for n in range(120):
        assert tried(dossier.code, f"0900000{n:03d}", f"198.51.100.{n % 12}") == 422
    assert tried(dossier.code, "0900000999", "203.0.113.5") == 429
    assert tried(dossier.code, PHONE, "203.0.113.5") == 429
    assert hang.get(url(dossier)).status_code == 200
    assert tried(dossier.code, PHONE, "203.0.113.5", hang) == 302


def test_a_known_telephone_number_is_not_tried_on_code_after_code_from_everywhere(hang):
    dossier = applied(hang)
    for n in range(40):
        assert tried(f"H57.12-261119-{9000 + n}", PHONE, f"198.51.100.{n % 4}") == 422
    assert tried(dossier.code, PHONE, "198.51.100.99") == 429
    assert tried(dossier.code, NUMBER, "198.51.100.99") == 302


@pytest.mark.parametrize("factor", ["", "12", "abc", "9" * 11])
def test_what_can_be_no_factor_is_told_and_not_counted(client, factor):
    for _ in range(25):
        assert client.post("/tra-cuu-ho-so", {"code": "H-1-2", "factor": factor}).status_code == 422


def test_my_dossiers_are_those_of_my_number(hang):
    dossier = applied(hang)
    assert dossier.code in text(hang.get("/ho-so-cua-toi"))
    assert dossier.code not in text(sign_in(Client(), "046188000999").get("/ho-so-cua-toi"))
    assert Client().get("/ho-so-cua-toi").status_code == 302
    weaker = sign_in(Client(), level="1")
    assert weaker.get("/ho-so-cua-toi")["Location"] == "/tra-cuu-ho-so"


def test_the_whole_way_is_told_by_role_and_never_by_name(hang):
    payments.open_account(
        code="UB-THUAN-HOA", agency="UB-THUAN-HOA", holder="UBND PHUONG THUAN HOA", bank="Vietcombank",
        bin_="970436", number="0011001234567", valid_from=NOW.date(), citation="QĐ 05/QĐ-UBND",
        reason="mở tài khoản", by=MACHINE, now=NOW,
    )  # fmt: skip
    dossier = applied(hang)
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    actions.hand_over(dossier_id=dossier.pk, by=CLERK, now=NOW + HOUR)
    page = text(hang.get(url(dossier)))
    assert "đã tiếp nhận và đang giải quyết" in page
    assert "Thẩm định" in page
    assert "Chuyên viên, UBND phường Thuận Hóa" in page
    assert "đúng hạn" in page or "sớm hạn" in page
    assert "Thời hạn đã thay đổi" not in page, "it stands as the receipt said"
    assert "officer:" not in page
    assert "/thanh-toan/" in page  # 15.001 đồng are due on receipt


def test_a_date_that_moved_is_told_with_its_ground(hang):
    dossier = applied(hang)
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    to = (NOW + timedelta(days=20)).date()
    actions.extend(dossier_id=dossier.pk, to=to, reason="Chờ xác minh", by=LEADER, now=NOW)
    page = text(hang.get(url(dossier)))
    for said in ("Thời hạn đã thay đổi thế nào", "Tiếp nhận, bắt đầu tính thời hạn", "Xin lỗi và hẹn lại"):
        assert said in page


def test_what_is_asked_for_is_sent_at_once_and_whole(hang):
    dossier = applied(hang)
    wanted = [{"code": "so-do", "text": "Sơ đồ mờ, xin chụp lại"}, {"code": "", "text": "Ghi rõ số ngày"}]
    actions.ask_supplement(dossier_id=dossier.pk, papers=wanted, by=CLERK, now=NOW)
    page = text(hang.get(url(dossier)))
    assert "Sơ đồ mờ, xin chụp lại" in page
    half = hang.post(url(dossier, "/bo-sung"), {"wanted-0": photo()})
    assert half.status_code == 422
    assert "Hãy chọn giấy tờ này thuộc thành phần nào." in text(half)
    both = {"wanted-0": photo(), "wanted-1": photo("don.jpg"), "wanted-1-for": "giay-phep"}
    assert hang.post(url(dossier, "/bo-sung"), both).status_code == 302
    dossier.refresh_from_db()
    assert dossier.business == "filed"
    assert dossier.components.filter(replaced_at__isnull=True).count() == 2
    assert "Gửi giấy tờ bổ sung" not in text(hang.get(url(dossier)))


def test_it_is_taken_back_only_when_one_is_sure(hang):
    dossier = applied(hang)
    unsure = hang.post(url(dossier, "/rut"), {"reason": "Đổi ý"})
    assert unsure.status_code == 422
    assert "Đổi ý" in text(unsure)
    hang.post(url(dossier, "/rut"), {"reason": "Đổi ý", "sure": "on"})
    dossier.refresh_from_db()
    assert (dossier.business, dossier.ending) == ("withdrawn", "Đổi ý")
    assert hang.post(url(dossier, "/rut"), {"reason": "Nữa", "sure": "on"}).status_code == 409


@pytest.mark.parametrize(("kind", "desk"), [("petition", "VP"), ("complaint", "TCD")])
def test_a_petition_and_a_complaint_go_different_ways(hang, kind, desk):
    dossier = applied(hang)
    said = {"kind": kind, "about": "late", "text": "Quá hạn ba ngày"}
    assert hang.post(url(dossier, "/phan-anh"), {**said, "text": ""}).status_code == 422
    hang.post(url(dossier, "/phan-anh"), said)
    row = Objection.objects.get()
    assert (row.kind, row.agency_code) == (kind, desk)
    assert "Quá hạn ba ngày" not in row.sealed_text
    page = text(hang.get(url(dossier)))
    assert "Quá hạn ba ngày" in page
    assert ("Luật Khiếu nại." in page) == (kind == "complaint")


def test_a_paid_fee_leads_to_its_receipt_and_the_payment_back_to_the_dossier(hang):
    payments.open_account(
        code="UB-THUAN-HOA", agency="UB-THUAN-HOA", holder="UBND PHUONG THUAN HOA", bank="Vietcombank",
        bin_="970436", number="0011001234567", valid_from=NOW.date(), citation="QĐ 05/QĐ-UBND",
        reason="mở tài khoản", by=MACHINE, now=NOW,
    )  # fmt: skip
    dossier = applied(hang)
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    (order,) = orders.orders_about(dossier.subject)
    said = text(hang.get(url(dossier)))
    assert "Chưa thanh toán" in said
    assert "bien-lai" not in said
    assert f'href="{url(dossier)}"' in text(hang.get(f"/thanh-toan/{order.number}"))
    payments.record_cash(number=order.number, amount=order.due, counter="UB-THUAN-HOA", by=CLERK, now=NOW,
                         idempotency_key="1")  # fmt: skip
    paying.paid(dossier_id=dossier.pk, amount=order.amount, route="cash", now=NOW)
    assert f'href="/thanh-toan/{order.number}/bien-lai"' in text(hang.get(url(dossier)))


def test_who_waits_for_the_post_reads_under_which_number_it_comes(hang, monkeypatch):
    dossier = applied(hang)
    assert "Mã bưu gửi" not in text(hang.get(url(dossier)))
    one = carriage.Carried("Bưu điện Việt Nam", "EH123456789VN", msg("Bưu chính đang phát"), "info", "", NOW)
    monkeypatch.setattr(carriage, "_ways", [lambda pk: [one] if pk == dossier.pk else []])
    said = text(hang.get(url(dossier)))
    assert "EH123456789VN" in said
    assert "Bưu điện Việt Nam" in said


def test_a_refused_dossier_says_why_and_is_rated_once(hang):
    dossier = applied(hang)
    actions.refuse(dossier_id=dossier.pk, reason="Không thuộc thẩm quyền", by=CLERK, now=NOW)
    page = text(hang.get(url(dossier)))
    assert "Không thuộc thẩm quyền" in page
    assert hang.post(url(dossier, "/danh-gia"), {}).status_code == 422
    hang.post(url(dossier, "/danh-gia"), {"rating": "unsatisfied"})
    dossier.refresh_from_db()
    assert dossier.satisfaction == "poor"
    shown_back = text(hang.get(url(dossier)))
    assert "Ông/bà đã đánh giá" in shown_back
    assert 'value="unsatisfied" checked' in shown_back
    assert "Gửi đánh giá" not in shown_back
    assert hang.post(url(dossier, "/danh-gia"), {"rating": "satisfied"}).status_code == 409
    assert {HANDLER.key, LEADER.key}.isdisjoint(page.split())


def test_the_applicant_reads_who_signed_the_result(hang):
    keys.trusted()
    dossier = applied(hang)
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    actions.hand_over(dossier_id=dossier.pk, by=CLERK, now=NOW)
    actions.decide(dossier_id=dossier.pk, outcome="granted", by=LEADER, now=NOW + HOUR)
    issued = actions.Issued("giay-xac-nhan", "Giấy xác nhận", "7/GXN", NOW.date(), signed_upload(NOW))
    actions.attach_result(dossier_id=dossier.pk, issued=issued, by=HANDLER, now=NOW + HOUR)
    assert "Đã ký số bởi" not in text(hang.get(url(dossier))), "nothing is shown before it is given out"
    Dossier.objects.update(finance="nothing")
    actions.return_result(dossier_id=dossier.pk, by=CLERK, now=NOW + HOUR)
    said = text(hang.get(url(dossier)))
    assert "Đã ký số bởi UBND phường Thuận Hóa (MÔ PHỎNG)" in said
    assert "Chưa được tin cậy" in said


def test_a_no_is_called_a_no_and_not_good_news(hang):
    dossier = applied(hang)
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    actions.hand_over(dossier_id=dossier.pk, by=CLERK, now=NOW)
    why = "Sổ gốc không có tên người xin"
    actions.decide(dossier_id=dossier.pk, outcome="rejected", reason=why, by=LEADER, now=NOW + HOUR)
    said = text(hang.get(url(dossier)))
    assert "không đồng ý giải quyết" in said
    assert why in said
    assert "Đã có kết quả, đang được trả" not in said


def test_who_is_late_finds_the_complaint_open_and_a_stopped_one_asks_for_its_money(hang):
    dossier = applied(hang)
    actions.receive(dossier_id=dossier.pk, by=CLERK, now=NOW)
    assert 'href="#bao-cham"' not in text(hang.get(url(dossier)))
    Dossier.objects.update(current_due=NOW - HOUR)
    said = text(hang.get(url(dossier)))
    assert 'href="#bao-cham"' in said
    assert 'id="bao-cham" open' in said
    assert "cần hoàn lại" not in said
    Dossier.objects.update(finance="refund")
    assert "cần hoàn lại" in text(hang.get(url(dossier)))


def test_who_looks_for_a_report_or_a_procedure_is_led_to_the_dossiers():
    for page in ("/tra-cuu", "/thu-tuc"):
        assert 'href="/tra-cuu-ho-so"' in text(Client().get(page))
