"""Do the pages open for everybody, does each figure open what it counts, and is the map no peephole?"""

import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.urls import reverse

from tinhso.casework.oversight.models import Sample
from tinhso.casework.reports.tests import factories
from tinhso.casework.reports.tests.factories import NOW
from tinhso.core import parameters
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.agencies.tests.factories import PHU_XUAN, THUAN_HOA
from tinhso.overview.ioc.queries import boards
from tinhso.overview.ioc.tests.factories import DAY, Told, heard

pytestmark = pytest.mark.django_db
PAGES = ("overview", "behind", "reuse", "embedded-map")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style|\sstyle=|\son[a-z]+=", re.I
)


@pytest.fixture(autouse=True)
def hue():
    boards._kept.clear()
    with time_machine.travel(NOW, tick=False):
        yield factories.province()


@pytest.fixture
def full():
    """Fourteen reports of two agencies: public and private, in time and late, rated, open."""
    for n in range(1, 12):
        told = Told(n, at=NOW - 20 * DAY, visibility="private" if n in (3, 4) else "public")
        told.answered(NOW - (5 if n < 3 else 15) * DAY).rated("satisfied", NOW - 4 * DAY)
    Told(12, at=NOW - 9 * DAY, due=DAY, agency="SXD", place=PHU_XUAN, category="water")
    Told(13, at=NOW - 9 * DAY, agency="SXD", place=PHU_XUAN, visibility="private")
    Told(14, at=NOW - 9 * DAY, visibility="sealed", agency="TCD")
    heard()


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("is_empty", [True, False])
def test_every_page_opens_empty_and_full_in_both_languages(client, request, page, language, is_empty):
    if not is_empty:
        request.getfixturevalue("full")
    client.cookies["django_language"] = language
    answer = client.get(reverse(f"statistics:{page}"))
    text = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in text
    assert not INLINE.search(text)


def figure_of(page: str, label: str) -> tuple[str, str]:
    """The value and the address of one of the figures on top."""
    found = re.search(
        rf'<a class="figure[^"]*" href="([^"]+)">\s*<span class="figure__label">{label}</span>\s*'
        r'<span class="figure__value">([^<]+)',
        page,
    )
    assert found is not None, label
    return found[2].strip(), unescape(found[1])


def test_each_figure_opens_what_it_counts_and_says_what_it_does_not_show(client, full):
    page = client.get(reverse("statistics:overview")).content.decode()
    for label, value, listed, others in (
        ("Đã nhận", "13", 10, 3), ("Đã trả lời", "11", 9, 2), ("Trả lời đúng hạn", "81,8 %", 7, 2),
        ("Đang mở", "2", 1, 1), ("Đang quá hạn", "2", 1, 1),
    ):  # fmt: skip
        shown, url = figure_of(page, label)
        answer = client.get(url)
        assert (shown, answer.context["total"]) == (value, listed), label
        assert f"{others} phản ánh không công khai" in answer.context["private"], label


def test_no_list_shows_what_is_not_public(client, full):
    for kind in ("received", "answered", "on_time", "late", "rated", "open", "overdue"):
        page = client.get(reverse("statistics:behind"), {"kind": kind}).content.decode()
        codes = set(re.findall(r"/phan-anh/(\d{10})", page))
        assert not codes & {f"{n:010d}" for n in (3, 4, 13, 14)}, kind


@pytest.mark.parametrize("narrowed", [{"place": THUAN_HOA}, {"agency": "UB-THUAN-HOA"}, {"category": "road"}])
def test_few_private_reports_are_not_told_beside_the_public_ones(client, full, narrowed):
    at, asked = reverse("statistics:behind"), {"kind": "received", **narrowed}
    assert client.get(at, asked).context["private"] == ""
    parameters.write("rulebook.small_count", 2, valid_from=date(2026, 1, 1))
    assert "phản ánh không công khai" in client.get(at, asked).context["private"]


def test_private_reports_of_a_place_are_only_counted_among_enough(client, full):
    parameters.write("rulebook.small_count", 2, valid_from=date(2026, 1, 1))
    at = reverse("statistics:behind")
    many = client.get(at, {"kind": "received", "place": THUAN_HOA}).context
    few = client.get(at, {"kind": "received", "place": PHU_XUAN}).context
    assert "2 phản ánh không công khai" in many["private"]
    assert (few["total"], few["private"]) == (1, "")
    page = client.get(reverse("statistics:overview")).content.decode()
    row = re.search(r"<td>Phường Phú\xa0Xuân</td>(.*?)</tr>", page, re.S)
    assert re.findall(r">(\d+)</a>", row[1])[0] == "1"


def test_crossed_dimensions_say_nothing_of_private_reports(client, full):
    asked = {"kind": "received", "agency": "UB-THUAN-HOA", "category": "road"}
    found = client.get(reverse("statistics:behind"), asked).context
    assert (found["total"], found["private"]) == (9, "")


def test_the_league_ranks_those_with_enough_answers(client, full):
    parameters.write("rulebook.small_count", 2, valid_from=date(2026, 1, 1))
    found = client.get(reverse("statistics:overview")).context["league"]
    assert [row[0] for row in found["rows"]] == ["1"]
    assert [row[0] for row in found["others"]] == ["–"]
    cells = found["rows"][0][2:]
    assert [c["text"] if isinstance(c, dict) else c for c in cells][:4] == ["11", "11", "81,8 %", "100 %"]
    asked = parse_qs(urlsplit(cells[2]["url"]).query)
    assert asked == {"kind": ["on_time"], "period": ["30"], "agency": ["UB-THUAN-HOA"]}


@pytest.mark.parametrize("period", ["30", "90", "365", "2026-11", "2026-10", "2020-01"])
def test_periods_that_can_be_asked(client, full, period):
    answer = client.get(reverse("statistics:overview"), {"period": period})
    assert answer.context["form"]["period"].value() == period


@pytest.mark.parametrize("period", ["", "7", "2026-12", "2026-13", "9" * 30, "\x00", "2026-1", "x"])
def test_what_cannot_be_asked_means_thirty_days(client, period):
    answer = client.get(reverse("statistics:overview"), {"period": period})
    assert answer.context["form"]["period"].value() == "30"


def test_months_stand_in_a_table_and_the_one_that_goes_on_is_not_drawn(client):
    for n, before in enumerate((5, 40, 75), 1):
        Told(n, at=NOW - timedelta(days=before))
    heard()
    months = client.get(reverse("statistics:overview")).context["months"]
    assert [row[0] for row in months["rows"]] == ["11/2026", "10/2026", "09/2026"]
    assert months["chart"]["x"] == ["09/2026", "10/2026"]
    assert client.get(months["rows"][1][1]["url"]).context["total"] == 1


def test_the_embedded_map_may_be_framed_and_knows_no_visitor(client):
    account = officer("UB-THUAN-HOA", Role.LEADER)
    client.force_login(account, backend="tinhso.foundation.accounts.backends.ByGrants")
    answer = client.get(reverse("statistics:embedded-map"), {"place": THUAN_HOA, "category": "road"})
    page = answer.content.decode()
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    assert not answer.cookies
    assert str(account) not in page
    assert "csrf" not in page.lower()
    assert f"/ban-do/diem.geojson?place={THUAN_HOA}&amp;category=road&amp;period=90" in page
    west, south, east, north = map(float, re.search(r'data-bounds="([^"]+)"', page)[1].split(","))
    assert (west, south, east, north) == (107.50, 16.40, 107.62, 16.52)
    assert len(answer.content) < 6_000


def test_other_pages_may_not_be_framed(client):
    for page in ("overview", "reuse", "behind"):
        answer = client.get(reverse(f"statistics:{page}"))
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_the_snippet_can_be_copied_as_it_stands(client, settings):
    settings.PUBLIC_URL = "https://phananh.example.vn"
    asked = {"place": THUAN_HOA, "category": "road"}
    page = client.get(reverse("statistics:reuse"), asked).content.decode()
    snippet = unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)[1])
    assert snippet.startswith(f'<iframe src="https://phananh.example.vn/nhung/ban-do?place={THUAN_HOA}&amp;')
    assert unescape(re.search(r'data-copy="([^"]*)"', page)[1]) == snippet


def test_pages_name_the_feed_of_what_they_show(client):
    def feed(url, **asked):
        page = client.get(url, asked).content.decode()
        return re.search(r'<link rel="alternate" type="application/atom\+xml" href="([^"]+)"', page)[1]

    assert feed(reverse("portal:home")) == "/nguon-tin/phan-anh.atom"
    assert feed(reverse("statistics:overview")) == "/nguon-tin/phan-anh.atom"
    assert feed(reverse("statistics:reuse"), category="road") == "/nguon-tin/linh-vuc/road.atom"
    assert feed(reverse("statistics:reuse"), place=THUAN_HOA) == f"/nguon-tin/xa-phuong/{THUAN_HOA}.atom"


def test_what_people_found_when_they_looked_again_is_public(client):
    page = client.get(reverse("statistics:overview")).content.decode()
    assert page.count("chưa đo") == 6
    for n, verdict in enumerate(("right", "right", "right", "wrong", "unsure")):
        Sample.objects.create(fact_id=n, report_id=n, code="4621073582", kind="agency", at=NOW - DAY,
                              verdict=verdict, judged_by="officer:1", judged_at=NOW - DAY)  # fmt: skip
    page = client.get(reverse("statistics:overview")).content.decode()
    assert page.count("chưa đo") == 5
    assert "75 %" in page
