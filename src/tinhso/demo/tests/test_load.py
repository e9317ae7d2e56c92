"""Is the story a province's: every state, an honest funnel, work for the desk, and nobody written to?"""

from collections import Counter
from datetime import UTC, datetime

import pytest

from tinhso.casework.oversight.models import Incident, Likeness, Sample
from tinhso.casework.reports.models import CoHandling, Decision, Extension, Forwarding, Report
from tinhso.casework.reports.workflow import DONE, Status, Visibility
from tinhso.foundation.agencies.models import Competence
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.notices.models import Notice
from tinhso.foundation.worklist.models import WorkItem

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def played(province):
    """Twelve days of reports in Huế."""
    with province(seed=9, days=12, now=NOW, a_day=60, dossier_days=0):
        yield


def _facts() -> Counter[str]:
    return Counter(Fact.objects.values_list("type", flat=True))


def test_every_state_occurs(played):
    assert {s.value for s in Status} == set(Report.objects.values_list("status", flat=True))
    assert set(Visibility) == set(Report.objects.values_list("visibility", flat=True))


def test_the_funnel_is_that_of_a_working_province(played):
    said = Counter(Report.objects.values_list("status", flat=True))
    assert 0.2 < (said["refused"] + said["merged"]) / said.total() < 0.38
    old = Report.objects.filter(received_at__lt=datetime(2026, 11, 11, tzinfo=UTC))
    old = old.exclude(status__in=["refused", "merged"])
    done = old.filter(status__in=[s.value for s in DONE]).count()
    rated = Counter(Report.objects.exclude(satisfaction="").values_list("satisfaction", flat=True))
    assert done / old.count() > 0.85
    assert 0.8 < (rated["satisfied"] + rated["acceptable"]) / rated.total() <= 1


def test_the_machine_finds_most_and_not_all(played):
    ruled = set(Fact.objects.filter(type="reports.exception_ruled").values_list("subject", flat=True))
    moved = {f"report:{pk}" for pk in Forwarding.objects.values_list("report_id", flat=True)}
    found = 1 - len(ruled | moved) / Report.objects.count()
    assert 0.88 < found < 0.99


def test_the_exceptions_desk_has_work_and_has_taught(played):
    assert WorkItem.objects.filter(duty="triage", done_at__isnull=True).exists()
    assert Decision.objects.filter(kind="agency", outcome="DP").exists()
    assert Report.objects.filter(hops__gte=3).exists(), "no report went round in a circle"
    assert Competence.objects.filter(citation__contains="Biên bản thống nhất").exists()


def test_every_detour_is_taken(played):
    facts = _facts()
    for kind in ("answer_returned", "reopened", "citizen_asked", "citizen_replied", "forwarded",
                 "exception_ruled", "hidden", "extension_granted", "flagged", "refused", "appealed",
                 "appeal_dismissed", "merged", "sealed"):  # fmt: skip
        assert facts[f"reports.{kind}"], kind
    assert Report.objects.filter(photos_hidden=True).exists()
    assert CoHandling.objects.filter(finished_at__isnull=False).exists()
    assert Extension.objects.exists()


def test_a_storm_was_one_incident_and_is_over(played):
    floods = Incident.objects.filter(opened_by="machine")
    assert floods.exists()
    assert not floods.filter(closed_at__isnull=True).exists()


def test_an_auditor_has_judged_most_samples_and_not_the_newest(played):
    verdicts = Counter(Sample.objects.values_list("verdict", flat=True))
    assert verdicts["right"] > verdicts["wrong"] + verdicts["unsure"]
    assert verdicts[""]


def test_what_is_said_twice_is_merged_or_suggested(played):
    assert Report.objects.filter(status="merged").exclude(merged_into__visibility="public").count() == 0
    assert set(Likeness.objects.values_list("kind", flat=True)) == {"suggestion", "recurrence"}


def test_reminders_are_done_and_nobody_was_written_to(played):
    assert not WorkItem.objects.filter(next_alarm_at__lte=NOW).exists()
    assert _facts()["worklist.item_reminded"] > Report.objects.count()
    assert not Notice.objects.exists()


def test_the_ledger_is_numbered_and_holds(played):
    found = ledger.verify()
    assert found.first_broken is None
    assert (found.waiting, found.sequenced) == (0, Fact.objects.count())
