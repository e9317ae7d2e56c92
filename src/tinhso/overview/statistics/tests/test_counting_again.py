"""Is the table enough to count the whole league again, and does it tell nothing that it should not?"""

import csv
import io
import json
from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from random import Random

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from tinhso.core import limits
from tinhso.core.clock import local_date
from tinhso.core.models import Spent
from tinhso.overview.ioc import queries as ioc
from tinhso.overview.ioc.queries import Scope, boards
from tinhso.overview.ioc.tests.factories import DAY, HOUR, NOW, Told, heard
from tinhso.overview.statistics import columns

pytestmark = pytest.mark.django_db
AGENCIES = ("UB-THUAN-HOA", "UB-PHU-XUAN", "SXD", "NUOC", "DIEN", "CTDT")
TODAY = local_date(NOW)
MONTH = Scope(TODAY - timedelta(days=29), TODAY + timedelta(days=1))


@pytest.fixture(autouse=True)
def _nine_o_clock():
    boards._kept.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def taken(client, period="30") -> list[dict[str, str]]:
    """The table as somebody reads it who has nothing but the csv module."""
    answer = client.get(reverse("statistics:table"), {"period": period})
    raw = b"".join(answer.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def a_busy_quarter(reports: int = 480) -> None:
    """Public, private and sealed reports; late, paused, refused to nobody's surprise, opened again, rated."""
    dice = Random(46)
    for number in range(1, reports + 1):
        at = NOW - dice.randint(0, 80) * DAY - dice.randint(0, 20) * HOUR
        told = Told(
            number, at=at, agency=dice.choice(AGENCIES[: 3 + number % 4]),
            category=dice.choice(("road", "water", "waste")), place=dice.choice(("19789", "19804")),
            visibility=dice.choice(("public",) * 6 + ("private",) * 3 + ("sealed",)),
            urgent=dice.random() < 0.1, due=dice.randint(2, 12) * DAY,
        )  # fmt: skip
        if dice.random() < 0.2:
            told.forwarded(dice.choice(AGENCIES), at + HOUR)
        if dice.random() < 0.1:
            told.asked(at + HOUR)
            continue
        at += dice.randint(1, 14) * DAY
        if at > NOW or dice.random() < 0.1:
            continue
        told.answered(at)
        if dice.random() < 0.6 and at + HOUR < NOW:
            told.rated(dice.choice(("satisfied", "acceptable", "unsatisfied")), at + HOUR)
        if dice.random() < 0.15 and at + 2 * HOUR < NOW:
            told.reopened(at + 2 * HOUR)
            if dice.random() < 0.5 and at + 5 * DAY < NOW:
                told.answered(at + 5 * DAY)
    heard()


def by_hand(rows: list[dict[str, str]]) -> dict[str, dict[str, object]]:
    """The league as the page for reuse tells everybody to count it."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        of = sums[row["agency"]]
        for name in ("received", "answered", "on_time", "rated", "content"):
            of[name] += int(row[f"counts_{name}"])
        of["open"] += int(row["is_open"])
        of["overdue"] += int(row["is_overdue"])
        if row["counts_answered"] == "1":
            of["seconds"] += int(row["seconds_to_answer"])
    league: dict[str, dict[str, object]] = {}
    shares = {
        code: Fraction(of["on_time"], of["answered"])
        for code, of in sums.items()
        if of["answered"] >= int(rows[0]["ranked_from"])
    }
    for code, of in sums.items():
        rank = 1 + sum(share > shares[code] for share in shares.values()) if code in shares else None
        league[code] = {**of, "rank": rank}
    return league


def as_shown(scope: Scope) -> dict[str, dict[str, object]]:
    """The league as the pages show it."""
    return {
        line.code: {
            "received": line.totals.received, "answered": line.totals.answered,
            "on_time": line.totals.on_time, "rated": line.totals.rated,
            "content": line.totals.satisfied + line.totals.acceptable, "open": line.totals.open,
            "overdue": line.totals.overdue, "seconds": line.totals.seconds, "rank": line.standing.rank,
        }
        for line in ioc.board(scope, now=NOW, publicly=True).by_agency
    }  # fmt: skip


@pytest.mark.parametrize(
    ("period", "scope"),
    [
        ("30", MONTH),
        ("90", Scope(TODAY - timedelta(days=89), TODAY + timedelta(days=1))),
        ("2026-10", Scope(date(2026, 10, 1), date(2026, 11, 1))),
        ("2026-11", Scope(date(2026, 11, 1), TODAY + timedelta(days=1))),
    ],
)
def test_the_whole_league_is_counted_again_from_the_table_alone(client, period, scope):
    a_busy_quarter()
    shown = as_shown(scope)
    empty = dict.fromkeys(next(iter(shown.values())), 0)
    again = {code: {**empty, **of} for code, of in by_hand(taken(client, period)).items()}
    again.pop("", None)  # of agencies with few private ones
    # an agency whose only turns were refused counts nothing, and stands in no league
    assert {code: of for code, of in again.items() if any(of.values())} == shown
    ranks = {line["rank"] for line in shown.values()}
    assert len(ranks) > 3, "a league in which all are equal proves nothing"
    assert sum(of["open"] for of in shown.values()) > 5


def test_what_is_not_public_stands_there_without_a_trace(client):
    Told(1, at=NOW - 3 * DAY).answered(NOW - DAY)
    Told(2, at=NOW - 3 * DAY - HOUR, visibility="private", urgent=True).answered(NOW - DAY).rated(
        "satisfied", NOW
    )
    Told(3, at=NOW - 2 * DAY, visibility="sealed", agency="TCD")
    Told(4, at=NOW - 2 * DAY, agency="SXD").sealed(NOW - DAY)
    heard()
    public, private = taken(client)
    assert public["code"] == "0000000001"
    assert public["began_at"] == "2026-11-17T09:00:00+07:00"
    known = {"is_public": "0", "turn": "1", "agency": "", "agency_name": "", "began_on": "2026-11-17",
             "answered_on": "2026-11-19", "rated_on": "2026-11-20", "in_time": "1",
             "satisfaction": "satisfied", "seconds_to_answer": str(49 * 3600)}  # fmt: skip
    blank = (
        "code",
        "category",
        "category_name",
        "place",
        "place_name",
        "urgent",
        "began_at",
        "due_at",
        "answered_at",
    )
    assert {name: private[name] for name in (*known, *blank)} == {**known, **dict.fromkeys(blank, "")}


def test_an_agency_stands_beside_its_private_turns_where_enough_come_together(client):
    """Its public ones stand in the list one by one: whoever subtracts must be left with no small number."""
    for number in range(1, 10):
        Told(number, at=NOW - DAY, visibility="private" if number > 4 else "public")
    for number in range(11, 24):
        Told(number, at=NOW - DAY, agency="SXD", visibility="private" if number > 19 else "public")
    heard()
    private = [row["agency"] for row in taken(client) if row["is_public"] == "0"]
    assert sorted(private) == [""] * 4 + ["UB-THUAN-HOA"] * 5
    today = Scope(TODAY - timedelta(days=29), TODAY + timedelta(days=1))
    shown = {line.code: line.totals.received for line in ioc.board(today, now=NOW, publicly=True).by_agency}
    assert shown == {"UB-THUAN-HOA": 9, "SXD": 9}
    told = {code: ioc.listed_publicly("received", today.of(agency=code), now=NOW).private for code in shown}
    assert told == {"UB-THUAN-HOA": 5, "SXD": 0}


def test_private_turns_follow_all_public_ones_so_that_their_row_tells_no_hour(client):
    for number in range(1, 9):
        Told(number, at=NOW - DAY + number * HOUR, visibility="private" if number % 2 else "public")
    heard()
    assert [row["is_public"] for row in taken(client)] == ["1"] * 4 + ["0"] * 4


def test_a_table_longer_than_a_page_is_whole(client, monkeypatch):
    monkeypatch.setattr("tinhso.overview.ioc.queries.opening.AT_ONCE", 3)
    for number in range(1, 11):
        Told(number, at=NOW - DAY, visibility="private" if number > 6 else "public")
    heard()
    assert [row["code"] for row in taken(client)] == [f"{n:010d}" for n in range(1, 7)] + [""] * 4


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+84", "'+84"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("UBND phường Thuận Hóa", "UBND phường Thuận Hóa"),
        (True, 1),
        (False, 0),
        (None, ""),
        (-3, -3),
        (date(2026, 11, 2), "2026-11-02"),
    ],
)
def test_no_cell_is_a_formula(value, written):
    assert columns.cell(value) == written


def test_the_description_names_every_column_in_both_languages(client):
    heard()
    answer = client.get(reverse("statistics:metadata"))
    described = json.loads(answer.content)["tableSchema"]["columns"]
    table = client.get(reverse("statistics:table"))
    header = b"".join(table.streaming_content).decode("utf-8-sig").strip().split(",")
    assert [one["name"] for one in described] == header
    for one in described:
        said = {text["@language"]: text["@value"] for text in one["dc:description"]}
        assert set(said) == {"vi", "en"}
    assert reverse("statistics:metadata") in table["Link"]


def test_a_language_laid_in_later_describes_what_it_has(settings, monkeypatch):
    settings.LANGUAGES = [*settings.LANGUAGES, ("hmn", "Tiếng Mông"), ("tyz", "Tiếng Tày")]
    words = {"vi": "Mã công khai", "en": "Public code", "hmn": "Zauv"}
    monkeypatch.setattr(columns, "say", lambda _: words.get(translation.get_language(), words["vi"]))
    [code] = [one for one in columns.described("/x", "")["tableSchema"]["columns"] if one["name"] == "code"]
    assert {text["@language"]: text["@value"] for text in code["dc:description"]} == words


def test_one_address_does_not_take_it_all_day(client, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setattr("tinhso.overview.statistics.views.value", lambda parameter, on: 2)
    monkeypatch.setattr(limits, "_here", {})
    answers = [client.get(reverse("statistics:table")).status_code for _ in range(3)]
    assert answers == [200, 200, 429]
    assert not Spent.objects.exists(), "reading writes nothing"
