"""By Zalo: answers while a conversation is open, else an approved template; a token that renews itself."""

import json
from datetime import timedelta

import pytest

from tinhso.core import parameters
from tinhso.core.revisions import touch
from tinhso.foundation.notices import actions, queries, recipients, sealing
from tinhso.foundation.notices.models import (
    ZALO_TEMPLATES,
    Attempt,
    ChannelDay,
    Delivery,
    ZaloTemplate,
    ZaloToken,
)
from tinhso.foundation.notices.tests.contracts import Zalo
from tinhso.foundation.notices.tests.factories import NOON, say
from tinhso.foundation.notices.tests.stand_in import Reply, listening

pytestmark = pytest.mark.django_db
VALUES = {"title": "Ổ gà", "code": "4621 073 582", "agency": "UBND phường Thuận Hoá", "url": "/phan-anh/x"}


@pytest.fixture
def people(addresses):
    addresses["reporter:1"] = recipients.Address(phone="+84 912 345 678", email="dong@hue.example")
    return addresses


@pytest.fixture
def template():
    row = ZaloTemplate.objects.create(
        template="room/new",
        zalo_id="501443",
        parameters={"ma": "code", "don_vi": "agency"},
        valid_from=NOON.date() - timedelta(days=1),
    )
    touch(ZALO_TEMPLATES)
    return row


@pytest.fixture
def zalo(settings, people, template):
    real = Zalo("3310", "app-secret", "refresh-0", {"501443": {"ma", "don_vi"}})
    with listening(real) as found:
        settings.ZALO = json.dumps(
            {
                "app_id": "3310",
                "app_secret": "app-secret",
                "refresh_token": "refresh-0",
                "template_url": found.url,
                "conversation_url": found.url,
                "token_url": found.url,
            }
        )
        real.gateway = found
        yield real


def paths(zalo) -> list[str]:
    return [asked.path for asked in zalo.gateway.asked]


def test_a_template_goes_with_its_approved_parameters_and_is_counted(zalo):
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 1
    asked = zalo.gateway.asked[-1].json()
    assert asked["phone"] == "84912345678"
    assert asked["template_data"] == {"ma": "4621 073 582", "don_vi": "UBND phường Thuận Hoá"}
    attempt = Attempt.objects.get()
    assert (attempt.kind, attempt.price, attempt.reference) == ("template", 300, "a4d0243feb163bd3af24")
    day = ChannelDay.objects.get()
    assert (day.channel, day.sent, day.price, day.remaining) == ("zalo", 1, 300, 499)


def test_the_refresh_token_is_used_once_and_the_next_one_kept_sealed(zalo):
    for number in range(3):
        say(values=VALUES, key=f"fact-{number}")
    assert actions.dispatch(now=NOON) == 3
    assert zalo.refreshed == 1
    row = ZaloToken.objects.get()
    assert "refresh-1" not in row.refresh
    assert sealing.unseal(row.refresh) == "refresh-1"
    say(values=VALUES, key="mai")
    assert actions.dispatch(now=NOON + timedelta(hours=25)) == 1
    assert zalo.refreshed == 2


def test_a_token_that_died_early_is_renewed_within_the_same_try(zalo):
    say(values=VALUES)
    actions.dispatch(now=NOON)
    zalo.expire()
    say(values=VALUES, key="fact-2")
    assert actions.dispatch(now=NOON) == 1
    assert zalo.refreshed == 2
    assert Attempt.objects.count() == 2


def test_a_lost_refresh_token_stops_zalo_alone_until_an_operator_gives_another(zalo, settings, sink):
    zalo.refresh = "mot-may-khac-da-dung"
    say(values=VALUES)
    actions.dispatch(now=NOON)
    actions.dispatch(now=NOON + timedelta(minutes=2))
    assert len(sink.letters) == 1
    assert queries.channel_states(NOON)["zalo"] == "failing"
    [seen] = [day for day in queries.channel_days(NOON) if day.channel == "zalo"]
    assert "Invalid refresh token" in seen.problem
    zalo.refresh = "refresh-moi"
    settings.ZALO = settings.ZALO.replace("refresh-0", "refresh-moi")
    say(values=VALUES, key="fact-2")
    assert actions.dispatch(now=NOON + timedelta(minutes=5)) == 1
    assert queries.channel_states(NOON)["zalo"] == "on"


def test_who_has_no_zalo_gets_the_next_way(zalo, sink):
    zalo.without_zalo.add("84912345678")
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 1
    assert dict(Delivery.objects.values_list("channel", "state")) == {"zalo": "passed_on", "email": "sent"}
    assert "-118" in Delivery.objects.get(channel="zalo").last_error


def test_a_used_up_quota_is_seen_and_the_letter_goes(zalo, sink):
    zalo.quota = {"dailyQuota": "500", "remainingQuota": "0"}
    say(values=VALUES)
    actions.dispatch(now=NOON)
    assert ChannelDay.objects.get(channel="zalo").remaining == 0
    assert len(sink.letters) == 1


def test_parameters_that_were_not_approved_are_our_fault_and_not_repeated(zalo, template, sink):
    ZaloTemplate.objects.filter(pk=template.pk).update(parameters={"ma": "code"})
    touch(ZALO_TEMPLATES)
    say(values=VALUES)
    actions.dispatch(now=NOON)
    assert len(sink.letters) == 1
    assert "-112" in Delivery.objects.get(channel="zalo").last_error


def test_a_template_holds_from_its_day_on(zalo, template, sink):
    ZaloTemplate.objects.filter(pk=template.pk).update(valid_from=NOON.date() + timedelta(days=1))
    touch(ZALO_TEMPLATES)
    say(values=VALUES)
    actions.dispatch(now=NOON)
    assert (paths(zalo), len(sink.letters)) == ([], 1)


def test_who_wrote_is_answered_in_the_conversation_free_eight_times_within_two_days(zalo, people):
    people["reporter:1"] = recipients.Address(
        zalo="2468458835296197922", zalo_heard_at=NOON - timedelta(hours=47), phone="0912345678"
    )
    for number in range(9):
        say(values=VALUES, key=f"fact-{number}")
    assert actions.dispatch(now=NOON) == 9
    assert paths(zalo)[1:] == ["/v3.0/oa/message/cs"] * 8 + ["/message/template"]
    told = zalo.gateway.asked[1].json()
    assert told["recipient"] == {"user_id": "2468458835296197922"}
    assert told["message"]["text"].startswith("Việc mới: Ổ gà")
    assert ChannelDay.objects.get().price == 300  # the template alone
    say(values=VALUES, key="tre")
    actions.dispatch(now=NOON + timedelta(hours=1))
    assert paths(zalo)[-1] == "/message/template"


def test_a_reply_outside_the_free_frame_is_seen_as_paid(zalo, people):
    people["reporter:1"] = recipients.Address(zalo="24", zalo_heard_at=NOON)
    zalo.quota_type = "purchase_quota"
    say(values=VALUES)
    actions.dispatch(now=NOON)
    assert (Attempt.objects.get().kind, Attempt.objects.get().price) == ("reply_paid", 55)


def test_a_conversation_that_zalo_closed_becomes_a_template(zalo, people):
    people["reporter:1"] = recipients.Address(zalo="24", zalo_heard_at=NOON, phone="0912345678")
    zalo.closed.add("24")
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 1
    assert paths(zalo)[1:] == ["/v3.0/oa/message/cs", "/message/template"]


def test_a_wrong_secret_is_told_and_no_secret_stands_in_the_list(zalo, settings, sink):
    settings.ZALO = settings.ZALO.replace("app-secret", "sai-mat-khau")
    say(values=VALUES)
    actions.dispatch(now=NOON)
    error = Delivery.objects.get().last_error
    assert "-14014" in error
    assert "sai-mat-khau" not in error
    assert "refresh-0" not in error


def test_an_answer_that_is_no_answer_is_tried_again(zalo):
    zalo.gateway.decide = lambda asked: zalo(asked) if "token" in asked.path else Reply(200, ["?"])
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 0
    assert Delivery.objects.get().state == "failed"


def test_zalo_off_for_the_whole_province(zalo, sink):
    parameters.write("notices.order", ["email"], valid_from=NOON.date())
    say(values=VALUES)
    actions.dispatch(now=NOON)
    assert (paths(zalo), len(sink.letters)) == ([], 1)
