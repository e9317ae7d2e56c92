"""How does a leader approve many answers at once? The desk posts the ticked subjects here."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tinhso.casework.reports import actions
from tinhso.casework.reports.workflow import Duty
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.worklist import queries as worklist
from tinhso.foundation.worklist.queries import WaitingFilter

SUBJECT = "report:"
MOST = 200


@require_POST
@signed_in()
def approve_many(request: HttpRequest) -> HttpResponse:
    """This will approve every ticked answer that may be approved, and say of the others why not."""
    actor, now = actor_of(request), clock.now()
    ids = [int(s.removeprefix(SUBJECT)) for s in request.POST.getlist("subject") if is_subject(s)][:MOST]
    if not ids:
        messages.info(request, _("Chưa chọn câu trả lời nào để duyệt."))
        return redirect(f"{reverse('desk:desk')}?duty={Duty.APPROVE}")
    waiting = WaitingFilter(duty=Duty.APPROVE.value)
    seen = worklist.waiting(actor, on=local_date(now), now=now, filters=waiting, limit=MOST).items
    titles = {item.subject: item.title for item in seen}
    done = actions.approve_all(report_ids=ids, by=actor, now=now)
    if approved := sum(why is None for _id, why in done):
        said = _("Đã duyệt %(n)d câu trả lời; người gửi được báo và đồng hồ đã dừng.")
        messages.success(request, said % {"n": approved})
    for report_id, why in done:
        if why is not None:
            # what this reader has no item for is not named: the ids come from the request
            title = titles.get(f"{SUBJECT}{report_id}") or _("một mục không còn chờ duyệt")
            messages.error(request, _("Chưa duyệt %(what)s: %(why)s") % {"what": title, "why": say(why)})
    return redirect(f"{reverse('desk:desk')}?duty={Duty.APPROVE}")


def is_subject(said: str) -> bool:
    """This will tell whether a posted word names a report by its number."""
    number = said.removeprefix(SUBJECT)
    return said.startswith(SUBJECT) and number.isascii() and number.isdecimal() and len(number) < 19
