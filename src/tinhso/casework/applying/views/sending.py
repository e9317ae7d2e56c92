"""What does a page answer that its script has sent? Where to go, in a header: the script goes there itself.

A browser that loses the network while it sends a form shows its own page of sorrow, and on a small telephone
what was typed is gone, with the files. The script (`application.js`) sends in the page's stead and stays
where it is until an answer has come.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

BY_SCRIPT, GO = "X-Application", "X-Go"


def also_by_script(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """This will turn a redirect into an address for the script; other answers are the page, as ever."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        if BY_SCRIPT not in request.headers or not answer.has_header("Location"):
            return answer
        told = HttpResponse(status=204)
        told[GO] = answer["Location"]
        return told

    return answered
