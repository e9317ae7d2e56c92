"""How are the first questions of an application asked and kept? Who, for whom, where, and the form."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods

from tinhso.casework.applying import actions, queries
from tinhso.casework.applying.rules import drafting
from tinhso.casework.applying.rules.drafting import Application
from tinhso.casework.applying.views import costs, doors
from tinhso.casework.applying.views.sending import also_by_script
from tinhso.casework.onestop.rules import filing as onestop
from tinhso.casework.procedures import asking
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.core.errors import FieldError, Invalid, Missing
from tinhso.core.messages import Message, msg
from tinhso.ui import formats

PEOPLE, DATA = "p.", "d."
ON_PAGE = {
    "holder.name": "name", "holder.number": "number", "holder.phone": "phone", "applicant.name": "name",
    "applicant.number": "number", "applicant.phone": "phone", "proxy_basis": "proxy_basis",
    "capacity": "capacity",
}  # fmt: skip
ON_PAGE_FOR_OTHER = {
    **ON_PAGE, "holder.name": "other_name", "holder.number": "other_number", "holder.phone": "other_phone",
}  # fmt: skip
ON_PAGE_FOR_BODY = {
    **ON_PAGE, "holder.name": "org_name", "holder.number": "org_number", "capacity": "org_capacity",
}  # fmt: skip
LATER = frozenset({"mandate", "delivery_address"})
"""Asked for on the page of papers."""


@dataclass(frozen=True)
class Wrong:
    """What is wrong with the two forms of the page."""

    people: list[FieldError]
    data: list[FieldError]

    @property
    def any(self) -> bool:
        """Whether something is."""
        return bool(self.people or self.data)


RIGHT = Wrong([], [])


@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@also_by_script
def write(request: HttpRequest, procedure: str, token: str) -> HttpResponse:
    """This will show a draft's questions again, and keep what is changed."""
    door = doors.door(request, procedure)
    if request.method == "POST":
        found = draft_of(door, token, anybody=True)
        return keep(request, door, found) if isinstance(found, Application) else found
    found = draft_of(door, token)
    return page(request, door, found) if isinstance(found, Application) else found


def draft_of(door: doors.Door, token: str, *, anybody: bool = False) -> Application | HttpResponse:
    """This will give the draft of a link to whom it belongs, or the way to go instead.

    With `anybody` a person whose sign-in ended may still save what was typed, but sees nothing.
    Raises Missing.
    """
    found = queries.draft(token, now=door.now)
    if found.procedure != door.version.code:
        raise Missing
    if found.owner and door.owner and found.owner != door.owner:
        raise Missing
    if found.dossier_code:
        return redirect("applying:page", code=found.dossier_code)
    if found.said is None:
        raise Missing
    if not anybody and (not door.is_open or (found.owner and not door.owner)):
        return redirect(doors.to_sign_in(reverse("applying:write", args=[door.version.code, token])))
    return found.said


def keep(request: HttpRequest, door: doors.Door, said: Application) -> HttpResponse:
    """This will read the page's answers, keep them, and go where the pressed button says."""
    said = replace(
        said,
        people=forms.clean(
            door.people_schema, forms.collect(door.people_schema, doors.posted(request), PEOPLE)
        ),
        data=_data(request, door),
    )
    do = request.POST.get("do", "next")
    if do == "again" and door.is_open:
        return page(request, door, replace(said, people=_with_known(request, door, said)))
    wrong = check(door, said)
    said = actions.save_draft(said=said, procedure=door.version.code, owner=door.owner, now=door.now)
    own = reverse("applying:write", args=[door.version.code, said.token])
    if do == "sign-in" or not door.is_open:
        messages.info(request, _("Nội dung đã nhập được giữ lại; đăng nhập xong là viết tiếp."))
        return redirect(doors.to_sign_in(own))
    if do == "save":
        until = queries.draft(said.token, now=door.now).expires_at
        note = (
            _("Đã lưu nháp tới %(until)s. Muốn viết tiếp, hãy mở mục Hồ sơ của tôi.")
            if door.owner
            else _(
                "Đã lưu nháp tới %(until)s. Muốn viết tiếp, hãy giữ đường dẫn của trang này cho riêng mình."
            )
        )
        messages.success(request, note % {"until": formats.datetime_vn(until)})
        return redirect(own)
    if wrong.any:
        return page(request, door, said, wrong)
    return redirect("applying:papers", procedure=door.version.code, token=said.token)


def _with_known(request: HttpRequest, door: doors.Door, said: Application) -> dict[str, object]:
    """A question that was not on the page before begins with what is known."""
    known, _words = door.known()
    begun = forms.prefill(door.people_schema, known)
    return {**{k: v for k, v in begun.items() if f"{PEOPLE}{k}" not in request.POST}, **said.people}


def _data(request: HttpRequest, door: doors.Door) -> dict[str, object]:
    schema = door.version.form_schema
    return forms.clean(schema, forms.collect(schema, doors.posted(request), DATA)) if schema else {}


def check(door: doors.Door, said: Application) -> Wrong:
    """This will say what is wrong with the answers of this page."""
    wrong = Wrong(
        list(forms.validate(door.people_schema, said.people)),
        list(forms.validate(door.version.form_schema, said.data)),
    )
    if wrong.any:
        return wrong
    places = ON_PAGE_FOR_OTHER if said.is_for_other else ON_PAGE
    if said.is_for_body:
        places = ON_PAGE_FOR_BODY
    agency = queries.body(door.version, said.area, door.on)
    if agency is None:
        sentence = msg("Xã, phường này chưa có cơ quan tiếp nhận trên hệ thống; hãy chọn nơi khác.")
        return Wrong([FieldError("area", Message(sentence, {}))], [])
    try:
        onestop.check(
            drafting.filing(
                said,
                procedure=door.version.code,
                agency=agency.code,
                identity=door.identity,
                asked=frozenset(),
            )
        )
    except Invalid as invalid:
        here = [e for e in invalid.errors if e.field not in LATER]
        return Wrong([FieldError(places.get(e.field, e.field), e.message) for e in here], [])
    return wrong


def page(request: HttpRequest, door: doors.Door, said: Application, wrong: Wrong = RIGHT) -> HttpResponse:
    """This will draw the page of questions."""
    known, words = door.known()
    language, schema = doors.language(), door.version.form_schema
    people = asking.questions(
        door.people_schema, said.people, errors=wrong.people, language=language, prefix=PEOPLE,
        sources=doors.sources_of(door.people_schema, said.people, known, words),
    )  # fmt: skip
    data = asking.questions(
        schema, said.data, errors=wrong.data, language=language, prefix=DATA,
        sources=doors.sources_of(schema, said.data, known, words) if schema else {},
    )  # fmt: skip
    context = {
        "name": procedures.name_of(door.version),
        "people": people,
        "questions": data,
        "errors": asking.error_list([*people, *data]),
        "identity": door.identity,
        "provider": door.citizen.provider if door.citizen else "",
        "can_sign_in": door.identity is None,
        "has_conditions": any(one.decides for one in [*people, *data]),
        "action": reverse("applying:write", args=[door.version.code, said.token]) if said.token
        else reverse("applying:start", args=[door.version.code]),
        "facts": costs.essentials(door),
        "is_sample": door.version.is_sample,
        "steps": steps("write"),
        "is_draft": bool(said.token),
    }  # fmt: skip
    return render(request, "applying/write.html", context, status=422 if wrong.any else 200)


def steps(at: str) -> list[dict[str, str]]:
    """This will show where in the application one is."""
    names = {"write": _("Thông tin"), "papers": _("Giấy tờ"), "review": _("Xem lại và nộp")}
    order = list(names)
    here = order.index(at)
    states = ["done" if n < here else "now" if n == here else "next" for n in range(len(order))]
    return [{"label": names[one], "state": state} for one, state in zip(order, states, strict=True)]
