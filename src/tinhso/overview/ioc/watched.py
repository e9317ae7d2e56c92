"""What comes back after its answer, what goes on now, and what should somebody see to soon?"""

from typing import Any

from django.urls import reverse

from tinhso.casework.oversight import queries as oversight
from tinhso.core import clock
from tinhso.core import soon as standing
from tinhso.core.clock import day_bounds
from tinhso.core.roles import Actor, Role
from tinhso.core.translation import say
from tinhso.overview.ioc.queries import Scope


def incidents() -> dict[str, Any]:
    """This will give what goes on, one line each, and where it is opened and ended."""
    return {"going": oversight.incidents(clock.now()), "url": reverse("oversight:incidents")}


def recurrences(scope: Scope) -> dict[str, int]:
    """This will count by agency what came back after its answers in the period."""
    since, until = day_bounds(scope.since)[0], day_bounds(scope.until)[0]
    return oversight.recurrences(since=since, until=until)


def soon(actor: Actor) -> list[str]:
    """This will say to administrators alone what the deployment needs: another database, room, a calendar."""
    if not actor.has(Role.ADMINISTRATOR, ""):
        return []
    return [say(sentence) for sentence in standing.warnings(now=clock.now())]
