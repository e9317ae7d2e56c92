"""How do refusals reach people and programs? As a page or as problem JSON, never as a stack trace."""

import sys
from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from tinhso.core.errors import (
    Missing,
    NotPermitted,
    Refused,
    TooMany,
    Unavailable,
    Unreadable,
    WrongMethod,
)
from tinhso.core.messages import msg
from tinhso.core.problems import broken, problem, wants_problem
from tinhso.core.translation import say

WRONG_METHOD = 405
PROBLEM = "application/problem+json"
GetResponse = Callable[[HttpRequest], HttpResponse]


class Refusals:
    """Turns `Refused` raised by a view into its page or problem."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:  # names nothing, and PostgreSQL takes no such text to look it up
            return not_found(request)
        response = self.get_response(request)
        if response.status_code == WRONG_METHOD and not response.headers["Content-Type"].startswith(PROBLEM):
            return _wrong_method(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """This will answer for a refusal and leave every other exception to fly."""
        if not isinstance(exception, Refused):
            return None
        return answer(request, exception)


def answer(request: HttpRequest, refused: Refused) -> HttpResponse:
    """This will give the page or the problem JSON of a refusal."""
    if wants_problem(request):
        return problem(refused, request)
    context = {"sentence": say(refused.message), "code": refused.code, "status": refused.status}
    response = render(request, "ui/layouts/refused.html", context, status=refused.status)
    if isinstance(refused, TooMany | Unavailable):
        response["Retry-After"] = str(refused.retry_after)
    return response


def _wrong_method(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """Views and the API's library answer such a request with nothing, or a word in English."""
    response = answer(request, WrongMethod())
    if "Allow" in bare:
        response["Allow"] = bare["Allow"]
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This will answer for an unknown address (Django's handler404)."""
    return answer(request, Missing())


class FormTooOld(NotPermitted):
    """The form's token is missing or no longer fits: the page lay open too long, or another site sent it."""

    code = "form-too-old"
    sentence = msg("Trang đã mở quá lâu; xin quay lại, tải lại trang rồi gửi lần nữa.")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """This will answer for a form without a fitting token (Django's CSRF_FAILURE_VIEW)."""
    return answer(request, FormTooOld())


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This will answer for a request that cannot be read (Django's handler400)."""
    refused = Unreadable()
    if not hasattr(request, "user") and not wants_problem(request):
        # refused before anybody knew whose it is, such as one for another host: no page can be laid out
        return HttpResponse(say(refused.message), content_type="text/plain; charset=utf-8", status=400)
    return answer(request, refused)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """This will answer for what Django itself forbids (Django's handler403)."""
    return answer(request, NotPermitted())


def failed(request: HttpRequest) -> HttpResponse:
    """This will answer for what nobody expected (Django's handler500), and for what may pass.

    The page is laid out without session, user or database: any of them may be what broke.
    """
    refused = broken(sys.exc_info()[1])
    if wants_problem(request):
        return problem(refused, request)
    response = HttpResponse(render_to_string("500.html"), status=refused.status)
    if isinstance(refused, Unavailable):
        response["Retry-After"] = str(refused.retry_after)
    return response


class FromAnotherSite(NotPermitted):
    """A page of another site made the browser call."""

    code = "from-another-site"
    sentence = msg("Trang của nơi khác không được gửi vào đây thay người xem.")


class OwnPages:
    """Turns away what a page of another site makes a visitor's browser send to the programs' addresses.

    They ask for no form's token. Without this such a page could file reports from its visitors' addresses,
    and each reply would put its cookie in the place of the one that knows what the visitor sent (ASVS 5.0,
    3.5.1). Browsers name the page's site in `Origin` with every POST, programs have none.
    """

    PROGRAMS = "/api/"
    SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith(self.PROGRAMS) and request.method not in self.SAFE:
            origin = request.headers.get("Origin", "")
            is_ours = _host(origin) in (request.get_host(), _host(settings.PUBLIC_URL))
            if (origin and not is_ours) or request.headers.get("Sec-Fetch-Site") == "cross-site":
                return answer(request, FromAnotherSite())
        return self.get_response(request)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return ""


class SecurityHeaders:
    """Content-Security-Policy without `unsafe-inline`, and the headers that Django does not set."""

    POLICY = "; ".join(
        (
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "media-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", self.POLICY)
        response.setdefault("Permissions-Policy", "geolocation=(self), camera=(self), microphone=(self)")
        return response
