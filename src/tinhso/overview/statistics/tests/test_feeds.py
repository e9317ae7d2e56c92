"""Do the feeds tell what is new, once, under lasting names, and only what everybody may know?"""

import re
from datetime import datetime, timedelta
from xml.etree import ElementTree

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tinhso.casework.reports import actions
from tinhso.casework.reports.tests import factories
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, LEADER, NOW, sent
from tinhso.foundation.agencies.tests.factories import PHU_XUAN, THUAN_HOA
from tinhso.overview.ioc.tests.factories import heard

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
ALL = "/nguon-tin/phan-anh.atom"
IN_PHU_XUAN = factories.IN_PHU_XUAN


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(NOW + 5 * HOUR, tick=False):
        yield factories.province()


def answered(report, at=NOW + HOUR):
    key = {"report_id": report.pk, "by": HANDLER, "now": at}
    actions.accept(**key)
    actions.draft_answer(**key, text="Đã vá ổ gà & <b>kẻ vạch</b>.")
    if actions.submit_for_approval(**key) == "waiting_for_approval":
        actions.approve(report_id=report.pk, by=LEADER, now=at)
    heard()


def entries(client, url=ALL) -> dict[str, ElementTree.Element]:
    """Entries of an Atom feed by their id, in order."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)  # noqa: S314 (our own feed)
    return {e.findtext(f"{ATOM}id"): e for e in root.findall(f"{ATOM}entry")}


def updated(entry) -> datetime:
    return datetime.fromisoformat(entry.findtext(f"{ATOM}updated"))


def test_a_report_and_its_answer_are_two_entries_with_lasting_names(client):
    report = sent()
    [(name, first)] = entries(client).items()
    assert name == f"tag:localhost,2025:phan-anh/{report.code}" or name.endswith(
        f",2025:phan-anh/{report.code}"
    )
    assert first.findtext(f"{ATOM}title") == "Đường sá – Phường Thuận Hóa"
    answered(report)
    found = entries(client)
    assert list(found)[1] == name, "an answer is newer than its report"
    assert re.fullmatch(rf"{re.escape(name)}/tra-loi/\d+", next(iter(found)))
    assert updated(found[name]) > updated(first)
    assert found[name].findtext(f"{ATOM}published") == first.findtext(f"{ATOM}published")
    answer = next(iter(found.values()))
    assert answer.findtext(f"{ATOM}author/{ATOM}name") == report.agency_name
    assert "&lt;b&gt;kẻ vạch&lt;/b&gt;" in answer.findtext(f"{ATOM}summary")


def test_an_answer_to_an_old_report_is_news_too(client, monkeypatch):
    monkeypatch.setattr("tinhso.overview.statistics.feeds.NEWEST", 3)
    old = sent(now=NOW - timedelta(days=9))
    for hours in (1, 2, 3):
        sent(now=NOW + hours * HOUR)
    assert not any(old.code in name for name in entries(client))
    answered(old, at=NOW + 4 * HOUR)
    assert f"phan-anh/{old.code}/tra-loi/" in next(iter(entries(client)))


def test_feeds_of_a_category_and_of_a_commune(client):
    road, lamp = sent(), sent(category="lighting", point=IN_PHU_XUAN)
    assert [n[-10:] for n in entries(client, "/nguon-tin/linh-vuc/lighting.atom")] == [lamp.code]
    assert [n[-10:] for n in entries(client, f"/nguon-tin/xa-phuong/{THUAN_HOA}.atom")] == [road.code]
    assert [n[-10:] for n in entries(client, f"/nguon-tin/xa-phuong/{PHU_XUAN}.atom")] == [lamp.code]
    for url in ("linh-vuc/x.atom", "xa-phuong/x.atom", "xa-phuong/99999.rss", "phan-anh.json"):
        assert client.get(f"/nguon-tin/{url}").status_code == 404, url


def test_what_is_not_public_is_in_no_feed(client):
    public, private = sent(), sent(public=False, category="lighting")
    sent(text="Tôi xin tố cáo ông Chủ tịch nhận hối lộ")
    answered(private)
    for url in (ALL, f"/nguon-tin/xa-phuong/{THUAN_HOA}.atom", "/nguon-tin/phan-anh.rss"):
        text = client.get(url).content.decode()
        assert public.code in text
        assert private.code not in text
        assert "hối lộ" not in text
    assert entries(client, "/nguon-tin/linh-vuc/lighting.atom") == {}


def test_a_reader_that_has_it_all_gets_304_until_something_happens(client):
    report = sent()
    first = client.get(ALL)
    assert "Last-Modified" not in first
    again = client.get(ALL, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    answered(report)
    later = client.get(ALL, headers={"If-None-Match": first["ETag"]})
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]


def test_a_feed_without_entries_rests_too(client):
    first = client.get(ALL)
    with time_machine.travel(NOW + 6 * HOUR, tick=False):
        assert client.get(ALL, headers={"If-None-Match": first["ETag"]}).status_code == 304


def test_what_xml_cannot_hold_breaks_nothing(client):
    sent(text="Ổ gà sâu\x0b trước\x1f cổng ]]> trường & <script>alert(1)</script>, rất nguy hiểm")
    [entry] = entries(client).values()
    assert "<script>" not in entry.findtext(f"{ATOM}summary")
    assert client.get("/nguon-tin/phan-anh.rss").status_code == 200


def test_the_rss_form_tells_the_same(client):
    report = sent()
    root = ElementTree.fromstring(client.get("/nguon-tin/phan-anh.rss").content)  # noqa: S314 (our own feed)
    [item] = root.findall("channel/item")
    assert item.find("guid").get("isPermaLink") == "false"
    assert item.findtext("guid").endswith(f"phan-anh/{report.code}")
    assert item.findtext("link").endswith(reverse("filing:page", args=[report.code]))


def test_a_long_feed_asks_no_more_than_a_short_one(client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            client.get(ALL)
        # whether rules have changed is asked at every turn in tests, once a second in service
        return sum("core_revision" not in statement["sql"] for statement in statements)

    answered(sent())
    asked()
    few = asked()
    for _ in range(6):
        answered(sent())
    assert asked() <= few
