"""How does a program read a refusal? As RFC 9457 problem JSON, in the language it asked for."""

import errno
from typing import Any

import orjson
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from tinhso.core.errors import Failed, FieldError, Invalid, Refused, TooMany, Unavailable
from tinhso.core.translation import say


def problem(refused: Refused, request: HttpRequest | None = None) -> HttpResponse:
    """This will turn a refusal into `application/problem+json`."""
    errors = refused.errors if isinstance(refused, Invalid) else ()
    response = HttpResponse(
        orjson.dumps(body(refused, errors, request)),
        content_type="application/problem+json; charset=utf-8",
        status=refused.status,
    )
    if isinstance(refused, TooMany | Unavailable):
        response["Retry-After"] = str(refused.retry_after)
    return response


def body(
    refused: Refused, errors: tuple[FieldError, ...] = (), request: HttpRequest | None = None
) -> dict[str, Any]:
    """This will give the members of the problem: type, title, status, detail, instance, errors."""
    title = say(refused.message)
    return {
        "type": f"urn:tinhso:problem:{refused.code}",
        "title": title,
        "status": refused.status,
        "detail": title,
        "instance": request.path if request else None,
        "errors": [{"field": e.field, "message": say(e.message)} for e in errors],
    }


def broken(error: BaseException | None) -> Failed:
    """This will tell of what nobody expected; `Unavailable` where it may pass by itself.

    A database that is away or locked and a disk without room do so without a change of the program.
    """
    may_pass = isinstance(error, OperationalError | InterfaceError) or (
        isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    )
    return Unavailable() if may_pass else Failed()


def wants_problem(request: HttpRequest) -> bool:
    """This will tell whether the caller is a program: the API's paths, or one that accepts JSON only."""
    if request.path.startswith("/api/"):
        return True
    accept = request.headers.get("Accept", "")
    return "json" in accept and "html" not in accept
