"""What officers and citizens do with a report, and what they may not."""

from datetime import date, timedelta

import pytest

from tinhso.casework.reports import actions, dated
from tinhso.casework.reports.models import Decision, Exchange, Forwarding, Report, Reveal
from tinhso.casework.reports.tests import factories as f
from tinhso.casework.reports.tests.factories import (
    COORDINATOR,
    DAY,
    HANDLER,
    HOUR,
    LEADER,
    NOW,
    RESTRICTED,
    sent,
)
from tinhso.casework.reports.workflow import REPORT
from tinhso.casework.rulebook.models import ApprovalRule
from tinhso.core import parameters
from tinhso.core.errors import Conflict, Invalid, Missing, NotPermitted
from tinhso.core.roles import CITIZEN, Role
from tinhso.foundation.agencies.models import Competence
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hue(db):
    return f.province()


def fresh(report: Report) -> Report:
    return Report.objects.get(pk=report.pk)


def open_duties(report, now=NOW):
    items = worklist.items_of(report.subject, now=now)
    return {(i.duty, i.agency_code) for i in items if i.state in ("running", "paused")}


def priority_of(competence_id):
    return Competence.objects.get(pk=competence_id).priority


def worked(now=NOW, **changes) -> Report:
    report = sent(now, **changes)
    actions.accept(report_id=report.pk, by=HANDLER, now=now + HOUR)
    actions.start(report_id=report.pk, by=HANDLER, now=now + HOUR)
    actions.draft_answer(report_id=report.pk, text="Đã vá ổ gà sáng nay.", by=HANDLER, now=now + 2 * HOUR)
    return fresh(report)


def answered(now=NOW, **changes) -> Report:
    report = worked(now, **changes)
    actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=now + 2 * HOUR)
    actions.approve(report_id=report.pk, by=LEADER, now=now + 3 * HOUR)
    return fresh(report)


def test_the_whole_way_to_a_closed_report():
    report = answered()
    assert (report.status, report.answered_at) == ("answered", NOW + 3 * HOUR)
    assert open_duties(report) == set()
    actions.rate(report_id=report.pk, satisfaction="satisfied", by=CITIZEN, now=NOW + DAY)
    assert actions.close_silent(NOW + 7 * DAY) == 0
    assert actions.close_silent(NOW + 7 * DAY + 3 * HOUR) == 1
    assert fresh(report).status == "closed"
    told = [x.type.partition(".")[2] for x in ledger.facts_of(report.subject)]
    assert [t for t in told if t not in ("item_assigned",)] == [
        "received", "routed", "accepted", "started", "answer_drafted", "answer_submitted", "answered",
        "rated", "closed",
    ]  # fmt: skip


def test_photos_wait_for_the_agency_and_words_do_not(hue):
    from tinhso.casework.reports import queries

    report = sent()
    page = queries.public_report(report.code, now=NOW)
    assert page.text
    assert report.photos_from == "on_accept"
    assert queries.search(queries.Filters(q="ổ gà"), now=NOW).total == 1


def test_without_the_rule_no_approval_is_needed(hue):
    ApprovalRule.objects.create(agency_code=hue.thuan_hoa, category="road", needed=False, valid_from=f.SINCE)
    report = worked()
    assert actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=NOW + 2 * HOUR) == "answered"
    assert fresh(report).answered_at == NOW + 2 * HOUR


def test_a_returned_answer_is_written_again():
    report = worked()
    actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=NOW + 2 * HOUR)
    actions.return_answer(report_id=report.pk, reason="Thiếu ảnh", by=LEADER, now=NOW + 3 * HOUR)
    assert fresh(report).status == "in_progress"
    actions.draft_answer(report_id=report.pk, text="Đã vá, kèm ảnh.", by=HANDLER, now=NOW + 4 * HOUR)
    actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=NOW + 4 * HOUR)
    actions.approve(report_id=report.pk, by=LEADER, now=NOW + 5 * HOUR)
    assert report.answers.get().text == "Đã vá, kèm ảnh."


def test_many_are_approved_at_once_and_one_refusal_stops_none():
    one, two = worked(), sent()
    actions.submit_for_approval(report_id=one.pk, by=HANDLER, now=NOW + 2 * HOUR)
    done = actions.approve_all(report_ids=[two.pk, one.pk], by=LEADER, now=NOW + 3 * HOUR)
    assert [(pk, refusal is None) for pk, refusal in done] == [(two.pk, False), (one.pk, True)]


def test_a_question_stops_the_clock_until_the_reply():
    report = worked()
    actions.ask_citizen(report_id=report.pk, question="Số nhà bao nhiêu ạ?", by=HANDLER, now=NOW + 2 * HOUR)
    assert fresh(report).status == "waiting_for_citizen"
    monday = NOW + 3 * DAY + 2 * HOUR
    actions.reply(report_id=report.pk, text="Số 12", by=CITIZEN, now=monday)
    after = fresh(report)
    assert after.status == "in_progress"
    assert after.due_at > report.due_at
    assert after.original_due == report.original_due


def test_a_question_without_reply_ends_by_itself():
    report = worked()
    actions.ask_citizen(report_id=report.pk, question="Ở đâu ạ?", by=HANDLER, now=NOW + 2 * HOUR)
    until = fresh(report).waiting_until
    assert until.date().isoformat() == "2026-11-30"  # five working days, with 24/11 off
    assert actions.resume_waiting(until - HOUR) == 0
    assert actions.resume_waiting(until) == 1
    assert fresh(report).status == "in_progress"
    assert Exchange.objects.get().ended_at == until


def test_not_mine_twice_and_then_the_desk(hue):
    report = sent()
    due = report.due_at
    went = actions.forward(report_id=report.pk, reason="Đường tỉnh", asset_class="provincial_road",
                           by=HANDLER, now=NOW + HOUR)  # fmt: skip
    assert went.code == hue.construction
    assert open_duties(report) == {("accept", hue.construction), ("answer", hue.construction)}
    builder = f.officer(Role.HANDLER, hue.construction)
    went = actions.forward(report_id=report.pk, reason="Của phường Phú Xuân", to_agency=hue.phu_xuan,
                           by=builder, now=NOW + 2 * HOUR)  # fmt: skip
    assert went.code == hue.phu_xuan
    third = f.officer(Role.HANDLER, hue.phu_xuan)
    went = actions.forward(report_id=report.pk, reason="Không phải", to_agency=hue.thuan_hoa, by=third,
                           now=NOW + 3 * HOUR)  # fmt: skip
    assert went.code == hue.exceptions
    after = fresh(report)
    assert (after.status, after.due_at, after.hops) == ("received", due, 3)
    assert open_duties(report) == {("triage", hue.exceptions), ("answer", hue.exceptions)}
    assert Forwarding.objects.count() == 3
    row = actions.rule_on_exception(
        report_id=report.pk, agency=hue.construction, reason="Đường tỉnh 10A", asset_class="provincial_road",
        teach=True, citation="Biên bản 12", by=COORDINATOR, now=NOW + 4 * HOUR,
    )  # fmt: skip
    assert priority_of(row) == 100
    assert fresh(report).agency_code == hue.construction
    assert open_duties(report) == {("accept", hue.construction), ("answer", hue.construction)}


def test_the_province_says_how_high_a_row_stands_that_the_desk_taught(hue):
    parameters.write("agencies.desk_rule_priority", 40, valid_from=date(2026, 1, 1))
    report = sent(category="road")
    row = actions.rule_on_exception(
        report_id=report.pk, agency=hue.construction, reason="Đường tỉnh 10A", teach=True,
        citation="Biên bản 12", by=COORDINATOR, now=NOW + HOUR,
    )  # fmt: skip
    assert priority_of(row) == 40


def test_the_machine_looks_again_without_those_who_said_no(hue):
    report = sent(category="security")
    police = f.officer(Role.HANDLER, hue.thuan_hoa_police)
    went = actions.forward(report_id=report.pk, reason="Việc của uỷ ban", by=police, now=NOW + HOUR)
    assert went.code == hue.thuan_hoa
    decision = Decision.objects.filter(report=report, kind="agency").latest("pk")
    assert decision.inputs["excluded"] == [hue.thuan_hoa_police]


def test_nowhere_to_go_is_the_exceptions_desk(hue):
    report = sent(category="waste")
    went = actions.forward(report_id=report.pk, reason="Không rõ", by=HANDLER, now=NOW + HOUR)
    assert went.code == hue.exceptions


def test_one_extension():
    report = worked()
    until = report.due_at + 3 * DAY
    actions.request_extension(
        report_id=report.pk, until=until, reason="Mưa lớn", by=HANDLER, now=NOW + 2 * HOUR
    )
    assert ("grant_extension", report.agency_code) in open_duties(report)
    with pytest.raises(NotPermitted):
        actions.grant_extension(report_id=report.pk, by=HANDLER, now=NOW + 3 * HOUR)
    actions.grant_extension(report_id=report.pk, by=LEADER, now=NOW + 3 * HOUR)
    after = fresh(report)
    assert (after.due_at, after.original_due) == (until, report.original_due)
    with pytest.raises(actions.AlreadyExtended):
        actions.request_extension(
            report_id=report.pk, until=until + DAY, reason="Nữa", by=HANDLER, now=NOW + DAY
        )


def test_a_refused_extension_moves_nothing():
    report = worked()
    actions.request_extension(report_id=report.pk, until=report.due_at + DAY, reason="Bận", by=HANDLER,
                              now=NOW + 2 * HOUR)  # fmt: skip
    actions.refuse_extension(report_id=report.pk, reason="Không đủ lý do", by=LEADER, now=NOW + 3 * HOUR)
    assert fresh(report).due_at == report.due_at
    assert ("grant_extension", report.agency_code) not in open_duties(report)


def test_a_second_agency_helps(hue):
    report = worked()
    pk = actions.add_co_handler(
        report_id=report.pk, agency=hue.water, task="Khoá van", by=HANDLER, now=NOW + HOUR
    )
    assert ("co_handle", hue.water) in open_duties(report)
    helper = f.officer(Role.HANDLER, hue.water)
    actions.note(report_id=report.pk, text="Đang tới", by=helper, now=NOW + 2 * HOUR)
    with pytest.raises(NotPermitted):
        actions.finish_co_handling(co_handling_id=pk, by=HANDLER, now=NOW + 3 * HOUR)
    with pytest.raises(NotPermitted):
        actions.draft_answer(report_id=report.pk, text="x", by=helper, now=NOW + 3 * HOUR)
    actions.finish_co_handling(co_handling_id=pk, by=helper, outcome="Đã khoá", now=NOW + 3 * HOUR)
    assert ("co_handle", hue.water) not in open_duties(report)
    with pytest.raises(actions.AlreadyHelping):
        actions.add_co_handler(report_id=report.pk, agency=hue.water, by=HANDLER, now=NOW + 4 * HOUR)


def test_reopened_once_after_an_unsatisfied_rating():
    report = answered()
    with pytest.raises(actions.CannotReopen):
        actions.reopen(report_id=report.pk, reason="Chưa xong", by=CITIZEN, now=NOW + DAY)
    actions.rate(report_id=report.pk, satisfaction="unsatisfied", by=CITIZEN, now=NOW + DAY)
    with pytest.raises(actions.NotNow):
        actions.rate(report_id=report.pk, satisfaction="satisfied", by=CITIZEN, now=NOW + DAY)
    actions.reopen(report_id=report.pk, reason="Ổ gà vẫn còn", by=CITIZEN, now=NOW + DAY)
    again = fresh(report)
    assert (again.status, again.round, again.satisfaction, again.answered_at) == ("assigned", 2, "", None)
    assert open_duties(report) == {("accept", report.agency_code), ("answer", report.agency_code)}
    actions.accept(report_id=report.pk, by=HANDLER, now=NOW + DAY)
    actions.draft_answer(report_id=report.pk, text="Vá lại rồi", by=HANDLER, now=NOW + DAY)
    actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=NOW + DAY)
    actions.approve(report_id=report.pk, by=LEADER, now=NOW + DAY)
    actions.rate(report_id=report.pk, satisfaction="unsatisfied", by=CITIZEN, now=NOW + 2 * DAY)
    with pytest.raises(actions.CannotReopen):
        actions.reopen(report_id=report.pk, reason="Nữa", by=CITIZEN, now=NOW + 2 * DAY)


def test_too_late_to_rate():
    report = answered()
    days = parameters.value(dated.RATE_WITHIN, NOW.date())
    with pytest.raises(actions.NotNow):
        actions.rate(report_id=report.pk, satisfaction="satisfied", by=CITIZEN, now=NOW + (days + 1) * DAY)


def test_hidden_text_leaves_page_search_and_comes_back():
    from tinhso.casework.reports import queries

    report = sent(text="Anh Nam ở kiệt 3 đổ rác bậy")
    actions.flag(report_id=report.pk, reason="personal_data", by=CITIZEN, now=NOW)
    actions.hide(report_id=report.pk, part="text", reason="personal_data", by=COORDINATOR, now=NOW)
    page = queries.public_report(report.code, now=NOW)
    assert page.text is None
    assert "lộ thông tin cá nhân" in page.text_note
    assert page.times_hidden == 1
    found = queries.Filters(q="kiệt 3")
    assert queries.search(found, now=NOW).total == 0
    actions.unhide(report_id=report.pk, part="text", reason="Đã xin phép", by=COORDINATOR, now=NOW)
    assert queries.search(found, now=NOW).total == 1
    assert queries.public_report(report.code, now=NOW).times_hidden == 1


def test_the_reporter_is_shown_with_a_reason_and_a_fact_only():
    contact = {"name": "Lê Thị Đào", "phone": "0234 000 000", "email": None}
    report = sent(contact=contact)
    with pytest.raises(Invalid):
        actions.reveal_reporter(report_id=report.pk, reason=" ", by=HANDLER, now=NOW)
    with pytest.raises(NotPermitted):
        actions.reveal_reporter(report_id=report.pk, reason="tò mò", by=f.READER, now=NOW)
    shown = actions.reveal_reporter(report_id=report.pk, reason="Hẹn khảo sát", by=HANDLER, now=NOW)
    assert shown.phone == "0234 000 000"
    assert Reveal.objects.get().reason == "Hẹn khảo sát"
    assert ledger.facts_of(report.subject)[-1].type == "reports.reporter_revealed"
    assert actions.erase_reporter(report_id=report.pk, by=f.ADMINISTRATOR, now=NOW)
    assert actions.reveal_reporter(report_id=report.pk, reason="lần nữa", by=HANDLER, now=NOW) is None


def test_a_sealed_report_is_never_forwarded(hue):
    report = sent(text="Tố cáo cán bộ phường ăn chặn tiền hỗ trợ")
    actions.accept(report_id=report.pk, by=RESTRICTED, now=NOW)
    for to in ("", "UB-PHU-XUAN"):
        with pytest.raises(actions.SealedStays):
            actions.forward(report_id=report.pk, to_agency=to, reason="Gửi nhầm", by=RESTRICTED, now=NOW)
    after = Report.objects.get(pk=report.pk)
    assert (after.visibility, after.agency_code, after.hops) == ("sealed", hue.restricted, 0)
    assert not Forwarding.objects.exists()


def test_a_sealed_report_is_worked_on_by_its_desk_alone(hue):
    report = sent(text="Tố cáo cán bộ phường ăn chặn tiền hỗ trợ")
    for other in (HANDLER, LEADER, COORDINATOR, f.READER, f.AUDITOR, f.ADMINISTRATOR):
        with pytest.raises(Missing):
            actions.accept(report_id=report.pk, by=other, now=NOW)
        with pytest.raises(Missing):
            actions.note(report_id=report.pk, text="x", by=other, now=NOW)
    actions.accept(report_id=report.pk, by=RESTRICTED, now=NOW)
    actions.unseal(report_id=report.pk, reason="Chỉ là góp ý", by=RESTRICTED, now=NOW)
    after = fresh(report)
    assert (after.visibility, after.agency_code) == ("public", hue.thuan_hoa)
    actions.seal(report_id=report.pk, reason="Đúng là tố cáo", by=HANDLER, now=NOW)
    after = fresh(report)
    assert (after.visibility, after.agency_code, after.public_words) == ("sealed", hue.restricted, "")
    assert open_duties(report) == {("accept", hue.restricted), ("answer", hue.restricted)}
    with pytest.raises(Missing):
        actions.accept(report_id=report.pk, by=HANDLER, now=NOW)


FORBIDDEN = [
    ("accept", {}, [f.STRANGER, f.READER, f.AUDITOR, f.ADMINISTRATOR, COORDINATOR, CITIZEN, RESTRICTED]),
    ("assign", {"to": "officer:11"}, [f.STRANGER, f.READER, CITIZEN]),
    ("forward", {"reason": "x"}, [f.STRANGER, f.AUDITOR, COORDINATOR, CITIZEN]),
    (
        "rule_on_exception",
        {"agency": "SXD", "reason": "x"},
        [HANDLER, LEADER, f.STRANGER, f.ADMINISTRATOR, CITIZEN],
    ),
    ("hide", {"part": "text", "reason": "insult"}, [f.STRANGER, f.READER, CITIZEN]),
    ("note", {"text": "x"}, [f.STRANGER, f.READER, RESTRICTED]),
    ("add_co_handler", {"agency": "NUOC"}, [f.STRANGER, f.READER, CITIZEN]),
    ("request_extension", {"until": NOW + 90 * DAY, "reason": "x"}, [f.STRANGER, COORDINATOR, CITIZEN]),
    ("reveal_reporter", {"reason": "x"}, [f.STRANGER, f.READER, f.AUDITOR, f.ADMINISTRATOR, CITIZEN]),
    ("erase_reporter", {}, [HANDLER, LEADER, COORDINATOR, f.AUDITOR]),
    ("seal", {"reason": "x"}, [f.STRANGER, f.READER, CITIZEN]),
    ("unseal", {"reason": "x"}, [HANDLER, LEADER, COORDINATOR, f.ADMINISTRATOR, CITIZEN]),
]


@pytest.mark.parametrize(("verb", "given", "actors"), FORBIDDEN, ids=[v for v, _, _ in FORBIDDEN])
def test_who_may_not(verb, given, actors):
    report = sent()
    before = len(ledger.facts_of(report.subject))
    for actor in actors:
        with pytest.raises((NotPermitted, Missing)):
            getattr(actions, verb)(report_id=report.pk, by=actor, now=NOW, **given)
    assert len(ledger.facts_of(report.subject)) == before


def test_wrong_states_are_refused_in_words():
    report = sent()
    with pytest.raises(Conflict) as refused:
        actions.approve(report_id=report.pk, by=LEADER, now=NOW)
    assert "Duyệt trả lời" in str(refused.value)
    with pytest.raises(Invalid):
        actions.forward(report_id=report.pk, reason="", by=HANDLER, now=NOW)
    with pytest.raises(Invalid):
        actions.forward(report_id=report.pk, reason="x", to_agency="TCD", by=HANDLER, now=NOW)


def test_every_owned_transition_has_a_verb():
    verbs = {t.name for t in REPORT.transitions} - {"route", "refuse", "answer", "forward_to_desk"}
    verbs = {{"resume": "resume_waiting", "close": "close_silent"}.get(v, v) for v in verbs}
    assert verbs <= set(actions.__all__)


def test_the_desk_works_on_what_stands_on_its_own_name(hue):
    report = sent(category="waste")
    actions.forward(report_id=report.pk, reason="Không rõ", by=HANDLER, now=NOW + timedelta(minutes=5))
    actions.rule_on_exception(report_id=report.pk, agency=hue.thuan_hoa, reason="Rác trong phường",
                              by=COORDINATOR, now=NOW + HOUR, category="pollution")  # fmt: skip
    after = fresh(report)
    assert (after.status, after.category, after.agency_code) == ("assigned", "pollution", hue.thuan_hoa)
