"""In which roles does somebody stand to a dossier? Who handles it decides; who took it in receives."""

from tinhso.casework.onestop.workflow import COUNTER, HANDLERS, LEADERS
from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core.roles import Actor, Role

AT_THE_COUNTER = frozenset(
    {"receive", "refuse", "ask_supplement", "supply", "file_again", "return_result", "forward"}
)
"""Steps that any body's counter may take for the dossiers it took in (phi địa giới)."""


_DOES = {Role.INTAKE.value: COUNTER, Role.HANDLER.value: HANDLERS}
"""Who does what a procedure gives to a role: that role, and in its place whoever stands above it. A leader's
step is done by nobody else."""


def holders(version: ProcedureVersion, number: int) -> frozenset[Role]:
    """This will give the roles that may hand on a step of a procedure, by the pinned version's own word."""
    named = next((step.role for step in version.steps if step.number == number), None)
    return COUNTER if named is None else _DOES.get(named, LEADERS)


def roles(
    step: str, by: Actor, *, agency: str, intake: str, consulted: frozenset[str],
    holding: frozenset[Role] = COUNTER,
) -> frozenset[Role]:  # fmt: skip
    """This will give the roles that count for one step; none: the step is not theirs.

    `holding` are those that may hand on what the dossier's procedure asks for now (`holders`).
    """
    found = {g.role for g in by.grants if g.body in ("", agency)}
    if step in AT_THE_COUNTER and intake:
        found |= {g.role for g in by.grants if g.body == intake and g.role in COUNTER}
    if step == "answer_consultation":
        found = {g.role for g in by.grants if g.body in consulted}
    if step == "hand_over":
        found &= holding
    return frozenset(found)


def may_see(by: Actor, *, agency: str, intake: str, consulted: frozenset[str]) -> bool:
    """This will tell whether an officer may open the case: a body that has, took in or was asked about it.

    The desk of complaints opens only what was asked of it.
    """
    working = {Role.HANDLER, Role.LEADER, Role.INTAKE, Role.AUDITOR, Role.COORDINATOR}
    return any(
        g.body in consulted if g.role == Role.RESTRICTED else
        g.role in working and g.body in ("", agency, intake, *consulted)
        for g in by.grants
    )  # fmt: skip


def may_answer(by: Actor, *, desk: str) -> bool:
    """This will tell whether somebody answers the petitions that lie with a body."""
    return desk in by.bodies(*HANDLERS)
