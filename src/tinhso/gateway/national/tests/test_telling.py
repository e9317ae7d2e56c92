"""Is everything told once, in its order, whatever the portal answers, and nothing lost?"""

import json
from datetime import timedelta

import pytest

from tinhso.core.errors import Invalid, NotPermitted
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.notices.tests.stand_in import Reply, listening
from tinhso.gateway.national import actions, line, queries
from tinhso.gateway.national.actions import delivering
from tinhso.gateway.national.models import Call, Line, Telling, Words
from tinhso.gateway.national.simulator import Plan
from tinhso.gateway.national.tests.factories import (
    ADMINISTRATOR,
    CODE,
    HANDLER,
    NOON,
    dossier,
    progress,
    tell,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def history(portal, code=CODE):
    return [step.status for step in portal.store.dossiers[code].history]


def facts(kind):
    found = Fact.objects.filter(type=kind).order_by("pk").values_list("subject", "payload")
    return [(subject, json.loads(payload)) for subject, payload in found]


def test_what_is_told_arrives_in_order_and_is_a_fact(portal):
    tell(dossier("2"), key="a")
    tell(progress("4", NOON), key="b")
    tell(progress("9", NOON + timedelta(minutes=5)), key="c")
    assert actions.deliver(NOON) == 3
    assert history(portal) == ["2", "4", "9"]
    assert portal.store.dossiers[CODE].payload["ChuHoSo"] == "Nguyễn Thị Hoa Đào"
    assert [p["number"] for _s, p in facts("national.told")] == [1, 2, 3]
    assert queries.last_told("dossier:1")["payload"]["TrangThai"] == "9"
    assert queries.sync_state("dossier:1") == "known"
    assert actions.deliver(NOON) == 0


def test_the_same_key_is_told_once_and_another_content_under_it_refused(portal):
    assert tell(dossier(), key="a") == tell(dossier(), key="a")
    with pytest.raises(actions.AnotherContent):
        tell(dossier("4"), key="a")
    with pytest.raises(actions.AnotherDossier):
        tell(dossier(code="H57.12-260708-0002"), key="b")
    with pytest.raises(actions.AnotherDossier):
        tell(dossier(), key="c", about="dossier:2")
    assert actions.deliver(NOON) == 1


def test_a_wrong_payload_never_enters_the_queue():
    with pytest.raises(Invalid) as no:
        tell(dossier() | {"NgayTra": "hôm nay", "MaTTHC": ""}, key="a")
    assert {e.field for e in no.value.errors} == {"NgayTra", "MaTTHC"}
    assert not Telling.objects.exists()


def test_a_newer_whole_dossier_takes_the_place_of_its_equal_only(portal):
    tell(dossier("2"), key="a")
    tell(dossier("2", phone="0905000099"), key="b")
    tell(dossier("4"), key="c")  # another state is news of its own
    tell(progress("9"), key="d")
    tell(dossier("9"), key="e")  # must not overtake the step before it
    assert actions.deliver(NOON) == 4
    assert history(portal) == ["2", "4", "9"]
    assert list(Telling.objects.order_by("number").values_list("state", flat=True)) == [
        "superseded", "told", "told", "told", "told",
    ]  # fmt: skip
    assert Words.objects.count() == 4, "what was superseded is kept no longer"


def test_a_refusal_holds_back_its_own_dossier_alone_until_somebody_decides(portal):
    tell(progress("4"), key="too-early")  # the portal does not know the dossier
    tell(progress("9"), key="behind")
    tell(dossier(code="H57.12-260708-0009"), key="other", about="dossier:9")
    assert actions.deliver(NOON) == 1
    assert [(t.number, t.reason) for t in queries.dead()] == [(1, "refused-21")]
    assert queries.counts().held_back == 1
    assert queries.sync_state("dossier:1") == "dead"
    assert facts("national.given_up")[0][0] == "dossier:1"
    portal.store.take("DongBoHoSo", dossier("2"), "by hand")
    with pytest.raises(NotPermitted):
        actions.retry([queries.dead()[0].id], by=HANDLER, now=NOON)
    assert actions.retry([queries.dead()[0].id], by=ADMINISTRATOR, now=NOON) == 1
    assert actions.deliver(NOON) == 2
    assert history(portal) == ["2", "4", "9"]
    assert queries.dead() == []


def test_what_is_set_aside_lets_the_next_go(portal):
    tell(progress("4"), key="a")
    tell(dossier("4"), key="b")
    actions.deliver(NOON)
    assert actions.set_aside([queries.dead()[0].id], by=ADMINISTRATOR, now=NOON) == 1
    assert actions.deliver(NOON) == 1
    assert facts("national.set_aside")


def test_the_line_rests_when_nobody_answers_and_wakes_by_itself(portal, clock):
    for n in range(5):
        tell(dossier(code=f"H57.12-260708-{n:04d}"), key=f"k{n}", about=f"dossier:{n}")
    portal.plan = Plan(frozenset({"down"}))
    now, asked = clock.forward(minutes=5), []  # from five past the hour for twelve minutes
    while queries.waiting() and now < NOON + timedelta(hours=1):
        before = portal.plan.calls
        actions.deliver(now)
        asked.append(portal.plan.calls - before)
        now = clock.forward(minutes=1)
    assert queries.waiting() == []
    assert queries.dead() == []
    assert asked[:3] == [1, 1, 1], "one call a turn finds nobody, the others wait"
    assert asked[3:] == [1, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5], "rests longer and longer"
    assert line.row().failures == 0


def test_a_portal_that_is_away_kills_nothing_however_long(portal, clock):
    tell(dossier(), key="a")
    portal.server.plan = _Always("away")
    now = NOON
    for _hour in range(40):
        actions.deliver(now)
        now += timedelta(hours=1)
    assert [t.state for t in queries.waiting()] == ["waiting"]
    portal.plan = Plan()
    assert actions.deliver(now) == 1


def test_what_breaks_the_portal_every_time_is_given_up_with_a_reason(portal):
    tell(dossier(), key="a")
    portal.server.plan = _Always("fail_before")
    now = NOON
    for _day in range(12):
        actions.deliver(now)
        now += timedelta(days=1)
    assert [(t.reason, t.attempts) for t in queries.dead()] == [("broken", 8)]
    assert "500" in queries.dead()[0].last_error


class _Always(Plan):
    def __init__(self, mishap):
        super().__init__()
        self.mishap = mishap

    def next(self, *, tells, at):
        from tinhso.gateway.national.simulator.plans import Mishap

        return Mishap(self.mishap)


def test_a_kill_between_the_portals_answer_and_our_commit_doubles_nothing(portal, monkeypatch):
    tell(dossier("2"), key="a")
    tell(progress("4"), key="b")

    def killed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(delivering, "_record", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.deliver(NOON)
    assert history(portal) == ["2"], "the portal has it, we do not know"
    assert [t.number for t in queries.waiting()] == [1, 2]
    assert actions.deliver(NOON) == 2
    assert history(portal) == ["2", "4"]


def test_a_token_is_fetched_once_sealed_and_renewed_when_it_is_refused(portal):
    tell(dossier("2"), key="a")
    actions.deliver(NOON)
    sealed = Line.objects.get().token
    assert sealed
    assert not portal.server.tokens & {sealed}
    portal.server.tokens.clear()
    tell(progress("4"), key="b")
    assert actions.deliver(NOON) == 1
    assert Line.objects.get().token != sealed


def test_a_wrong_secret_is_nobodys_dead_letter(portal, settings):
    settings.NATIONAL = json.dumps(portal.configuration(client_secret="sai"))
    tell(dossier(), key="a")
    assert actions.deliver(NOON) == 0
    assert queries.dead() == []
    assert queries.line_now(NOON).state == "failing"
    assert "401" in queries.line_now(NOON).last_error
    assert "sai" not in str(list(Call.objects.values()))


def test_a_redirect_leads_nowhere(portal, settings):
    with listening(lambda asked: _moved(asked, portal.url)) as elsewhere:
        given = {"base_url": elsewhere.url, "token_url": f"{elsewhere.url}/token"}
        settings.NATIONAL = json.dumps(portal.configuration(**given))
        tell(dossier(), key="a")
        assert actions.deliver(NOON) == 0
    assert portal.store.dossiers == {}
    assert "302" in line.row().last_error


def _moved(asked, to):
    if asked.path == "/token":
        return Reply(body={"access_token": "t", "expires_in": 600})
    return Reply(302, headers={"Location": f"{to}/api{asked.path}"})


@pytest.mark.parametrize(
    "more",
    [
        {"base_url": "http://cong.example"}, {"base_url": "cong.example"}, {"paths": ["/x"]},
        {"paths": {"DongBoHoSo": ".evil.example/x"}}, {"answer_s": "x"}, {"client_secret": ""},
    ],
)  # fmt: skip
def test_a_wrong_configuration_is_said_and_stops_nothing(portal, settings, more):
    given = portal.configuration() | {"private_network": False, "base_url": "https://cong.example"} | more
    settings.NATIONAL = json.dumps(given | {"token_url": "https://cong.example/token"})
    tell(dossier(), key="a")
    assert actions.deliver(NOON) == actions.pull(NOON) == 0
    assert queries.line_now(NOON).state == "misconfigured"
    assert queries.line_now(NOON).problem


def test_words_are_sealed_wiped_after_their_time_and_digests_stay(portal):
    tell(dossier("2"), key="a")
    assert "0905000011" not in Words.objects.get().sealed
    actions.deliver(NOON)
    assert actions.tidy(NOON + timedelta(days=29)) == 0
    assert actions.tidy(NOON + timedelta(days=31)) == 1
    assert not Words.objects.exists()
    assert len(Telling.objects.get().digest) == 32
    assert queries.last_told("dossier:1")["payload"] is None
    tell(progress("4"), key="b", now=NOON + timedelta(days=31))
    actions.tidy(NOON + timedelta(days=400))
    assert Words.objects.count() == 1, "what is still to be told is never wiped"
    assert actions.erase(about="dossier:1", by=ADMINISTRATOR, now=NOON) == 1
    assert facts("national.erased") == [("dossier:1", {"payloads": 1})]
    assert queries.waiting() == []


def test_an_unusual_step_is_told_all_the_same_and_marked(portal):
    tell(dossier("2"), key="a")
    tell(progress("10"), key="b")
    assert [t.is_unusual for t in queries.waiting()] == [False, True]
    assert actions.deliver(NOON) == 2
