"""What does the applicant see of a dossier, and which of its papers may they open?"""

from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from tinhso.casework.applying import ownership
from tinhso.casework.applying.views import doors, exchanged, finding, sheet
from tinhso.casework.applying.views.forms import ObjectForm, RateForm, WithdrawForm
from tinhso.casework.onestop import queries as onestop
from tinhso.casework.onestop.workflow import Business, Finance
from tinhso.casework.procedures import queries as procedures
from tinhso.core import clock
from tinhso.core.errors import Missing
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.requests import handed_out
from tinhso.foundation.vault import actions as vault
from tinhso.ui import formats

RATED = {"good": "satisfied", "fair": "acceptable", "poor": "unsatisfied"}
"""What is kept of a rating, in the words of the three faces."""


@never_cache
@ensure_csrf_cookie
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """This will show a dossier to whom it belongs; everybody else is asked for the second factor (404)."""
    try:
        found = ownership.opened(request, code, now=clock.now())
    except Missing:
        return finding.asked(request, code=code, status=404)
    return drawn(request, found)


def drawn(
    request: HttpRequest,
    found: onestop.Case,
    wrong: forms.Form | None = None,
    supply_errors: dict[str, list[str]] | None = None,
) -> HttpResponse:
    """This will draw the dossier's page, with the form that was wrong as it was typed."""
    now, row = clock.now(), found.row
    is_fresh = row.business == Business.FILED and now - row.filed_at < sheet.RECEIPT_FOR
    context: dict[str, Any] = {
        "case": found,
        "code": row.code,
        "name": sheet.name(found),
        "state": sheet.state(found),
        "plain": sheet.plain(found, now),
        "is_receipt": is_fresh,
        "accept_by": formats.datetime_vn(row.accept_by),
        "ending": row.ending if row.business in ("refused", "stopped", "returned", "decided") else "",
        "is_open": row.business in ("received", "handling"),
        "due_at": row.current_due,
        "clock": sheet.clock_tone(found, now),
        "is_late": sheet.clock_tone(found, now) == "late",
        "now": now,
        "facts": sheet.facts(found),
        "steps": sheet.steps(found),
        "moves": sheet.moves(found),
        "debts": exchanged.debts(found),
        "given": exchanged.given(found),
        "refund_from": row.agency_name if row.finance == Finance.REFUND else "",
        "outcomes": exchanged.outcomes(found, ownership.keys(request)),
        "carried": exchanged.carried(found),
        "objections": exchanged.objections(found),
        "wanted": wanted(found) if sheet.may(found, "supply") or sheet.may(found, "file_again") else [],
        "wanted_until": formats.datetime_vn(found.supplement_until) if found.supplement_until else "",
        "supply_errors": supply_errors or {},
        "withdraw_form": _shown(WithdrawForm, wrong) if sheet.may(found, "withdraw") else None,
        "object_form": _shown(ObjectForm, wrong) if sheet.may(found, "object") else None,
        "rate_form": _shown(RateForm, wrong) if sheet.may(found, "rate") and not row.satisfaction else None,
        "rated": RATED.get(row.satisfaction, ""),
        "wrong_form": wrong,
        "errors": [
            {"href": f"#wanted-{place}", "message": text}
            for place, texts in (supply_errors or {}).items()
            for text in texts
        ],
    }  # fmt: skip
    return render(request, "applying/page.html", context, status=422 if wrong or supply_errors else 200)


def _shown(kind: type[forms.Form], wrong: forms.Form | None) -> forms.Form:
    return wrong if isinstance(wrong, kind) else kind()


def wanted(found: onestop.Case) -> list[dict[str, Any]]:
    """This will list what is asked for; what names no component may stand for any of them."""
    if found.supplied_at is not None:
        return []
    version = procedures.version(found.row.version_ref)
    english = doors.language() == "en"
    names = {one.code: (english and one.name_en) or one.name for one in version.components}
    return [
        {
            "place": str(place),
            "code": one["code"],
            "name": names.get(one["code"], _("Nội dung cần sửa")),
            "text": one["text"],
            "choices": [] if one["code"] else list(names.items()),
        }
        for place, one in enumerate(found.wanted)
    ]


@never_cache
@require_safe
def paper(request: HttpRequest, code: str, number: str) -> FileResponse:
    """This will hand out a paper that was given with the dossier. Raises Missing."""
    found = ownership.opened(request, code, now=clock.now())
    given = dict(enumerate(found.papers)).get(int(number))
    if given is None or not given.file:
        raise Missing
    stream, stored = files.open_original(given.file, owner=given.owner)
    return handed_out(stream, stored, name=f"{code}-{given.code}".replace(".", "-"))


@never_cache
@require_safe
def result(request: HttpRequest, code: str, number: str) -> FileResponse:
    """This will hand out a result: from the vault to its owner alone, who finds the opening in their log."""
    now = clock.now()
    found = ownership.opened(request, code, now=now)
    given = dict(enumerate(found.results)).get(int(number))
    if given is None or found.row.business != Business.RETURNED:
        raise Missing
    name = f"{code}-ket-qua-{int(number) + 1}".replace(".", "-")
    if given.file:
        stream, stored = files.open_original(given.file, owner=given.owner)
        return handed_out(stream, stored, name=name)
    key = exchanged.owner(given.paper, ownership.keys(request))
    if not key:
        raise Missing
    stream, stored = vault.hand_out(
        paper=given.paper, version=given.paper_version or 0, reason=_("Chủ giấy tờ xem kết quả"),
        owner=key, by=CITIZEN, now=now,
    )  # fmt: skip
    return handed_out(stream, stored, name=name)
