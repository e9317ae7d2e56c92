"""Does everybody see their own list, in order, page by page, and are the figures right?"""

import pytest

from tinhso.core.errors import Invalid
from tinhso.core.paging import write_cursor
from tinhso.core.roles import MACHINE, Actor, Grant, Role
from tinhso.foundation.worklist import actions, queries
from tinhso.foundation.worklist.queries import WaitingFilter
from tinhso.foundation.worklist.tests.factories import (
    DESK,
    OTHER_WARD,
    SEALED,
    SINCE,
    WARD,
    at,
    open_agencies,
    open_item,
)

pytestmark = pytest.mark.django_db

NOW = at("05/03/2026 10:00")
HANDLER = Actor("officer:7", frozenset({Grant(Role.HANDLER, WARD)}))
LEADER = Actor("officer:8", frozenset({Grant(Role.LEADER, WARD)}))


def subjects(actor, **filters):
    page = queries.waiting(actor, on=SINCE, now=NOW, filters=WaitingFilter(**filters))
    return [item.subject.removeprefix("report:") for item in page.items]


@pytest.fixture
def desk():
    """Six duties of one ward at NOW: late, soon, calm, urgent, paused, and one that waits for approval."""
    open_item("24/02/2026 07:30", "04/03/2026 16:30", subject="report:late", assignee=HANDLER.key)
    open_item("25/02/2026 07:30", "05/03/2026 16:30", subject="report:soon", title="Đèn đường không sáng")
    open_item("05/03/2026 07:30", "13/03/2026 16:30", subject="report:calm", duty="accept", unit="phong-vhxh")
    open_item("05/03/2026 09:00", "05/03/2026 13:00", subject="report:urgent", urgent=True, calendar="24x7")
    open_item("02/03/2026 07:30", "10/03/2026 16:30", subject="report:paused")
    actions.pause("report:paused", "answer", reason="waiting-for-citizen", by=MACHINE, now=NOW)
    open_item("03/03/2026 07:30", "09/03/2026 16:30", subject="report:approve", duty="approve")
    open_item("03/03/2026 07:30", "09/03/2026 16:30", subject="report:elsewhere", agency_code=OTHER_WARD)
    open_item("03/03/2026 07:30", "09/03/2026 16:30", subject="report:done")
    actions.complete("report:done", "answer", by=MACHINE, now=NOW)


@pytest.mark.usefixtures("desk")
def test_urgent_first_then_by_end():
    assert subjects(HANDLER) == ["urgent", "late", "soon", "paused", "calm"]
    assert subjects(LEADER) == ["urgent", "late", "soon", "approve", "paused", "calm"]


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"assignee": "mine"}, ["late"]),
        ({"assignee": "unassigned"}, ["urgent", "soon", "paused", "calm"]),
        ({"assignee": "officer:7"}, ["late"]),
        ({"duty": "accept"}, ["calm"]),
        ({"unit": "phong-vhxh"}, ["calm"]),
        ({"agency_code": OTHER_WARD}, []),
        ({"urgent": True}, ["urgent"]),
        ({"urgent": False, "duty": "answer"}, ["late", "soon", "paused"]),
        ({"tone": "late"}, ["late"]),
        ({"tone": "soon"}, ["soon"]),
        ({"tone": "calm"}, ["urgent", "calm"]),
        ({"tone": "paused"}, ["paused"]),
        ({"tone": "nonsense"}, []),
        ({"q": "den DUONG"}, ["soon"]),
        ({"q": "sáng đèn"}, ["soon"]),
        ({"q": "100%_"}, []),
        ({"q": "lê lợi"}, ["urgent", "late", "paused", "calm"]),
    ],
)
def test_filters(filters, found):
    assert subjects(HANDLER, **filters) == found


@pytest.mark.usefixtures("desk")
def test_tone_in_the_list_is_the_tone_of_the_filter():
    page = queries.waiting(LEADER, on=SINCE, now=NOW)
    for item in page.items:
        assert item.subject.removeprefix("report:") in subjects(LEADER, tone=item.tone)


@pytest.mark.usefixtures("desk")
def test_pages_follow_each_other_without_gap_or_repeat():
    seen, cursor = [], None
    for _ in range(3):
        page = queries.waiting(LEADER, on=SINCE, now=NOW, cursor=cursor, limit=2)
        seen += [item.subject.removeprefix("report:") for item in page.items]
        cursor = page.next
    assert seen == ["urgent", "late", "soon", "approve", "paused", "calm"]
    assert cursor is None


@pytest.mark.parametrize(
    "cursor",
    [
        "khong-phai",
        write_cursor("late", NOW, 1),
        write_cursor(True, NOW.replace(tzinfo=None), 1),
        write_cursor(True, "0001-01-01T00:00:00+14:00", 1),
        write_cursor(True, NOW, 2**70),
    ],
)
def test_a_cursor_not_made_here_is_refused(cursor):
    with pytest.raises(Invalid):
        queries.waiting(LEADER, on=SINCE, now=NOW, cursor=cursor)


@pytest.mark.usefixtures("desk")
def test_the_list_and_the_counts_ask_once_each(django_assert_num_queries, settings):
    queries.waiting(LEADER, on=SINCE, now=NOW)
    settings.RULES_LOOK_EVERY_S = 60  # what is remembered is not looked up again within the second
    for ask in (lambda: queries.waiting(LEADER, on=SINCE, now=NOW), lambda: queries.counts(LEADER, NOW)):
        with django_assert_num_queries(1):
            ask()


@pytest.mark.usefixtures("desk")
def test_counts():
    assert queries.counts(HANDLER, NOW) == {
        "all": 5,
        "mine": 1,
        "unassigned": 4,
        "urgent": 1,
        "calm": 2,
        "soon": 1,
        "late": 1,
        "paused": 1,
        "duty:accept": 1,
        "duty:answer": 4,
    }
    assert queries.counts(LEADER, NOW)["duty:approve"] == 1
    assert queries.counts(Actor("nobody"), NOW)["all"] == 0


def test_nobody_sees_the_items_of_a_body_outside_their_grants():
    open_agencies()
    for code in (WARD, OTHER_WARD, DESK, SEALED):
        for duty in ("answer", "approve"):
            open_item(
                "02/03/2026 07:30", "10/03/2026 16:30", subject=f"report:{code}", duty=duty, agency_code=code
            )
    for role, body, seen in [
        (Role.HANDLER, WARD, {(WARD, "answer")}),
        (Role.LEADER, WARD, {(WARD, "answer"), (WARD, "approve")}),
        (Role.COORDINATOR, "", {(DESK, "answer"), (DESK, "approve")}),
        (Role.RESTRICTED, SEALED, {(SEALED, "answer"), (SEALED, "approve")}),
        (Role.HANDLER, SEALED, set()),
        (Role.LEADER, SEALED, set()),
        (Role.COORDINATOR, SEALED, set()),
        (Role.READER, WARD, set()),
        (Role.AUDITOR, "", set()),
        (Role.ADMINISTRATOR, "", set()),
        (Role.CITIZEN, "", set()),
        (Role.MACHINE, "", set()),
    ]:
        actor = Actor("officer:9", frozenset({Grant(role, body)}))
        page = queries.waiting(actor, on=SINCE, now=NOW)
        assert {(item.agency_code, item.duty) for item in page.items} == seen, (role, body)
        assert queries.counts(actor, NOW)["all"] == len(seen), (role, body)


def test_remaining_time_is_working_time():
    open_item("02/03/2026 07:30", "06/03/2026 16:30")
    [item] = queries.items_of("report:1", now=at("05/03/2026 16:00"))
    assert item.remaining_s == 8 * 3600
    [item] = queries.items_of("report:1", now=at("09/03/2026 08:30"))
    assert (item.remaining_s, item.tone) == (-3600, "late")


def test_figures_count_answers_alone(django_assert_num_queries):
    started, due = "02/03/2026 07:30", "10/03/2026 16:30"
    for number, done in enumerate(["05/03/2026 09:00", "10/03/2026 16:30", "12/03/2026 09:00"]):
        open_item(started, due, subject=f"report:{number}")
        actions.complete(f"report:{number}", "answer", by=MACHINE, now=at(done))
    open_item(started, due, subject="report:accept", duty="accept")
    actions.complete("report:accept", "accept", by=MACHINE, now=at("05/03/2026 09:00"))
    open_item(started, due, subject="report:open")
    open_item(started, "31/03/2026 16:30", subject="report:calm")
    open_item(started, due, subject="report:paused")
    actions.pause(
        "report:paused", "answer", reason="waiting-for-citizen", by=MACHINE, now=at("05/03/2026 09:00")
    )
    open_item(started, due, subject="report:cancelled")
    actions.cancel("report:cancelled", "answer", by=MACHINE, now=at("05/03/2026 09:00"))
    open_item(started, due, subject="report:there", agency_code=OTHER_WARD)
    with django_assert_num_queries(3):
        found = queries.figures(since=at("01/03/2026 00:00"), until=at("16/03/2026 00:00"))
    assert found == [
        queries.AgencyFigures(OTHER_WARD, done=0, on_time=0, late=0, open=1, overdue=1),
        queries.AgencyFigures(WARD, done=3, on_time=2, late=1, open=3, overdue=1),
    ]
    [early] = queries.figures(since=at("01/03/2026 00:00"), until=at("11/03/2026 00:00"), agency_code=WARD)
    assert (early.done, early.on_time, early.open, early.overdue) == (2, 2, 4, 2)


def test_a_subject_waits_once_until_it_is_accepted():
    open_agencies()
    open_item("02/03/2026 07:30", "03/03/2026 07:30", subject="report:new", duty="accept")
    open_item("02/03/2026 07:30", "10/03/2026 16:30", subject="report:new")
    assert subjects(HANDLER) == ["new"]
    assert queries.counts(HANDLER, NOW)["all"] == 1
    actions.complete("report:new", "accept", by=MACHINE, now=NOW)
    assert [i.duty for i in queries.waiting(HANDLER, on=SINCE, now=NOW).items] == ["answer"]


@pytest.mark.usefixtures("desk")
def test_whoever_watches_the_deployment_sees_what_is_late_but_not_what_is_paused():
    # after the paused one's end, before the calm one's; the other ward's counts too
    standing = queries.standing(now=at("12/03/2026 10:00"))
    assert standing.open == {"answer": 5, "accept": 1, "approve": 1}
    assert standing.late == {"answer": 4, "accept": 0, "approve": 1}
