"""How does an auditor judge one decision at a time, and who begins and ends an incident by hand?"""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tinhso.casework.oversight import actions, queries
from tinhso.casework.oversight.queries import Quality
from tinhso.casework.oversight.rules.sampling import KINDS
from tinhso.casework.reports import addresses
from tinhso.casework.reports import queries as reports
from tinhso.core import clock
from tinhso.core.errors import Conflict, Invalid, Missing, NotPermitted, Refused
from tinhso.core.roles import Actor, Role
from tinhso.core.translation import say
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.places import queries as places
from tinhso.ui import formats

DAYS = 90


def kind_names() -> dict[str, str]:
    """This will name the kinds of decisions that are sampled."""
    return {
        "place": _("Xã, phường nào"),
        "category": _("Loại việc nào"),
        "agency": _("Cơ quan nào"),
        "duplicate": _("Cùng việc với phản ánh trước"),
        "refusal": _("Không tiếp nhận"),
        "asked": _("Theo lời người gửi, không phải nguy hiểm hoặc tố cáo"),
    }


class VerdictForm(forms.Form):
    """Right, wrong or unsure; and where it is wrong."""

    sample = forms.IntegerField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=gettext_lazy("Nhận xét"),
        required=False,
        max_length=actions.COMMENT_MAX,
        help_text=gettext_lazy("Cần khi quyết định sai: sai ở đâu, đúng ra là gì?"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(Role.AUDITOR)
def audit(request: HttpRequest) -> HttpResponse:
    """This will show one sampled decision with what the machine saw, take the verdict, and go on."""
    now = clock.now()
    form, status = VerdictForm(), 200
    shown = queries.next_sample(_whole(request.GET.get("sau", "")))
    if request.method == "POST":
        form = VerdictForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                shown = queries.sample(given["sample"])
                actions.judge(
                    sample_id=given["sample"], verdict=request.POST.get("verdict", ""),
                    comment=given["comment"], by=actor_of(request), now=now,
                )  # fmt: skip
                messages.success(request, _("Đã ghi. Mời xem quyết định tiếp theo."))
                return redirect("oversight:audit")
            except Missing:
                messages.info(request, _("Quyết định này đã được đánh giá rồi."))
                return redirect("oversight:audit")
            except Invalid as wrong:
                for error in wrong.errors:
                    form.add_error(error.field if error.field in form.fields else None, say(error.message))
        status = 422
    return render(request, "oversight/audit.html", _page(request, shown, form, now), status=status)


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else 0


def _page(request: HttpRequest, shown: Any, form: VerdictForm, now: datetime) -> dict[str, Any]:
    start, end = period(clock.local_date(now))
    quality = queries.quality(since=start, until=end, now=now)
    context: dict[str, Any] = {"form": form, "waiting": quality.waiting, "rows": table(quality), "days": DAYS}
    context["columns"] = columns()
    context["appeals"] = appeals(quality)
    if shown is None:
        return context
    try:
        found = reports.case(shown.code, actor_of(request), now)
    except Refused:  # sealed since it was drawn: nobody here may look any more
        return {**context, "gone": shown, "skip_url": f"{reverse('oversight:audit')}?sau={shown.id}"}
    decided = [b for b in found.report.because if b.decision == shown.kind and b.by == "machine"]
    return {
        **context,
        "sample": shown,
        "kind": kind_names()[shown.kind],
        "text": found.text,
        "facts": [
            {"label": _("Mã phản ánh"), "value": formats.public_code(shown.code)},
            {"label": _("Loại việc"), "value": found.report.category.name},
            {"label": _("Nơi xảy ra"), "value": found.report.place.name},
            {"label": _("Gửi lúc"), "value": formats.datetime_vn(found.report.received_at)},
            {"label": _("Quyết định lúc"), "value": formats.datetime_vn(shown.at)},
        ],
        "because": [
            {
                "decision": kind_names()[shown.kind],
                "sentence": b.reason,
                "rule": (b.rule or {}).get("citation") or "",
                "sample": (b.rule or {}).get("is_sample", False),
                "confidence": b.confidence,
            }
            for b in decided[:1]
        ],
        "case_url": addresses.case(shown.code),
        "skip_url": f"{reverse('oversight:audit')}?sau={shown.id}",
    }


def period(today: date) -> tuple[datetime, datetime]:
    """This will give the last DAYS days as moments, today whole."""
    first = datetime.combine(today - timedelta(days=DAYS - 1), time(0), clock.VIETNAM)
    return first, datetime.combine(today + timedelta(days=1), time(0), clock.VIETNAM)


def columns() -> list[dict[str, Any]]:
    """This will head the table of precision."""
    return [
        {"label": _("Máy quyết định")},
        {"label": _("Đã kiểm tra"), "numeric": True},
        {"label": _("Đúng"), "numeric": True},
        {"label": _("Khoảng tin cậy 95 %"), "numeric": True},
    ]


def table(quality: Quality) -> list[list[str]]:
    """This will draw the precision of each kind; where nothing was judged it says so."""
    rows = []
    for kind in KINDS:
        one = quality.by_kind[kind]
        if one.share is None or one.low is None or one.high is None:
            rows.append([kind_names()[kind], "0", _("chưa đo"), "–"])
            continue
        bounds = f"{formats.percent(one.low)} – {formats.percent(one.high)}"
        rows.append([kind_names()[kind], formats.number(one.judged), formats.percent(one.share), bounds])
    return rows


def appeals(quality: Quality) -> list[dict[str, str]]:
    """This will count the appeals."""
    return [
        {"label": _("Đề nghị xem lại"), "value": formats.number(quality.filed)},
        {"label": _("Được tiếp nhận"), "value": formats.number(quality.upheld)},
        {"label": _("Giữ việc không tiếp nhận"), "value": formats.number(quality.dismissed)},
        {"label": _("Đang chờ"), "value": formats.number(quality.pending)},
    ]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in(*actions.WATCHERS, Role.AUDITOR)
def incidents(request: HttpRequest) -> HttpResponse:
    """This will list what goes on, and let who looks after a place begin an incident there."""
    actor, now = actor_of(request), clock.now()
    on = clock.local_date(now)
    names = {p.code: p.name for p in places.communes(on=on)}
    groups, communes = _offered(actor, on)
    if request.method == "POST":
        asked = (request.POST.get("group", ""), request.POST.get("place", ""))
        is_known = asked[1] in names and queries.flood(asked[0], on) is not None
        if not communes or (
            is_known and not queries.may_direct(actor, group=asked[0], place_code=asked[1], on=on)
        ):
            raise NotPermitted
    form = _incident_form(request, groups, _own_first(communes, actor, on))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.open_incident(
                group=given["group"], place_code=given["place"],
                place_name=names[given["place"]], by=actor, now=now,
            )  # fmt: skip
            messages.success(request, _("Đã mở sự việc; phản ánh cùng loại ở đó gom thành một dòng."))
            return redirect("oversight:incidents")
        except Conflict as refused:
            form.add_error(None, say(refused.message))
    context = {
        "form": form,
        "incidents": [
            {
                "one": one,
                "may": queries.may_direct(actor, group=one.group, place_code=one.place_code, on=on),
            }
            for one in queries.incidents(now)
        ],
        "may": bool(communes),
    }
    return render(request, "oversight/incidents.html", context, status=422 if form.errors else 200)


def _offered(actor: Actor, on: date) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The groups, and the communes, in some pair of which the actor may begin an incident."""
    floods, communes = queries.floods(on), places.communes(on=on)
    pairs = {
        (f.group, p.code)
        for f in floods
        for p in communes
        if queries.may_direct(actor, group=f.group, place_code=p.code, on=on)
    }
    groups, codes = {group for group, _code in pairs}, {code for _group, code in pairs}
    return (
        [(f.group, f.label) for f in floods if f.group in groups],
        [(p.code, p.name) for p in communes if p.code in codes],
    )


def _own_first(communes: list[tuple[str, str]], actor: Actor, on: date) -> list[tuple[str, str]]:
    """A leader's own commune stands first and is chosen already; whoever has none chooses one."""
    led = (agencies.agency(code, on=on) for code in actor.bodies(Role.LEADER))
    own = {agency.area_code for agency in led if agency}
    first = [one for one in communes if one[0] in own]
    chosen = first or [("", _("Chọn xã, phường"))]
    return chosen + [one for one in communes if one not in first]


def _incident_form(
    request: HttpRequest, groups: list[tuple[str, str]], communes: list[tuple[str, str]]
) -> forms.Form:
    form = forms.Form(request.POST if request.method == "POST" else None)
    form.fields["group"] = forms.ChoiceField(label=_("Việc gì đang xảy ra?"), choices=groups)
    form.fields["place"] = forms.ChoiceField(label=_("Ở xã, phường nào?"), choices=communes)
    return form


@require_POST
@signed_in(*actions.WATCHERS)
def close(request: HttpRequest, incident_id: int) -> HttpResponse:
    """This will end an incident by hand."""
    actions.close_incident(incident_id=incident_id, by=actor_of(request), now=clock.now())
    messages.success(request, _("Đã kết thúc sự việc; các phản ánh trở lại đứng riêng."))
    return redirect("oversight:incidents")
