"""The engine that walks a table of states and steps."""

from enum import StrEnum

import pytest

from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.roles import Role
from tinhso.core.workflow import State, Transition, Workflow, WrongState


class Door(StrEnum):
    OPEN = "open"
    SHUT = "shut"
    WALLED = "walled"


def states(*words: Door) -> tuple[State, ...]:
    return tuple(State(word=w, label=f"{w}", tone="neutral") for w in words)


SHUT = Transition(
    name="shut",
    label="đóng",
    from_=frozenset({Door.OPEN}),
    to=Door.SHUT,
    by=frozenset({Role.HANDLER}),
    needs=("reason",),
)
DOORS = Workflow(name="doors", initial=Door.OPEN, states=states(Door.OPEN, Door.SHUT), transitions=(SHUT,))


def test_a_step_passes_for_its_owner_from_its_state() -> None:
    step = DOORS.check("shut", state="open", roles={Role.HANDLER}, given=["reason"])
    assert step.to == Door.SHUT


def test_the_wrong_role_is_refused_before_the_state_is_told() -> None:
    with pytest.raises(NotPermitted):
        DOORS.check("shut", state="shut", roles={Role.CITIZEN}, given=["reason"])


def test_the_wrong_state_is_named() -> None:
    with pytest.raises(WrongState, match="shut"):
        DOORS.check("shut", state="shut", roles={Role.HANDLER}, given=["reason"])


def test_what_a_step_needs_is_asked_for() -> None:
    with pytest.raises(Invalid) as refused:
        DOORS.check("shut", state="open", roles={Role.HANDLER})
    assert refused.value.errors[0].field == "reason"


def test_can_and_check_agree_on_every_pair() -> None:
    for role in Role:
        for state in ("open", "shut"):
            may = DOORS.can("shut", state=state, roles={role})
            listed = SHUT in DOORS.steps(state, {role})
            assert may == listed == (role == Role.HANDLER and state == "open")


def test_a_table_that_names_an_unknown_state_is_refused_at_import() -> None:
    with pytest.raises(ValueError, match="unknown states"):
        Workflow(name="x", initial=Door.WALLED, states=states(Door.OPEN, Door.SHUT), transitions=(SHUT,))
