"""Who opens a dossier, what can be done with it through the forms, and what is said when it is refused?"""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tinhso.casework.counter.views.verbs import VERBS
from tinhso.casework.onestop import actions
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.onestop.tests import factories as f
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.files.tests.factories import pdf, upload_pdf
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.signing.tests import factories as signing
from tinhso.foundation.vault.models import Access

FULL = {"data": {"ly_do": "Nộp cho trường", "gap": True, "vi_sao": "Sắp hết hạn"}}
GIVEN = {
    "reason": "Cần làm vậy.", "need_don": "Ký vào đơn", "to": "", "note": "", "agency": "SXD",
    "question": "Có vướng quy hoạch không?", "text": "Không.", "outcome": "granted", "have_don": "on",
    "number": "12/XN", "issued_on": "2026-11-19", "paper_type": "giay-xac-nhan",
}  # fmt: skip


def page(client, dossier):
    return client.get(reverse("counter:case", args=[dossier.code]))


def post(client, dossier, verb, **given):
    return client.post(reverse("counter:verb", args=[dossier.code, verb]), given)


@pytest.mark.parametrize(
    ("name", "status"),
    [("clerk", 200), ("handler", 200), ("leader", 200), ("elsewhere", 404), ("department", 404),
     ("reader", 404), ("auditor", 200)],
)  # fmt: skip
def test_who_opens_a_dossier(as_, name, status):
    assert page(as_(name), f.filed(**FULL)).status_code == status


def test_the_counter_that_took_it_in_opens_it_too_and_who_is_asked(as_):
    dossier = f.filed(intake=f.OTHER, by=f.ELSEWHERE, **FULL)
    assert page(as_("elsewhere"), dossier).status_code == 200
    assert page(as_("department"), dossier).status_code == 404
    actions.receive(dossier_id=dossier.pk, by=f.ELSEWHERE, now=f.NOW)
    actions.start(dossier_id=dossier.pk, by=f.HANDLER, now=f.NOW)
    actions.consult(dossier_id=dossier.pk, agency="SXD", question="Được không?", by=f.HANDLER, now=f.NOW)
    assert page(as_("department"), dossier).status_code == 200


def test_nobody_is_sent_to_sign_in(client):
    dossier = f.filed(**FULL)
    assert page(client, dossier).status_code == 302
    assert post(client, dossier, "receive").status_code in (302, 401)


@pytest.mark.parametrize("verb", [v.name for v in VERBS])
@pytest.mark.parametrize("name", ["elsewhere", "department", "auditor"])
def test_those_without_the_right_change_nothing(as_, name, verb):
    dossier = f.filed(**FULL)
    facts = Fact.objects.count()
    answer = post(as_(name), dossier, verb, **GIVEN)
    assert answer.status_code in ((403, 409, 422) if name == "auditor" else (404,))
    assert Fact.objects.count() == facts


def test_the_page_shows_holder_answers_papers_and_why_this_date(as_):
    dossier = f.received(**FULL)
    said = page(as_("handler"), dossier).content.decode()
    for text in (
        "Nguyễn Thị Hằng", "046188000123", "Vì sao gấp", "Sắp hết hạn", "Đơn đề nghị", "số hoá tại quầy",
        "3 ngày làm việc", "16:30 ngày 25/11/2026", "Phiếu kiểm soát", "minh hoạ – chưa đối chiếu văn bản",
    ):  # fmt: skip
        assert text in said, text


def test_the_page_speaks_english(as_):
    client = as_("handler")
    client.cookies["django_language"] = "en"
    said = page(client, f.received(**FULL)).content.decode()
    for text in ("Trial certificate", "Reason", "3 working days", "Control slip", "Hand over"):
        assert text in said, text
    assert "Chuyển bước" not in said


def test_one_dossier_walks_from_receipt_to_its_result_in_the_browser(as_):
    dossier = f.filed(**FULL)
    assert post(as_("clerk"), dossier, "receive").status_code == 302
    assert post(as_("clerk"), dossier, "hand_over", to="", note="Đủ giấy tờ").status_code == 302
    assert post(as_("handler"), dossier, "hand_over", to="", note="").status_code == 302
    assert post(as_("leader"), dossier, "decide", outcome="granted", reason="").status_code == 302
    result = {**GIVEN, "file_ids": f.signed_upload()}
    assert post(as_("handler"), dossier, "attach_result", **result).status_code == 302
    assert post(as_("clerk"), dossier, "return_result").status_code == 302
    dossier = f.again(dossier)
    assert (dossier.business, dossier.finished_verdict) == ("returned", "early")

    client = as_("clerk")
    said = page(client, dossier).content.decode()
    assert "12/XN" in said
    assert "Đủ giấy tờ" in said
    answer = client.get(reverse("counter:result", args=[dossier.code, 1]))
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert Access.objects.get().to == dossier.subject  # the owner of the paper sees that it was opened


def test_the_exceptions_desk_passes_on_a_dossier_that_the_portal_sent_to_nobody(as_):
    dossier = f.filed(
        channel=Channel.NATIONAL, agency="DP", named="UBND xã Cũ", is_unplaced=True, national_code="H57-1",
        **FULL,
    )  # fmt: skip
    client = as_("coordinator")
    assert dossier.code in client.get("/dieu-phoi/").content.decode()
    said = page(client, dossier).content.decode()
    assert "gửi tới «UBND xã Cũ»" in said
    assert "Từ nay hồ sơ Cổng quốc gia gửi tới" in said
    given = {"agency": "UBND phường Thuận Hóa", "reason": "Phường mới sau sắp xếp", "learn": "on"}
    assert post(client, dossier, "forward", **given).status_code == 302
    assert f.again(dossier).agency_code == f.COMMUNE
    assert agencies.identified("UBND xã Cũ", "DVCQG", on=f.NOW.date()) == f.COMMUNE
    assert "Phường mới sau sắp xếp" in page(as_("clerk"), dossier).content.decode()


def test_giving_out_is_offered_when_there_is_something_to_give(as_):
    dossier = f.decided(**FULL)
    client = as_("leader")
    assert "Trả kết quả</" not in verbs_of(client, dossier)
    post(client, dossier, "attach_result", **{**GIVEN, "file_ids": upload_pdf(now=f.NOW).id})
    assert "Trả kết quả</" in verbs_of(client, dossier)


def verbs_of(client, dossier):
    said = page(client, dossier).content.decode()
    return said[said.index('class="verb-bar') : said.index('class="dossier-body"')]


def test_a_form_comes_back_with_its_error_and_what_was_typed(as_):
    dossier = f.handled(**FULL)
    answer = post(as_("leader"), dossier, "decide", outcome="rejected", reason="")
    said = answer.content.decode()
    assert answer.status_code == 422
    assert 'id="verb"' in said
    assert "Chưa có nội dung." in said
    assert f.again(dossier).business == "handling"


def test_a_file_already_sent_stays_with_a_form_that_comes_back(as_):
    dossier = f.decided(**FULL)
    kept = upload_pdf(now=f.NOW).id
    answer = post(as_("leader"), dossier, "attach_result", **{**GIVEN, "number": "", "file_ids": kept})
    assert answer.status_code == 422
    assert f'name="file_ids" value="{kept}"' in answer.content.decode()


def test_what_is_missing_is_named_and_taken_in_on_the_officers_word(as_):
    dossier = f.filed(given=(), **FULL)
    client = as_("clerk")
    assert "Còn thiếu: Đơn đề nghị" in page(client, dossier).content.decode()
    assert post(client, dossier, "receive").status_code == 422
    assert post(client, dossier, "receive", anyway="on").status_code == 302
    assert f.again(dossier).business == "received"


def test_a_claim_to_owe_less_is_looked_at_before_it_counts(as_):
    dossier = f.filed(channel=Channel.SITE, grounds=frozenset({"ho-ngheo"}), **FULL)
    client = as_("clerk")
    assert "Diện miễn, giảm phí người nộp khai" in page(client, dossier).content.decode()
    assert post(client, dossier, "receive", grounds=["ho-ngheo"]).status_code == 302
    assert f.again(dossier).business == "received"


def test_a_supplement_is_asked_once_and_brought_to_the_counter(as_):
    dossier, client = f.handled(**FULL), as_("handler")
    assert post(client, dossier, "ask_supplement", need_don="").status_code == 422
    assert post(client, dossier, "ask_supplement", need_don="Ký tên vào đơn").status_code == 302
    assert "Ký tên vào đơn" in page(client, dossier).content.decode()
    given = {"have_don": "on", "file_don_ids": upload_pdf(now=f.NOW).id}
    assert post(as_("clerk"), dossier, "supply", **given).status_code == 302
    assert f.again(dossier).business == "handling"
    row = dossier.components.get(replaced_at=None)
    assert (row.form, row.source, bool(row.certified_by)) == ("certified", "digitised", True)


def test_the_form_of_a_verb_that_takes_a_file_sends_it(as_):
    dossier = f.decided(**FULL)
    said = as_("handler").get(reverse("counter:verb", args=[dossier.code, "attach_result"])).content.decode()
    assert 'enctype="multipart/form-data"' in said
    scan = SimpleUploadedFile("kq.pdf", pdf(), content_type="application/pdf")
    given = {name: value for name, value in GIVEN.items() if name in ("number", "issued_on", "paper_type")}
    assert post(as_("handler"), dossier, "attach_result", **given, file=scan).status_code == 302
    assert dossier.results.count() == 1


def test_a_paper_given_for_a_component_is_opened_only_through_its_dossier(as_):
    dossier = f.filed(given=(f.Given("don", source="digitised", file=upload_pdf(now=f.NOW).id),), **FULL)
    at = reverse("counter:component", args=[dossier.code, "don"])
    assert as_("clerk").get(at)["Content-Type"] == "application/pdf"
    assert as_("elsewhere").get(at).status_code == 404
    assert as_("clerk").get(reverse("counter:component", args=[dossier.code, "khac"])).status_code == 404


def test_the_page_asks_the_same_number_of_questions_however_long_the_slip(as_, django_assert_max_num_queries):
    dossier, client = f.handled(**FULL), as_("handler")
    page(client, dossier)
    for _more in range(6):
        actions.hand_over(dossier_id=dossier.pk, by=f.LEADER, now=f.NOW)
    with django_assert_max_num_queries(40):
        page(client, dossier)


def test_a_leader_signs_what_waits_and_everybody_reads_who_did(as_):
    dossier = f.decided(**FULL)
    draft = {**GIVEN, "file_ids": upload_pdf(now=f.NOW).id}
    assert post(as_("handler"), dossier, "attach_result", **draft).status_code == 302
    said = page(as_("leader"), dossier).content.decode()
    assert "Chờ ký số" in said
    assert "verb-sign" not in said, "no key, no verb"
    assert post(as_("clerk"), dossier, "return_result").status_code == 409

    signing.trusted()
    key = signing.key()
    assert "verb-sign" not in page(as_("handler"), dossier).content.decode()
    client = as_("leader")
    assert "verb-sign" in page(client, dossier).content.decode()
    answer = post(client, dossier, "sign", key=key)
    assert (answer.status_code, "/tai-khoan/xac-nhan/" in answer["Location"]) == (302, True)
    assert dossier.results.get().signature is None, "who is there was not shown in the last minutes"
    shown(client)
    assert post(client, dossier, "sign", key="key:999").status_code == 422
    assert post(client, dossier, "sign", key=key).status_code == 302
    said = page(client, dossier).content.decode()
    for text in ("Đã ký số bởi Ủy ban nhân dân phường Thuận Hóa", "Được tin cậy", "chưa kiểm tra thu hồi"):
        assert text in said
    assert post(as_("clerk"), dossier, "return_result").status_code == 302


def test_what_was_exchanged_since_a_leader_read_it_is_not_signed(as_):
    signing.trusted()
    key, dossier = signing.key(), f.decided(**FULL)
    post(as_("handler"), dossier, "attach_result", **{**GIVEN, "file_ids": upload_pdf(now=f.NOW).id})
    leader = as_("leader")
    shown(leader)
    read = f"dossier:{dossier.pk}/result:{dossier.results.get().pk}"
    assert f'name="seen" value="{read}"' in page(leader, dossier).content.decode()
    post(as_("handler"), dossier, "attach_result", **{**GIVEN, "file_ids": upload_pdf(now=f.NOW).id})
    leader = as_("leader")
    shown(leader)
    assert post(leader, dossier, "sign", key=key, seen=read).status_code == 409
    assert dossier.results.get().signature is None
    now_read = f"dossier:{dossier.pk}/result:{dossier.results.get().pk}"
    assert post(leader, dossier, "sign", key=key, seen=now_read).status_code == 302
    assert dossier.results.get().signature["valid"]


def test_a_broken_signature_is_said_beside_the_file(as_):
    dossier = f.decided(**FULL)
    signed = bytearray(signing.signed(pdf()))
    signed[signed.index(b"595")] = ord("6")
    broken = SimpleUploadedFile("kq.pdf", bytes(signed), content_type="application/pdf")
    answer = post(as_("handler"), dossier, "attach_result", **GIVEN, file=broken)
    assert answer.status_code == 422
    assert "chữ ký hỏng: nội dung đã khác với lúc ký" in answer.content.decode()
    assert dossier.results.count() == 0


def test_of_whom_nobody_knows_any_more_the_page_says_since_when(as_):
    given = (f.Given("don", source="digitised", file=upload_pdf(now=f.NOW).id),)
    dossier = f.handled(given=given, **FULL)
    actions.stop(dossier_id=dossier.pk, reason="Trùng hồ sơ", by=f.LEADER, now=f.NOW)
    paper = reverse("counter:component", args=[dossier.code, "don"])
    slip = reverse("counter:paper", args=[dossier.code, "phieu-kiem-soat"])
    assert as_("handler").get(paper).status_code == as_("handler").get(slip).status_code == 200
    assert actions.forget_ended(now=f.NOW + 3650 * f.DAY) == 1
    said = page(as_("leader"), dossier).content.decode()
    assert "Đã xoá theo thời hạn lưu, ngày 16/11/2036" in said
    for gone in ("Hằng", "046188000123", "Nộp cho trường", paper, slip, "verb-reopen"):
        assert gone not in said, gone
    for there in (dossier.code, "Đơn đề nghị", "Phiếu kiểm soát", "Trùng hồ sơ"):
        assert there in said, there
    assert as_("handler").get(paper).status_code == as_("handler").get(slip).status_code == 404
    assert post(as_("leader"), dossier, "reopen", reason="Đính chính").status_code == 409


def shown(client):
    """Who is signed in has just shown it by password."""
    session = client.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
