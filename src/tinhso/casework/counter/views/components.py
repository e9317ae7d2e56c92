"""How are the papers of a dossier shown to an officer: each component once, with all of its files?"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.counter.views import words
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.queries.shapes import Paper
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.ui import formats

Rows = list[dict[str, Any]]


def rows(found: Case, version: ProcedureVersion, language: str) -> Rows:
    """This will show each paper that the answers ask for as a checklist, and what was given beyond it."""
    given = by_code(found.papers)
    shown: Rows = []
    for asked in forms.components(version.components, found.said.get("data", {})):
        component = asked.component
        name = component.name_en if language == "en" and component.name_en else component.name
        shown.append(_row(found, name, given.pop(component.code, []), required=asked.required))
    return shown + [_row(found, papers[0].name, papers, required=False) for papers in given.values()]


def by_code(papers: Sequence[Paper]) -> dict[str, list[Paper]]:
    """This will gather the files of each component, in their order."""
    found: dict[str, list[Paper]] = {}
    for one in papers:
        found.setdefault(one.code, []).append(one)
    return found


def refused(found: Case) -> dict[str, str]:
    """This will say by component which of its files could not be kept, as the applicant may be asked."""
    said: dict[str, list[str]] = {}
    for one in found.papers:
        if one.refused_for:
            said.setdefault(one.code, []).append(words.refused(one.refused_for))
    return {
        code: _(
            "Tệp nộp trên Cổng quốc gia không nhận được (%(why)s); đề nghị nộp lại tệp PDF hoặc ảnh chụp rõ."
        )
        % {"why": "; ".join(dict.fromkeys(whys))}
        for code, whys in said.items()
    }


def url(found: Case, paper: Paper) -> str:
    """This will give where a file is opened; "" where there is none."""
    if not (paper.file or paper.paper):
        return ""
    return reverse("counter:component", args=[found.row.code, paper.code]) + f"?tep={paper.id}"


def _row(found: Case, name: str, papers: Sequence[Paper], *, required: bool) -> dict[str, Any]:
    kept = [one for one in papers if not one.refused_for]
    shown: dict[str, Any] = {
        "name": name,
        "given": bool(kept),
        "required": required,
        "refused": [words.refused(one.refused_for) for one in papers if one.refused_for],
        "awaited": sum(one.is_awaited for one in kept),
    }
    if not kept:
        return shown
    paper = kept[0]
    has_file = paper.file or paper.paper or paper.is_awaited or found.row.application.erased_at
    is_on_paper = paper.source == "uploaded" and not has_file
    details = [
        words.form(paper.form),
        _("số lượng %(n)d") % {"n": paper.quantity} if paper.quantity > 1 else "",
        _("nộp bản giấy") if is_on_paper else words.source(paper.source),
        _("%(n)d tệp") % {"n": len(kept)} if len(kept) > 1 else "",
        formats.datetime_vn(paper.given_at),
    ]
    files = [_file(found, one, number, of=len(kept)) for number, one in enumerate(kept, 1)]
    return shown | {
        "details": [one for one in details if one],
        "files": [one for one in files if one["url"]],
        "thumb": next((one["thumb"] for one in files if one["thumb"]), ""),
    }


def _file(found: Case, paper: Paper, number: int, *, of: int) -> dict[str, str]:
    label = _("Mở tệp %(number)d") % {"number": number} if of > 1 else _("Mở tệp")
    preview = reverse("counter:component-preview", args=[found.row.code, paper.code]) + f"?tep={paper.id}"
    return {"label": label, "url": url(found, paper), "thumb": preview if paper.file else ""}
