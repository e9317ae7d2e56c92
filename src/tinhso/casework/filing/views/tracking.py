"""What does a citizen see of a report, and what may its reporter do about it?"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhso.casework.filing.forms import AnswerForm, AppealForm, FlagForm, RatingForm, ReopenForm
from tinhso.casework.filing.views import sheet as sheets
from tinhso.casework.filing.views import telling
from tinhso.casework.reports import actions, guessing, ownership, queries
from tinhso.casework.reports.queries.shapes import PublicReport
from tinhso.casework.reports.workflow import Visibility
from tinhso.core import clock
from tinhso.core.errors import Invalid, Missing
from tinhso.core.messages import msg
from tinhso.core.roles import CITIZEN
from tinhso.core.translation import say
from tinhso.foundation.agencies import queries as agencies

NOT_PUBLIC = msg(
    "Không có phản ánh công khai nào mang mã này. Nếu ông/bà là người gửi, hãy tra cứu bằng mã phản ánh"
    " và mã bí mật."
)
"""The same for an unknown code and for one that is not public: whoever guesses learns nothing."""

ON_PAGE = {"satisfaction": "rating"}
"""Where the actions' field names stand on the page, when they are called otherwise."""


def load(request: HttpRequest, code: str) -> PublicReport:
    """This will give the report as this reader may see it. Raises Missing, in the same words, for others."""
    own, now = ownership.owns(request, code), clock.now()
    try:
        with guessing.counted(request, own=own, now=now):
            return queries.public_report(code, own=own, now=now)
    except Missing:
        raise Missing(NOT_PUBLIC) from None


@never_cache
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """This will show the report's page: the public version, or the reporter's own."""
    return _page(request, load(request, code))


def _page(request: HttpRequest, report: PublicReport, wrong: forms.Form | None = None) -> HttpResponse:
    now = clock.now()
    own = report.own
    is_fresh = own is not None and now - report.received_at < sheets.RECEIPT_FOR
    sealed = own is not None and report.visibility == Visibility.SEALED
    context = {
        "sheet": sheets.sheet(
            report,
            secret=ownership.secret_of(report.code) if is_fresh else "",
            sealed_text=_sealed_text(now) if sealed else "",
            now=now,
        ),
        "wrong_form": wrong,
        "told": telling.choices(report.id) if own is not None else None,
        "sent_before": own is not None and "truoc" in request.GET,
        "back_url": reverse("portal:list"),
        "boundaries_url": "/api/v1/places/boundaries.geojson",
        "question_form": _shown(AnswerForm, wrong) if own and own.can_reply else None,
        "rating_form": _shown(RatingForm, wrong) if own and own.can_rate else None,
        "reopen_form": _shown(ReopenForm, wrong) if own and own.can_reopen else None,
        "appeal_form": _shown(AppealForm, wrong) if own and own.can_appeal else None,
        "flag_form": _shown(FlagForm, wrong) if report.visibility == Visibility.PUBLIC and not own else None,
    }
    return render(request, "filing/page.html", context, status=422 if wrong else 200)


def _shown(kind: type[forms.Form], wrong: forms.Form | None) -> forms.Form:
    return wrong if isinstance(wrong, kind) else kind()


def _sealed_text(now: datetime) -> str:
    desk = agencies.restricted_desk(on=clock.local_date(now))
    contact = agencies.contact(desk.code)
    reach = [contact.address, contact.phone, contact.email] if contact else []
    return _(
        "Nội dung giống đơn tố cáo hoặc khiếu nại, nên không hiện ở đâu và cơ quan bị nói tới không xem được."
        " Chỉ %(office)s mở được và sẽ trả lời ông/bà."
    ) % {"office": ", ".join([desk.name, *(r for r in reach if r)])}


def _act(
    request: HttpRequest,
    code: str,
    form: forms.Form,
    act: Callable[[PublicReport, dict[str, Any], datetime], None],
    said: str,
    *,
    owner_only: bool = True,
) -> HttpResponse:
    """Check shape and right, do it, say so; a refusal stands beside its field with what was typed."""
    report = load(request, code)
    if owner_only and report.own is None:
        raise ownership.NotYours()
    if not form.is_valid():
        return _page(request, report, form)
    if not owner_only:
        ownership.limit(request, now=clock.now())
    try:
        act(report, form.cleaned_data, clock.now())
    except Invalid as wrong:
        for error in wrong.errors:
            name = ON_PAGE.get(error.field, error.field)
            form.add_error(name if name in form.fields else None, say(error.message))
        return _page(request, report, form)
    messages.success(request, said)
    return redirect("filing:page", code=code)


@require_POST
def reply(request: HttpRequest, code: str) -> HttpResponse:
    """This will take the reporter's answer to the agency's question."""

    def act(report: PublicReport, given: dict[str, Any], now: datetime) -> None:
        actions.reply(report_id=report.id, text=given["text"], by=CITIZEN, now=now)

    said = _("Đã gửi câu trả lời tới cơ quan. Việc xử lý tiếp tục.")
    return _act(request, code, AnswerForm(request.POST), act, said)


@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """This will take one of three faces and a comment."""

    def act(report: PublicReport, given: dict[str, Any], now: datetime) -> None:
        actions.rate(
            report_id=report.id, satisfaction=given["rating"], comment=given["comment"], by=CITIZEN, now=now
        )

    return _act(request, code, RatingForm(request.POST), act, _("Cảm ơn ông/bà đã đánh giá."))


@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """This will ask for it to be done again, once, after "chưa hài lòng"."""

    def act(report: PublicReport, given: dict[str, Any], now: datetime) -> None:
        actions.reopen(report_id=report.id, reason=given["reason"], by=CITIZEN, now=now)

    said = _("Đã yêu cầu xử lý lại. Hạn mới ghi ở dưới.")
    return _act(request, code, ReopenForm(request.POST), act, said)


@require_POST
def appeal(request: HttpRequest, code: str) -> HttpResponse:
    """This will bring a refused report before a person, once."""

    def act(report: PublicReport, given: dict[str, Any], now: datetime) -> None:
        actions.appeal(report_id=report.id, text=given["reason"], by=CITIZEN, now=now)

    said = _("Đã đề nghị xem lại. Tổ điều phối sẽ đọc và quyết định; hạn ghi ở dưới.")
    return _act(request, code, AppealForm(request.POST), act, said)


@require_POST
def flag(request: HttpRequest, code: str) -> HttpResponse:
    """This will take anybody's word that public content should not be public."""

    def act(report: PublicReport, given: dict[str, Any], now: datetime) -> None:
        actions.flag(report_id=report.id, reason=given["reason"], comment=given["note"], by=CITIZEN, now=now)

    said = _("Đã báo. Cơ quan phụ trách sẽ xem lại nội dung này.")
    return _act(request, code, FlagForm(request.POST), act, said, owner_only=False)
