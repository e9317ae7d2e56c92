"""What officers see, what is counted, who is told."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tinhso.casework.reports import queries
from tinhso.casework.reports.queries import Filters, figuring, search_text
from tinhso.casework.reports.tests import factories as f
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, LEADER, NOW, RESTRICTED, sent
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing
from tinhso.core.roles import Role
from tinhso.core.values import GeoPoint
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hue(db):
    return f.province()


def verbs(report, actor, now=NOW):
    return [v.name for v in queries.case(report.code, actor, now).verbs]


def test_a_case_shows_whole_text_and_the_verbs_of_the_moment():
    report = sent(text="Gọi 0912 345 678 nhé", contact={"name": None, "phone": "0234 000 000", "email": None})
    case = queries.case(report.code, HANDLER, NOW)
    assert "0912" in case.text
    assert "0912" not in case.report.text
    assert case.has_contact
    assert "0234" not in str(case)
    names = verbs(report, HANDLER)
    assert names[:3] == ["seal", "accept", "assign"]
    assert {"forward", "note", "hide", "reveal_reporter"} <= set(names)
    assert not {"approve", "grant_extension", "rule_on_exception", "unseal", "close", "rate"} & set(names)
    assert verbs(report, f.READER) == ["flag"]


def test_whose_case_it_is():
    report = sent()
    for other in (f.STRANGER, RESTRICTED, f.officer(Role.HANDLER, "UB-PHU-XUAN")):
        with pytest.raises(Missing):
            queries.case(report.code, other, NOW)
    sealed = sent(text="Tố cáo chủ tịch xã nhận tiền")
    for other in (HANDLER, LEADER, f.COORDINATOR, f.READER, f.AUDITOR, f.ADMINISTRATOR):
        with pytest.raises(Missing):
            queries.case(sealed.code, other, NOW)
        assert sealed.code not in [r.code for r in queries.cases(Filters(), other, now=NOW).items]
        assert sealed.code not in str(queries.points(Filters(), now=NOW, actor=other))
    assert queries.case(sealed.code, RESTRICTED, NOW).text
    assert [r.code for r in queries.cases(Filters(), RESTRICTED, now=NOW).items] == [sealed.code]


def test_a_sealed_report_is_counted_for_nobody():
    sent()
    sent(text="Tố cáo chủ tịch xã nhận tiền")
    for actor in (f.READER, f.COORDINATOR, f.ADMINISTRATOR):
        assert queries.figures(Filters(), now=NOW, actor=actor).total == 1
    assert queries.figures(Filters(), now=NOW).total == 1


def test_private_reports_vanish_among_five():
    for _ in range(3):
        sent()
    sent(public=False)
    place = queries.figures(Filters(), now=NOW, actor=f.READER).by_place[0]
    assert place.value == 3
    sent()
    place = queries.figures(Filters(), now=NOW, actor=f.READER).by_place[0]
    assert place.value == 5
    assert queries.figures(Filters(), now=NOW).total == 4


def test_each_figure_opens_what_it_counts():
    for category in ("road", "road", "waste"):
        sent(category=category)
    late = sent()
    found = queries.figures(Filters(), now=late.due_at + HOUR)
    assert (found.total, found.open, found.overdue, found.on_time) == (4, 4, 4, None)
    for group in (found.by_status, found.by_category, found.by_agency, found.by_place, found.by_day):
        for figure in group:
            assert queries.search(figure.filters, now=NOW).total == figure.value


def test_figures_take_few_statements():
    sent()
    with CaptureQueriesContext(connection) as done:
        queries.figures(Filters(), now=NOW)
    assert len([q for q in done if "core_revision" not in q["sql"]]) <= 8


def test_a_list_takes_the_same_statements_for_one_and_for_many():
    def count():
        with CaptureQueriesContext(connection) as done:
            queries.search(Filters(), now=NOW)
        return len([q for q in done if "core_revision" not in q["sql"]])

    sent()
    one = count()
    for _ in range(6):
        sent()
    assert count() == one


def test_replay_writes_nothing_and_says_the_same(hue):
    report = sent(category="water")
    with CaptureQueriesContext(connection) as done:
        told = queries.replay(point=GeoPoint(16.46, 107.59), place=None, category="water", now=NOW)
    assert not [q for q in done if q["sql"].startswith(("INSERT", "UPDATE"))]
    assert told.agency.code == report.agency_code == hue.water
    assert told.due_at == report.due_at
    assert [d[0] for d in told.decisions] == ["place", "category", "agency", "visibility", "deadline"]
    with pytest.raises(Invalid):
        queries.replay(point=GeoPoint(21.0, 105.8), place=None, category=None, now=NOW)


def test_the_map_shows_public_points_only():
    shown = sent()
    sent(public=False)
    found = queries.points(Filters(bbox=(107.5, 16.4, 107.7, 16.5)), now=NOW)
    assert [p["properties"]["code"] for p in found["features"]] == [shown.code]
    assert len(queries.points(Filters(), now=NOW, actor=f.READER)["features"]) == 2


def test_categories_speak_both_languages():
    from django.utils import translation

    on = local_date(NOW)
    assert rulebook.categories(on)[0].name == "Đường sá"
    with translation.override("en"):
        assert rulebook.categories(on)[0].name == "Roads"


def test_a_reason_names_the_category_in_the_readers_language():
    from django.utils import translation

    report = sent(category="road")

    def reasons() -> str:
        shown = queries.public_report(report.code, own=True, now=NOW)
        return " ".join(because.reason for because in shown.because)

    assert "đường sá ở phường Thuận Hóa" in reasons()
    with translation.override("en"):
        assert "roads in phường Thuận Hóa" in reasons()


def test_the_reporter_is_told_once_by_a_link_without_secret():
    report = sent(contact={"name": None, "phone": None, "email": "dao@example.vn"})
    ledger.sequence()
    ledger.deliver()
    ledger.deliver()
    told = Notice.objects.get(recipient=f"reporter:{report.pk}")
    assert "/phan-anh/mo/" in str(told.texts)
    assert "Hạn trả lời" in str(told.texts["vi"])


@pytest.mark.parametrize("is_common", [True, False])
def test_a_search_finds_counts_and_pages_alike_however_common_the_word(monkeypatch, is_common):
    monkeypatch.setattr(search_text, "_size", lambda words, using: search_text.Size(is_common, None))
    monkeypatch.setattr(search_text, "_known", {})
    found = [sent(text=f"Ổ gà trên đường Đội Cung số {n}", now=NOW + n * HOUR) for n in range(3)]
    sent(text="Rác chưa ai thu gom", now=NOW)
    sent(text="Ổ gà trước nhà tôi, đường Đội Cung", public=False, now=NOW)
    first = queries.search(Filters(q="duong doi cu"), limit=2, now=NOW)
    rest = queries.search(Filters(q="duong doi cu"), limit=2, cursor=first.next, now=NOW)
    assert [r.code for r in (*first.items, *rest.items)] == [r.code for r in reversed(found)]
    assert (first.total, rest.next) == (3, None)
    assert queries.search(Filters(q="doi cung", status=("closed",)), now=NOW).total == 0
    for cut in ("uong doi", "doi cun duong", "g doi cung"):
        assert queries.search(Filters(q=cut), now=NOW).total == 0, "only the last word may be unfinished"
    monkeypatch.setattr(search_text, "FEW", 2)
    many = queries.search(Filters(q="duong doi cu"), limit=1, now=NOW)
    assert (len(many.items), many.total, many.and_more) == (1, 2, True)


def test_the_longest_text_that_nothing_shortens_is_taken_and_found():
    dice = Random(3)
    words = ["".join(dice.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=7)) for _ in range(1_200)]
    sent(text=f"Ổ gà đường Lê Lợi {' '.join(words)}")
    assert queries.search(Filters(q=words[-1]), now=NOW).total == 1


def test_words_that_newest_reports_lack_are_common_when_many_hold_them(monkeypatch):
    monkeypatch.setattr(search_text, "FEW", 2)
    monkeypatch.setattr(search_text, "LOOKED_AT", 1)
    for n in range(4):
        sent(text="Nước ngập ngang đường" if n < 3 else "Rác ở chợ", now=NOW + n * HOUR)
    monkeypatch.setattr(search_text, "_known", {})
    found = {q: search_text.size(q, "default", NOW) for q in ("ngap", "cho", "voi", "?")}
    assert {q: size.number for q, size in found.items()} == {"ngap": 3, "cho": 1, "voi": 0, "?": 0}
    assert [q for q, size in found.items() if size.is_common] == ["ngap"]
    page = queries.search(Filters(q="ngap"), now=NOW)
    assert (len(page.items), page.total, page.and_more) == (3, 2, True)


def test_words_that_newest_reports_hold_are_common(monkeypatch):
    monkeypatch.setattr(search_text, "COMMON", 2)
    for n in range(3):
        sent(text="Nước ngập ngang đường" if n else "Rác ở chợ", now=NOW + n * HOUR)
    for words, expected in ((["ngap"], True), (["ngang", "du"], True), (["cho"], False), (["nga"], True)):
        assert search_text._stand_in_the_newest(words, "default") is expected


def test_the_totals_are_those_of_the_figures_and_may_be_a_minute_old(monkeypatch):
    monkeypatch.setattr(figuring, "KEPT_ABOVE", 1)
    for _ in range(2):
        sent()
    sent(public=False)
    figures, totals = queries.figures(Filters(), now=NOW), queries.totals(Filters(), now=NOW)
    assert vars(totals).items() <= vars(figures).items()
    assert totals.total == 2
    sent()
    soon, later = NOW + timedelta(seconds=59), NOW + timedelta(seconds=61)
    assert [queries.totals(Filters(), now=at).total for at in (soon, later)] == [2, 3]
    figuring._kept.clear()


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, "place category agency visibility deadline"),
        ({"public": False}, "place category agency visibility deadline"),
        ({"category": None}, "place category agency visibility deadline"),
        ({"category": "disaster"}, "place category urgency agency visibility deadline"),
        ({"text": "Dây điện đứt rơi xuống đường"}, "place category urgency agency visibility deadline"),
        ({"text": "Tố cáo chủ tịch xã nhận tiền"}, "place category sealing agency deadline"),
    ],
)
def test_a_replay_decides_as_the_report_was_decided(hue, changes, kinds):
    given = {**f.body(), **changes}
    report = sent(**changes)
    found = queries.replay(
        point=GeoPoint(**given["point"]), place=None, category=given["category"], now=NOW, text=given["text"],
        wants_public=given["public"],
    )  # fmt: skip
    kept = [(d.kind, d.reason, d.rule, d.confidence) for d in report.decisions.order_by("pk")]
    assert [k for k, *_ in kept] == kinds.split()
    assert [(k, m.as_json(), r, c) for k, m, r, c in found.decisions] == kept
    assert (found.agency.code, found.due_at) == (report.agency_code, report.due_at)


def test_the_small_count_of_a_place_is_a_dated_row(hue):
    sent(public=False)
    assert queries.figures(Filters(), now=NOW, actor=f.READER).by_place == []
    parameters.write("rulebook.small_count", 1, valid_from=NOW.date())
    assert [p.value for p in queries.figures(Filters(), now=NOW, actor=f.READER).by_place] == [1]
