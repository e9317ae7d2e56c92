"""01/07/2025: Huế's 133 communes become 40, its nine districts end; nothing that is open is lost."""

import random
import time
from dataclasses import replace

import pytest
from django.apps import apps
from django.db.models import Q

from tests.reorganisation import hue
from tests.reorganisation.hue import CITATION, NOW, OLD, ON, SINCE
from tinhso.casework.reports import queries as reports
from tinhso.casework.reports.models import Decision, Report
from tinhso.casework.reports.workflow import OPEN, Status
from tinhso.config.reorganise import CannotReorganise, reorganise, roles_to_review
from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger_actions
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.places import queries as places
from tinhso.foundation.worklist.models import WorkItem

pytestmark = pytest.mark.django_db

OPERATOR = Actor("operator", frozenset({Grant(Role.ADMINISTRATOR)}))
IS_OPEN = Q(status__in=[s.value for s in OPEN])
NOT_OURS = {"core.revision", "core.spent", "core.pulse", "ledger.fact", "sessions.session"}


def everything() -> dict[str, list]:
    """Every row of every table of the rooms, and how many facts there are."""
    found = {
        model._meta.label_lower: list(model.objects.order_by("pk").values_list())
        for model in apps.get_models()
        if model.__module__.startswith("tinhso.") and model._meta.label_lower not in NOT_OURS
    }
    found["facts"] = [ledger.verify().facts]
    return found


def table(**more):
    return replace(places.reorganisation_table("46"), citation=CITATION, **more)


def test_hue_from_133_to_40():  # noqa: PLR0915 (one story)
    dice = random.Random(46)
    communes = hue.old_hue()
    assert (len(communes), len(hue._districts())) == (133, 9)
    hue.file_open(communes, 1000, dice)
    hue.file_closed(communes, 5000, dice)
    proposed = roles_to_review(table(), on=ON)
    assert len(proposed) == 132  # one commune stays what it was, and so does its committee
    with_roles = table(grants=proposed)
    open_before = set(Report.objects.filter(IS_OPEN).values_list("pk", flat=True))
    due_before = dict(Report.objects.filter(IS_OPEN).values_list("pk", "due_at"))
    items_before = dict(WorkItem.objects.filter(done_at__isnull=True).values_list("pk", "due_at"))
    assert len(open_before) == 1000
    closed_before = list(Report.objects.exclude(IS_OPEN).order_by("pk").values())
    assert len(closed_before) == 5000

    # a dry run writes nothing, whatever it says
    before = everything()
    tried = reorganise(with_roles, on=ON, dry_run=True, by=OPERATOR, now=NOW)
    assert (tried.errors, tried.written) == ([], False)
    assert everything() == before

    began = time.perf_counter()
    done = reorganise(with_roles, on=ON, dry_run=False, by=OPERATOR, now=NOW)
    print(f"reorganised in {time.perf_counter() - began:.1f} s")
    hue.settle()
    assert done.written
    assert done.as_json()["rooms"] == tried.as_json()["rooms"]
    assert done.as_text().count("\n") > 20

    # areas and bodies
    assert len(places.communes(on=ON)) == 40
    assert len(places.communes(on=SINCE)) == 133
    committees = agencies.agencies_at(on=ON, kind=agencies.AgencyKind.COMMUNE_COMMITTEE)
    assert len(committees) == 40
    assert agencies.agencies_at(on=ON, kind=agencies.AgencyKind.DISTRICT_COMMITTEE) == []

    # nothing open is lost; every open item has a living owner; no end moved
    moved = Report.objects.filter(IS_OPEN)
    assert set(moved.values_list("pk", flat=True)) == open_before
    assert dict(moved.values_list("pk", "due_at")) == due_before
    assert not moved.filter(place_structure=OLD).exists()
    for code in set(moved.values_list("agency_code", flat=True)):
        assert agencies.agency(code, on=ON) is not None, code
    items = WorkItem.objects.filter(done_at__isnull=True)
    for code in set(items.values_list("agency_code", flat=True)):
        assert agencies.agency(code, on=ON) is not None, code
    assert dict(items.values_list("pk", "due_at")) == items_before
    for report in moved:
        waiting = items.filter(subject=report.subject, agency_code=report.agency_code, duty="answer")
        assert waiting.count() == 1, report
        assert report.place_name in waiting.get().title
    ours = {c.area_code for c in committees}
    assert set(moved.values_list("place_code", flat=True)) <= ours

    # closed ones are as they were, name for name
    assert list(Report.objects.exclude(IS_OPEN).order_by("pk").values()) == closed_before

    # every move can be read: in the case and in the ledger, which verifies
    told = Decision.objects.filter(reason__values__citation=CITATION, kind="agency")
    assert told.count() > 900
    ledger_actions.sequence(limit=100_000)
    verified = ledger.verify()
    assert verified.first_broken is None
    assert verified.waiting == 0

    # the second run changes nothing
    once = everything()
    again = reorganise(with_roles, on=ON, dry_run=False, by=OPERATOR, now=NOW)
    assert again.errors == []
    assert everything() == once

    # figures before and after stand side by side under the new communes
    compared = reports.by_successor(since=hue.THEN.replace(month=1), until=NOW, on=ON)
    assert sum(row.received for row in compared) == 6000
    assert {row.code for row in compared} <= ours
    assert sum(row.closed for row in compared) == 5000


def test_what_is_missing_is_named_and_nothing_is_written():
    dice = random.Random(11)
    communes = hue.old_hue()
    hue.file_open(communes, 133, dice)
    whole = table()
    gone = whole.areas[0].made_from[0][0]
    areas = (replace(whole.areas[0], made_from=whole.areas[0].made_from[1:]), *whole.areas[1:])
    before = everything()
    with pytest.raises(CannotReorganise) as refused:
        reorganise(replace(whole, areas=areas), on=ON, dry_run=False, by=OPERATOR, now=NOW)
    named = {error.field for error in refused.value.errors}
    assert gone in named  # an open report lies there
    assert f"UB.{gone}" in named or f"CA.{gone}" in named  # and an agency there has open duties
    assert everything() == before


def test_before_the_day_it_can_only_be_tried():
    hue.old_hue()
    early = NOW.replace(month=6, day=20)
    assert reorganise(table(), on=ON, dry_run=True, by=OPERATOR, now=early).errors == []
    with pytest.raises(CannotReorganise):
        reorganise(table(), on=ON, dry_run=False, by=OPERATOR, now=early)
    assert Report.objects.count() == 0


def test_a_report_answered_before_is_taken_up_again_by_the_heir():
    from tinhso.casework.reports import actions as verbs
    from tinhso.core.roles import CITIZEN

    dice = random.Random(7)
    communes = hue.old_hue()
    hue.file_open(communes, 5, dice)
    report = Report.objects.get(category="waste")
    Report.objects.filter(pk=report.pk).update(
        status=Status.ANSWERED, answered_at=hue.THEN, satisfaction="unsatisfied"
    )
    WorkItem.objects.filter(subject=report.subject).update(done_at=hue.THEN, state="done", next_alarm_at=None)
    reorganise(table(), on=ON, dry_run=False, by=OPERATOR, now=NOW)
    report.refresh_from_db()
    assert report.place_structure == OLD  # its page keeps the name of then
    verbs.reopen(report_id=report.pk, reason="Rác vẫn còn", by=CITIZEN, now=NOW)
    report.refresh_from_db()
    assert report.place_structure == "2025-07"
    heir = agencies.agency(report.agency_code, on=ON)
    assert heir is not None
    assert heir.area_code == report.place_code
