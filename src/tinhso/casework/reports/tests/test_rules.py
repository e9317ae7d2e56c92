"""The decisions, as tables of cases."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from tinhso.casework.reports.rules import (
    access,
    aftermath,
    deadlines,
    publicity,
    routing,
)
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.rules.routing import Certainty, Routed, Unrouted
from tinhso.casework.reports.workflow import Visibility
from tinhso.casework.rulebook.rules.publication import PublicationRow, When
from tinhso.core.messages import Message
from tinhso.core.roles import Actor, Grant, Role
from tinhso.core.values import RuleRef, Validity

SINCE, TODAY = date(2025, 7, 1), date(2026, 11, 20)
EVER, RULE, BECAUSE = Validity(SINCE), RuleRef("test:1"), Message("vì bảng thẩm quyền")


# --- masking ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("gọi 0912 345 678 nhé", "gọi [số điện thoại] nhé"),
        ("0912345678", "[số điện thoại]"),
        ("+84 912.345.678", "[số điện thoại]"),
        ("0 9 1 2 3 4 5 6 7 8", "[số điện thoại]"),
        ("(0234) 3823456", "[số điện thoại]"),
        ("CCCD 046 089 123 456", "CCCD [số định danh]"),
        ("046089123456", "[số định danh]"),
        ("CMND: 191234567.", "CMND: [số định danh]."),
        ("stk 0123456789012 Vietcombank", "stk [số tài khoản] Vietcombank"),
        ("19012345678901", "[số tài khoản]"),
        ("xe 75A-123.45 chạy ẩu", "xe [biển số xe] chạy ẩu"),
        ("75F1 12345", "[biển số xe]"),
        ("viết tới nam@hue.gov.vn. Xin cảm ơn", "viết tới [thư điện tử]. Xin cảm ơn"),
        ("nam.nguyen @ gmail . com", "[thư điện tử]"),
        ("nợ 1.200.000.000 đồng", "nợ 1.200.000.000 đồng"),
        ("ngày 20-11-2026 lúc 10:30", "ngày 20-11-2026 lúc 10:30"),
        ("Quốc lộ 49B, km 12+500", "Quốc lộ 49B, km 12+500"),
        ("số nhà 123/45, sâu 30 cm", "số nhà 123/45, sâu 30 cm"),
        ("", ""),
    ],
)
def test_what_gives_a_person_away_is_masked(text, shown):
    assert mask(text) == shown


# --- routing ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Agency:
    code: str

    @property
    def name(self):
        return self.code


@dataclass(frozen=True)
class Candidate:
    agency: Agency
    confidence: float
    rule: RuleRef = RULE
    because: Message = BECAUSE


SURE = Certainty(first=0.3, after_hop=0.2, hops=2)
TWO = [Candidate(Agency("A"), 0.9), Candidate(Agency("B"), 0.25)]


@pytest.mark.parametrize(
    ("candidates", "located", "hops", "excluded", "expected"),
    [
        (TWO, 0.99, 0, (), "A"),
        (TWO, 0.3, 0, (), "A"),
        (TWO, 0.29, 0, (), None),
        ([], 0.99, 0, (), None),
        (TWO, 0.99, 0, ("A",), None),
        (TWO, 0.99, 1, ("A",), "B"),
        (TWO, 0.99, 1, ("A", "B"), None),
        (TWO, 0.99, 2, ("A",), "B"),
        (TWO, 0.99, 3, (), None),
    ],
)
def test_where_a_report_goes(candidates, located, hops, excluded, expected):
    found = routing.route(
        candidates, located_confidence=located, hops=hops, excluded_agencies=excluded, certainty=SURE
    )
    if expected is None:
        assert isinstance(found, Unrouted)
        assert "Tổ điều phối" in str(found.because)
    else:
        assert isinstance(found, Routed)
        assert found.agency.code == expected


def test_the_chain_is_as_sure_as_its_weakest_link():
    found = routing.route(TWO, located_confidence=0.6, hops=0, excluded_agencies=(), certainty=SURE)
    assert found.confidence == 0.6


# --- times, publicity, approval -----------------------------------------------------------------


@pytest.mark.parametrize(("urgent", "unsure"), [(False, True), (True, False)])
def test_a_deadline_counted_without_holidays_says_so(urgent, unsure):
    due_at = datetime(2036, 1, 4, 9, 30, tzinfo=UTC)
    said = str(deadlines.because(urgent, due_at, 2036))
    assert ("chưa có lịch nghỉ lễ năm 2036" in said) is unsure
    assert "16:30 04/01/2036" in said
    assert "chưa có lịch" not in str(deadlines.because(urgent, due_at, None))


@pytest.mark.parametrize(
    ("hours_left", "looks"),
    [(100, "calm"), (20, "calm"), (19, "soon"), (0, "soon"), (-1, "late")],
)
def test_a_running_deadline_warns_in_its_last_fifth(hours_left, looks):
    due_at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    received_at, now = due_at - timedelta(hours=100), due_at - timedelta(hours=hours_left)
    assert deadlines.tone(received_at=received_at, due_at=due_at, now=now) == looks


@pytest.mark.parametrize(
    ("listed", "wants", "sealed", "seen"),
    [
        (True, True, False, Visibility.PUBLIC),
        (True, False, False, Visibility.PRIVATE),
        (False, True, False, Visibility.PRIVATE),
        (True, True, True, Visibility.SEALED),
        (False, False, True, Visibility.SEALED),
    ],
)
def test_who_may_know(listed, wants, sealed, seen):
    row = PublicationRow("", listed, When.AT_ONCE, When.ON_ACCEPT, 0, EVER, RULE)
    assert publicity.visibility(row, wants_public=wants, sealed=sealed) == seen


@pytest.mark.parametrize(
    ("when", "accepted", "hidden", "is_shown"),
    [
        ("at_once", None, False, True),
        ("on_accept", None, False, False),
        ("on_accept", datetime(2026, 11, 20, tzinfo=UTC), False, True),
        ("never", datetime(2026, 11, 20, tzinfo=UTC), False, False),
        ("at_once", None, True, False),
    ],
)
def test_when_a_part_is_shown(when, accepted, hidden, is_shown):
    assert (publicity.part_note(when, accepted_at=accepted, hidden=hidden) is None) == is_shown


# --- who ----------------------------------------------------------------------------------------


def standing(agency="A", visibility="public"):
    desks = {"exceptions_desk": "DP", "restricted_desk": "TCD"}
    return access.Standing(agency, visibility, **desks, co_agencies=("H",), heirs=("A2",))


@pytest.mark.parametrize(
    ("role", "body", "where", "expected"),
    [
        (Role.HANDLER, "A", standing(), {Role.HANDLER}),
        (Role.HANDLER, "B", standing(), set()),
        (Role.LEADER, "H", standing(), set()),
        (Role.COORDINATOR, "DP", standing(), {Role.COORDINATOR}),
        (Role.COORDINATOR, "DP", standing("DP"), {Role.COORDINATOR, Role.HANDLER, Role.LEADER}),
        (Role.COORDINATOR, "B", standing(), set()),
        (Role.COORDINATOR, "A", standing(), {Role.COORDINATOR}),
        (Role.READER, "", standing(), {Role.READER}),
        (Role.READER, "A", standing(), {Role.READER}),
        (Role.READER, "B", standing(), set()),
        (Role.AUDITOR, "B", standing(), set()),
        (Role.ADMINISTRATOR, "B", standing(), set()),
        (Role.RESTRICTED, "TCD", standing(), set()),
        (Role.RESTRICTED, "TCD", standing("TCD", "sealed"), {Role.RESTRICTED}),
        (Role.RESTRICTED, "A", standing("TCD", "sealed"), set()),
        (Role.LEADER, "TCD", standing("TCD", "sealed"), set()),
        (Role.ADMINISTRATOR, "", standing("TCD", "sealed"), set()),
        (Role.READER, "", standing("TCD", "sealed"), set()),
        (Role.AUDITOR, "", standing("TCD", "sealed"), set()),
    ],
)
def test_in_which_roles(role, body, where, expected):
    actor = Actor("officer:1", frozenset({Grant(role, body)}))
    assert access.roles(actor, where) == expected


@pytest.mark.parametrize(
    ("role", "body", "visibility", "reads"),
    [
        (Role.HANDLER, "A2", "public", True),
        (Role.LEADER, "A2", "private", True),
        (Role.HANDLER, "A2", "sealed", False),
        (Role.HANDLER, "A3", "public", False),
        (Role.RESTRICTED, "A2", "public", False),
    ],
)
def test_an_heir_reads_and_does_nothing(role, body, visibility, reads):
    actor, where = Actor("officer:1", frozenset({Grant(role, body)})), standing("A", visibility)
    assert access.may_see(actor, where) == reads
    assert not access.roles(actor, where)


def test_helpers_may_look_but_not_at_sealed_ones():
    helper = Actor("officer:1", frozenset({Grant(Role.HANDLER, "H")}))
    assert access.may_see(helper, standing())
    assert not access.may_see(helper, standing(visibility="sealed"))


NOW = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("status", "satisfaction", "round_", "days", "rate", "reopen"),
    [
        ("answered", "", 1, 1, True, False),
        ("closed", "", 1, 1, True, False),
        ("answered", "unsatisfied", 1, 1, False, True),
        ("closed", "unsatisfied", 1, 29, False, True),
        ("closed", "unsatisfied", 1, 30, False, False),
        ("answered", "unsatisfied", 2, 1, False, False),
        ("answered", "acceptable", 1, 1, False, False),
        ("in_progress", "", 1, 1, False, False),
    ],
)
def test_rating_and_reopening(status, satisfaction, round_, days, rate, reopen):  # noqa: PLR0917
    said = {"status": status, "satisfaction": satisfaction, "answered_at": NOW - timedelta(days=days)}
    assert aftermath.can_rate(**said, days=30, now=NOW) == rate
    assert aftermath.can_reopen(**said, round_=round_, days=30, now=NOW) == reopen
