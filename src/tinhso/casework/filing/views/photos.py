"""Who may see a photo of a report? The publication rule is asked each time; files have no public address."""

from typing import IO

from django.http import FileResponse, HttpRequest
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe

from tinhso.casework.reports import ownership, queries
from tinhso.core import clock
from tinhso.core.errors import Missing
from tinhso.foundation.accounts import requests as sign_in
from tinhso.foundation.files import queries as files

AGE_S = 300
"""Short: a photo that is hidden must be gone from shared caches within minutes."""


@require_safe
def photo(request: HttpRequest, code: str, file_id: str, size: str) -> FileResponse:
    """This will serve what the public may see now, faces and plates covered; before that, to the reporter and
    officers alone, the whole picture. Raises Missing for everybody else."""
    try:
        owner = queries.photo_owner(code, file_id)
    except Missing:
        return whole(request, code, file_id, size)
    stream, kind = files.open_public_rendition(file_id, size, owner=owner)
    response = FileResponse(stream, content_type=kind)
    patch_cache_control(response, public=True, max_age=AGE_S)
    return response


@require_safe
def whole(request: HttpRequest, code: str, file_id: str, size: str) -> FileResponse:
    """This will serve one rendition with nothing covered to its reporter and to officers of the case."""
    mine, actor = ownership.owns(request, code), sign_in.actor_of(request)
    if not mine and not actor.grants:
        raise Missing
    owner = queries.whole_photo_owner(code, file_id, own=mine, actor=actor, now=clock.now())
    return _private(*files.open_rendition(file_id, size, owner=owner))


def _private(stream: IO[bytes], kind: str) -> FileResponse:
    response = FileResponse(stream, content_type=kind)
    patch_cache_control(response, private=True, max_age=AGE_S)
    patch_vary_headers(response, ["Cookie"])
    return response
