"""The pages: for whom, with nothing and with much, and whether they keep silent when nothing happened."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from tinhso.casework.reports.tests import factories as reports
from tinhso.core import clock, soon
from tinhso.core.messages import Message
from tinhso.core.roles import Role
from tinhso.foundation.accounts.models import RoleGrant
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.overview.ioc import dated
from tinhso.overview.ioc.models import Turn
from tinhso.overview.ioc.queries import boards
from tinhso.overview.ioc.tests.factories import heard

pytestmark = pytest.mark.django_db
PAGES = ("ioc:board", "ioc:league", "ioc:wall", "ioc:live", "ioc:points", "ioc:reports")
SEEING = (Role.READER, Role.LEADER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR)
AGENCIES = {
    Role.LEADER: "UB-THUAN-HOA",
    Role.HANDLER: "UB-THUAN-HOA",
    Role.COORDINATOR: "DP",
    Role.RESTRICTED: "TCD",
    Role.INTAKE: "UB-THUAN-HOA",
}


@pytest.fixture(autouse=True)
def _nine_o_clock(monkeypatch):
    boards._kept.clear()
    monkeypatch.setattr(clock, "now", lambda: reports.NOW)


@pytest.fixture
def province(db):
    return reports.province()


def signed_in(client, role=Role.READER):
    client.force_login(
        officer(AGENCIES.get(role, ""), role),
        backend="tinhso.foundation.accounts.backends.ByGrants",
    )
    return client


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.READER])
def test_the_board_tells_administrators_alone_what_the_deployment_needs(client, province, monkeypatch, role):
    needs = "Cơ sở dữ liệu SQLite đã được 2.1 GB; nên chuyển sang PostgreSQL (tinhso move-to)."
    monkeypatch.setattr(soon, "_looks", [lambda _now: [Message(needs, {})]])
    shown = unescape(signed_in(client, role).get(reverse("ioc:board")).content.decode())
    assert (needs in shown) == (role is Role.ADMINISTRATOR)


@pytest.fixture
def full(province):
    """Public, private, sealed, answered late, rated, urgent."""
    long_ago = reports.NOW - timedelta(days=20)
    done = reports.sent(now=long_ago)
    _answer(done, reports.NOW - timedelta(days=2))
    reports.sent(now=reports.NOW - timedelta(hours=2))
    reports.sent(category="security", now=reports.NOW - timedelta(hours=1))
    sealed = reports.sent(text="Tôi xin tố cáo ông Chủ tịch nhận hối lộ", now=reports.NOW)
    heard()
    return done, sealed


def _answer(report, at):
    from tinhso.casework.reports import actions

    key = {"report_id": report.pk, "by": reports.HANDLER, "now": at}
    actions.accept(**key)
    actions.draft_answer(**key, text="Đã vá ổ gà trước số nhà 12.")
    if actions.submit_for_approval(**key) == "waiting_for_approval":
        actions.approve(report_id=report.pk, by=reports.LEADER, now=at)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", Role)
def test_who_sees(client, province, page, role):
    if role in (Role.CITIZEN, Role.MACHINE):
        return
    expected = 403 if role not in SEEING else (204 if page == "ioc:live" else 200)
    assert signed_in(client, role).get(reverse(page)).status_code == expected


def test_strangers_are_sent_to_sign_in(client, db):
    for page in PAGES:
        assert client.get(reverse(page)).status_code == 302


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("vi", ""),
        ("en", "?period=today"),
        ("vi", "?period=90&category=road&agency=SXD&place=19789"),
        ("en", "?since=2026-01-01&until=2026-02-01"),
        ("vi", "?since=x&until=9999-12-31&period="),
        ("vi", "?since=2026-02-01&until=2026-01-01"),
        ("vi", "?period=<b>&place=%00&agency=' or 1&cursor=x&after=x&scene=x&face=x"),
    ],
)
def test_pages_with_nothing_and_with_nonsense(client, province, page, language, asked):
    found = signed_in(client).get(reverse(page) + asked, headers={"Accept-Language": language})
    assert found.status_code in (200, 204)


def test_no_such_figure_is_missing(client, province):
    assert signed_in(client).get(reverse("ioc:reports") + "?kind=secret").status_code == 404


def test_every_figure_on_the_board_opens_as_many_as_it_says(client, full):
    signed_in(client)
    page = client.get(reverse("ioc:board") + "?period=30").content.decode()
    links = re.findall(
        r'<a class="figure[^"]*" href="([^"]+)">\s*<span[^>]*>([^<]+)</span>\s*<span[^>]*>([^<]+)<', page
    )
    assert len(links) == 10
    counted = {label: (unescape(url), value) for url, label, value in links}
    for label, number in (("Nhận", 3), ("Đã trả lời", 1), ("Đang mở", 2), ("Đang quá hạn", 0)):
        url, value = counted[label]
        assert value.strip() == str(number), label
        assert f"{number} lượt xử lý" in client.get(url).content.decode(), label
    url, value = counted["Trả lời đúng hạn"]
    assert value.strip() == "0 %"
    assert "1 lượt xử lý" in client.get(url).content.decode()


def test_a_sealed_report_is_nowhere(client, full):
    _done, sealed = full
    for role in SEEING:
        signed_in(client, role)
        for page in PAGES:
            for asked in ("?period=30", "?period=30&after=-1", "?kind=open", "?agency=TCD&period=30"):
                body = client.get(reverse(page) + asked).content.decode()
                assert sealed.code not in body
                assert "tố cáo" not in body.lower()
    assert not Turn.objects.filter(code=sealed.code).exists()


def test_nothing_new_is_204_and_news_comes_with_its_position(client, full):
    signed_in(client)
    first = client.get(reverse("ioc:live") + "?after=0&face=board")
    assert first.status_code == 200
    assert 'data-live-part="figures"' in first.content.decode()
    position = first["X-Position"]
    assert client.get(reverse("ioc:live") + f"?after={position}").status_code == 204
    reports.sent(now=reports.NOW)
    heard()
    again = client.get(reverse("ioc:live") + f"?after={position}&face=wall")
    assert again.status_code == 200
    assert int(again["X-Position"]) > int(position)
    assert 'data-live-part="left"' in again.content.decode()


def test_polling_costs_few_statements_and_writes_nothing(client, full, django_assert_max_num_queries):
    signed_in(client)
    position = client.get(reverse("ioc:live") + "?after=0")["X-Position"]
    with django_assert_max_num_queries(6) as asked:
        client.get(reverse("ioc:live") + f"?after={position}")
    client.get(reverse("ioc:board"))
    with django_assert_max_num_queries(40) as board:
        client.get(reverse("ioc:board"))
    for query in [*asked.captured_queries, *board.captured_queries]:
        assert query["sql"].split()[0] == "SELECT"


def test_points_are_single_while_few_and_communes_when_many(client, full, monkeypatch):
    signed_in(client)
    found = json.loads(client.get(reverse("ioc:points") + "?period=30").content)
    assert len(found["features"]) == 3
    assert all("weight" not in f["properties"] for f in found["features"])
    monkeypatch.setattr("tinhso.overview.ioc.queries.mapping.value", lambda parameter, on: 2)
    found = json.loads(client.get(reverse("ioc:points") + "?period=30").content)
    assert [f["properties"]["weight"] for f in found["features"]] == [2]
    url = found["features"][0]["properties"]["url"]
    assert "2 lượt xử lý" in client.get(url).content.decode()


def test_a_leader_sees_the_figures_of_the_agency_and_the_public_league(client, full):
    signed_in(client, Role.LEADER)
    at = reverse("ioc:reports")
    assert "2 lượt xử lý" in client.get(at + "?kind=received&period=30").content.decode()
    police = client.get(at + "?kind=received&period=30&category=security&agency=").content.decode()
    code = Turn.objects.get(category="security").code
    assert "0 lượt xử lý" in police
    assert f"/{code}" not in police
    board = client.get(reverse("ioc:board"), {"agency": "SXD"}).content.decode()
    assert '<option value="UB-THUAN-HOA" selected>' in board
    assert 'value="SXD"' not in board
    assert f'href="{reverse("statistics:overview")}"' in board


def test_a_leader_who_also_reads_for_the_centre_sees_the_whole_province(client, full):
    account = officer("UB-THUAN-HOA", Role.LEADER)
    since = {"valid_from": date(2025, 7, 1), "citation": "QĐ 03/QĐ-UBND"}
    RoleGrant.objects.create(account=account, role=Role.READER, agency_code="", **since)
    client.force_login(account, backend="tinhso.foundation.accounts.backends.ByGrants")
    assert "3 lượt xử lý" in client.get(reverse("ioc:reports") + "?kind=received&period=30").content.decode()


def test_the_map_of_a_leader_holds_what_is_not_public_too(client, province):
    reports.sent(public=False)
    heard()
    signed_in(client, Role.LEADER)
    assert len(client.get(reverse("ioc:points"), {"period": "30"}).json()["features"]) == 1
    other = type(client)()
    other.force_login(officer("SXD", Role.LEADER), backend="tinhso.foundation.accounts.backends.ByGrants")
    assert other.get(reverse("ioc:points"), {"period": "30"}).json()["features"] == []


def test_the_league_needs_enough_cases_and_sorts_by_links(client, full, monkeypatch):
    signed_in(client)
    at = reverse("ioc:league") + "?period=30"
    page = client.get(at).content.decode()
    assert "Chưa có đơn vị nào đủ số việc để xếp hạng" in page
    assert "sort=overdue" in page
    for sort in ("content", "overdue", "open", "received", "name", "nonsense"):
        assert client.get(f"{at}&sort={sort}").status_code == 200
    boards._kept.clear()
    monkeypatch.setattr(
        "tinhso.overview.ioc.queries.boards.value",
        lambda parameter, on: 1 if parameter is dated.LEAST_CASES else parameter.initial,
    )
    assert "1 trong 1 đơn vị được xếp hạng dưới mục tiêu đúng hạn" in client.get(at).content.decode()


def test_no_page_holds_inline_script_or_style(client, full):
    signed_in(client)
    for page in ("ioc:board", "ioc:league", "ioc:wall", "ioc:reports"):
        body = client.get(reverse(page)).content.decode()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*(src=|application/json))", body)


def test_a_reader_of_one_body_sees_that_bodys_figures_only(client, full):
    client.force_login(officer("SXD", Role.READER), backend="tinhso.foundation.accounts.backends.ByGrants")
    for page in PAGES:
        for asked in ({}, {"agency": "UB-THUAN-HOA"}, {"agency": ""}):
            answer = client.get(reverse(page), {**asked, "period": "30"})
            assert answer.status_code == 200
            assert "UBND phường Thuận Hóa" not in answer.content.decode().replace("\u00a0", " ")
    board = client.get(reverse("ioc:board"), {"agency": "UB-THUAN-HOA"}).content.decode()
    assert '<option value="SXD" selected>' in board
    assert 'value="UB-THUAN-HOA"' not in board
    points = client.get(reverse("ioc:points"), {"period": "30", "agency": "UB-THUAN-HOA"}).json()
    assert points["features"] == []
    own = type(client)()
    own.force_login(
        officer("UB-THUAN-HOA", Role.READER), backend="tinhso.foundation.accounts.backends.ByGrants"
    )
    assert own.get(reverse("ioc:points"), {"period": "30"}).json()["features"]
