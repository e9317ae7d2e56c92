"""Who hears the voice note of a report? Asked each time; it has no public address."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhso.casework.reports import ownership, queries
from tinhso.core import clock
from tinhso.foundation.accounts import requests as sign_in
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.requests import played


@never_cache
@require_safe
def play(request: HttpRequest, code: str) -> HttpResponse:
    """This will play the voice note to its sender and to officers who may open the case. Raises Missing."""
    mine, actor = ownership.owns(request, code), sign_in.actor_of(request)
    owner = queries.voice_owner(code, own=mine, actor=actor, now=clock.now())
    stream, found = files.open_voice(owner)
    return played(request, stream, size=found.size, kind=found.kind)
