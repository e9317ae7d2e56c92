"""Is somebody still there, and have they done what comes first? Asked before every page of an officer."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tinhso.core import clock
from tinhso.core.errors import NotPermitted
from tinhso.core.messages import msg
from tinhso.core.middleware import answer
from tinhso.core.problems import wants_problem
from tinhso.foundation.accounts import sessions

OPEN = ("/tai-khoan/", "/i18n/", "/healthz", "/readyz")


class FirstThingsFirst(NotPermitted):
    """The officer must change the password or set up the second factor before anything else."""

    code = "first-things-first"
    sentence = msg("Xin đổi mật khẩu hoặc bật xác thực hai lớp trước khi làm việc tiếp.")


class OfficersSessions:
    """Locks idle sessions, and leads to the new password or the second factor that is still owed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        now = clock.now()
        if request.user.is_authenticated:
            sessions.lock_when_idle(request, now)
        owes = request.user.is_authenticated and not request.path.startswith(OPEN)
        if owes and (duty := sessions.duty_of(request, now)):
            if request.method in ("GET", "HEAD") and not wants_problem(request):
                return redirect(f"{reverse(duty)}?{urlencode({'next': request.get_full_path()})}")
            return answer(request, FirstThingsFirst())
        return self.get_response(request)
