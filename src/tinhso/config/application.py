"""How do the citizen's pages become an application on a telephone: its manifest and its service worker?"""

import hashlib
from typing import Any

import orjson
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from tinhso.config.site import PRODUCT
from tinhso.core import clock, parameters
from tinhso.foundation.places import queries as places
from tinhso.ui import assets

GROUND, SURFACE = "#0a6657", "#ffffff"
ENTRIES = ["main.js", "map.js", "filing/report-form.js", "filing/mine.js", "filing/waiting.js"]
PICTURES = ["ui/favicon.svg", "ui/icons/touch-180.png", "filing/citizen.css"]
SHELL = ("filing:new", "filing:mine")
"""Pages that open without a network. They are fetched without cookies, so they hold nothing of anybody's."""
OFFICERS = (
    "/ban-lam-viec",
    "/xu-ly",
    "/dieu-phoi",
    "/dieu-hanh",
    "/quan-tri",
    "/thong-bao",
    "/tai-khoan",
    "/ui",
    "/api",
)
PLACES = ("/api/v1/places/boundaries.geojson",)


@require_safe
@cache_control(max_age=3600)
def manifest(request: HttpRequest, language: str) -> HttpResponse:
    """This will tell a browser how to install the citizen's pages, in one of the site's languages."""
    if language not in dict(settings.LANGUAGES):
        raise Http404
    with override(language):
        body = _manifest(language)
    return HttpResponse(orjson.dumps(body), content_type="application/manifest+json")


def _manifest(language: str) -> dict[str, Any]:
    on = clock.local_date(clock.now())
    province = places.served_province(on=on)
    product = str(parameters.value(PRODUCT, on))
    return {
        "id": "/",
        "name": f"{product} – {province.name}" if province else product,
        "short_name": product,
        "description": _("Gửi phản ánh hiện trường, kể cả khi không có mạng, và theo dõi tới khi xong."),
        "lang": language,
        "dir": "ltr",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "theme_color": GROUND,
        "background_color": SURFACE,
        "categories": ["government", "utilities"],
        "icons": [_icon(name, side, purpose) for name, side, purpose in _ICONS],
        "shortcuts": [
            {"name": _("Gửi phản ánh"), "url": reverse("filing:new")},
            {"name": _("Phản ánh của tôi"), "url": reverse("filing:mine")},
        ],
    }


_ICONS = (
    ("icon-192", 192, "any"),
    ("icon-512", 512, "any"),
    ("maskable-192", 192, "maskable"),
    ("maskable-512", 512, "maskable"),
)


def _icon(name: str, side: int, purpose: str) -> dict[str, str]:
    return {
        "src": static(f"ui/icons/{name}.png"),
        "sizes": f"{side}x{side}",
        "type": "image/png",
        "purpose": purpose,
    }


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """This will give the service worker: the built script, and before it the names of what it keeps.

    A new release has new names, so the browser sees another script and takes it in.
    """
    script = assets.plain("worker.js")
    if not script:
        raise Http404
    kept = _kept()
    kept["release"] = hashlib.sha256(orjson.dumps(kept) + script.encode()).hexdigest()[:12]
    body = f"self.tinhso = {orjson.dumps(kept).decode()};\n{script}"
    return HttpResponse(body, content_type="text/javascript; charset=utf-8")


def _kept() -> dict[str, Any]:
    by_pages, by_scripts = assets.needed(ENTRIES)
    urls = [
        *(static(path) for path in [*by_pages, *PICTURES]),
        *(settings.STATIC_URL + p for p in by_scripts),
    ]
    return {
        "precache": [{"url": url, "revision": None} for url in urls],  # the names hold hashes
        "shell": [reverse(name) for name in SHELL],
        "offline": reverse("filing:offline"),
        "languages": [code for code, _name in settings.LANGUAGES],
        "officers": list(OFFICERS),
        "places": list(PLACES),
        "icon": static("ui/icons/icon-192.png"),
        "badge": static("ui/icons/icon-192.png"),
    }
