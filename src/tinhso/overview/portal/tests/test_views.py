"""Does the citizen who looks around find public reports, and only those, in both languages?"""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from tinhso.casework.reports import actions
from tinhso.casework.reports.tests import factories
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, LEADER, NOW, sent
from tinhso.core.roles import CITIZEN
from tinhso.foundation.agencies.tests.factories import PHU_XUAN, THUAN_HOA
from tinhso.foundation.files import actions as files
from tinhso.foundation.files.tests.factories import jpeg

pytestmark = pytest.mark.django_db
PAGES = ("home", "map", "list", "about", "privacy")
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son[a-z]+=", re.IGNORECASE)


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        yield factories.province()


def listed(client, **asked) -> str:
    return client.get(reverse("portal:list"), asked).content.decode()


def on_map(client, **asked) -> set[str]:
    features = client.get(reverse("portal:points"), asked).json()["features"]
    return {f["properties"]["code"] for f in features}


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("is_empty", [True, False])
def test_every_page_opens_empty_and_full_in_both_languages(client, page, language, is_empty):
    if not is_empty:
        sent()
    client.cookies["django_language"] = language
    response = client.get(reverse(f"portal:{page}"))
    text = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in text
    assert not INLINE.search(text)


def test_home_puts_the_numbers_to_call_before_the_button(client):
    page = client.get(reverse("portal:home")).content.decode()
    assert (
        0 < page.index('href="tel:112"') < page.index(f'href="{reverse("filing:new")}"', page.index("<main"))
    )


def test_home_shows_the_answer_with_a_picture_before_and_after(client):
    before = files.receive(jpeg(), filename="a.jpg", by=CITIZEN, now=NOW).id
    after = files.receive(jpeg(), filename="b.jpg", by=HANDLER, now=NOW).id
    report = sent(photos=[before])
    actions.accept(report_id=report.pk, by=HANDLER, now=NOW)
    actions.start(report_id=report.pk, by=HANDLER, now=NOW)
    actions.draft_answer(report_id=report.pk, text="Đã vá.", photos=[after], by=HANDLER, now=NOW)
    actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=NOW)
    actions.approve(report_id=report.pk, by=LEADER, now=NOW + HOUR)
    url = reverse("filing:photo", args=[report.code, after, "thumb"])
    assert url not in client.get(reverse("portal:home")).content.decode()  # faces are looked for first
    files.mask_waiting(now=NOW, most=2)
    page = client.get(reverse("portal:home")).content.decode()
    for picture in (before, after):
        url = reverse("filing:photo", args=[report.code, picture, "thumb"])
        assert url in page
        assert client.get(url).status_code == 200


def test_private_and_sealed_reports_are_on_no_map_list_or_search(client):
    public = sent()
    private = sent(public=False, text="Đèn hỏng ở hẻm riêng")
    sealed = sent(text="Tôi tố cáo chủ tịch phường nhận hối lộ")
    assert on_map(client) == {public.code}
    for asked in ({}, {"q": "hẻm riêng"}, {"q": "tố cáo"}, {"q": private.code}):
        page = listed(client, **asked)
        assert private.code not in page.replace(str(asked.get("q")), "")
        assert sealed.code not in page
    assert public.code in listed(client)


@pytest.mark.parametrize(
    "view",
    [
        "9,107,15.9,108.3,16.9",
        "x",
        "1,2",
        "nan,0,0,1,1",
        "inf,0,0,1,1",
        "9,nan,nan,inf,-inf",
        "9,1,1,0,0",
        "-5,0,0,1,1",
    ],
)
def test_the_map_answers_whatever_view_is_told(client, monkeypatch, view):
    codes = {sent().code, sent().code}
    assert on_map(client, view=view) == codes
    monkeypatch.setattr("tinhso.casework.reports.queries.mapping.ALONE_MOST", 1)
    monkeypatch.setattr("tinhso.casework.reports.queries.mapping._kept", {})
    found = client.get(reverse("portal:points"), {"view": view}).json()
    assert found["gathered"] is True


@pytest.mark.parametrize("typed", ["Đường hoà bình", "duong HOA binh", "đường hòa bình"])
def test_search_ignores_accents_d_and_tone_placement(client, typed):
    wanted, other = sent(text="Ổ gà trên đường Hòa Bình"), sent(text="Rác ở chợ")
    page = listed(client, q=typed)
    assert wanted.code in page
    assert other.code not in page


def test_filters_narrow_list_and_map_alike(client):
    here = sent(category="road")
    there = sent(category="waste", point=factories.IN_PHU_XUAN)
    old = sent(category="road", now=NOW - timedelta(days=40))
    for asked, wanted in (
        ({"place": THUAN_HOA}, {here.code, old.code}),
        ({"place": PHU_XUAN}, {there.code}),
        ({"category": "waste"}, {there.code}),
        ({"period": "30"}, {here.code, there.code}),
        ({"status": "overdue"}, {old.code}),
        ({"status": "answered"}, set()),
        ({"place": "không có", "period": "xx"}, {here.code, there.code, old.code}),
    ):
        page = listed(client, **asked)
        assert {r.code for r in (here, there, old) if r.code in page} == wanted
        assert on_map(client, **asked) == wanted


def test_the_list_goes_on_page_by_page_without_losing_or_doubling(client):
    made = {sent(now=NOW - timedelta(minutes=n)).code for n in range(33)}
    first = listed(client, place=THUAN_HOA)
    following = re.search(r'href="([^"]+)" rel="next"', first).group(1).replace("&amp;", "&")
    second = client.get(following).content.decode()
    seen = [re.findall(r'href="/phan-anh/(\d{10})"', page) for page in (first, second)]
    assert len(seen[0]) == 30
    assert sorted(seen[0] + seen[1]) == sorted(made)
    assert client.get(reverse("portal:list"), {"cursor": "hỏng"}).status_code == 200


def test_points_answer_304_until_something_changes(client):
    sent()
    first = client.get(reverse("portal:points"))
    again = client.get(reverse("portal:points"), headers={"If-None-Match": first["ETag"]})
    sent()
    changed = client.get(reverse("portal:points"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, changed.status_code) == (304, 200)


def test_the_list_begins_with_reports_however_it_is_narrowed(client):
    sent()
    narrowed = listed(client, category="road")
    assert '<details class="map-page__filters">' in narrowed
    unknown = listed(client, category="no-such-kind")
    assert '<details class="map-page__filters" open>' in unknown
    assert "Không có lựa chọn này; hãy chọn lại." in unknown


def test_kinds_with_the_same_times_share_a_row(client):
    page = client.get(reverse("portal:about")).content.decode()
    rows = re.findall(r"<tr>(<td.*?)</tr>", page, re.DOTALL)
    times = [re.findall(r"<td[^>]*>(.*?)</td>", row)[1:] for row in rows]
    assert len(times) > 1
    assert len(times) == len({tuple(time) for time in times})


@pytest.mark.parametrize("path", ["/khong-co-trang-nay", "/phan-anh/1234567890"])
def test_a_refusing_page_shows_the_way_to_look_up(client, path):
    page = client.get(path)
    assert page.status_code == 404
    assert f'<a class="button button--secondary" href="{reverse("filing:find")}">' in page.content.decode()
