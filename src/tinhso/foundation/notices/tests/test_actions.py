"""Notices are said once, carried until they arrive, and forgotten in time."""

from datetime import timedelta
from email.header import decode_header, make_header

import pytest
from django.template import TemplateDoesNotExist

from tinhso.core.errors import NotPermitted
from tinhso.core.messages import Message
from tinhso.core.roles import CITIZEN, Actor, Grant, Role
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.notices import actions, queries, recipients
from tinhso.foundation.notices.models import Delivery, Notice
from tinhso.foundation.notices.tests import factories
from tinhso.foundation.notices.tests.factories import NIGHT, NOON, say

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("addresses")]
ADMIN = Actor("officer:1", frozenset({Grant(Role.ADMINISTRATOR)}))


def state() -> Delivery:
    return Delivery.objects.get()


def test_an_email_reaches_the_mail_server_in_the_words_of_the_room(sink):
    say()
    assert actions.dispatch(now=NOON) == 1
    [letter] = sink.letters
    assert str(make_header(decode_header(letter["Subject"]))) == "Việc mới: Ổ gà trước số 12 Lê Lợi"
    body = letter.get_payload(decode=True).decode()
    assert body.splitlines()[0] == "Ổ gà trước số 12 Lê Lợi"
    assert "https://so.hue.example/xu-ly/4621073582" in body
    assert letter["To"] == "dong@hue.example"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert (state().state, state().sent_at, state().attempts) == ("sent", NOON, 1)
    assert actions.dispatch(now=NOON + timedelta(days=3)) == 0
    assert len(sink.letters) == 1


def test_the_same_notice_again_changes_nothing(sink):
    for _ in range(3):
        say()
    say(key="fact-2")
    assert actions.dispatch(now=NOON) == 2
    assert sink.sessions == 1  # one line for the batch


def test_values_are_neither_escaped_nor_able_to_add_a_header(sink):
    say(values={"title": "A&B <x>\r\nBcc: moi@nguoi.example", "url": ""})
    actions.dispatch(now=NOON)
    [letter] = sink.letters
    assert letter["Bcc"] is None
    assert str(make_header(decode_header(letter["Subject"]))).endswith("A&B <x> Bcc: moi@nguoi.example")
    assert "A&B <x>" in letter.get_payload(decode=True).decode()


def test_a_message_among_the_values_is_said():
    say(values={"title": Message("Hạn %(day)s", {"day": "02/12"}), "url": ""})
    assert Notice.objects.get().texts["vi"]["subject"] == "Việc mới: Hạn 02/12"


def test_a_server_that_is_down_and_comes_back(port):
    say()
    moments = [NOON]
    for wait in (1, 5, 30):
        assert actions.dispatch(now=moments[-1]) == 0
        assert state().state == "failed"
        assert state().next_try_at == moments[-1] + timedelta(minutes=wait)
        assert actions.dispatch(now=state().next_try_at - timedelta(seconds=1)) == 0
        assert state().attempts == len(moments)
        moments.append(state().next_try_at)
    sink = factories.Sink()
    with factories.mail_server(sink, port):
        assert actions.dispatch(now=moments[-1]) == 1
    assert (state().state, state().attempts, state().last_error) == ("sent", 4, "")
    assert len(sink.letters) == 1


def test_after_the_last_repetition_it_is_given_up_with_a_fact_and_can_be_tried_again(port):
    say(urgent=True)
    for _ in range(6):
        actions.dispatch(now=state().next_try_at)
    delivery = state()
    assert (delivery.state, delivery.attempts, delivery.next_try_at) == ("given_up", 6, None)
    assert "ConnectionRefusedError" in delivery.last_error
    subject = f"notice:{delivery.notice_id}"
    assert [f.type for f in ledger.facts_of(subject)] == ["notices.given_up"]
    with pytest.raises(NotPermitted):
        actions.retry([delivery.pk], by=CITIZEN, now=NOON)
    assert actions.retry([delivery.pk], by=ADMIN, now=NOON) == 1
    sink = factories.Sink()
    with factories.mail_server(sink, port):
        assert actions.dispatch(now=NOON) == 1
    assert actions.retry([delivery.pk], by=ADMIN, now=NOON) == 0


def test_an_unknown_mailbox_is_given_up_at_once_and_a_full_one_is_tried_again(sink, addresses):
    addresses["reporter:2"] = recipients.Address(email="hoa@hue.example")
    say("reporter:1")
    say("reporter:2")
    sink.answers = ["550 5.1.1 khong co hop thu dong@hue.example", "452 4.2.2 day"]
    assert actions.dispatch(now=NOON) == 0
    first, second = Delivery.objects.order_by("pk")
    assert first.state == "given_up"
    assert "550" in first.last_error
    assert "dong@" not in first.last_error
    assert second.state == "failed"
    assert actions.dispatch(now=NOON + timedelta(minutes=1)) == 1


def test_one_refused_letter_does_not_hold_back_the_others(sink, addresses):
    addresses["reporter:2"] = recipients.Address(email="khong phai thu\n@")
    say("reporter:2", urgent=True)
    say("reporter:1")
    assert actions.dispatch(now=NOON) == 1
    assert {d.notice.recipient: d.state for d in Delivery.objects.select_related("notice")} == {
        "reporter:2": "given_up",
        "reporter:1": "sent",
    }


def test_a_line_that_breaks_keeps_the_others_for_the_next_turn(sink, monkeypatch):
    for number in range(3):
        say(key=f"fact-{number}")
    sink.answers = ["250 OK", "421 dong may"]
    sent = actions.dispatch(now=NOON)
    states = list(Delivery.objects.order_by("pk").values_list("state", flat=True))
    assert sent == 1
    assert states[0] == "sent"
    assert states.count("given_up") == 0
    for _ in range(3):
        actions.dispatch(now=NOON + timedelta(minutes=5))
    assert len(sink.letters) == 3


def test_a_resolver_that_breaks_holds_back_nobody_else(sink, monkeypatch):
    say("reporter:1")
    monkeypatch.setitem(
        recipients._resolvers, "broken", lambda key: recipients.Address(email="a@hue.example")
    )
    say("broken:1", urgent=True)
    monkeypatch.setitem(recipients._resolvers, "broken", lambda key: 1 / 0)
    assert actions.dispatch(now=NOON) == 1
    broken = Delivery.objects.get(notice__recipient="broken:1")
    assert (broken.state, broken.attempts) == ("failed", 1)
    assert "ZeroDivisionError" in broken.last_error


def test_night_holds_back_what_is_not_urgent(sink):
    say(now=NIGHT)
    say(now=NIGHT, key="fact-2", urgent=True)
    say(now=NOON, key="fact-3")
    assert actions.dispatch(now=NIGHT) == 1
    assert Delivery.objects.get(state="sent").urgent
    morning = NIGHT + timedelta(hours=7)
    assert actions.dispatch(now=morning - timedelta(seconds=1)) == 0
    assert actions.dispatch(now=morning) == 2


def test_urgent_ones_go_first(sink):
    say(key="fact-1")
    say(key="fact-2", urgent=True, now=NOON + timedelta(minutes=1))
    actions.dispatch(NOON + timedelta(minutes=2), 1)
    assert Delivery.objects.get(state="sent").urgent


def test_an_address_erased_meanwhile_gets_nothing(sink, addresses):
    say()
    del addresses["reporter:1"]
    assert actions.dispatch(now=NOON) == 0
    assert state().state == "suppressed"
    assert sink.letters == []


def test_a_recipient_without_address_is_recorded_without_the_text(addresses):
    addresses.clear()
    say()
    assert state().state == "suppressed"
    assert Notice.objects.get().texts == {}
    assert actions.retry([state().pk], by=ADMIN, now=NOON) == 0


def test_the_recipients_language(sink, addresses, settings):
    addresses["reporter:1"] = recipients.Address(email="ann@hue.example", language="en")
    say()
    actions.dispatch(now=NOON)
    assert sink.letters[0]["Content-Language"] == "en"
    assert set(Notice.objects.get().texts) == {"vi", "en"}


def test_bugs_of_the_calling_room_fly():
    with pytest.raises(recipients.UnknownRecipient):
        say("nguoi-la:1")
    with pytest.raises(TemplateDoesNotExist):
        actions.send("room/unknown", "reporter:1", {}, idempotency_key="x", now=NOON)
    assert not Notice.objects.exists()


def test_notices_go_after_their_time_or_when_somebody_asks():
    say()
    say(key="fact-2", now=NOON + timedelta(days=1))
    assert actions.purge(NOON + timedelta(days=180)) == 1
    assert actions.erase(recipient_key="reporter:1") == 1
    assert not Delivery.objects.exists()


def test_reading(addresses):
    addresses["reporter:1"] = recipients.Address(in_app=True)
    addresses["reporter:2"] = recipients.Address(in_app=True)
    for key in ("a", "b", "c"):
        say(key=key)
    say("reporter:2")
    first, second, _third = queries.inbox("reporter:1")
    assert first.subject.startswith("Việc mới")
    assert first.url == "/xu-ly/4621073582"
    assert actions.mark_read("reporter:2", ids=[first.id], now=NOON) == 0
    assert actions.mark_read("reporter:1", ids=[first.id, second.id], now=NOON) == 2
    assert queries.unread_count("reporter:1") == 1
    assert actions.mark_read("reporter:1", now=NOON) == 1
    assert [d.state for d in queries.deliveries(recipient_key="reporter:1")] == ["sent"] * 3
