"""The gallery: every component in every state, every layout with something in it."""

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from tinhso.ui import samples
from tinhso.ui.samples import maps, pages

COMPONENTS = Path(__file__).parent / "templates" / "ui"
NOT_COMPONENTS = {"layouts", "gallery"}
LAYOUTS = ("citizen", "citizen-map", "desk", "desk-panes", "board", "wall")
LOOKS = ("citizen", "desk", "board")


def component_names() -> list[str]:
    """This will list the component folders, in the order of the alphabet."""
    return sorted(p.name for p in COMPONENTS.iterdir() if p.is_dir() and p.name not in NOT_COMPONENTS)


def _drawn(name: str, state: samples.State, request: HttpRequest) -> dict[str, Any]:
    html = SafeString(render_to_string(f"ui/{name}/{name}.html", state.values, request))  # nosec B703
    themes = ("light", "dark") if name in samples.BOTH_THEMES else ("",)
    return {"label": state.label, "html": html, "themes": themes, "items": name == "item"}


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """This will show all components; `?look=desk` shows them in the officer's sizes."""
    look = request.GET.get("look", "citizen")
    states = samples.states()
    return render(
        request,
        "ui/gallery/index.html",
        {
            "look": look if look in LOOKS else "citizen",
            "looks": LOOKS,
            "layouts": LAYOUTS,
            "components": [
                {"name": name, "states": [_drawn(name, one, request) for one in states.get(name, [])]}
                for name in component_names()
            ],
        },
    )


@require_safe
def layout(request: HttpRequest, name: str) -> HttpResponse:
    """This will show one layout, filled. Raises Http404 for a name that is no layout."""
    if name not in LAYOUTS:
        raise Http404
    return render(request, f"ui/gallery/{name}.html", pages.shell() | pages.page())


@require_safe
def sample_areas(request: HttpRequest) -> JsonResponse:
    """This will give the invented communes of the gallery's maps."""
    return JsonResponse(maps.areas())


@require_safe
def sample_points(request: HttpRequest) -> JsonResponse:
    """This will give the invented points of the gallery's maps."""
    return JsonResponse(maps.points())
