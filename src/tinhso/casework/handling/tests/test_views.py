"""Who meets a case, what can be done through the forms, and what is said when it is refused?"""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from tinhso.casework.handling.views.verbs import VERBS
from tinhso.casework.reports import actions, queries
from tinhso.casework.reports.models import Answer, Report, Reveal
from tinhso.casework.reports.tests.factories import HOUR, NOW, province, sent
from tinhso.casework.reports.workflow import REPORT
from tinhso.casework.rulebook.models import ApprovalRule
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.revisions import touch
from tinhso.core.roles import Role
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.files.tests.factories import upload
from tinhso.foundation.ledger.models import Fact

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR
CONTACT = {"name": "Nguyễn Thị Sen", "phone": "0900000123", "email": None}
DENUNCIATION = "Tôi tố cáo ông chủ tịch phường nhận hối lộ của nhà thầu."
COMMUNE = "UB-THUAN-HOA"
PEOPLE = {
    "handler": (COMMUNE, Role.HANDLER),
    "leader": (COMMUNE, Role.LEADER),
    "stranger": ("UB-PHU-XUAN", Role.LEADER),
    "coordinator": ("DP", Role.COORDINATOR),
    "restricted": ("TCD", Role.RESTRICTED),
    "reader": ("", Role.READER),
    "auditor": ("", Role.AUDITOR),
    "administrator": ("", Role.ADMINISTRATOR),
}


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(LATER, tick=False):
        yield province()


@pytest.fixture
def people(hue):
    return {name: officer(agency, role) for name, (agency, role) in PEOPLE.items()}


@pytest.fixture
def as_(client, people):
    """Sign somebody in and give the browser."""

    def signed_in(name):
        client.force_login(people[name])
        return client

    return signed_in


def actor(account):
    return accounts.actor(account, on=local_date(LATER))


def post(client, report, verb, **given):
    return client.post(reverse("handling:verb", args=[report.code, verb]), given)


def page(client, report):
    return client.get(reverse("handling:case", args=[report.code]))


@pytest.mark.parametrize(
    ("name", "ordinary", "sealed"),
    [
        ("handler", 200, 404),
        ("leader", 200, 404),
        ("stranger", 404, 404),
        ("coordinator", 200, 404),
        ("restricted", 404, 200),
        ("reader", 200, 404),
        ("auditor", 200, 404),
        ("administrator", 200, 404),
    ],
)
def test_who_opens_a_case(as_, name, ordinary, sealed):
    client = as_(name)
    assert page(client, sent()).status_code == ordinary
    assert page(client, sent(text=DENUNCIATION)).status_code == sealed


def test_nobody_is_sent_to_sign_in(client):
    report = sent()
    assert page(client, report).status_code == 302
    assert post(client, report, "accept").status_code in (302, 401)
    assert Report.objects.get().status == "assigned"


GIVEN = {
    "question": "Ở đoạn nào?", "text": "Đã xem.", "reason": "Cần làm vậy.", "to_agency": "", "to": "",
    "until": "2026-12-31", "agency": "SXD", "part": "text", "comment": "", "task": "", "outcome": "",
    "first": "0000000000",
}  # fmt: skip


@pytest.mark.parametrize("verb", [v.name for v in VERBS])
@pytest.mark.parametrize("name", ["stranger", "restricted", "reader"])
def test_those_without_the_right_change_nothing(as_, name, verb):
    report = sent(contact=CONTACT)
    given = {**GIVEN, "reason": "personal_data"} if verb in ("flag", "hide", "unhide") else GIVEN
    facts = Fact.objects.count()
    answer = post(as_(name), report, verb, **given)
    if name == "reader":  # may look, and flag what is public
        assert answer.status_code == (302 if verb == "flag" else 403)
        assert Fact.objects.count() == facts + (verb == "flag")
    else:
        assert answer.status_code == 404
        assert Fact.objects.count() == facts


def test_the_page_offers_exactly_what_the_rules_allow(as_, people):
    report = sent()
    client = as_("handler")
    for _ in range(2):
        case = queries.case(report.code, actor(people["handler"]), LATER)
        shown = page(client, report).content.decode()
        allowed = {t.name for t in REPORT.steps(Report.objects.get().status, {Role.HANDLER})}
        for verb in VERBS:
            url = reverse("handling:verb", args=[report.code, verb.name])
            if f'"{url}"' in shown:
                assert verb.transition in allowed | {"finish_co_handling"}, verb.name
        assert {"accept", "start"} & {t.name for t in case.verbs}
        post(client, report, "accept")


def test_the_whole_way_through_the_forms(as_):
    report = sent()
    client = as_("handler")
    assert "Hạn trả lời" in post_and_follow(client, report, "accept")
    post(client, report, "take")
    assert "bắt đầu" in post_and_follow(client, report, "start")
    shown = post_and_follow(
        client, report, "draft_answer", text="Đã vá xong.", then="submit", photo_ids=[upload().id]
    )
    assert "trình lãnh đạo" in shown
    answer = Answer.objects.get()
    assert answer.state == "submitted"
    shown = post_and_follow(as_("leader"), report, "approve")
    assert "đồng hồ đã dừng" in shown
    assert "Đã vá xong." in shown
    assert shown.count("/anh/") >= 2  # the photo of the answer, large and thumb
    assert Report.objects.get().status == "answered"


def post_and_follow(client, report, verb, **given):
    answer = client.post(reverse("handling:verb", args=[report.code, verb]), given, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def test_the_numbers_said_beside_a_verb_are_the_dated_ones(as_):
    parameters.write("reports.wait_for_citizen", 9, valid_from=date(2026, 1, 1))
    parameters.write("reports.hops", 4, valid_from=date(2026, 1, 1))
    report = sent()
    shown = post_and_follow(as_("handler"), report, "accept")
    assert "nhiều nhất 9 ngày làm việc" in shown
    assert "Sau 4 lần chuyển" in shown


def test_a_draft_is_kept_apart_from_submitting(as_):
    report = sent()
    client = as_("handler")
    post(client, report, "accept")
    post(client, report, "draft_answer", text="Bản nháp đầu.")
    assert Answer.objects.get().state == "draft"
    assert Report.objects.get().status == "in_progress"
    assert "Bản nháp đầu." in page(client, report).content.decode()
    post(client, report, "submit_for_approval")
    assert Report.objects.get().status == "waiting_for_approval"


def test_where_no_approval_is_needed_the_answer_goes_out(as_):
    ApprovalRule.objects.create(category="road", needed=False, valid_from="2025-07-01", is_sample=True)
    touch("rulebook")
    report = sent()
    client = as_("handler")
    post(client, report, "accept")
    assert "Trả lời người gửi" in page(client, report).content.decode()
    post(client, report, "draft_answer", text="Đã vá xong.", then="submit")
    assert Report.objects.get().status == "answered"


def test_a_refused_verb_stands_open_with_what_was_typed(as_):
    report = sent()
    client = as_("handler")
    answer = post(client, report, "forward", to_agency="Sở Không Có", reason="Đường này của tỉnh.")
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Đường này của tỉnh." in shown
    assert "Sở Không Có" in shown
    assert "Không có tên như vậy" in shown
    assert Report.objects.get().hops == 0


def test_a_verb_that_came_too_late_is_said_on_the_page(as_):
    report = sent()
    client = as_("handler")
    post(client, report, "accept")
    answer = post(client, report, "accept")
    assert answer.status_code == 409
    assert "Không thể" in answer.content.decode()


def test_photos_that_are_none_keep_the_answer(as_):
    report = sent()
    client = as_("handler")
    post(client, report, "accept")
    answer = post(client, report, "draft_answer", text="Đã vá.", then="submit", photo_ids=["khongcoanhnay"])
    assert answer.status_code == 422
    assert "Đã vá." in answer.content.decode()
    assert not Answer.objects.exists()


def test_without_javascript_each_form_opens_by_itself(as_):
    report = sent()
    client = as_("handler")
    url = reverse("handling:verb", args=[report.code, "forward"])
    shown = client.get(url).content.decode()
    assert 'id="verb"' in shown
    assert shown.count(f'action="{url}"') == 1
    assert client.get(reverse("handling:verb", args=[report.code, "approve"])).status_code == 302
    assert client.get(f"/xu-ly/{report.code}/khong_co").status_code == 404


@pytest.mark.parametrize("verb", ["approve", "start", "submit_for_approval", "dismiss_appeal", "unmerge"])
def test_a_step_that_does_not_start_from_this_state_is_a_conflict(as_, people, verb):
    report = sent()
    who = "coordinator" if verb == "dismiss_appeal" else "leader"
    if verb == "dismiss_appeal":
        Report.objects.update(status="assigned")
    answer = post(as_(who), report, verb, reason="Đã xem.")
    assert answer.status_code == 409
    assert Report.objects.get().status == "assigned"


def test_a_part_that_is_done_is_not_done_again(as_):
    report = sent()
    post(as_("handler"), report, "add_co_handler", agency="UBND phường Phú Xuân", task="Dọn cây đổ.")
    client = as_("stranger")
    assert post(client, report, "finish_co_handling").status_code == 302
    assert post(client, report, "finish_co_handling").status_code == 409
    assert post(as_("leader"), report, "finish_co_handling").status_code == 403


def test_what_is_sealed_leaves_by_unsealing_alone(as_):
    report = sent(text=DENUNCIATION)
    answer = post(as_("restricted"), report, "forward", to_agency="sở xây dựng", reason="Đường tỉnh.")
    assert answer.status_code == 409
    assert Report.objects.get().agency_code == "TCD"


def test_the_leader_reads_each_answer_in_the_list_before_approving_many(as_):
    report = sent()
    client = as_("handler")
    post(client, report, "accept")
    post(client, report, "draft_answer", text="Đã vá ổ gà trước số nhà 12.", then="submit")
    shown = as_("leader").get(reverse("desk:desk"), {"duty": "approve"}).content.decode()
    assert "Đã vá ổ gà trước số nhà 12." in shown
    assert report.text[:40] in shown


def test_the_desk_names_categories_in_the_readers_language(as_):
    sent(category="waste")
    client = as_("handler")
    assert "Rác thải – phường Thuận Hóa".lower() in client.get(reverse("desk:desk")).content.decode().lower()
    client.cookies["django_language"] = "en"
    assert "waste – phường thuận hóa" in client.get(reverse("desk:desk")).content.decode().lower()


def test_every_verb_of_the_bar_has_a_key_of_its_own():
    keys = [v.shortcut or REPORT.step(v.transition).shortcut for v in VERBS if v.place == "bar"]
    asked = {v.name for v in VERBS if v.place == "bar"} - {"dismiss_appeal", "unmerge", "unseal"}
    named = {v.name for v in VERBS if v.shortcut or REPORT.step(v.transition).shortcut}
    assert asked <= named
    # of two with one key never both stand there
    twice = sorted(k for k in set(keys) if k and keys.count(k) > 1)
    assert twice == ["d"]
    assert not set(keys) & set("jkxa/?")


def test_not_mine_leads_to_the_named_agency_and_away_from_this_desk(as_):
    report = sent()
    client = as_("handler")
    answer = post(client, report, "forward", to_agency="sở xây dựng", reason="Đường tỉnh.")
    assert answer.url == reverse("desk:desk")
    assert Report.objects.get().agency_code == "SXD"
    assert page(client, report).status_code == 404


def test_the_reporter_is_hidden_until_revealed_with_a_reason(as_):
    report = sent(contact=CONTACT)
    client = as_("handler")
    assert CONTACT["phone"] not in page(client, report).content.decode()
    assert CONTACT["name"] not in page(client, report).content.decode()
    assert post(client, report, "reveal_reporter", reason=" ").status_code == 422
    assert not Reveal.objects.exists()
    shown = post(client, report, "reveal_reporter", reason="Cần gặp để chỉ chỗ.").content.decode()
    assert CONTACT["phone"] in shown
    assert Reveal.objects.get().reason == "Cần gặp để chỉ chỗ."
    assert CONTACT["phone"] not in page(client, report).content.decode()


def test_extension_is_asked_once_and_granted_by_the_leader(as_):
    report = sent()
    client = as_("handler")
    post(client, report, "accept")
    was = Report.objects.get().due_at
    assert post(client, report, "request_extension", until="2026-11-01", reason="Mưa lớn.").status_code == 422
    post(client, report, "request_extension", until="2026-12-31", reason="Mưa lớn.")
    assert post(client, report, "grant_extension").status_code == 403
    post(as_("leader"), report, "grant_extension")
    due = Report.objects.get().due_at
    assert due > was
    assert f"{due:%d/%m}" == "31/12"


def test_a_second_agency_finishes_its_part(as_, people):
    report = sent()
    post(as_("handler"), report, "add_co_handler", agency="UBND phường Phú Xuân", task="Dọn cây đổ.")
    client = as_("stranger")
    shown = page(client, report).content.decode()
    assert "Xong phần phối hợp" in shown
    assert "Nhận xử lý" not in shown
    post(client, report, "finish_co_handling", outcome="Đã dọn.")
    assert "Đã dọn." in page(as_("handler"), report).content.decode()


def test_hidden_content_comes_back(as_):
    report = sent()
    client = as_("leader")
    post(client, report, "hide", part="text", reason="personal_data", comment="")
    assert Report.objects.get().text_hidden
    post(client, report, "unhide", part="text", reason="Đã che số điện thoại.")
    assert not Report.objects.get().text_hidden


def test_the_restricted_desk_gives_an_ordinary_report_back(as_):
    report = sent(text=DENUNCIATION)
    client = as_("restricted")
    assert "Trả về quy trình thường" in page(client, report).content.decode()
    answer = post(client, report, "unseal", reason="Chỉ là góp ý.")
    assert answer.status_code == 302
    assert Report.objects.get().visibility != "sealed"
    assert page(client, report).status_code == 404


def test_a_leader_approves_many_and_is_told_of_the_others(as_, people):
    ready, fresh = sent(), sent()
    handler = actor(people["handler"])
    actions.accept(report_id=ready.pk, by=handler, now=LATER)
    actions.draft_answer(report_id=ready.pk, text="Đã vá xong.", by=handler, now=LATER)
    actions.submit_for_approval(report_id=ready.pk, by=handler, now=LATER)
    client = as_("leader")
    assert reverse("handling:approve-many") in client.get("/ban-lam-viec/?duty=approve").content.decode()
    subjects = [f"report:{ready.pk}", f"report:{fresh.pk}", "report:99999", "x:1", "report:²"]
    shown = client.post(reverse("handling:approve-many"), {"subject": subjects}, follow=True).content.decode()
    assert "Đã duyệt 1 câu trả lời" in shown
    assert shown.count("Chưa duyệt") == 2
    assert Report.objects.get(pk=ready.pk).status == "answered"
    assert Report.objects.get(pk=fresh.pk).status == "assigned"


def test_a_handler_approves_nothing_in_bulk(as_, people):
    ready = sent()
    handler = actor(people["handler"])
    actions.accept(report_id=ready.pk, by=handler, now=LATER)
    actions.draft_answer(report_id=ready.pk, text="Đã vá xong.", by=handler, now=LATER)
    actions.submit_for_approval(report_id=ready.pk, by=handler, now=LATER)
    as_("handler").post(reverse("handling:approve-many"), {"subject": [f"report:{ready.pk}"]})
    assert Report.objects.get().status == "waiting_for_approval"
