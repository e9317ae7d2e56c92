"""In which roles does somebody meet this report? Object level: the report's own agency, and sealing, decide.

A denunciation is never seen by the body denounced (Luật Tố cáo 25/2018/QH14, Điều 8, 56): a sealed report is
met by the restricted desk alone, whatever else somebody is.
"""

from collections.abc import Collection
from dataclasses import dataclass

from tinhso.casework.reports.workflow import Visibility
from tinhso.core.roles import Actor, Role

WATCHERS = (Role.READER, Role.AUDITOR, Role.ADMINISTRATOR)
AGENCY_ROLES = (Role.HANDLER, Role.LEADER)


@dataclass(frozen=True)
class Standing:
    """What decides about access: the agency that has the report, its visibility, the two desks.

    `heirs` are the agencies that took over from that agency, for this place, once it was closed.
    """

    agency: str
    visibility: str
    exceptions_desk: str
    restricted_desk: str
    co_agencies: Collection[str] = ()
    heirs: Collection[str] = ()


def roles(actor: Actor, standing: Standing) -> frozenset[Role]:
    """This will list the roles in which the actor may act on the report; empty means: not for these eyes.

    A grant reaches as far as its body: a reader of one body reads that body's reports.
    The exceptions desk handles what stands on its own name, so there its coordinators may do what a
    handler and a leader do. Machine and citizen are roles of the caller, not of an account.
    """
    if actor.has(Role.MACHINE):
        return frozenset({Role.MACHINE})
    if standing.visibility == Visibility.SEALED:
        is_theirs = actor.has(Role.RESTRICTED, standing.restricted_desk)
        return frozenset({Role.RESTRICTED}) if is_theirs else frozenset()
    found = {r for r in AGENCY_ROLES if actor.has(r, standing.agency)}
    found |= {r for r in WATCHERS if actor.has(r, standing.agency)}
    if any(actor.has(Role.COORDINATOR, body) for body in (standing.exceptions_desk, standing.agency)):
        found.add(Role.COORDINATOR)
    if standing.agency == standing.exceptions_desk and Role.COORDINATOR in found:
        found |= {Role.HANDLER, Role.LEADER}
    return frozenset(found)


def is_wide(actor: Actor, exceptions_desks: Collection[str]) -> bool:
    """This will tell whether the actor looks at every body's ordinary reports: watchers of the whole
    deployment do, and the coordinators of the exceptions desk."""
    coordinates = any(actor.has(Role.COORDINATOR, desk) for desk in exceptions_desks)
    return coordinates or any(actor.has(r, "") for r in WATCHERS)


def watched(actor: Actor) -> frozenset[str]:
    """This will list the bodies whose ordinary reports the actor looks at without handling them."""
    return actor.bodies(*WATCHERS, Role.COORDINATOR)


def helps(actor: Actor, standing: Standing) -> frozenset[str]:
    """This will list the co-handling agencies for which the actor may look and finish their part."""
    if standing.visibility == Visibility.SEALED:
        return frozenset()
    return frozenset(a for a in standing.co_agencies if any(actor.has(r, a) for r in AGENCY_ROLES))


def inherits(actor: Actor, standing: Standing) -> bool:
    """This will tell whether the actor works for an heir of the agency that closed: its files are read there.

    What is still open moves with the reorganisation; what was closed keeps the old name and is changed by
    nobody, but the heir answers for it (a neighbour asks again, an auditor wants the file).
    """
    if standing.visibility == Visibility.SEALED:
        return False
    return any(actor.has(r, heir) for heir in standing.heirs for r in AGENCY_ROLES)


def may_see(actor: Actor, standing: Standing) -> bool:
    """This will tell whether the actor may open the case at all."""
    return bool(roles(actor, standing) or helps(actor, standing) or inherits(actor, standing))
