"""How does an officer find a dossier among those of the body?"""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhso.casework.counter.forms.listing import FilterForm
from tinhso.casework.counter.views import words
from tinhso.casework.onestop import addresses
from tinhso.casework.onestop.queries import listing as dossiers
from tinhso.casework.onestop.queries.listing import Row
from tinhso.core import clock
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.ui import formats

COUNTER_ROLES = (Role.INTAKE, Role.HANDLER, Role.LEADER)
LOOKERS = (*COUNTER_ROLES, Role.AUDITOR)
PAGE = 50


@never_cache
@require_safe
@signed_in(*LOOKERS)
def listing(request: HttpRequest) -> HttpResponse:
    """This will list the dossiers of the officer's bodies, newest first."""
    actor, now = actor_of(request), clock.now()
    side = "taken" if request.GET.get("side") == "taken" else "handled"
    form = FilterForm(request.GET, procedures=dossiers.procedures_in_use(actor, side=side))
    filters = form.filters()
    page = dossiers.listing(
        actor, now=now, filters=filters, cursor=request.GET.get("cursor") or None, limit=PAGE
    )
    following = request.GET.copy()
    following["cursor"] = page.next or ""
    context = {
        "form": form,
        "rows": [drawn(row, now, ticked=True) for row in page.items],
        "narrowed": filters != dossiers.ListFilter(side=filters.side),
        "next_url": f"{reverse('counter:list')}?{following.urlencode()}" if page.next else "",
        "steps": sorted({step for row in page.items for step in row.steps}),
        "back": request.get_full_path(),
    }
    return render(request, "counter/list.html", context)


def drawn(row: Row, now: datetime, *, ticked: bool = False) -> dict[str, Any]:
    """This will lay out one dossier as a line of a list."""
    remaining, tone = _clock(row, now)
    found: dict[str, Any] = {
        "url": addresses.case(row.code),
        "title": row.name,
        "summary": f"{row.code} · {row.agency_name}",
        "meta": [words.channel(row.channel), formats.datetime_vn(row.filed_at)],
        "pill": {"label": say(row.state.label), "tone": row.state.tone},
        "remaining": remaining,
        "clock_tone": tone,
    }
    if row.finance in ("due", "refund"):
        found["meta"].append(words.finance(row.finance)["label"])
    return {**found, "selectable": "subject", "value": row.subject} if ticked and row.steps else found


def _clock(row: Row, now: datetime) -> tuple[str, str]:
    if row.state.word == "filed":
        return formats.remaining(row.accept_by, now), "late" if row.accept_by < now else "soon"
    if row.clock == "paused":
        return _("tạm dừng"), "paused"
    if row.clock == "ended" or row.current_due is None:
        said = words.verdict(row.finished_verdict)
        return said.lower(), "late" if row.finished_verdict == "late" else "done"
    if row.current_due < now:
        return formats.remaining(row.current_due, now), "late"
    soon = row.current_due - now < dossiers.SOON
    return formats.remaining(row.current_due, now), "soon" if soon else "calm"
