"""How am I told? The officer's page of ways and devices, and the address where a browser subscribes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tinhso.core import clock
from tinhso.core.errors import Invalid
from tinhso.core.roles import Actor
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.notices import actions, queries
from tinhso.foundation.notices.models import CHANNELS

BIGINT = 2**63
LABELS = dict(CHANNELS)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in()
def ways(request: HttpRequest) -> HttpResponse:
    """This will show and keep how the signed-in officer is told."""
    actor = actor_of(request)
    if request.method != "POST":
        return _page(request, actor)
    phone = request.POST.get("phone", "").strip()[:20]
    offered, wanted = request.POST.getlist("offered"), request.POST.getlist("wanted")
    try:
        actions.choose(actor.key, wanted=wanted, offered=offered, phone=phone, by=actor, now=clock.now())
    except Invalid as wrong:
        return _page(request, actor, phone=phone, error=say(wrong.errors[0].message))
    messages.success(request, _("Đã lưu cách ông/bà nhận thông báo."))
    return HttpResponseRedirect(reverse("notices:ways"))


@require_POST
@signed_in()
def devices(request: HttpRequest) -> HttpResponse:
    """This will let the officer's browser take pushes, or no more ({subscription} or {remove: endpoint})."""
    actor = actor_of(request)
    agent = request.headers.get("User-Agent", "")
    on = actions.take_device(actor.key, request.body, user_agent=agent, by=actor, now=clock.now())
    return JsonResponse({"on": on}, status=201)


@require_POST
@signed_in()
def forget_device(request: HttpRequest, device_id: int) -> HttpResponse:
    """This will end pushes to one of the officer's own devices."""
    actor = actor_of(request)
    if device_id < BIGINT:
        actions.unsubscribe(actor.key, device_id=device_id, by=actor, now=clock.now())
    return HttpResponseRedirect(reverse("notices:ways"))


def _page(request: HttpRequest, actor: Actor, *, phone: str | None = None, error: str = "") -> HttpResponse:
    chosen = queries.choices(actor.key, now=clock.now())
    context = {
        "choices": chosen,
        "ways": [(way.channel, capfirst(LABELS[way.channel]), way.wanted) for way in chosen.ways],
        "known": [device.digest for device in chosen.devices],
        "phone": chosen.phone if phone is None else phone,
        "phone_error": error,
        "takes_sms": any(way.channel == "sms" for way in chosen.ways),
    }
    return render(request, "notices/ways.html", context, status=422 if error else 200)
