"""What does somebody see who wants to apply: where it is done, what is needed, the first questions?"""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from tinhso.casework.applying import addresses
from tinhso.casework.applying.rules.drafting import Application
from tinhso.casework.applying.views import costs, doors, writing
from tinhso.casework.applying.views.sending import also_by_script
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@also_by_script
def start(request: HttpRequest, procedure: str) -> HttpResponse:
    """This will show the first questions, keep the answers as a draft, or say truthfully where else to go."""
    door = doors.door(request, procedure)
    if not addresses.is_taken_here(door.version):
        return _elsewhere(request, door)
    if request.method == "POST":
        return writing.keep(request, door, Application(id=str(uuid4())))
    if not door.is_open:
        return _door_closed(request, door)
    known, _sources = door.known()
    said = Application(
        id=str(uuid4()),
        people=forms.prefill(door.people_schema, known),
        data=forms.prefill(door.version.form_schema, known) if door.version.form_schema else {},
    )
    return writing.page(request, door, said)


def _elsewhere(request: HttpRequest, door: doors.Door) -> HttpResponse:
    version = door.version
    code = version.system(procedures.Stage.SUBMIT)
    context = {
        "name": procedures.name_of(version),
        "system": procedures.system(code, door.on) if code != procedures.HERE else None,
        "reason": version.online_reason_en if doors.language() == "en" else version.online_reason,
        "is_sample": version.is_sample,
        "facts": costs.essentials(door),
    }
    return render(request, "applying/elsewhere.html", context)


def _door_closed(request: HttpRequest, door: doors.Door) -> HttpResponse:
    here = reverse("applying:start", args=[door.version.code])
    context = {
        "name": procedures.name_of(door.version),
        "guide_url": reverse("procedures:one", args=[door.version.code]),
        "sign_in_url": doors.to_sign_in(here),
        "facts": costs.essentials(door),
        "components": costs.components(door, door.version.components),
        "is_sample": door.version.is_sample,
        "vouched_by": door.citizen.provider if door.citizen else "",
    }
    return render(request, "applying/identity.html", context)
