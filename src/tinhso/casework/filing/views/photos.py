"""Who may see a photo of a report, or hear its voice note? Asked each time; files have no public address."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhso.casework.reports import ownership, queries
from tinhso.core import clock
from tinhso.core.errors import Missing
from tinhso.core.roles import NOBODY
from tinhso.foundation.accounts import requests as sign_in
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.requests import played

AGE_S = 300
"""Short: a photo that is hidden must be gone from shared caches within minutes."""


@require_safe
def photo(request: HttpRequest, code: str, file_id: str, size: str) -> FileResponse:
    """This will serve one rendition to whoever may see it now. Raises Missing for everybody else."""
    now = clock.now()
    is_public = True
    try:
        owner = queries.photo_owner(code, file_id, own=False, actor=NOBODY, now=now)
    except Missing:
        is_public = False
        mine, actor = ownership.owns(request, code), sign_in.actor_of(request)
        owner = queries.photo_owner(code, file_id, own=mine, actor=actor, now=now)
    stream, kind = files.open_rendition(file_id, size, owner=owner)
    response = FileResponse(stream, content_type=kind)
    patch_cache_control(response, public=is_public, private=not is_public, max_age=AGE_S)
    if not is_public:
        patch_vary_headers(response, ["Cookie"])
    return response


@never_cache
@require_safe
def voice(request: HttpRequest, code: str) -> HttpResponse:
    """This will play the voice note to its sender and to officers who may open the case. Raises Missing."""
    mine, actor = ownership.owns(request, code), sign_in.actor_of(request)
    owner = queries.voice_owner(code, own=mine, actor=actor, now=clock.now())
    stream, found = files.open_voice(owner)
    return played(request, stream, size=found.size, kind=found.kind)
