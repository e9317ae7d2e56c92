"""The gallery shows every component, and no template breaks the page's content policy."""

import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings

from tinhso.ui import assets, samples, views

SOURCE = Path(__file__).parents[2]
TEMPLATES = sorted(SOURCE.glob("**/templates/**/*.html"))
ICON = re.compile(r"""{%\s*icon\s+"([a-z0-9-]+)\"""")
TAG = re.compile(r"<[a-zA-Z][^<>]*>", re.DOTALL)

# The context processor of the house looks at the province, in the database.
pytestmark = pytest.mark.django_db


def test_every_component_folder_has_its_template_and_a_state_in_the_gallery() -> None:
    states = samples.states()
    for name in views.component_names():
        assert (views.COMPONENTS / name / f"{name}.html").is_file(), name
        assert states.get(name), f"{name} is not in the gallery"
    assert set(states) <= set(views.component_names())


def test_the_gallery_draws_every_component(client: Client) -> None:
    page = client.get("/ui/").content.decode()
    for name in views.component_names():
        assert f'data-component="{name}"' in page
    assert "{%" not in page
    assert "{{" not in page


@pytest.mark.parametrize("name", views.LAYOUTS)
def test_every_layout_draws(client: Client, name: str) -> None:
    answer = client.get(f"/ui/khung/{name}")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.count('id="main"') == 1
    assert "SỐ LIỆU MÔ PHỎNG" in page


def test_an_unknown_layout_is_not_found(client: Client) -> None:
    assert client.get("/ui/khung/none").status_code == 404


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_template_has_inline_style_script_or_handlers(path: Path) -> None:
    text = re.sub(
        r"{#.*?#}|{%\s*comment.*?endcomment\s*%}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL
    )
    # Django's tags may hold > and quotes; they are not HTML.
    html = re.sub(r"{%.*?%}|{{.*?}}", "", text, flags=re.DOTALL)
    assert not re.search(r"<style\b", html), "inline <style>"
    for tag in TAG.findall(html):
        assert not re.search(r"\sstyle\s*=", tag), f"style attribute: {tag}"
        assert not re.search(r"\s(on[a-z]+|hx-on[:a-z-]*)\s*=", tag), f"inline handler: {tag}"
        assert "javascript:" not in tag
        if tag.lower().startswith("<script"):
            assert "src=" in tag or 'type="application/json"' in tag, f"inline script: {tag}"


@pytest.mark.skipif(not assets.manifest(), reason="the front end is not built")
@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_every_icon_named_in_a_template_exists(path: Path) -> None:
    for name in ICON.findall(path.read_text(encoding="utf-8")):
        assert assets.icon_paths(name), name


@pytest.mark.skipif(not assets.manifest(), reason="the front end is not built")
def test_every_entry_is_built_and_light_enough_for_a_slow_network() -> None:
    import gzip

    for entry in ("main.js", "map.js", "boards.js"):
        assert assets.script(entry), entry
    first = [assets.script("main.js"), *assets.styles("main.js")]
    weight = sum(len(gzip.compress((assets.DIST / Path(name).name).read_bytes())) for name in first if name)
    assert weight < 60_000, f"{weight} bytes for the first page"
    # Whoever only sends a report waits for no map: its library comes when somebody sees it.
    at_once = assets.script("map.js")
    assert at_once
    assert (assets.DIST / Path(at_once).name).stat().st_size < 20_000


@pytest.mark.parametrize(
    ("cookie", "expected"), [("dark", ' data-bs-theme="dark"'), ("", ""), ('"><script>', "")]
)
def test_the_theme_comes_from_a_cookie_and_only_from_known_words(cookie: str, expected: str) -> None:
    request = RequestFactory().get("/")
    request.COOKIES["tinhso_theme"] = cookie
    page = render_to_string("ui/layouts/base.html", {"request": request})
    assert re.search(r"<html lang=\"[a-z]+\"(.*)>", page).group(1) == expected  # type: ignore[union-attr]


def test_pages_draw_without_a_built_front_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "DIST", tmp_path)
    page = render_to_string("ui/layouts/base.html", {})
    assert "<main" in page
    assert "stylesheet" not in page


@override_settings(LANGUAGE_CODE="vi")
def test_text_from_people_is_escaped_everywhere() -> None:
    evil = "<img src=x onerror=alert(1)>"
    drawn = render_to_string(
        "ui/item/item.html", {"url": "#", "title": evil, "summary": evil, "meta": [evil]}
    )
    drawn += render_to_string("ui/timeline/timeline.html", {"entries": [{"title": evil, "text": evil}]})
    drawn += render_to_string(
        "ui/chart/chart.html",
        {
            "id": "c",
            "title": evil,
            "data": {"kind": "line", "x": ["</script>" + evil], "series": [{"name": evil, "values": [1]}]},
        },
    )
    assert "<img" not in drawn
    assert drawn.count("</script>") == 1
