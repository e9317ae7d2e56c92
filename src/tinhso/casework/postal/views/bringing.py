"""How does an officer list what a postman brings from people's homes?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinhso.casework.postal import actions, queries
from tinhso.casework.postal.actions import Brought
from tinhso.casework.postal.forms import MOST_ROWS, ROWS, BroughtForm, PackForm
from tinhso.casework.postal.views import seats
from tinhso.casework.postal.workflow import COUNTER
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*COUNTER)
def bring(request: HttpRequest) -> HttpResponse:
    """This will take the rows and open the list that is to be signed."""
    actor, now = actor_of(request), clock.now()
    on = local_date(now)
    here, _offered = seats.seat(request, actor, on=on)
    head = PackForm(request.POST or None, carriers=queries.carriers(on))
    rows = _rows(request)
    if request.method != "POST" or "more" in request.POST:
        head = PackForm(carriers=queries.carriers(on)) if request.method != "POST" else head
        return _page(request, here.name, head, rows)
    filled = [one for one in rows if not one.is_empty]
    if not (head.is_valid() and all(one.is_valid() for one in filled)):
        return _page(request, here.name, head, rows, status=422)
    if not filled:
        rows[0].add_error("contents", _("Chưa có nội dung."))
        return _page(request, here.name, head, rows, status=422)
    try:
        made = actions.bring(
            id=head.cleaned_data["id"], agency=here.code, carrier=head.cleaned_data["carrier"],
            brought=[Brought(**one.cleaned_data) for one in filled], by=actor, now=now,
        )  # fmt: skip
    except Invalid as wrong:
        for error in wrong.errors:
            _head, _sep, rest = error.field.partition(".")
            place, _sep, name = rest.partition(".")
            form = filled[int(place)] if place.isdecimal() else head
            form.add_error((name or _head) if (name or _head) in form.fields else None, say(error.message))
        return _page(request, here.name, head, rows, status=422)
    return redirect("postal:list", code=made.code)


def _rows(request: HttpRequest) -> list[BroughtForm]:
    if request.method != "POST":
        return [BroughtForm(prefix=f"r{n}") for n in range(ROWS)]
    asked = request.POST.get("rows", "")
    count = min(int(asked), MOST_ROWS) if asked.isascii() and asked.isdecimal() and len(asked) < 4 else ROWS
    typed = [BroughtForm(request.POST, prefix=f"r{n}") for n in range(max(count, 1))]
    if "more" in request.POST:
        typed += [BroughtForm(prefix=f"r{len(typed) + n}") for n in range(ROWS)]
    return typed[:MOST_ROWS]


def _page(
    request: HttpRequest, here: str, head: PackForm, rows: list[BroughtForm], status: int = 200
) -> HttpResponse:
    errors = [
        {"href": f"#{field.id_for_label}", "message": f"{number}. {field.label}: {text}"}
        for number, form in enumerate(rows, 1)
        if form.is_bound and not form.is_empty
        for field in form
        for text in field.errors
    ] + [{"href": "", "message": text} for form in rows for text in form.non_field_errors()]
    context: dict[str, Any] = {
        "here": here, "form": head, "rows": rows, "errors": errors if status == 422 else [],
        "can_more": len(rows) < MOST_ROWS,
    }  # fmt: skip
    return render(request, "postal/bring.html", context, status=status)
