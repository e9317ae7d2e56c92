"""Every subscriber hears everything, in order, at least once, and nobody waits for a failing one."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction

from tinhso.core import facts
from tinhso.core.errors import Missing
from tinhso.core.facts import Code, Recorded
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions, queries
from tinhso.foundation.ledger.actions import delivery
from tinhso.foundation.ledger.models import DeadLetter, Subscription
from tinhso.foundation.ledger.tests.factories import NOW, OFFICER, Dull, Stepped, append, numbered, stepped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def only_ours(monkeypatch):
    monkeypatch.setattr(facts, "_subscribers", {})


class Listener:
    """Remembers the numbers it heard; raises for those in `refuses`."""

    def __init__(self, name: str, *types: type, from_now: bool = False) -> None:
        self.heard: list[int] = []
        self.refuses: set[int] = set()
        self.on_hear: Callable[[Recorded], object] = lambda recorded: None
        facts.subscribe(name, *(types or (Stepped,)), from_now=from_now)(self.hear)

    def hear(self, recorded: Recorded) -> None:
        number = recorded.payload["number"]
        self.heard.append(number)
        self.on_hear(recorded)
        if number in self.refuses:
            raise ValueError(f"không nhận {number}")


def test_everybody_hears_everything_once_in_order():
    one, two = Listener("tests.one"), Listener("tests.two")
    numbered(5)
    assert actions.deliver(now=NOW) == 10
    assert one.heard == two.heard == [0, 1, 2, 3, 4]
    assert actions.deliver(now=NOW) == 0
    assert queries.position_of("tests.one") == 5


def test_waiting_facts_are_not_delivered_yet():
    one = Listener("tests.one")
    append(stepped())
    assert actions.deliver(now=NOW) == 0
    assert one.heard == []


def test_the_limit_and_the_batches_lose_nothing(monkeypatch):
    monkeypatch.setattr(delivery, "BATCH", 3)
    monkeypatch.setattr(delivery, "WINDOW", 4)
    one = Listener("tests.one")
    numbered(6)
    append(*(Dull(subject=Code("dossier:1")) for _ in range(9)))
    numbered(5)
    taken = []
    while queries.position_of("tests.one") < queries.last_position():
        taken.append(actions.deliver(limit=4, now=NOW))
    assert max(taken) == 4
    assert one.heard == [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4]


def test_a_subscriber_with_nothing_to_hear_still_moves_to_the_head(django_assert_max_num_queries):
    for n in range(5):
        Listener(f"tests.idle{n}")
    actions.deliver(now=NOW)
    append(*(Dull(subject=Code("dossier:1")) for _ in range(3)))
    actions.sequence()
    actions.deliver(now=NOW)
    assert {queries.position_of(f"tests.idle{n}") for n in range(5)} == {3}
    with django_assert_max_num_queries(2):  # nothing new: a look at the head and at the positions
        actions.deliver(now=NOW)


def test_a_new_one_begins_at_the_first_fact_or_at_the_head():
    numbered(3)
    old, new = Listener("tests.old"), Listener("tests.new", from_now=True)
    actions.deliver(now=NOW)
    numbered(1)
    actions.deliver(now=NOW)
    assert old.heard == [0, 1, 2, 0]
    assert new.heard == [0]


def test_a_failing_fact_stops_its_subscriber_only_and_is_tried_again_later():
    bad, good = Listener("tests.bad"), Listener("tests.good")
    bad.refuses = {2}
    numbered(5)
    actions.deliver(now=NOW)
    assert good.heard == [0, 1, 2, 3, 4]
    assert bad.heard == [0, 1, 2]
    assert queries.position_of("tests.bad") == 2  # two facts taken in and kept

    actions.deliver(now=NOW + timedelta(milliseconds=900))
    assert bad.heard == [0, 1, 2]  # not before a second has passed
    bad.refuses = set()
    actions.deliver(now=NOW + timedelta(seconds=1))
    assert bad.heard == [0, 1, 2, 2, 3, 4]
    assert Subscription.objects.get(name="tests.bad").attempts == 0
    assert queries.dead_letters() == []


def fail_until_dead(listener):
    """Deliver through all the waits, never a moment too early."""
    at = NOW
    actions.deliver(now=at)
    for seconds in (1, 5, 30, 120, 600):
        before = len(listener.heard)
        at += timedelta(seconds=seconds)
        actions.deliver(now=at - timedelta(milliseconds=1))
        assert len(listener.heard) == before, "tried too early"
        actions.deliver(now=at)


def test_after_all_attempts_the_fact_is_set_aside_and_the_rest_goes_on():
    bad = Listener("tests.bad")
    bad.refuses = {1}
    numbered(3)
    fail_until_dead(bad)
    assert bad.heard == [0, 1, 1, 1, 1, 1, 1, 2]
    (letter,) = queries.dead_letters()
    assert (letter.subscriber, letter.position, letter.attempts) == ("tests.bad", 2, 6)
    assert "không nhận 1" in letter.last_error
    assert queries.position_of("tests.bad") == 3


def test_a_person_retries_a_dead_letter_and_that_is_a_fact():
    bad = Listener("tests.bad")
    bad.refuses = {1}
    numbered(2)
    fail_until_dead(bad)
    (letter,) = queries.dead_letters()

    with pytest.raises(actions.StillFailing, match="không nhận 1"):
        actions.retry(letter.pk, by=OFFICER, now=NOW)
    letter.refresh_from_db()
    assert (letter.attempts, letter.retried_at) == (7, None)

    bad.refuses = set()
    actions.retry(letter.pk, by=OFFICER, now=NOW)
    assert queries.dead_letters() == []
    (fact,) = queries.facts_of(f"dead-letter:{letter.pk}")
    assert (fact.type, fact.actor) == ("ledger.dead_letter_retried", "officer:7")
    with pytest.raises(Missing):  # once is enough
        actions.retry(letter.pk, by=OFFICER, now=NOW)
    with pytest.raises(Missing):
        actions.retry(10**9, by=OFFICER, now=NOW)


def test_what_a_failing_reaction_wrote_is_undone_and_what_the_others_wrote_stays():
    bad = Listener("tests.bad")
    bad.refuses = {1}
    bad.on_hear = lambda recorded: actions.append(
        Dull(subject=Code(f"echo:{recorded.payload['number']}")), by=Actor("machine"), now=NOW
    )
    numbered(2)
    actions.deliver(now=NOW)
    assert len(queries.facts_of("echo:0")) == 1
    assert queries.facts_of("echo:1") == []


@pytest.mark.django_db(transaction=True)
def test_a_crash_in_the_middle_repeats_and_loses_nothing():
    one = Listener("tests.one")
    numbered(4)

    class Killed(BaseException):
        pass

    def die(recorded):
        if recorded.payload["number"] == 2:
            raise Killed

    one.on_hear = die
    with pytest.raises(Killed):
        actions.deliver(now=NOW)
    assert queries.position_of("tests.one") == 0
    one.on_hear = lambda recorded: None
    actions.deliver(now=NOW)
    assert one.heard == [0, 1, 2, 0, 1, 2, 3]


@pytest.mark.django_db(transaction=True)
def test_a_reaction_that_the_database_refuses_only_at_commit_counts_as_failed():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tests_parent (id integer PRIMARY KEY)")
        cursor.execute(
            "CREATE TABLE tests_child (id integer REFERENCES tests_parent (id) DEFERRABLE INITIALLY DEFERRED)"
        )
    one = Listener("tests.one")

    def orphan(recorded):
        if recorded.payload["number"] == 1:
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO tests_child VALUES (99)")

    one.on_hear = orphan
    try:
        numbered(3)
        actions.deliver(now=NOW)
        assert queries.position_of("tests.one") == 1
        assert Subscription.objects.get(name="tests.one").attempts == 1
        one.on_hear = lambda recorded: None
        actions.deliver(now=NOW + timedelta(seconds=1))
        assert queries.position_of("tests.one") == 3
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE tests_child")
            cursor.execute("DROP TABLE tests_parent")


def test_order_holds_within_each_subject_through_failures():
    seen: dict[str, list[int]] = {}
    bad = Listener("tests.bad")
    bad.on_hear = lambda r: seen.setdefault(r.subject, []).append(r.payload["number"])
    with transaction.atomic():
        for n in range(12):
            actions.append(stepped(f"dossier:{n % 3}", n), by=OFFICER, now=NOW)
    actions.sequence()
    bad.refuses = {4}
    actions.deliver(now=NOW)
    bad.refuses = set()
    actions.deliver(now=NOW + timedelta(seconds=1))
    assert seen == {"dossier:0": [0, 3, 6, 9], "dossier:1": [1, 4, 4, 7, 10], "dossier:2": [2, 5, 8, 11]}
    assert DeadLetter.objects.count() == 0


def test_who_takes_many_hears_them_together_and_a_refused_batch_one_by_one():
    heard: list[list[int]] = []

    @facts.subscribe_to_many("tests.many", Stepped)
    def hear(recorded):
        heard.append([one.payload["number"] for one in recorded])
        if 3 in heard[-1]:
            raise ValueError("không nhận 3")

    numbered(3)
    assert actions.deliver(now=NOW) == 3
    numbered(2, start=3)
    assert actions.deliver(now=NOW) == 0
    assert heard == [[0, 1, 2], [3, 4], [3]]
    assert queries.position_of("tests.many") == 3
    assert Subscription.objects.get(name="tests.many").attempts == 1


def test_played_history_is_passed_over_and_a_fact_says_so():
    one = Listener("tests.one")
    numbered(3)
    actions.pass_over(["tests.one"], by=OFFICER, now=NOW)
    assert actions.deliver(now=NOW) == 0
    numbered(1, start=3)
    actions.deliver(now=NOW)
    assert one.heard == [3]
    [fact] = queries.facts_of("subscriber:tests.one")
    assert (fact.type, fact.payload) == ("ledger.facts_passed_over", {"position": 3})
    with pytest.raises(Missing):
        actions.pass_over(["tests.nobody"], by=OFFICER, now=NOW)
