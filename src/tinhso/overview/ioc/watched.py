"""What comes back after its answer, and what goes on now?"""

from typing import Any

from django.urls import reverse

from tinhso.casework.oversight import queries as oversight
from tinhso.core import clock
from tinhso.core.clock import day_bounds
from tinhso.overview.ioc.queries import Scope


def incidents() -> dict[str, Any]:
    """This will give what goes on, one line each, and where it is opened and ended."""
    return {"going": oversight.incidents(clock.now()), "url": reverse("oversight:incidents")}


def recurrences(scope: Scope) -> dict[str, int]:
    """This will count by agency what came back after its answers in the period."""
    since, until = day_bounds(scope.since)[0], day_bounds(scope.until)[0]
    return oversight.recurrences(since=since, until=until)
