"""Do clocks stop, move and go over as they should, and leave facts?"""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tinhso.core.errors import Invalid
from tinhso.core.roles import MACHINE, Role
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions
from tinhso.foundation.worklist.models import WorkItem
from tinhso.foundation.worklist.tests import factories
from tinhso.foundation.worklist.tests.factories import OTHER_WARD, WARD, at, open_item, spec, told

pytestmark = pytest.mark.django_db

STARTED, DUE = "02/03/2026 07:30", "10/03/2026 16:30"


def fresh(item: WorkItem) -> WorkItem:
    return WorkItem.objects.get(pk=item.pk)


def test_many_duties_are_opened_with_one_statement(django_assert_num_queries, settings):
    workdays.calendar("office")
    open_item(STARTED, DUE)  # remembers the parameters
    specs = [spec(STARTED, DUE, subject="report:2", duty=duty) for duty in ("accept", "answer")]
    settings.RULES_LOOK_EVERY_S = 60
    with django_assert_num_queries(1):
        ids = actions.open_items(specs, by=MACHINE, now=at(STARTED))
    assert [WorkItem.objects.get(pk=pk).duty for pk in ids] == ["accept", "answer"]


def test_one_duty_is_open_once_and_again_after_it_ended():
    open_item(STARTED, DUE)
    with pytest.raises(IntegrityError), transaction.atomic():
        open_item(STARTED, DUE)
    assert actions.complete("report:1", "answer", by=MACHINE, now=at("05/03/2026 10:00")) == 1
    open_item("06/03/2026 08:00", DUE)


@pytest.mark.parametrize(
    ("done", "on_time"), [(DUE, True), ("10/03/2026 16:31", False), ("03/03/2026 22:00", True)]
)
def test_done_is_on_time_up_to_the_end_itself(done, on_time):
    item = open_item(STARTED, DUE)
    assert actions.complete("report:1", "answer", by=MACHINE, now=at(done)) == 1
    assert (fresh(item).state, fresh(item).on_time, fresh(item).next_alarm_at) == ("done", on_time, None)
    assert actions.complete("report:1", "answer", by=MACHINE, now=at(done)) == 0


def test_cancelled_counts_as_neither():
    item = open_item(STARTED, DUE)
    actions.cancel("report:1", "answer", by=MACHINE, now=at("05/03/2026 10:00"))
    assert (fresh(item).state, fresh(item).on_time) == ("cancelled", None)


@pytest.mark.parametrize(
    ("stopped", "resumed", "due"),
    [
        ("05/03/2026 10:00", "06/03/2026 10:00", "11/03/2026 16:30"),  # one working day
        ("05/03/2026 17:00", "06/03/2026 07:00", "10/03/2026 16:30"),  # a night costs nothing
        ("06/03/2026 16:30", "09/03/2026 09:30", "11/03/2026 09:30"),  # a weekend and two hours
        ("11/03/2026 09:00", "12/03/2026 09:00", "10/03/2026 16:30"),  # late already, stays late
    ],
)
def test_a_pause_keeps_the_working_time_left(stopped, resumed, due):
    item = open_item(STARTED, DUE)
    assert actions.pause("report:1", "answer", reason="waiting-for-citizen", by=MACHINE, now=at(stopped)) == 1
    assert fresh(item).state == "paused"
    assert fresh(item).next_alarm_at is None
    assert actions.pause("report:1", "answer", reason="again", by=MACHINE, now=at(resumed)) == 0
    assert actions.resume("report:1", "answer", by=MACHINE, now=at(resumed)) == 1
    assert actions.resume("report:1", "answer", by=MACHINE, now=at(resumed)) == 0
    assert (fresh(item).due_at, fresh(item).original_due) == (at(due), at(DUE))
    assert told() == ["paused", "resumed"]
    assert ledger.facts_of("report:1")[1].payload["due_at"] == fresh(item).due_at.isoformat()


def test_two_pauses_add_up_and_alarms_wait_as_long():
    item = open_item(STARTED, DUE)
    before = fresh(item).soon_at
    for stopped, resumed in (
        ("03/03/2026 09:00", "04/03/2026 09:00"),
        ("05/03/2026 09:00", "06/03/2026 09:00"),
    ):
        actions.pause("report:1", "answer", reason="waiting-for-citizen", by=MACHINE, now=at(stopped))
        actions.resume("report:1", "answer", by=MACHINE, now=at(resumed))
    office = workdays.calendar("office")
    two_days = 2 * 7.5 * 3600
    assert office.working_seconds(at(DUE), fresh(item).due_at) == two_days
    assert office.working_seconds(before, fresh(item).soon_at) == two_days


def test_what_is_done_while_it_stands_had_its_time():
    item = open_item(STARTED, DUE)
    actions.pause("report:1", "answer", reason="waiting-for-citizen", by=MACHINE, now=at("09/03/2026 16:30"))
    actions.complete("report:1", "answer", by=MACHINE, now=at("13/03/2026 10:00"))
    assert fresh(item).on_time is True
    assert fresh(item).paused_at is None


def test_an_extension_moves_the_end_and_keeps_the_first_one():
    item = open_item(STARTED, DUE)
    actions.tick(at("10/03/2026 10:00"), notify=False)
    new = at("17/03/2026 16:30")
    actions.extend(item_id=item.pk, due_at=new, reason="Chờ vật tư", by=MACHINE, now=at("10/03/2026 11:00"))
    assert (fresh(item).due_at, fresh(item).original_due) == (new, at(DUE))
    assert fresh(item).extension_reason == "Chờ vật tư"
    assert fresh(item).next_alarm_at > at("10/03/2026 11:00")
    assert told()[-1] == "extended"
    assert "vật tư" not in str(ledger.facts_of("report:1")[-1].payload)


@pytest.mark.parametrize("due", [DUE, "03/03/2026 16:30"])
def test_an_extension_must_give_more_time(due):
    open_item(STARTED, DUE)
    with pytest.raises(actions.EarlierThanBefore):
        actions.extend(
            subject="report:1", duty="answer", due_at=at(due), reason="x", by=MACHINE, now=at(STARTED)
        )


def test_a_pause_extended_gives_the_added_time_on_resume():
    item = open_item(STARTED, DUE)
    actions.pause("report:1", "answer", reason="waiting-for-citizen", by=MACHINE, now=at("05/03/2026 07:30"))
    actions.extend(
        item_id=item.pk, due_at=at("11/03/2026 16:30"), reason="x", by=MACHINE, now=at("05/03/2026 08:00")
    )
    actions.resume("report:1", "answer", by=MACHINE, now=at("06/03/2026 07:30"))
    assert fresh(item).due_at == at("12/03/2026 16:30")


def test_handing_over_never_moves_the_end():
    item = open_item(STARTED, DUE, assignee="officer:1", unit="phong-kinh-te")
    actions.hand_over("report:1", "answer", to_agency=OTHER_WARD, by=MACHINE, now=at("05/03/2026 10:00"))
    moved = fresh(item)
    assert (moved.agency_code, moved.due_at, moved.original_due) == (OTHER_WARD, at(DUE), at(DUE))
    assert (moved.assignee, moved.unit) == ("", "")
    assert told() == ["handed_over"]
    assert ledger.facts_of("report:1")[0].payload["from_agency"] == WARD


def test_a_duty_is_not_handed_to_an_agency_that_has_it():
    for agency in (WARD, OTHER_WARD):
        open_item(STARTED, DUE, duty="co_handle", agency_code=agency)
    for to, origin in ((OTHER_WARD, WARD), (WARD, WARD), ("so-xay-dung", None)):
        with pytest.raises(actions.AlreadyWithAgency):
            actions.hand_over(
                "report:1", "co_handle", to_agency=to, from_agency=origin, by=MACHINE, now=at(STARTED)
            )
    assert told() == []
    actions.hand_over(
        "report:1", "co_handle", to_agency="so-xay-dung", from_agency=WARD, by=MACHINE, now=at(STARTED)
    )
    assert told() == ["handed_over"]


def test_only_an_officer_of_the_agency_is_given_its_duties():
    factories.open_agencies()
    mine = factories.officer("an", Role.HANDLER, WARD)
    other = factories.officer("binh", Role.HANDLER, OTHER_WARD)
    item = open_item(STARTED, DUE)
    how = {"agency_code": WARD, "by": MACHINE, "now": at("03/03/2026 08:00")}
    with pytest.raises(Invalid):
        actions.assign("report:1", "answer", assignee=other.key, **how)
    actions.assign("report:1", "answer", assignee=mine.key, **how)
    assert fresh(item).assignee == mine.key
    actions.assign("report:1", "answer", unit="phong-kinh-te", **how)
    assert (fresh(item).assignee, fresh(item).unit) == ("", "phong-kinh-te")
    assert told() == ["assigned", "assigned"]
    with pytest.raises(actions.NoSuchItem):
        actions.assign("report:1", "answer", **{**how, "agency_code": OTHER_WARD})


def test_new_words_are_found_and_the_rest_stays():
    item = open_item(STARTED, DUE, tags=("giao thông",))
    actions.retitle("report:1", title="Sụt lún đường Đống Đa", by=MACHINE, now=at(STARTED))
    assert (fresh(item).summary, fresh(item).tags) == ("Trước cổng Trường Quốc Học", ["giao thông"])
    assert fresh(item).folded == "sut lun duong dong da truoc cong truong quoc hoc giao thong"


def test_what_is_not_open_is_refused():
    now = at(STARTED)
    with pytest.raises(actions.NoSuchItem):
        actions.hand_over("report:9", "answer", to_agency=WARD, by=MACHINE, now=now)
    with pytest.raises(actions.NoSuchItem):
        actions.extend(item_id=10**6, due_at=now + timedelta(days=9), reason="x", by=MACHINE, now=now)
