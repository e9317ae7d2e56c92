"""Are the kept months what one finds by looking at each dossier, however they came about?"""

import random
from datetime import timedelta

import pytest
from django.db.models import Count

from tinhso.casework.onestop import actions as onestop
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.queries import counting, measuring
from tinhso.casework.onestop.queries.behind import behind
from tinhso.casework.onestop.tests import factories as onestop_played
from tinhso.casework.onestop.tests.factories import LEADER, NOW
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.overview.quality import actions, queries
from tinhso.overview.quality.models import EnteredFigure, Stale, Tally
from tinhso.overview.quality.queries import Scope
from tinhso.overview.quality.rules import months
from tinhso.overview.quality.tests.factories import (
    COMMUNE,
    LATER,
    LOCAL,
    MONTH,
    WITH_FEE,
    catalogue,
    counted,
    play,
)

pytestmark = pytest.mark.django_db
NOVEMBER = Scope(MONTH, months.later(MONTH, 1))


def kept():
    columns = [f.name for f in Tally._meta.concrete_fields if f.name != "id"]
    return sorted(Tally.objects.values_list(*columns))


def told():
    """This will let everybody hear what happened."""
    ledger.sequence(limit=10_000)
    while ledger.deliver(limit=10_000, now=LATER):
        pass


def by_hand():
    """This will count the November of the play by looking at each dossier's own rows."""
    rows = [d for d in Dossier.objects.all() if d.received_at and d.received_at.month == 11]

    def is_late(d):
        return d.finished_verdict == "late" or (d.business == "stopped" and d.ended_at > d.current_due)

    def has_paper(d):
        return d.outcome == "granted"  # every procedure of the play gives a paper

    def is_signed(d):
        return any(r.signature for r in d.results.all())

    def is_online(d):
        return d.channel == "site"

    def owes(d):
        return any(f.due for f in d.fees.all())

    return {
        "received": len(rows),
        "open": sum(d.business in ("received", "handling", "supplementing") for d in rows),
        "decided": sum(d.decided_at is not None for d in rows),
        "late": sum(map(is_late, rows)),
        "online": sum(map(is_online, rows)),
        "online_whole": sum(is_online(d) and (not has_paper(d) or is_signed(d)) for d in rows),
        "supplemented": sum(d.supplement_asked_at is not None for d in rows),
        "owing": sum(map(owes, rows)),
        "paid": sum(owes(d) and any(f.paid_at for f in d.fees.all()) for d in rows),
        "paid_online": sum(owes(d) and any(f.counts_for_index for f in d.fees.all()) for d in rows),
        "with_paper": sum(map(has_paper, rows)),
        "with_result": sum(has_paper(d) and is_signed(d) for d in rows),
        "population": sum(d.application.assurance == "identity" for d in rows),
        "rated": sum(d.satisfaction != "" for d in rows),
        "poor": sum(d.satisfaction == "poor" for d in rows),
        "petitions": sum(d.objections.count() for d in rows),
        "promised": sum(d.is_early for d in rows),
        "kept": sum(bool(d.is_early and d.decided_at and d.decided_at <= d.original_due) for d in rows),
        "papers": sum(d.components.count() for d in rows),
        "overdue": sum(
            d.clock == "running" and d.business in ("received", "handling") and d.current_due < LATER
            and not is_late(d)
            for d in rows
        ),
    }  # fmt: skip


def test_the_months_are_what_each_dossier_says():
    play()
    assert counted() == 11
    found = queries.board(NOVEMBER, now=LATER).totals
    wanted = by_hand()
    assert {name: found[name] for name in wanted} == wanted
    # by hand, so that the play itself is sure to hold every kind
    assert (wanted["received"], wanted["late"], wanted["overdue"], wanted["kept"]) == (10, 2, 2, 1)
    assert (wanted["paid"], wanted["paid_online"], wanted["with_result"]) == (2, 1, 2)


def test_what_is_counted_is_what_is_listed():
    play()
    counted()
    totals = queries.board(NOVEMBER, now=LATER).totals
    since, until = NOVEMBER.moments
    anybody = Actor("officer:1")
    for kind in measuring.KINDS:
        found = behind(kind, since, until, by=anybody, now=LATER, limit=100).items
        assert len(found) == totals[kind], kind
    late = behind("late_so_far", since, until, by=anybody, now=LATER).items
    assert len(late) == totals["late"] + totals["overdue"]
    course = behind("on_course", since, until, by=anybody, now=LATER).items
    assert len(course) == totals["received"] - len(late)


def test_a_list_goes_on_where_its_page_ended():
    play()
    since, until = NOVEMBER.moments
    asked = {"by": LEADER, "now": LATER, "agency": COMMUNE, "codes": (LOCAL, WITH_FEE)}
    whole = [one.code for one in behind("received", since, until, **asked).items]
    seen, cursor = [], None
    while True:
        page = behind("received", since, until, cursor=cursor, limit=3, **asked)
        seen += [one.code for one in page.items]
        cursor = page.next
        if cursor is None:
            break
    assert seen == whole
    assert len(whole) == 10
    assert all(one.opens for one in behind("received", since, until, **asked).items)
    assert not behind("received", since, until, agency="UB-PHU-XUAN", by=LEADER, now=LATER).items


def test_hearing_facts_counts_what_counting_anew_counts():
    play()
    told()
    days = Stale.objects.values_list("day", "procedure")
    assert {(day.month, code) for day, code in days} == {(10, LOCAL), (11, LOCAL), (11, WITH_FEE)}
    while actions.refresh(now=LATER):
        pass
    heard = kept()
    counted()
    assert kept() == heard
    counted()
    assert kept() == heard


@pytest.mark.parametrize("many", [1, 10, 1_000])
def test_what_is_heard_is_what_is_counted_however_it_is_cut(monkeypatch, many):
    """A year goes on while it is counted: by the day, by the month, and where a month grows into days."""
    monkeypatch.setattr(counting, "MANY", many)
    catalogue()
    dice = random.Random(766)
    for step in range(40):
        moment = NOW + timedelta(days=step // 4, minutes=step)
        rows = list(Dossier.objects.filter(business="handling").order_by("pk"))
        if dice.random() < 0.6 or not rows:
            onestop_played.handled(moment, procedure=dice.choice((LOCAL, LOCAL, WITH_FEE)))
        elif dice.random() < 0.5:
            why = "Không đủ điều kiện"
            pk = dice.choice(rows).pk
            onestop.decide(dossier_id=pk, outcome="rejected", reason=why, by=LEADER, now=moment)
        else:
            onestop.stop(dossier_id=dice.choice(rows).pk, reason="Thôi", by=LEADER, now=moment)
        if dice.random() < 0.7:
            told()
            actions.refresh(now=LATER, most=dice.choice((1, 3, 50)))
    told()
    while actions.refresh(now=LATER):
        pass
    heard = kept()
    assert counted() == Dossier.objects.count() > 20
    assert kept() == heard
    assert {row[1] > 0 for row in heard} == {1: {True}, 10: {False, True}, 1_000: {False}}[many]
    by_month = {(row["procedure"], row["received"]) for row in queries.rows(NOVEMBER)}
    by_code = Dossier.objects.values_list("procedure_code").annotate(number=Count("pk"))
    assert by_month == set(by_code.values_list("procedure_code", "number"))


def test_a_fact_moves_only_the_month_of_its_dossier():
    play()
    told()
    counted()
    before = kept()
    running = Dossier.objects.get(business="handling", procedure_code=LOCAL, channel="counter")
    why = "Không đủ điều kiện"
    onestop.decide(dossier_id=running.pk, outcome="rejected", reason=why, by=LEADER, now=LATER)
    told()
    actions.refresh(now=LATER)
    changed = [row for row in kept() if row not in before]
    assert [row[0] for row in changed] == [MONTH]
    assert queries.board(NOVEMBER, now=LATER).totals["late"] == 3


def test_the_mean_of_days_saved_is_against_the_plain_term():
    play()
    counted()
    totals = queries.board(NOVEMBER, now=LATER).totals
    # received on Thursday 19/11 with three working days, 24/11 a day off: due on 25/11; decided on 20/11
    # (5 days before) and on 28/11 (3 days after); the other one promised early is not decided
    assert (totals["promised_decided"], totals["days_saved"]) == (2, 2)


def test_an_entered_figure_scores_for_whom_and_when_it_was_entered():
    play()
    counted()
    row = {"indicator": "1.1", "part": 45, "whole": 50, "citation": "Báo cáo 12/BC-VPUB"}
    EnteredFigure.objects.create(valid_from=MONTH, valid_to=months.later(MONTH, 1), **row)

    def scored(scope):
        found = queries.index(scope, now=LATER)
        return next(one for group in found.groups for one in group.rows if one.code == "1.1")

    assert scored(NOVEMBER).points == pytest.approx(5.4)
    assert scored(NOVEMBER).entered.source == "Báo cáo 12/BC-VPUB"
    assert scored(NOVEMBER.of(agency=COMMUNE)).points is None
    assert scored(Scope(months.earlier(MONTH, 1), MONTH)).points is None


def test_the_index_of_the_play_by_hand():
    play()
    counted()
    found = queries.index(NOVEMBER, now=LATER)
    points = {row.code: row.points for group in found.groups for row in group.rows}
    assert points["2.1"] == pytest.approx(20 * 6 / 10)
    assert points["3.6"] == pytest.approx(6 * 1 / 3)
    assert points["4.1"] == pytest.approx(6 * 2 / 5)
    # late or overdue 4, a petition and a poor rating 2, of 10: R = 0,4; target 0,9
    assert points["5.4"] == pytest.approx(6 * 0.4 / 0.9)
    assert points["1.4"] is None
    assert points["5.2"] is None or points["5.2"] == 0
    assert found.score.measured < found.score.maximum == 100


def test_few_dossiers_have_no_rank():
    play()
    counted()
    _whole, bodies = queries.scores(NOVEMBER, now=LATER)
    assert [(one.code, one.rank) for one in bodies] == [(COMMUNE, None)]


def test_overdue_moves_with_the_clock_alone():
    play()
    counted()
    early = LATER - timedelta(days=19)
    assert queries.board(NOVEMBER, now=early).totals["overdue"] == 0
    assert queries.board(NOVEMBER, now=LATER).totals["overdue"] == 2
