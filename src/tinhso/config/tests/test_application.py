"""Can the citizen's pages be installed, and does their worker keep only what is everybody's?"""

import json
import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import reverse
from PIL import Image

from tinhso.config import application
from tinhso.ui import assets

pytestmark = pytest.mark.django_db


def kept() -> dict:
    script = Client().get("/sw.js").content.decode()
    head = re.match(r"self\.tinhso = (\{.*\});\n", script)
    assert head
    return json.loads(head[1])


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_the_manifest_speaks_each_language_and_its_icons_are_what_it_says(client, language):
    answer = client.get(reverse("manifest", args=[language]))
    assert answer["Content-Type"] == "application/manifest+json"
    told = json.loads(answer.content)
    assert (told["lang"], told["start_url"], told["scope"], told["display"]) == (
        language,
        "/",
        "/",
        "standalone",
    )
    assert {(i["sizes"], i["purpose"]) for i in told["icons"]} == {
        (f"{side}x{side}", purpose) for side in (192, 512) for purpose in ("any", "maskable")
    }
    for name, side, _purpose in application._ICONS:
        with Image.open(finders.find(f"ui/icons/{name}.png")) as icon:
            assert (icon.format, icon.size) == ("PNG", (side, side))


def test_an_unknown_language_has_no_manifest(client):
    assert client.get("/ung-dung/xx.webmanifest").status_code == 404


def test_the_worker_may_rule_the_whole_site_and_is_asked_for_anew_each_time(client):
    answer = client.get("/sw.js")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert "no-cache" in answer["Cache-Control"]
    assert "worker-src 'self';" in answer["Content-Security-Policy"]


def test_all_that_the_kept_pages_load_is_kept_too():
    told = kept()
    there = {one["url"] for one in told["precache"]}
    for path in [*told["shell"], told["offline"]]:
        for language in told["languages"]:
            page = Client(headers={"accept-language": language}).get(path).content.decode()
            assert set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) <= there, path
    for url in there:
        assert finders.find(url.removeprefix(settings.STATIC_URL)) or url.count(".") > 1, url


def test_no_page_of_an_officer_is_kept(client):
    told = kept()
    assert not [path for path in told["shell"] if path.startswith(application.OFFICERS)]
    for name in (
        "desk:desk",
        "ioc:board",
        "handling:exceptions",
        "admin:index",
        "notices:inbox",
        "account_login",
    ):
        assert reverse(name).startswith(application.OFFICERS), name


def test_a_new_release_is_another_script(monkeypatch):
    before = kept()["release"]
    monkeypatch.setattr(assets, "plain", lambda path: "other")
    assert kept()["release"] != before
