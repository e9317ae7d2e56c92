"""Who looks at a paper, as its owner is told: a role and a body, never a person?"""

from dataclasses import dataclass

from tinhso.core.roles import Actor, Role

_OFFICERS = (Role.HANDLER, Role.INTAKE, Role.LEADER, Role.RESTRICTED, Role.COORDINATOR, Role.AUDITOR)
"""In this order: who has several roles looks in the first."""


@dataclass(frozen=True)
class Reader:
    """A role ("citizen" for the owner, "machine"), and the code of the body for which it is held."""

    role: str
    agency: str = ""


OWNER = Reader(Role.CITIZEN.value)


def reader_of(by: Actor) -> Reader | None:
    """This will tell as what an officer or the machine looks; None for who is neither."""
    for role in _OFFICERS:
        bodies = sorted(g.body for g in by.grants if g.role == role)
        if bodies:
            return Reader(role.value, bodies[0])
    return Reader(Role.MACHINE.value) if by.has(Role.MACHINE) else None
