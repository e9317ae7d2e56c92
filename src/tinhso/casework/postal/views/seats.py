"""At which counter does the officer of this request sit?"""

from datetime import date

from django.http import HttpRequest

from tinhso.casework.postal import queries
from tinhso.core.errors import NotPermitted
from tinhso.core.roles import Actor
from tinhso.foundation.agencies.queries import AgencyRef

KEPT = "counter_agency"
"""The same word as at the counter: whoever chose a seat there sits in it here."""


def seat(request: HttpRequest, by: Actor, *, on: date) -> tuple[AgencyRef, list[AgencyRef]]:
    """This will give the body at whose counter the officer sits and the choice. Raises NotPermitted."""
    offered = queries.counters_of(by, on=on)
    if not offered:
        raise NotPermitted
    asked = request.GET.get("quay") or request.POST.get("quay") or request.session.get(KEPT, "")
    chosen = next((one for one in offered if one.code == asked), offered[0])
    if len(offered) > 1 and request.session.get(KEPT) != chosen.code:
        request.session[KEPT] = chosen.code
    return chosen, offered
