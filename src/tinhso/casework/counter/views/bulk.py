"""How does an officer receive, hand over or sign many dossiers at once? Lists post the ticked ones here."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhso.casework.counter.views.listing import COUNTER_ROLES
from tinhso.casework.onestop import actions, queries
from tinhso.core import clock
from tinhso.core.errors import Missing, Refused
from tinhso.core.roles import Actor
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in

SUBJECT = "dossier:"
MOST = 200


@require_POST
@signed_in(*COUNTER_ROLES)
def many(request: HttpRequest) -> HttpResponse:
    """This will take one step with every ticked dossier that allows it, and say of the others why not."""
    actor, now = actor_of(request), clock.now()
    step = STEPS.get(request.POST.get("step") or request.GET.get("step", ""))
    ids = [int(s.removeprefix(SUBJECT)) for s in request.POST.getlist("subject") if is_subject(s)][:MOST]
    back = _back(request)
    if step is None or not ids:
        messages.info(request, _("Chưa chọn hồ sơ nào."))
        return redirect(back)
    done = 0
    act, said = step
    for dossier_id in dict.fromkeys(ids):
        try:
            act(dossier_id, actor, now)
            done += 1
        except Refused as refused:
            what = _name(dossier_id, actor, refused)
            why = {"what": what, "why": say(refused.message)}
            messages.error(request, _("Chưa làm được với %(what)s: %(why)s") % why)
    if done:
        messages.success(request, said() % {"n": done})
    return redirect(back)


def _receive(dossier_id: int, by: Actor, now: datetime) -> None:
    actions.receive(dossier_id=dossier_id, by=by, now=now)


def _hand_over(dossier_id: int, by: Actor, now: datetime) -> None:
    actions.hand_over(dossier_id=dossier_id, by=by, now=now)


Act = Callable[[int, Actor, datetime], None]
STEPS: dict[str, tuple[Act, Callable[[], str]]] = {
    "receive": (_receive, lambda: _("Đã tiếp nhận %(n)d hồ sơ.")),
    "hand_over": (_hand_over, lambda: _("Đã chuyển bước %(n)d hồ sơ.")),
}


def _name(dossier_id: int, by: Actor, refused: Refused) -> str:
    """What this officer may not see is not named: the ids come from the request."""
    if isinstance(refused, Missing):
        return _("một hồ sơ không còn ở đây")
    return queries.case_of(dossier_id).row.code


def _back(request: HttpRequest) -> str:
    asked = request.POST.get("back", "")
    is_ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
    return asked if is_ours else reverse("counter:list")


def is_subject(said: str) -> bool:
    """This will tell whether a posted word names a dossier by its number."""
    number = said.removeprefix(SUBJECT)
    return said.startswith(SUBJECT) and number.isascii() and number.isdecimal() and len(number) < 19
