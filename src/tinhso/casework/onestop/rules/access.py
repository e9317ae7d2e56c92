"""In which roles does somebody stand to a dossier? Who handles it decides; who took it in receives."""

from tinhso.casework.onestop.workflow import COUNTER
from tinhso.core.roles import Actor, Role

AT_THE_COUNTER = frozenset(
    {"receive", "refuse", "ask_supplement", "supply", "file_again", "return_result", "forward"}
)
"""Steps that any body's counter may take for the dossiers it took in (phi địa giới)."""


def roles(step: str, by: Actor, *, agency: str, intake: str, consulted: frozenset[str]) -> frozenset[Role]:
    """This will give the roles that count for one step; none: the step is not theirs."""
    found = {g.role for g in by.grants if g.body in ("", agency)}
    if step in AT_THE_COUNTER and intake:
        found |= {g.role for g in by.grants if g.body == intake and g.role in COUNTER}
    if step == "answer_consultation":
        found = {g.role for g in by.grants if g.body in consulted}
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
