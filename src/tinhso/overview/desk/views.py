"""The officer's one screen: the list on the left, the case on the right."""

from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock, cookies
from tinhso.core.roles import Actor, Role
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.worklist.queries import WaitingFilter
from tinhso.overview.desk import forms, queries

# Signing in leads to the desk; who has none there starts where their work is.
WORKS_HERE = (Role.HANDLER, Role.LEADER, Role.RESTRICTED)
COUNTER, TELEPHONE = "counter:home", "doors:intake"
STARTS = (
    (Role.COORDINATOR, "handling:exceptions"),
    (Role.INTAKE, COUNTER),
    (Role.ADMINISTRATOR, "admin:index"),
    (Role.READER, "ioc:board"),
    (Role.AUDITOR, "ioc:board"),
)
BULK = {
    "accept": _("Tiếp nhận các mục đã chọn"),
    "handle": _("Chuyển bước các mục đã chọn"),
    "approve": _("Duyệt các mục đã chọn"),
}
"""What is done with the ticked duties of one kind, where their room lets them be done together."""


@signed_in()
def desk(request: HttpRequest) -> HttpResponse:
    """This will show what waits, the counts, and for a leader the agency's figures."""
    actor, now = actor_of(request), clock.now()
    if start := _start_elsewhere(actor, clock.local_date(now)):
        return redirect(start)
    context = _list_of(request)
    context["agency_lines"] = queries.agency_lines(actor, now=now)
    response = render(request, "desk/desk.html", context)
    if request.GET.keys() & set(forms.FilterForm.base_fields):
        secure = settings.PUBLIC_URL.startswith("https://")
        name = cookies.named(forms.COOKIE)
        response.set_cookie(name, forms.kept(request), samesite="Lax", httponly=True, secure=secure)
    return response


@signed_in()
def rows(request: HttpRequest) -> HttpResponse:
    """This will give the list alone: the left pane of a room's case page, or the next page of rows."""
    return render(request, "desk/_list.html", _list_of(request))


def _start_elsewhere(actor: Actor, on: date) -> str | None:
    """Who takes calls for the centre sits at no counter."""
    if any(actor.has(role) for role in WORKS_HERE):
        return None
    start = next((page for role, page in STARTS if actor.has(role)), None)
    if start == COUNTER and actor.bodies(Role.INTAKE) <= {agencies.exceptions_desk(on=on).code}:
        return TELEPHONE
    return start


def _list_of(request: HttpRequest) -> dict[str, object]:
    actor, now = actor_of(request), clock.now()
    data = forms.chosen(request)
    form = forms.FilterForm(data)
    filters = form.filters()
    listing = queries.listing(actor, now=now, filters=filters, cursor=data.get("cursor"))
    following = data.copy()
    following["cursor"] = listing.next or ""
    following.pop("selected", None)
    return {
        "form": form,
        "listing": listing,
        "narrowed": filters != WaitingFilter(),
        "next_url": f"{reverse('desk:desk')}?{following.urlencode()}" if listing.next else "",
        "stats": queries.stats(actor, now=now, at=reverse("desk:desk"), filters=filters),
        "selected": request.GET.get("selected", ""),
        "bulk_url": next((r.item.bulk_url for r in listing.rows if r.item.bulk_url), "")
        if filters.duty in BULK
        else "",
        "bulk_label": BULK.get(filters.duty or "", ""),
        "back": f"{reverse('desk:desk')}?duty={filters.duty}",
    }
