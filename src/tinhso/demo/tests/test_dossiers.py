"""Are the simulated dossiers a working province's: every state, whole slips, money and papers that agree?"""

import re
from collections import Counter
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from tinhso.casework.onestop import queries as onestop
from tinhso.casework.onestop.models import Component, Dossier, HandOver, Objection
from tinhso.casework.onestop.workflow import ENDED, Business, Clock, Delivery, Finance
from tinhso.casework.procedures import queries as procedures
from tinhso.core import clock
from tinhso.demo.dossiers import applied
from tinhso.demo.standins import KNOWN
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.notices.models import Notice
from tinhso.foundation.vault import queries as vault
from tinhso.gateway.national.models import Telling
from tinhso.gateway.payments.models import Finding, Payment, PaymentOrder, Refund
from tinhso.gateway.payments.workflow import DUE

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def played(province):
    """Forty busy days in Huế with hardly a report."""
    with province(seed=9, days=1, now=NOW, a_day=3, dossier_days=40, dossiers=2_600):
        yield


def _facts() -> Counter[str]:
    return Counter(Fact.objects.values_list("type", flat=True))


def _seen(column: str) -> set[str]:
    return set(Dossier.objects.values_list(column, flat=True))


def test_every_axis_has_every_state_and_the_portal_is_told_nothing(played):
    assert _seen("business") == {s.value for s in Business}
    assert _seen("clock") == {s.value for s in Clock}
    assert _seen("finance") == {s.value for s in Finance}
    assert _seen("delivery") == {s.value for s in Delivery}
    assert _seen("finished_verdict") == {"", "early", "on_time", "late"}
    assert _seen("sync") == {"none"}, "there is no national portal to which this province is connected"
    assert not Telling.objects.exists()
    assert not Notice.objects.exists()


def test_every_door_and_every_turn_is_taken(played):
    assert _seen("channel") == {"national", "site", "counter", "post", "internal"}
    elsewhere = [d for d in Dossier.objects.filter(channel="counter") if d.intake_agency != d.agency_code]
    assert len(elsewhere) > 5
    facts = _facts()
    for kind in ("filed", "received", "refused", "supplement_asked", "supplied", "started", "handed_over",
                 "consulted", "opinion_given", "due_changed", "paused", "decided", "result_attached",
                 "returned", "rated", "withdrawn", "stopped", "objected", "objection_answered",
                 "paid"):  # fmt: skip
        assert facts[f"onestop.{kind}"], kind
    assert Dossier.objects.filter(extended_at__isnull=False).exists()
    late = Dossier.objects.filter(clock="running", current_due__lt=NOW)
    assert 0 < late.count() < Dossier.objects.count() / 12


def test_most_are_in_time_and_content(played):
    said = Counter(Dossier.objects.exclude(finished_verdict="").values_list("finished_verdict", flat=True))
    assert 0.8 < 1 - said["late"] / said.total() < 0.99
    rated = Counter(Dossier.objects.exclude(satisfaction="").values_list("satisfaction", flat=True))
    assert 0.8 < (rated["good"] + rated["fair"]) / rated.total() < 1
    assert Objection.objects.filter(kind="complaint", answered_at=None).count() == 2


def test_a_few_procedures_have_most_and_some_have_none(played):
    known = {v.code for v in procedures.catalogue(clock.local_date(NOW))}
    assert len(known - set(applied.WEIGHTS)) >= 4, "every province has procedures for which nobody applies"
    found = Counter(Dossier.objects.values_list("procedure_code", flat=True))
    most = sum(number for _code, number in found.most_common(6))
    assert 0.35 < most / found.total() < 0.75
    assert set(applied.WEIGHTS) <= known | {
        v.code for v in procedures.catalogue(clock.local_date(NOW), internal=True)
    }


def test_codes_of_a_unit_and_day_follow_each_other(played):
    numbers: dict[str, list[int]] = {}
    for code in Dossier.objects.values_list("code", flat=True):
        head, _, number = code.rpartition("-")
        numbers.setdefault(head, []).append(int(number))
    assert max(map(len, numbers.values())) > 1
    for head, found in numbers.items():
        assert sorted(found) == list(range(1, len(found) + 1)), head


def test_each_control_slip_is_whole(played):
    lines: dict[int, list[HandOver]] = {}
    for line in HandOver.objects.order_by("dossier", "number"):
        lines.setdefault(line.dossier_id, []).append(line)
    dossiers = Dossier.objects.in_bulk()
    assert {d.pk for d in dossiers.values() if d.received_at} == set(lines)
    for pk, found in lines.items():
        assert [line.number for line in found] == list(range(1, len(found) + 1))
        for before, after in pairwise(found):
            assert before.ended_at is not None
            assert before.verdict
            assert before.began_at <= before.ended_at <= after.began_at
        if dossiers[pk].clock == Clock.ENDED:
            assert found[-1].ended_at is not None, dossiers[pk].code


def test_money_and_dossiers_agree(played):
    ended = {
        f"dossier:{pk}" for pk in Dossier.objects.filter(business__in=ENDED).values_list("pk", flat=True)
    }
    assert not PaymentOrder.objects.filter(about__in=ended, state__in=DUE).exists()
    paid = set(PaymentOrder.objects.filter(state="paid").values_list("about", flat=True))
    noted = {f"dossier:{pk}" for pk in Dossier.objects.filter(finance="paid").values_list("pk", flat=True)}
    assert noted <= paid
    assert set(Payment.objects.values_list("route", flat=True)) == {"platform", "gateway", "vietqr", "cash"}
    found = Counter(Finding.objects.values_list("verdict", flat=True))
    assert found["matched"] > 10 * (found.total() - found["matched"])
    assert Refund.objects.exists()


def test_what_the_province_has_is_used_again(played):
    found = Counter(Component.objects.values_list("source", flat=True))
    assert all(found[source] for source in ("uploaded", "digitised", "register", "national", "reused"))
    for one in KNOWN:
        owner = vault.owner_key(one.number)
        assert len(onestop.codes_of_holder(owner)) >= 3, one.name
        assert vault.papers_of(owner, on=clock.local_date(NOW)), one.name


def test_facts_name_nobody(played):
    said = " ".join(
        map(str, Fact.objects.filter(type__startswith="onestop.").values_list("payload", flat=True))
    )
    people = [d.application.said["holder"] for d in Dossier.objects.select_related("application")]
    assert not [p["name"] for p in people if p["name"] in said]
    assert not re.search(r"\b0(00\d{9}|100\d{6})\b", said), "a number of a person stands in a fact"
    everybody = {p["number"] for p in people if p["kind"] == "person"} - {""}
    assert all(number.startswith("000") for number in everybody), "000 is the code of no province"
    assert all(p["phone"].startswith("0100") for p in people if p["phone"])
    assert not Dossier.objects.filter(is_simulated=False).exists()


def test_the_ledger_holds(played):
    found = ledger.verify()
    assert found.first_broken is None
    assert (found.waiting, found.sequenced) == (0, Fact.objects.count())
