"""Which of the middlewares are for pages alone? A program has no session, reads no message, asks for no file.

Addresses under /api/ and /open311/v2/ are spared them: a key, a cookie or a secret of its own says who calls
there, never a session. So are those under /nhung/: they stand in frames on other sites and shall not know who
looks.
Host check, security headers, language, limits and refusals hold for all.
"""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware

from tinhso.foundation.accounts.middleware import OfficersSessions

WITHOUT_SESSION = ("/api/", "/open311/v2/", "/nhung/")
SHRINKS = ("text/", "json", "xml", "javascript")
"""What gets smaller by packing, by its media type; pictures and voices are packed already."""
SHORT = 1_000
"""Fewer bytes fit one packet as they are; and the padding would let chance say whether they are packed."""


class _ForPages:
    """Stands before a middleware and leads programs and frames past it."""

    get_response: Any

    def __call__(self, request: HttpRequest) -> Any:
        if request.path_info.startswith(WITHOUT_SESSION):
            return self.get_response(request)
        return super().__call__(request)  # type: ignore[misc]


class Packed(GZipMiddleware):
    """Text travels packed: the form's page is a seventh, the map's points a ninth, and a village has slow 3G.

    Lengths tell nothing of a secret beside (BREACH): the form's token is masked anew in each page, and
    Django pads each reply by a random length.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """This will pack what shrinks and leave the rest as it is."""
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        is_short = isinstance(response, HttpResponse) and len(response.content) < SHORT
        if is_short or not any(word in kind for word in SHRINKS):
            return response
        return super().process_response(request, response)


class Files(_ForPages, WhiteNoiseMiddleware):
    """Static files."""


class Sessions(_ForPages, SessionMiddleware):
    """The session of a browser."""


class Users(_ForPages, AuthenticationMiddleware):
    """Who signed in."""


class Messages(_ForPages, MessageMiddleware):
    """What is told once on the next page."""


class Officers(_ForPages, OfficersSessions):
    """Idle officers and what they owe."""
