"""What could not become a report by itself? Somebody reads it: nothing that came in is lost."""

from django.contrib import messages as told
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhso.casework.doors import actions, queries
from tinhso.core import clock
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in

DOORS = {"sms": msg("Tin nhắn SMS"), "zalo": msg("Zalo"), "email": msg("Thư điện tử")}


@never_cache
@require_safe
@signed_in(Role.INTAKE)
def messages(request: HttpRequest) -> HttpResponse:
    """This will list the messages that wait for a person, oldest first."""
    rows = [
        {
            "id": one.id,
            "door": say(Message(DOORS.get(one.door, one.door))),
            "why": say(Message(queries.REASONS.get(one.outcome, queries.REASONS["error"]))),
            "text": one.text,
            "photos": len(one.photos),
            "at": one.at,
            "form_url": f"{reverse('doors:intake')}?tin={one.id}",
            "settle_url": reverse("doors:settle", args=[one.id]),
        }
        for one in queries.kept()
    ]
    return render(
        request, "doors/messages.html", {"rows": rows, "count": queries.kept_count(), "now": clock.now()}
    )


@require_POST
@signed_in(Role.INTAKE)
def settle(request: HttpRequest, arrival_id: int) -> HttpResponse:
    """This will close a message that asks for nothing."""
    actions.settle(arrival_id=arrival_id, by=actor_of(request), now=clock.now())
    told.success(request, _("Đã ghi nhận: tin này không cần làm gì."))
    return redirect("doors:messages")
