"""How does a reporter want to hear of their report? Chosen on the report's own page, kept for it alone."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhso.casework.filing.views import telling
from tinhso.casework.filing.views.tracking import load
from tinhso.casework.reports import ownership
from tinhso.core import clock
from tinhso.core.roles import CITIZEN
from tinhso.foundation.notices import actions


@require_POST
def choose(request: HttpRequest, code: str) -> HttpResponse:
    """This will keep the ways that the reporter ticked."""
    actions.choose(
        _own(request, code),
        wanted=request.POST.getlist("wanted"),
        offered=request.POST.getlist("offered"),
        by=CITIZEN,
        now=clock.now(),
    )
    messages.success(request, _("Đã lưu cách ông/bà nhận tin về phản ánh này."))
    return redirect("filing:page", code=code)


@require_POST
def devices(request: HttpRequest, code: str) -> HttpResponse:
    """This will let the reporter's browser take pushes about the report, or no more."""
    on = actions.take_device(
        _own(request, code),
        request.body,
        user_agent=request.headers.get("User-Agent", ""),
        by=CITIZEN,
        now=clock.now(),
    )
    return JsonResponse({"on": on}, status=201)


def _own(request: HttpRequest, code: str) -> str:
    report = load(request, code)
    if report.own is None:
        raise ownership.NotYours()
    return telling.key(report.id)
