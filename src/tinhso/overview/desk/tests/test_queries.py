"""Does a full desk ask the database as seldom as an empty one?"""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.worklist.queries import WaitingFilter
from tinhso.foundation.worklist.tests.factories import WARD, open_item
from tinhso.overview.desk import queries

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 5, 3, tzinfo=UTC)


def test_many_assignees_cost_no_more_statements_than_one(settings):
    settings.RULES_LOOK_EVERY_S = 3_600
    first = officer(WARD, Role.HANDLER)
    reader = Actor(first.key, frozenset({Grant(Role.HANDLER, WARD)}))

    def shown():
        with CaptureQueriesContext(connection) as asked:
            page = queries.listing(reader, now=NOW, filters=WaitingFilter(), cursor=None)
        return page.rows, len(asked)

    open_item("03/03/2026 07:30", "09/03/2026 16:30", subject="report:1", assignee=first.key)
    shown()  # rules come into memory
    rows, one = shown()
    for number in range(2, 8):
        open_item(
            "03/03/2026 07:30", "09/03/2026 16:30", subject=f"report:{number}",
            assignee=officer(WARD, Role.HANDLER).key,
        )  # fmt: skip
    rows, many = shown()
    assert len(rows) == 7
    assert many == one


@pytest.mark.parametrize(("above", "shown"), [(1, "2"), (2, "3")])
def test_an_agencys_figures_may_be_a_minute_old_when_they_are_large(settings, monkeypatch, above, shown):
    settings.RULES_LOOK_EVERY_S = 3_600
    monkeypatch.setattr(queries, "KEPT_ABOVE", above)
    monkeypatch.setattr(queries, "_kept", {})
    leader = Actor("officer:1", frozenset({Grant(Role.LEADER, WARD)}))
    for number in range(3):
        if number == 2:
            assert [line.open for line in queries.agency_lines(leader, now=NOW)] == ["2"]
        open_item("03/03/2026 07:30", "09/03/2026 16:30", subject=f"report:{number}")
    assert [line.open for line in queries.agency_lines(leader, now=NOW)] == [shown]
    later = NOW + queries.KEPT_FOR
    with CaptureQueriesContext(connection) as asked:
        assert [line.open for line in queries.agency_lines(leader, now=later)] == ["3"]
    assert len(asked) == 2
