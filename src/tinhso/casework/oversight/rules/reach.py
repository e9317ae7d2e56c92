"""Where may somebody begin or end an incident? A leader only where the body that they lead answers."""

from collections.abc import Collection, Mapping

from tinhso.core.roles import Actor, Role


def is_everywhere(actor: Actor, *, exceptions_desk: str) -> bool:
    """This will tell whether the actor looks after the whole province: operations centre, exceptions desk."""
    wide = any(actor.has(role, "") for role in (Role.LEADER, Role.READER, Role.ADMINISTRATOR))
    return wide or actor.has(Role.COORDINATOR, exceptions_desk)


def reaches(led: Mapping[str, str | None], *, place_code: str, competent: Collection[str]) -> bool:
    """This will tell whether one of the bodies led (code -> its area) has that place.

    A body has the commune whose body it is, whatever goes on there; one without an area of its own has a
    place for what it answers for, so that it stands among the `competent`.
    """
    return any(area == place_code or code in competent for code, area in led.items())
