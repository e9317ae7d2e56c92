"""The officer's inbox: what was said to me, newest first."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tinhso.core import clock
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.notices import actions, queries
from tinhso.ui import formats

SHOWN = 100
BIGINT = 2**63


@dataclass(frozen=True)
class Row:
    """One line of the list, as the `item` component wants it."""

    value: int
    title: str
    summary: str
    url: str
    unread: bool
    pill: dict[str, str] | None
    meta: list[str]


@require_GET
@signed_in()
def inbox(request: HttpRequest) -> HttpResponse:
    """This will show the newest notices; reading changes nothing, so nothing is marked by looking."""
    key = actor_of(request).key
    notices = queries.inbox(key, SHOWN)
    context = {"rows": [_row(n) for n in notices], "unread": queries.unread_count(key), "shown": SHOWN}
    return render(request, "notices/inbox.html", context)


@require_POST
@signed_in()
def mark_read(request: HttpRequest) -> HttpResponse:
    """This will mark the ticked notices as read, or all of them by the other button."""
    ticked = [int(i) for i in request.POST.getlist("ids") if i.isdecimal() and int(i) < BIGINT]
    ids = None if "all" in request.POST else ticked
    actions.mark_read(actor_of(request).key, ids=ids, now=clock.now())
    return HttpResponseRedirect(reverse("notices:inbox"))


def _row(notice: queries.InboxNotice) -> Row:
    return Row(
        value=notice.id,
        title=notice.subject,
        summary=_without_address(notice.body.strip().partition("\n\n")[0]),
        url=notice.url or reverse("notices:inbox"),
        unread=notice.read_at is None,
        pill={"label": _("Khẩn"), "tone": "danger", "icon": "alert-triangle"} if notice.urgent else None,
        meta=[formats.datetime_vn(notice.created_at)],
    )


def _without_address(text: str) -> str:
    """The row itself leads there."""
    return "\n".join(line for line in text.splitlines() if not line.startswith(("http://", "https://")))
