"""Do the citizen's pages let the right person do the right thing, with and without JavaScript?"""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tinhso.casework.oversight import queries as oversight
from tinhso.casework.reports import actions, ownership
from tinhso.casework.reports.models import Exchange, Flag, Report
from tinhso.casework.reports.tests import factories
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, LEADER, NOW, sent
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.foundation.agencies.tests.factories import THUAN_HOA
from tinhso.foundation.files import actions as files
from tinhso.foundation.files.tests.factories import jpeg

pytestmark = pytest.mark.django_db
HEARD_BY_NO_ROW = "ba công nhân chui xuống hầm rồi im luôn, gọi không đáp"
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        yield factories.province()


def form(**changes):
    return {
        "id": str(uuid4()),
        "text": "Đèn đường trước cổng trường Đống Đa tắt ba đêm nay",
        "category": "",
        "place": THUAN_HOA,
        "detail": "gần cổng trường",
        "public": "on",
        **changes,
    }


def owner(report: Report) -> Client:
    """A browser that sent this report."""
    client = Client()
    client.post(
        reverse("filing:find"),
        {"code": report.code, "secret": ownership.secret(report.nonce, report.key_mark)},
    )
    return client


def answered(**changes) -> Report:
    report = sent(**changes)
    actions.accept(report_id=report.pk, by=HANDLER, now=NOW)
    actions.start(report_id=report.pk, by=HANDLER, now=NOW)
    actions.draft_answer(report_id=report.pk, text="Đã thay bóng đèn.", by=HANDLER, now=NOW)
    actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=NOW)
    actions.approve(report_id=report.pk, by=LEADER, now=NOW + HOUR)
    return report


# --- sending without JavaScript ---


def test_a_form_without_javascript_makes_a_report_and_shows_code_secret_agency_and_reason(client):
    response = client.post(reverse("filing:new"), form(), follow=True)
    report = Report.objects.get()
    page = response.content.decode()
    assert response.redirect_chain == [(f"/phan-anh/{report.code}", 302)]
    assert report.place_detail == "gần cổng trường"
    assert ownership.secret(report.nonce, report.key_mark) in page
    assert "UBND phường Thuận Hóa" in page
    assert "Vì sao?" in page


def test_sending_the_same_form_twice_makes_one_report(client):
    given = form()
    first = client.post(reverse("filing:new"), given)
    again = client.post(reverse("filing:new"), given)
    assert first["Location"] == again["Location"]
    assert Report.objects.count() == 1


def test_a_photo_comes_with_the_form(client):
    picture = SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg")
    client.post(reverse("filing:new"), form(photos=picture))
    assert Report.objects.get().photo_count == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"text": "  "}, "Hãy viết vài chữ"),
        ({"place": ""}, "Cho biết chỗ đó ở đâu"),
        ({"place": "99999"}, "Xã, phường này không có trong danh sách"),
        ({"lat": "nam", "lon": "107"}, "hãy đặt lại ghim"),
        ({"lat": "16.05", "lon": "108.2"}, "nằm ngoài địa bàn"),
        ({"phone": "không có"}, "Số điện thoại chưa đúng"),
        ({"email": "a@"}, "Địa chỉ thư điện tử chưa đúng"),
        ({"id": "1"}, "hãy tải lại trang"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client, changes, sentence):
    response = client.post(reverse("filing:new"), form(name="Trần Thị Đào", **changes))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "Trần Thị Đào" in page
    assert "error-summary" in page
    assert not Report.objects.exists()


@pytest.mark.parametrize("text", ["Nhà đang cháy lớn", HEARD_BY_NO_ROW])
def test_words_of_danger_bring_the_numbers_back_with_a_refused_form(client, text):
    page = client.post(reverse("filing:new"), form(text=text, place="")).content.decode()
    assert re.search(r"data-danger>", page)


def test_what_only_the_listener_hears_brings_the_numbers_after_sending_too(client):
    given = form(text=HEARD_BY_NO_ROW, was_asked="danger denunciation")
    receipt = client.post(reverse("filing:new"), given, follow=True).content.decode()
    assert Report.objects.get().urgent
    assert "không thay cho cuộc gọi" in receipt
    assert 'href="tel:112"' in receipt


# --- who sees what ---


def test_a_private_report_answers_a_stranger_exactly_like_an_unknown_one(client):
    private = sent(public=False)
    unknown = client.get("/phan-anh/1234567890")
    there = client.get(f"/phan-anh/{private.code}")
    assert (there.status_code, unknown.status_code) == (404, 404)
    hide = re.compile(rb'name="(csrfmiddlewaretoken|next)" value="[^"]*"')
    assert hide.sub(b"", there.content) == hide.sub(b"", unknown.content)
    assert owner(private).get(f"/phan-anh/{private.code}").status_code == 200


def test_a_wrong_secret_and_an_unknown_code_are_told_apart_by_nothing(client):
    private = sent(public=False)
    found = reverse("filing:find")
    wrong = client.post(found, {"code": private.code, "secret": "AAAA-BBBB-CCCC-DDDD"})
    plain = client.post(found, {"code": private.code, "secret": ""})
    assert (wrong.status_code, plain.status_code) == (422, 422)
    assert "Không tìm thấy phản ánh" in plain.content.decode()


def test_everybody_reads_the_masked_text_and_the_reporter_their_own(client):
    report = sent(text="Ổ gà, xin gọi 0912345678")
    url = reverse("filing:page", args=[report.code])
    assert "0912345678" not in client.get(url).content.decode()
    assert "0912345678" in owner(report).get(url).content.decode()


def test_the_secret_is_shown_to_the_sender_alone_and_not_for_long(client):
    report = sent(now=NOW + 2 * HOUR)
    secret = ownership.secret(report.nonce, report.key_mark)
    url = reverse("filing:page", args=[report.code])
    mine = owner(report)
    assert secret in mine.get(url).content.decode()
    assert secret not in client.get(url).content.decode()
    with time_machine.travel(NOW + 2 * HOUR + timedelta(minutes=31), tick=False):
        assert secret not in mine.get(url).content.decode()


def test_a_sealed_report_tells_its_sender_alone_where_it_went(client):
    report = sent(text="Tôi tố cáo chủ tịch phường nhận hối lộ")
    url = reverse("filing:page", args=[report.code])
    assert client.get(url).status_code == 404
    assert "Ban Tiếp công dân" in owner(report).get(url).content.decode()


def test_a_photo_is_public_only_once_the_agency_has_accepted(client):
    photo = files.receive(jpeg(), filename="a.jpg", by=CITIZEN, now=NOW).id
    report = sent(photos=[photo])
    url = reverse("filing:photo", args=[report.code, photo, "thumb"])
    assert client.get(url).status_code == 404
    mine = owner(report).get(url)
    assert mine.status_code == 200
    assert "private" in mine["Cache-Control"]
    actions.accept(report_id=report.pk, by=HANDLER, now=NOW)
    assert client.get(url).status_code == 404, "faces and plates are not covered yet"
    assert "Đang che mặt người" in client.get(f"/phan-anh/{report.code}").content.decode()
    files.mask_waiting(now=NOW)
    shown = client.get(url)
    assert shown.status_code == 200
    assert "public" in shown["Cache-Control"]
    whole = reverse("filing:whole-photo", args=[report.code, photo, "thumb"])
    assert client.get(whole).status_code == 404
    assert "private" in owner(report).get(whole)["Cache-Control"]
    other = sent()
    assert client.get(url.replace(report.code, other.code)).status_code == 404


def test_a_sender_covers_a_part_of_their_photo(client):
    photo = files.receive(jpeg(), filename="a.jpg", by=CITIZEN, now=NOW, shows_nobody=True).id
    report = sent(photos=[photo])
    actions.accept(report_id=report.pk, by=HANDLER, now=NOW)
    url, shown = (
        reverse(f"filing:{n}", args=[report.code, photo, *a]) for n, a in (("blur", []), ("photo", ["large"]))
    )
    mine = owner(report)
    before = b"".join(client.get(shown).streaming_content)
    assert url in mine.get(f"/phan-anh/{report.code}").content.decode()
    assert mine.get(url).status_code == 200
    box = {"x": ["25", ""], "y": ["10,5", ""], "w": ["50", ""], "h": ["30", ""]}
    assert mine.post(url, box)["Location"] == f"/phan-anh/{report.code}"
    assert client.get(shown).status_code == 404
    files.mask_waiting(now=NOW)
    assert b"".join(client.get(shown).streaming_content) != before
    assert "Vùng tự vẽ" in mine.get(url).content.decode()

    wrong = mine.post(url, {**box, "x": ["một", ""]})
    assert (wrong.status_code, "số từ 0 đến 100" in wrong.content.decode()) == (422, True)
    assert 'value="10,5"' in wrong.content.decode()
    assert client.post(url, box).status_code == 403
    assert mine.get(url.replace(photo, "a" * 26)).status_code == 404


def test_a_one_time_link_opens_the_report_once(client):
    report = sent(public=False)
    url = reverse("filing:link", args=[ownership.link(report.code)])
    assert client.get(url).status_code == 200
    assert client.get(f"/phan-anh/{report.code}").status_code == 404
    assert client.post(url)["Location"] == f"/phan-anh/{report.code}"
    assert client.get(f"/phan-anh/{report.code}").status_code == 200
    assert Client().post(url)["Location"] == reverse("filing:find")


def test_what_this_browser_sent_is_listed_where_one_looks_for_it(client):
    report = sent(public=False)
    found = reverse("filing:find")
    assert f"/phan-anh/{report.code}" in owner(report).get(found).content.decode()
    assert f"/phan-anh/{report.code}" not in client.get(found).content.decode()


@pytest.mark.parametrize(
    ("typed", "leads_to"),
    [
        ("khai sinh", "/thu-tuc?q=khai+sinh"),
        ("h57.12-261122-0001", "/tra-cuu-ho-so?ma=h57.12-261122-0001"),
        ("4621 073 58O", None),
    ],
)
def test_whatever_is_looked_for_leads_to_where_it_is_known(client, typed, leads_to):
    assert client.get(reverse("filing:find"), {"code": typed}).get("Location") == leads_to


# --- what the reporter may do ---


def test_what_this_browser_sent_stands_with_its_own_words_until_it_is_forgotten(client):
    report = sent(public=False)
    sent(text="Việc của người khác, không công khai", public=False)
    own = owner(report)
    page = own.get(reverse("filing:mine")).content.decode()
    assert f"{report.code[:4]} {report.code[4:7]} {report.code[7:]}" in page
    assert report.text[:40] in page
    assert "Việc của người khác" not in page
    assert report.code not in client.get(reverse("filing:mine")).content.decode()
    own.post(reverse("filing:mine"))
    assert report.code not in own.get(reverse("filing:mine")).content.decode()
    assert own.get(reverse("filing:page", args=[report.code])).status_code == 404


def test_photos_of_a_refused_form_are_not_asked_for_again(client):
    photo = SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg")
    page = client.post(reverse("filing:new"), form(text="", photos=photo)).content.decode()
    kept = re.search(r'name="photo_ids" value="(\w+)"', page)
    assert kept
    client.post(reverse("filing:new"), form(photo_ids=kept[1]))
    assert Report.objects.get().photo_count == 1


def test_a_report_sent_late_says_when_it_happened(client):
    late = sent(occurred_at=(NOW - 30 * HOUR).isoformat())
    at_once = sent(occurred_at=(NOW - timedelta(minutes=1)).isoformat())
    assert "Xảy ra lúc" in client.get(reverse("filing:page", args=[late.code])).content.decode()
    assert "Xảy ra lúc" not in client.get(reverse("filing:page", args=[at_once.code])).content.decode()


def test_the_reporter_answers_the_question(client):
    report = sent()
    actions.accept(report_id=report.pk, by=HANDLER, now=NOW)
    actions.start(report_id=report.pk, by=HANDLER, now=NOW)
    actions.ask_citizen(report_id=report.pk, question="Cột đèn số mấy?", by=HANDLER, now=NOW)
    page, reply = (reverse(f"filing:{name}", args=[report.code]) for name in ("page", "reply"))
    mine = owner(report)
    assert "Cột đèn số mấy?" in mine.get(page).content.decode()
    assert "Cột đèn số mấy?" not in client.get(page).content.decode()
    assert mine.post(reply, {"text": ""}).status_code == 422
    assert mine.post(reply, {"text": "Cột số 12"}).status_code == 302
    assert Exchange.objects.get().reply == "Cột số 12"


def test_rating_and_reopening_belong_to_the_reporter(client):
    report = answered()
    rate, reopen = (reverse(f"filing:{name}", args=[report.code]) for name in ("rate", "reopen"))
    assert client.post(rate, {"rating": "satisfied"}).status_code == 403
    mine = owner(report)
    assert mine.post(reopen, {"reason": "chưa xong"}).status_code == 409
    assert mine.post(rate, {"rating": "tuyệt"}).status_code == 422
    assert mine.post(rate, {"rating": "unsatisfied", "comment": "Vẫn tắt"}).status_code == 302
    assert client.post(reopen, {"reason": "chưa xong"}).status_code == 403
    assert mine.post(reopen, {"reason": "Đèn vẫn tắt"}).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.round) == ("assigned", 2)
    assert "Xử lý lại" in client.get(reverse("filing:page", args=[report.code])).content.decode()


def test_anybody_may_flag_what_is_public_and_nobody_what_is_not(client):
    public, private = sent(), sent(public=False)
    given = {"reason": "insult", "note": "Có lời xúc phạm"}
    assert client.post(reverse("filing:flag", args=[public.code]), given).status_code == 302
    assert client.post(reverse("filing:flag", args=[private.code]), given).status_code == 404
    assert Flag.objects.get().report == public


def test_a_late_answer_is_called_late(client):
    report = answered()
    Report.objects.filter(pk=report.pk).update(
        due_at=NOW - timedelta(days=2), original_due=NOW - timedelta(days=2)
    )
    page = client.get(reverse("filing:page", args=[report.code])).content.decode()
    assert "Trả lời trễ 2 ngày" in page


# --- every page ---


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_page_opens_in_both_languages_with_nothing_inline(client, language):
    report = answered()
    client.cookies["django_language"] = language
    mine = owner(report)
    mine.cookies["django_language"] = language
    pages = [
        client.get(reverse("filing:new")),
        client.get(reverse("filing:find")),
        client.get(reverse("filing:page", args=[report.code])),
        mine.get(reverse("filing:page", args=[report.code])),
        client.get(reverse("filing:link", args=["x"])),
    ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert f'<html lang="{language}"' in text
        assert not INLINE.search(text), INLINE.search(text)


def test_the_form_opens_before_any_commune_or_agency_is_there(client, hue):
    with time_machine.travel("2020-01-02T03:00:00Z", tick=False):
        assert client.get(reverse("filing:new")).status_code == 200


def test_a_refused_report_says_why_and_offers_a_person(client):
    page = client.post(reverse("filing:new"), form(text="asdf asdf"), follow=True).content.decode()
    code = Report.objects.get().code
    assert "không đọc được" in page
    assert 'id="xem-lai"' in page
    done = client.post(f"/phan-anh/{code}/xem-lai", {"reason": "Tôi gõ nhầm bàn phím"}, follow=True)
    page = done.content.decode()
    assert "Đã đề nghị xem lại" in page
    assert 'id="xem-lai"' not in page


def test_a_merged_report_leads_to_the_first_and_its_reporter_separates_it(client):
    first, later = sent(), sent()
    actions.merge(report_id=later.pk, first=first.code, by=MACHINE, now=NOW + HOUR)
    browser = owner(later)
    page = browser.get(f"/phan-anh/{later.code}").content.decode()
    assert f"/phan-anh/{first.code}" in page
    assert client.post(f"/phan-anh/{later.code}/khac-viec").status_code == 403
    page = browser.post(f"/phan-anh/{later.code}/khac-viec", follow=True).content.decode()
    assert "Đã tách ra" in page


def test_anybody_follows_a_public_report_and_stops_again(client):
    report, hidden = sent(), sent(public=False)
    given = {"email": "lan@example.vn"}
    page = client.post(f"/phan-anh/{report.code}/theo-doi", given, follow=True).content.decode()
    assert "Đã ghi" in page
    assert oversight.follower_count(report.pk) == 1
    assert client.post(f"/phan-anh/{report.code}/theo-doi", {"email": "lan"}).status_code == 422
    client.post(f"/phan-anh/{report.code}/theo-doi", {**given, "then": "stop"})
    assert oversight.follower_count(report.pk) == 0
    assert client.get(f"/phan-anh/{hidden.code}/theo-doi").status_code == 404


@pytest.mark.parametrize("typed", ["UB.19789-261120-0001", " h57.12-260708-0001 "])
def test_the_code_of_a_dossier_leads_on_to_where_it_is_known(client, typed):
    answer = client.get("/tra-cuu", {"code": typed})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/tra-cuu-ho-so?ma=")
    assert client.get(answer["Location"]).status_code == 200
