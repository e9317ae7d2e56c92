"""Which reports were written on this device, and what is shown when there is no network?"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_safe

from tinhso.casework.reports import ownership, queries, shown
from tinhso.core import clock


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """This will list what this browser sent; what still waits on the device is drawn by its own script.

    POST lets the browser forget them, for a device that many use.
    """
    if request.method == "POST":
        response = redirect("filing:mine")
        ownership.forget(response)
        return response
    now = clock.now()
    rows = [_row(r, now) for r in queries.own_rows(ownership.codes(request), now=now)]
    return render(request, "filing/mine.html", {"rows": rows, "find_url": reverse("filing:find")})


def _row(report: queries.PublicReportRow, now: datetime) -> dict[str, Any]:
    return {
        "code": report.code,
        "url": report.url,
        "title": f"{report.category.name} – {report.place.name}",
        "text": report.text,
        "status": report.status,
        "clock": shown.clock_of(report, now),
        "due_at": report.due_at,
        "agency": report.agency.name,
    }


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """This will show the page that the service worker keeps for when there is no network."""
    return render(request, "filing/offline.html")
