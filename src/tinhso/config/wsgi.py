"""The WSGI application that granian serves."""

import os
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tinhso.config.watching import spans
from tinhso.core.postgresql import base as postgresql

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhso.config.settings")

IN_MEMORY = 2_621_440
MOST = 17 * 1024 * 1024
"""More than any address takes; what is longer is cut off here and refused there as too large."""
DRAINED_MOST = 64 * 1024 * 1024
PIECE = 65_536
TOO_LARGE = 413

serve = get_wsgi_application()
# A page that takes longer helps nobody, and would hold a thread; a transaction left open holds rows.
postgresql.bound(statement_s=30, idle_in_transaction_s=60)
spans.begin("tinhso-web", settings.OTLP_ENDPOINT)


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """This will serve one request, also one whose body comes in chunks; Django would read nothing of it."""
    if environ["REQUEST_METHOD"] == "HEAD" and environ.get("PATH_INFO", "").startswith("/api/"):
        environ["REQUEST_METHOD"] = "GET"  # the API's library knows no HEAD; the server leaves the body out
    if environ.get("HTTP_TRANSFER_ENCODING") and not environ.get("CONTENT_LENGTH"):
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            while body.tell() < MOST and (piece := environ["wsgi.input"].read(PIECE)):
                body.write(piece)
            arriving = environ["wsgi.input"]
            environ["CONTENT_LENGTH"] = str(body.tell())
            body.seek(0)
            environ["wsgi.input"] = body
            return _read_to_its_end(serve(environ, start_response), arriving)
    return _read_to_its_end(serve(environ, start_response), environ["wsgi.input"])


def _read_to_its_end(response: Iterable[bytes], arriving: Any) -> Iterable[bytes]:
    """A body refused unread is read away: a connection closed on it would take our answer along."""
    if getattr(response, "status_code", 0) == TOO_LARGE:
        left = DRAINED_MOST
        while left > 0 and (piece := arriving.read(PIECE)):
            left -= len(piece)
    return response
