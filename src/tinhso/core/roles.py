"""Who is acting, and in which roles for which body? Plain values that every rule can read."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What a person may be for a body. A citizen and the machine are roles too: they also act."""

    CITIZEN = "citizen"
    MACHINE = "machine"
    HANDLER = "handler"
    LEADER = "leader"
    COORDINATOR = "coordinator"
    RESTRICTED = "restricted"
    INTAKE = "intake"
    READER = "reader"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Assurance(StrEnum):
    """How sure it is who a citizen is: not at all, a confirmed telephone number, an electronic identity."""

    ANONYMOUS = "anonymous"
    PHONE = "phone"
    IDENTITY = "identity"

    def reaches(self, asked: "Assurance") -> bool:
        """This will tell whether that is at least as sure as what is asked for."""
        order = list(Assurance)
        return order.index(self) >= order.index(asked)


@dataclass(frozen=True)
class Grant:
    """One role for one body; `body` is the body's code, "" where the role spans the whole deployment."""

    role: Role
    body: str = ""


@dataclass(frozen=True)
class Actor:
    """Who does something: `key` is opaque ("officer:12", "citizen", "machine"), never a name."""

    key: str
    grants: frozenset[Grant] = field(default_factory=frozenset)

    def has(self, role: Role, body: str | None = None) -> bool:
        """This will tell whether the actor holds `role`, for `body` where one is named."""
        return any(g.role == role and (body is None or g.body in ("", body)) for g in self.grants)

    def bodies(self, *roles: Role) -> frozenset[str]:
        """This will list the bodies for which the actor holds any of `roles` (any role if none given)."""
        return frozenset(g.body for g in self.grants if g.body and (not roles or g.role in roles))


MACHINE = Actor("machine", frozenset({Grant(Role.MACHINE)}))
CITIZEN = Actor("citizen", frozenset({Grant(Role.CITIZEN)}))
NOBODY = Actor("nobody")
