"""Do alarms ring when they should, also over Tết, and does everybody see only their own list?"""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tinhso.core.clock import VIETNAM
from tinhso.core.roles import Actor, Grant, Role
from tinhso.core.values import Validity
from tinhso.foundation.workdays.rules import DayKind, Hours, SpecialDay, WorkCalendar
from tinhso.foundation.worklist import rules
from tinhso.foundation.worklist.events import Stage
from tinhso.foundation.worklist.rules import Clock, ItemState, Thresholds, Tone

VALID = Validity(date(2020, 1, 1))
OFFICE = WorkCalendar(
    "office",
    tuple(
        Hours(day, starts, ends, VALID)
        for day in range(5)
        for starts, ends in ((time(7, 30), time(11, 30)), (time(13, 0), time(16, 30)))
    ),
    tuple(SpecialDay(date(2026, 2, day), DayKind.HOLIDAY) for day in range(16, 21)),
)
ALWAYS = WorkCalendar("24x7", tuple(Hours(day, time.min, time.min, VALID) for day in range(7)))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%d/%m/%Y %H:%M").replace(tzinfo=VIETNAM)


def timeline(clock: Clock, calendar: WorkCalendar = OFFICE) -> list[tuple[str, str]]:
    alarms = rules.alarms(clock, calendar, Thresholds())
    return [(f"{a.at.astimezone(VIETNAM):%d/%m %H:%M}", f"{a.stage}{a.percent or ''}") for a in alarms]


def clock(started: str, due: str, **more) -> Clock:
    return Clock(at(started), at(due), at(started), **more)


def test_an_answer_over_tet_is_reminded_on_working_days_alone():
    """Received Wednesday before Tết 2026 (16-20/2 off), due after four working days."""
    assert timeline(clock("11/02/2026 07:30", "23/02/2026 16:30")) == [
        ("12/02 16:30", "reminder50"),
        ("13/02 16:30", "leader"),  # the working day before 23/2, earlier than 80 %
        ("23/02 09:00", "reminder80"),
        ("23/02 16:30", "overdue"),
        ("25/02 16:30", "escalated"),
    ]


def test_a_short_duty_reaches_the_leader_with_the_first_reminder_not_at_once():
    assert timeline(clock("02/03/2026 07:30", "02/03/2026 16:30")) == [
        ("02/03 11:15", "reminder50"),
        ("02/03 11:15", "leader"),
        ("02/03 15:00", "reminder80"),
        ("02/03 16:30", "overdue"),
        ("03/03 11:15", "escalated"),
    ]


def test_a_long_duty_reaches_the_leader_at_eighty_percent():
    """Ten working days: 80 % is two days before the end, one working day before would be later."""
    found = timeline(clock("23/02/2026 07:30", "06/03/2026 16:30"))
    assert [when for when, what in found if what == "leader"] == ["04/03 16:30"]


def test_an_urgent_duty_rings_at_once_at_night_and_on_holidays():
    found = timeline(clock("17/02/2026 23:00", "18/02/2026 03:00", urgent=True), ALWAYS)
    assert found == [
        ("17/02 23:00", "urgent"),
        ("18/02 01:00", "reminder50"),
        ("18/02 01:00", "leader"),
        ("18/02 02:12", "reminder80"),
        ("18/02 03:00", "overdue"),
        ("18/02 05:00", "escalated"),
    ]


def test_a_duty_wholly_outside_working_time_is_measured_on_the_wall_clock():
    assert timeline(clock("17/02/2026 20:00", "18/02/2026 00:00"))[0] == ("17/02 22:00", "reminder50")
    assert timeline(clock("17/02/2026 20:00", "18/02/2026 00:00"))[-1] == ("18/02 02:00", "escalated")


def test_paused_time_does_not_bring_alarms_nearer():
    """Two days of four worked before a pause of five days: the rest keeps its two days."""
    before = clock("02/03/2026 07:30", "05/03/2026 16:30")
    after = Clock(before.started_at, at("12/03/2026 16:30"), before.since, paused_s=5 * 7.5 * 3600)
    assert timeline(before)[2] == ("05/03 09:00", "reminder80")
    assert ("12/03 09:00", "reminder80") in timeline(after)
    assert timeline(after)[-1] == ("16/03 16:30", "escalated")


def test_only_alarms_not_yet_told_ring():
    alarms = rules.alarms(clock("02/03/2026 07:30", "05/03/2026 16:30"), OFFICE, Thresholds())
    told = at("04/03/2026 08:00")
    now = at("05/03/2026 16:30")
    assert [a.stage for a in rules.passed(alarms, after=None, now=now)] == [
        Stage.REMINDER,
        Stage.LEADER,
        Stage.REMINDER,
        Stage.OVERDUE,
    ]
    assert [a.stage for a in rules.passed(alarms, after=told, now=now)][-1] == Stage.OVERDUE
    assert rules.passed(alarms, after=now, now=now) == []
    assert rules.next_alarm(alarms, after=now) == at("09/03/2026 16:30")
    assert rules.next_alarm(alarms, after=at("09/03/2026 16:30")) is None


@pytest.mark.parametrize(
    ("state", "now", "tone"),
    [
        (ItemState.RUNNING, "02/03/2026 10:00", Tone.CALM),
        (ItemState.RUNNING, "05/03/2026 09:00", Tone.SOON),
        (ItemState.RUNNING, "05/03/2026 16:30", Tone.SOON),  # the end itself is in time
        (ItemState.RUNNING, "05/03/2026 16:31", Tone.LATE),
        (ItemState.PAUSED, "05/03/2026 16:31", Tone.PAUSED),
        (ItemState.DONE, "05/03/2026 16:31", Tone.DONE),
        (ItemState.CANCELLED, "05/03/2026 16:31", Tone.DONE),
    ],
)
def test_tone(state, now, tone):
    of = clock("02/03/2026 07:30", "05/03/2026 16:30")
    soon = rules.soon_at(of, OFFICE, Thresholds())
    assert rules.tone(state, due_at=of.due_at, soon_at=soon, now=at(now)) == tone


MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 1)).map(lambda d: d.replace(tzinfo=VIETNAM))


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([OFFICE, ALWAYS]), MOMENTS, st.integers(1, 12), st.integers(0, 10**6), st.floats(0, 1))
def test_a_pause_keeps_the_working_time_that_was_left(calendar, started, days, pause_s, share):
    due = calendar.due_after_days(started, days)
    paused = started + (due - started) * share
    resumed = paused + timedelta(seconds=pause_s)
    left = calendar.working_seconds(paused, due)
    new_due = rules.due_after_pause(calendar, due_at=due, left_s=left, resumed_at=resumed)
    assert new_due >= due
    if left > 0:
        assert calendar.working_seconds(resumed, new_due) == left


@settings(max_examples=200, deadline=None)
@given(MOMENTS, st.integers(1, 15), st.booleans())
def test_alarms_come_in_the_order_of_their_weight(started, days, urgent):
    due = OFFICE.due_after_days(started, days)
    alarms = rules.alarms(Clock(started, due, started, urgent), OFFICE, Thresholds())
    stages = [a.stage for a in alarms]
    assert stages[-2:] == [Stage.OVERDUE, Stage.ESCALATED]
    assert stages[:1] == [Stage.URGENT if urgent else Stage.REMINDER]
    assert all(a.at <= due for a in alarms if a.stage in (Stage.REMINDER, Stage.LEADER))


def actor(*grants: tuple[Role, str]) -> Actor:
    return Actor("officer:7", frozenset(Grant(role, body) for role, body in grants))


WARD, DESK, SEALED = "ubnd-thuan-hoa", "to-dieu-phoi", "ban-tiep-cong-dan"


@pytest.mark.parametrize(
    ("who", "bodies", "led"),
    [
        (actor((Role.HANDLER, WARD)), {WARD}, set()),
        (actor((Role.LEADER, WARD)), {WARD}, {WARD}),
        (actor((Role.COORDINATOR, DESK)), {DESK}, {DESK}),
        (actor((Role.COORDINATOR, "")), {DESK}, {DESK}),
        (actor((Role.RESTRICTED, SEALED)), {SEALED}, {SEALED}),
        (actor((Role.RESTRICTED, ""), (Role.HANDLER, WARD)), {WARD, SEALED}, {SEALED}),
        (actor((Role.HANDLER, SEALED)), set(), set()),  # sealed matters need the role, not the desk alone
        (actor((Role.LEADER, SEALED)), set(), set()),
        (actor((Role.LEADER, "")), set(), set()),  # only bodies that a grant names
        (actor((Role.READER, WARD), (Role.AUDITOR, ""), (Role.ADMINISTRATOR, "")), set(), set()),
        (Actor("nobody"), set(), set()),
    ],
)
def test_an_actor_sees_only_the_bodies_of_their_grants(who, bodies, led):
    seen = rules.sight(who, exceptions_desk=DESK, restricted_desk=SEALED)
    assert (seen.bodies, seen.led) == (bodies, led)
