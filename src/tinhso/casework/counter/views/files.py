"""How does an officer open the papers of a dossier? What came and what went out, only through the dossier."""

from typing import Protocol, cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhso.casework.onestop import queries
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.queries.shapes import Paper
from tinhso.core import clock
from tinhso.core.errors import Missing
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.requests import handed_out, shown
from tinhso.foundation.vault import actions as vault


@never_cache
@require_safe
@signed_in()
def component(request: HttpRequest, code: str, component: str) -> HttpResponse:
    """This will hand out the paper given for a component. Raises Missing."""
    found = queries.case(code, by=actor_of(request))
    one = _asked(request, found, component)
    number = f"-{one.part}" if one.part > 1 else ""
    return _handed(request, found, one, f"{code}-{component}{number}")


@never_cache
@require_safe
@signed_in()
def preview(request: HttpRequest, code: str, component: str) -> HttpResponse:
    """This will show the first page of the paper given for a component. Raises Missing."""
    found = queries.case(code, by=actor_of(request))
    one = _asked(request, found, component)
    if not one.file:
        raise Missing
    size = "large" if request.GET.get("co") == "lon" else "thumb"
    stream, kind = files.open_rendition(one.file, size, owner=one.owner)
    return cast(HttpResponse, shown(stream, kind))


def _asked(request: HttpRequest, found: Case, component: str) -> Paper:
    """One file of a component: the one that is named (`?tep=`, also one kept beside), else the first."""
    known = [*found.papers, *(one for later in found.versions for one in (*later.new, *later.gone))]
    named = request.GET.get("tep", "")
    for one in known:
        if one.code == component and (str(one.id) == named or not named):
            return one
    raise Missing


@never_cache
@require_safe
@signed_in()
def result(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """This will hand out one result. Raises Missing."""
    found = queries.case(code, by=actor_of(request))
    if not 1 <= number <= len(found.results):
        raise Missing
    return _handed(request, found, found.results[number - 1], f"{code}-ket-qua-{number}")


class _Kept(Protocol):
    """Where a paper lies: in the vault in a fixed version, or as a file of the dossier."""

    @property
    def file(self) -> str: ...
    @property
    def owner(self) -> str: ...
    @property
    def paper(self) -> str: ...
    @property
    def paper_version(self) -> int | None: ...


def _handed(request: HttpRequest, found: Case, kept: _Kept, name: str) -> HttpResponse:
    """A paper of the vault is opened there, so that its owner sees who looked and why."""
    row = found.row
    if kept.paper:
        stream, described = vault.hand_out(
            paper=kept.paper,
            version=kept.paper_version or 0,
            reason=f"{row.procedure_code} {row.code}",
            to=row.subject,
            by=actor_of(request),
            now=clock.now(),
        )
    elif kept.file:
        stream, described = files.open_original(kept.file, owner=kept.owner)
    else:
        raise Missing
    return cast(HttpResponse, handed_out(stream, described, name=name.replace(".", "-")))
