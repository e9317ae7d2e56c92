"""What does the counter desk show: the queue, and where the work begins?"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhso.casework.counter import actions, queries
from tinhso.casework.counter.views import listing, seats
from tinhso.casework.onestop.queries import listing as dossiers
from tinhso.casework.onestop.queries.listing import Row
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict
from tinhso.core.paging import Page
from tinhso.core.roles import Actor
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.ui import formats

SHOWN = 10


@never_cache
@require_safe
@signed_in(*listing.COUNTER_ROLES)
def home(request: HttpRequest) -> HttpResponse:
    """This will show the counter's day: the queue, the search of a procedure, what waits to be received."""
    actor, now = actor_of(request), clock.now()
    here, offered = seats.seat(request, actor, on=local_date(now))
    coming, ready = _pages(actor, now)
    context = {
        "here": here,
        "offered": offered,
        "queue": _queue(queries.queue(here.code, on=local_date(now), by=actor), now),
        "rows": [listing.drawn(row, now) for row in coming.items],
        "more_url": f"{reverse('counter:list')}?side=taken&state=filed" if coming.next else "",
        "ready": [listing.drawn(row, now) for row in ready.items],
        "ready_url": f"{reverse('counter:list')}?side=taken&state=decided" if ready.next else "",
    }
    return render(request, "counter/home.html", context)


def waiting(actor: Actor, now: datetime) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """This will lay out what waits at the counter: to be received, and to be given back."""
    coming, ready = ([listing.drawn(row, now) for row in page.items] for page in _pages(actor, now))
    return coming, ready


def _pages(actor: Actor, now: datetime) -> tuple[Page[Row], Page[Row]]:
    coming, ready = (
        dossiers.listing(actor, now=now, filters=dossiers.ListFilter(side="taken", state=one), limit=SHOWN)
        for one in ("filed", "decided")
    )
    return coming, ready


def _queue(found: queries.Queue, now: datetime) -> dict[str, object]:
    return {
        "mine": found.mine,
        "called": found.called,
        "waiting": found.waiting,
        "next": found.next,
        "given": found.given,
        "since": formats.ago(found.waiting_since, now) if found.waiting_since else "",
    }


@require_POST
@signed_in(*listing.COUNTER_ROLES)
def take(request: HttpRequest) -> HttpResponse:
    """This will give the next number to somebody who came."""
    actor, now = actor_of(request), clock.now()
    here, _offered = seats.seat(request, actor, on=local_date(now))
    number = actions.take_ticket(agency=here.code, by=actor, now=now)
    messages.success(request, _("Số thứ tự: %(number)d.") % {"number": number})
    return redirect("counter:home")


@require_POST
@signed_in(*listing.COUNTER_ROLES)
def call(request: HttpRequest) -> HttpResponse:
    """This will call the next number."""
    actor, now = actor_of(request), clock.now()
    here, _offered = seats.seat(request, actor, on=local_date(now))
    try:
        number = actions.call_next(agency=here.code, by=actor, now=now)
        messages.success(request, _("Mời số %(number)d.") % {"number": number})
    except Conflict as refused:
        messages.info(request, say(refused.message))
    return redirect("counter:home")
