"""Which papers come with an application: uploaded, or used again from the vault without uploading?"""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tinhso.casework.applying import actions
from tinhso.casework.applying.rules import drafting
from tinhso.casework.applying.rules.drafting import Application, Chosen
from tinhso.casework.applying.views import costs, doors, writing
from tinhso.casework.applying.views.sending import also_by_script
from tinhso.casework.procedures import asking
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files.requests import received_paper
from tinhso.foundation.vault import queries as vault
from tinhso.ui import formats

REST = "r."
BASIS = "Luật Chuyển đổi số 148/2025/QH15; Nghị định 224/2026/NĐ-CP Điều 15"


@dataclass(frozen=True)
class Reusable:
    """A paper of the vault that can stand for a component."""

    value: str
    title: str
    text: str
    chosen: bool


@dataclass(frozen=True)
class Slot:
    """One component on the page: what was given, what could be used again, what is wrong."""

    code: str
    field: str
    name: str
    required: bool
    form_url: str
    register: str
    reusable: list[Reusable]
    file: str
    file_name: str
    chooses_file: bool
    errors: list[str]

    @property
    def id(self) -> str:
        """The id of its upload."""
        return f"f-{self.field}"


def asked(door: doors.Door, said: Application) -> list[procedures.Component]:
    """This will list the papers that the answers ask for."""
    of_procedure = [one.component for one in forms.components(door.version.components, said.data)]
    return drafting.with_mandate(of_procedure, said)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@also_by_script
def choose(request: HttpRequest, procedure: str, token: str) -> HttpResponse:
    """This will take the papers of a draft, and how the result shall come."""
    door = doors.door(request, procedure)
    said = writing.draft_of(door, token)
    if not isinstance(said, Application):
        return said
    if request.method != "POST":
        return _page(request, door, said, {}, [])
    errors: dict[str, list[str]] = {}
    chosen = {}
    for one in asked(door, said):
        picked, wrong = _picked(request, door, said, one)
        if picked:
            chosen[one.code] = picked
        if wrong:
            errors[one.code] = wrong
    rest = forms.clean(door.rest_schema, forms.collect(door.rest_schema, doors.posted(request), REST))
    said = actions.save_draft(
        said=replace(said, papers=chosen, rest=rest),
        procedure=door.version.code, owner=door.owner, now=door.now,
    )  # fmt: skip
    do = "again" if "remove" in request.POST else request.POST.get("do", "next")
    if do in ("again", "save"):
        return _page(request, door, said, errors, [])
    wrong_rest = list(forms.validate(door.rest_schema, rest))
    for one in drafting.lacking(asked(door, said), said):
        errors.setdefault(one.code, [_("Hãy chụp hoặc chọn tệp giấy tờ này.")])
    if errors or wrong_rest:
        return _page(request, door, said, errors, wrong_rest)
    return redirect("applying:review", procedure=door.version.code, token=token)


def _picked(
    request: HttpRequest, door: doors.Door, said: Application, one: procedures.Component
) -> tuple[Chosen | None, list[str]]:
    """What was chosen for one component: a paper of the person's own vault, a new file, or the one before."""
    field = f"paper-{one.code}"
    way = request.POST.get(f"{field}-way", "")
    if way.startswith("paper:"):
        key, _at, version = way.rpartition("@")
        for paper in usable(door, said, one):
            if (paper.key, str(paper.version)) == (key, version):
                return Chosen(paper=paper.key, version=paper.version, name=paper.title), []
        return None, [_("Giấy tờ này không còn dùng lại được; hãy chọn giấy tờ khác.")]
    file, errors = received_paper(request, field, CITIZEN, door.now)
    before = said.papers.get(one.code)
    sent = request.FILES.getlist(field)
    if sent and file and not errors:
        name = _("%(number)d ảnh") % {"number": len(sent)} if len(sent) > 1 else (sent[0].name or "")[:100]
        return Chosen(file=file, name=name), []
    if errors or request.POST.get("remove") == one.code:
        return None, errors
    return (before if before and before.file else None), []


def usable(door: doors.Door, said: Application, one: procedures.Component) -> list[vault.PaperView]:
    """This will list the valid papers of the signed-in person that fit a component of their own dossier."""
    if not one.paper_type or said.is_for_other:
        return []
    return door.papers({one.paper_type})


def _slot(door: doors.Door, said: Application, one: procedures.Component, errors: list[str]) -> Slot:
    kept = said.papers.get(one.code, Chosen())
    reusable = [
        Reusable(
            f"{p.key}@{p.version}", p.title, _reusable_text(p),
            (p.key, p.version) == (kept.paper, kept.version) or (not (kept.paper or kept.file) and n == 0),
        )
        for n, p in enumerate(usable(door, said, one))
    ]  # fmt: skip
    name = (doors.language() == "en" and one.name_en) or one.name
    return Slot(
        one.code, f"paper-{one.code}", name, one.required and not one.register, one.form_url,
        _register(door, one), reusable, kept.file, kept.name if kept.file else "",
        chooses_file=bool(kept.file) or not any(r.chosen for r in reusable), errors=errors,
    )  # fmt: skip


def _reusable_text(paper: vault.PaperView) -> str:
    values = {
        "number": paper.number, "issuer": paper.issuer_name, "day": formats.date_vn(paper.issued_on),
    }  # fmt: skip
    return _("số %(number)s, %(issuer)s cấp ngày %(day)s") % values


def _register(door: doors.Door, one: procedures.Component) -> str:
    if not one.register:
        return ""
    found = procedures.system(one.register, door.on)
    return found.name if found else one.register


def _page(
    request: HttpRequest,
    door: doors.Door,
    said: Application,
    errors: dict[str, list[str]],
    wrong: list[Any],
) -> HttpResponse:
    slots = [_slot(door, said, one, errors.get(one.code, [])) for one in asked(door, said)]
    rest = asking.questions(
        door.rest_schema, said.rest, errors=wrong, language=doors.language(), prefix=REST
    )  # fmt: skip
    of_slots = [{"href": f"#{s.id}", "message": f"{s.name}: {e}"} for s in slots for e in s.errors]
    context = {
        "name": procedures.name_of(door.version),
        "slots": slots,
        "rest": rest,
        "errors": [*of_slots, *asking.error_list(rest)],
        "basis": BASIS,
        "steps": writing.steps("papers"),
        "costs": costs.costs(door, said.grounds),
        "back_url": reverse("applying:write", args=[door.version.code, said.token]),
        "is_sample": door.version.is_sample,
    }
    return render(request, "applying/papers.html", context, status=422 if errors or wrong else 200)
