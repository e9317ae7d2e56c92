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
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.worklist import queries as worklist

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
