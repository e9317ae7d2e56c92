"""Every state is reachable, every transition owned."""

import pytest

from tinhso.casework.reports.workflow import OPEN, REPORT, Status
from tinhso.core.roles import Role


def test_every_state_is_reachable():
    assert REPORT.reachable() == {str(s) for s in Status}


@pytest.mark.parametrize("step", REPORT.transitions, ids=lambda t: t.name)
def test_every_transition_is_owned_and_leads_on(step):
    assert step.by
    assert step.from_
    assert step.label


def test_no_open_state_is_a_dead_end_for_those_who_must_act():
    for status in OPEN:
        doers = {Role.HANDLER, Role.LEADER, Role.COORDINATOR, Role.MACHINE, Role.CITIZEN}
        assert any(t.to and t.to != status for t in REPORT.steps(status, doers)), status


def test_shortcuts_are_clear_in_every_state():
    for status in Status:
        keys = [t.shortcut for t in REPORT.steps(status, {Role.HANDLER, Role.LEADER}) if t.shortcut]
        doubled = {k for k in keys if keys.count(k) > 1}
        assert doubled <= {"d"}, status  # submit and answer are the same key: the rule says which it is


def test_the_drawing_names_every_step():
    drawn = REPORT.mermaid()
    assert all(f": {t.name}" in drawn for t in REPORT.transitions)
