"""An urgent report that is none: the leader says why, and the ordinary clock runs from receipt."""

import pytest

from tinhso.casework.reports import actions, queries
from tinhso.casework.reports.actions.calming import AlwaysUrgent, NotUrgent
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries import planning
from tinhso.casework.reports.tests import factories as f
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, LEADER, NOW, STRANGER, sent
from tinhso.casework.rulebook.models import Category
from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.revisions import touch
from tinhso.core.roles import Role
from tinhso.foundation.ledger import actions as ledger_actions
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.notices.models import Delivery, Notice
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import queries as worklist
from tinhso.foundation.worklist.models import WorkItem
from tinhso.foundation.worklist.tests.factories import officer

pytestmark = pytest.mark.django_db
LATER = NOW + HOUR


@pytest.fixture(autouse=True)
def hue(db):
    return f.province()


def cry(**changes):
    report = sent(text="Cháy nhà rồi, cứu với", category="other", **changes)
    assert report.urgent
    return report


def stand_down(report, by=LEADER, reason="Chỉ là đốt rác, đã tắt"):
    actions.stand_down(report_id=report.pk, reason=reason, by=by, now=LATER)
    return Report.objects.get(pk=report.pk)


def test_the_ordinary_terms_hold_from_receipt_and_everybody_reads_so():
    report = cry()
    after = stand_down(report)
    ends, calendar = planning.terms("other", False, NOW)
    assert (after.urgent, after.due_at, after.accept_by, after.calendar) == (
        False, ends.due_at, ends.accept_by, calendar
    )  # fmt: skip
    assert after.original_due == report.original_due < after.due_at
    items = {i.duty: i for i in worklist.items_of(report.subject, now=LATER) if i.state == "running"}
    assert (items["answer"].due_at, items["accept"].due_at) == (ends.due_at, ends.accept_by)
    assert not any(i.urgent for i in items.values())
    assert "reports.stood_down" in {x.type for x in ledger.facts_of(report.subject)}
    page = queries.public_report(report.code, now=LATER)
    assert any("không khẩn cấp" in line.title for line in page.timeline)
    assert [b.outcome for b in page.because if b.decision == "urgency"] == ["urgent", "ordinary"]


@pytest.mark.parametrize("by", [HANDLER, STRANGER])
def test_only_a_leader_of_the_body_or_the_desk_may(by):
    with pytest.raises(NotPermitted):
        stand_down(cry(), by=by)
    assert not stand_down(cry(), by=f.COORDINATOR).urgent


def test_it_needs_a_reason_an_urgent_report_and_a_category_that_is_not_urgent_by_rule():
    report = cry()
    with pytest.raises(Invalid):
        stand_down(report, reason=" ")
    stand_down(report)
    with pytest.raises(NotUrgent):
        stand_down(report)
    Category.objects.filter(code="other").update(is_emergency=True)
    touch("rulebook")
    with pytest.raises(AlwaysUrgent):
        stand_down(cry())


def test_a_false_denunciation_goes_back_by_itself_with_its_clock_from_receipt(monkeypatch):
    report = sent(answers={"denunciation": True})
    assert report.visibility == "sealed"
    actions.unseal(report_id=report.pk, reason="Chỉ là góp ý", by=f.RESTRICTED, now=LATER)
    after = Report.objects.get(pk=report.pk)
    assert (after.visibility, after.agency_code, after.status) == ("public", "UB-THUAN-HOA", "assigned")
    assert after.due_at == planning.terms("road", False, NOW)[0].due_at


def asked_and_answered(report, asked, replied):
    actions.accept(report_id=report.pk, by=HANDLER, now=asked - HOUR)
    actions.ask_citizen(report_id=report.pk, question="Cháy ở nhà nào?", by=HANDLER, now=asked)
    if replied:
        actions.reply(report_id=report.pk, text="Nhà số 12", by=f.CITIZEN, now=replied)


def answer(report, now):
    return next(i for i in worklist.items_of(report.subject, now=now) if i.duty == "answer")


def test_the_time_in_which_the_sender_was_asked_is_added_as_if_the_ordinary_clock_had_stood():
    report = cry()
    monday = NOW + 3 * f.DAY
    asked_and_answered(report, NOW + 2 * HOUR, monday)  # Friday 11:00 to Monday 9:00, a weekend between
    actions.stand_down(report_id=report.pk, reason="Đốt rác", by=LEADER, now=monday + HOUR)
    ends, calendar = planning.terms("other", False, NOW)
    hours = workdays.calendar(calendar)
    left = hours.working_seconds(NOW + 2 * HOUR, ends.due_at)
    assert Report.objects.get(pk=report.pk).due_at == hours.after_seconds(monday, left) > ends.due_at
    assert answer(report, monday + HOUR).due_at == hours.after_seconds(monday, left)
    stood = WorkItem.objects.get(subject=report.subject, duty="answer").paused_s
    assert stood == hours.working_seconds(NOW + 2 * HOUR, monday)


def test_a_clock_that_stands_goes_on_with_what_the_ordinary_terms_left():
    report = cry()
    asked_and_answered(report, NOW + 2 * HOUR, None)
    actions.stand_down(report_id=report.pk, reason="Đốt rác", by=LEADER, now=NOW + 3 * HOUR)
    ends, calendar = planning.terms("other", False, NOW)
    assert answer(report, NOW + 3 * HOUR).due_at == ends.due_at
    actions.reply(report_id=report.pk, text="Nhà số 12", by=f.CITIZEN, now=NOW + 3 * f.DAY)
    hours = workdays.calendar(calendar)
    left = hours.working_seconds(NOW + 2 * HOUR, ends.due_at)
    expected = hours.after_seconds(NOW + 3 * f.DAY, left)
    assert Report.objects.get(pk=report.pk).due_at == answer(report, NOW + 3 * f.DAY).due_at == expected


def told(report):
    ledger_actions.sequence()
    ledger_actions.deliver()
    return {n.recipient: n for n in Notice.objects.filter(template__endswith="stood_down")}


@pytest.mark.parametrize(("at", "waits"), [(LATER, False), (NOW + 14 * HOUR, True)])  # 10:00; 23:00
def test_the_sender_and_those_who_were_called_out_are_told_but_nobody_is_woken(at, waits):
    handler = officer("duty", Role.HANDLER, "UB-THUAN-HOA").key
    report = cry(contact={"name": None, "phone": None, "email": "an@example.vn"})
    actions.stand_down(report_id=report.pk, reason="Chỉ là đốt rác", by=LEADER, now=at)
    found = told(report)
    assert set(found) == {f"reporter:{report.pk}", handler}
    sender, body = found[f"reporter:{report.pk}"], found[handler].texts
    assert "xử lý theo hạn thường" in sender.texts["vi"]["body"]
    assert "ordinary terms" in sender.texts["en"]["body"]
    assert "không khẩn cấp" in body["vi"]["body"]
    assert "not to be urgent" in body["en"]["body"]
    mail = Delivery.objects.get(notice=sender, channel="email")
    assert (mail.urgent, mail.next_try_at > at) == (False, waits)


def test_the_one_who_called_it_off_is_not_told_of_it():
    leader = officer("leader", Role.LEADER, "UB-THUAN-HOA")
    report = cry()
    stand_down(report, by=leader)
    assert leader.key not in told(report)
