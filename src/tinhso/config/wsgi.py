"""The WSGI application that granian serves."""

import os
import tempfile
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tinhso.config.settings")

IN_MEMORY = 2_621_440
MOST = 17 * 1024 * 1024
"""More than any address takes; what is longer is cut off here and refused there as too large."""
PIECE = 65_536

serve = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """This will serve one request, also one whose body comes in chunks, of which Django would read nothing."""
    if environ.get("HTTP_TRANSFER_ENCODING") and not environ.get("CONTENT_LENGTH"):
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            while body.tell() < MOST and (piece := environ["wsgi.input"].read(PIECE)):
                body.write(piece)
            environ["CONTENT_LENGTH"] = str(body.tell())
            body.seek(0)
            environ["wsgi.input"] = body
            return serve(environ, start_response)
    return serve(environ, start_response)
