"""Two reports of one matter become one, and two again."""

from datetime import timedelta

import pytest

from tinhso.casework.reports import actions, queries
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries.likening import metres
from tinhso.casework.reports.tests import factories as f
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, NOW, STRANGER, sent
from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.core.values import GeoPoint
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hue(db):
    return f.province()


def running(report, now=NOW):
    return {i.duty for i in worklist.items_of(report.subject, now=now) if i.state == "running"}


def fresh(report):
    return Report.objects.get(pk=report.pk)


def test_a_merged_report_waits_for_nobody_and_leads_to_the_first():
    first, later = sent(), sent(NOW + HOUR)
    actions.merge(report_id=later.pk, first=first.code, by=MACHINE, now=NOW + HOUR, confidence=0.9)
    later = fresh(later)
    assert (later.status, running(later)) == ("merged", set())
    assert running(first) == {"accept", "answer"}
    page = queries.public_report(later.code, own=True, now=NOW + HOUR)
    assert (page.merged_into, page.own.can_unmerge, page.is_late) == (first.code, True, False)
    assert queries.totals(queries.Filters(), now=NOW + 30 * f.DAY).open == 1


def test_its_reporter_separates_it_with_clocks_of_its_own():
    first, later = sent(), sent(NOW + HOUR)
    actions.merge(report_id=later.pk, first=first.code, by=MACHINE, now=NOW + HOUR)
    then = NOW + timedelta(days=3)
    actions.unmerge(report_id=later.pk, by=CITIZEN, now=then)
    later = fresh(later)
    assert (later.status, later.merged_into) == ("assigned", None)
    assert running(later, then) == {"accept", "answer"}
    assert later.due_at > first.due_at


@pytest.mark.parametrize("case", ["itself", "unknown", "private", "later", "answered"])
def test_only_an_earlier_open_public_report_is_a_first(case):
    first, report, later = sent(public=case != "private"), sent(), sent()
    code = {"itself": report.code, "unknown": "0000000000", "later": later.code}.get(case, first.code)
    if case == "answered":
        Report.objects.filter(pk=first.pk).update(status="answered", answered_at=NOW)
    with pytest.raises(Invalid):
        actions.merge(report_id=report.pk, first=code, by=MACHINE, now=NOW)


def test_another_agency_cannot_merge():
    first, later = sent(), sent()
    with pytest.raises(NotPermitted):
        actions.merge(report_id=later.pk, first=first.code, by=STRANGER, now=NOW)
    actions.merge(report_id=later.pk, first=first.code, by=HANDLER, now=NOW)


def test_near_measures_in_metres_and_keeps_to_the_kind():
    here = GeoPoint(16.46, 107.59)
    close = sent(point={"lat": 16.4603, "lon": 107.59, "accuracy_m": 5.0})
    sent(point={"lat": 16.47, "lon": 107.59, "accuracy_m": 5.0})
    sent(category="waste")
    found = queries.near(here, category="road", radius_m=100, since=NOW - f.DAY)
    assert [(one.code, round(m)) for one, m in found] == [(close.code, 33)]
    assert metres(here, here) == 0
