"""An SMS goes through whatever gateway is configured: unaccented, once, and never to the wrong host."""

import json
from datetime import timedelta

import pytest

from tinhso.core import parameters
from tinhso.foundation.notices import actions, queries, recipients
from tinhso.foundation.notices.channels import sms
from tinhso.foundation.notices.models import Attempt, ChannelDay, Delivery
from tinhso.foundation.notices.tests import contracts
from tinhso.foundation.notices.tests.factories import NIGHT, NOON, say
from tinhso.foundation.notices.tests.stand_in import Reply, listening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("short")]
VALUES = {"title": "Ổ gà", "code": "4621 073 582", "agency": "UBND phường Thuận Hoá", "url": "/phan-anh/x"}


@pytest.fixture
def people(addresses):
    addresses["reporter:1"] = recipients.Address(phone="0912 345 678", email="dong@hue.example")
    return addresses


def esms_call(url: str) -> dict:
    """How a province with a contract with eSMS fills TINHSO_SMS_GATEWAY."""
    return {
        "url": f"{url}/MainService.svc/json/SendMultipleMessage_V4_post_json/",
        "json": {
            "ApiKey": "k", "SecretKey": "s", "Brandname": "TINHSO", "SmsType": "2", "IsUnicode": "0",
            "Phone": "{phone}", "Content": "{text}", "RequestId": "{key}",
        },
        "arrived": {"CodeResult": ["100"]},
        "doubled": {"CodeResult": ["124"]},
        "never": {"CodeResult": ["108", "146"]},
        "reference": "SMSID",
    }  # fmt: skip


@pytest.fixture
def gateway(settings, people):
    with listening(contracts.esms("k", "s", "TINHSO", set())) as found:
        settings.SMS_GATEWAY = json.dumps(esms_call(found.url))
        yield found


def test_the_real_shape_is_taken_and_paid_for(gateway):
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 1
    told = gateway.asked[0].json()
    assert told["Content"] == "Phan anh 4621 073 582 da den UBND phuong Thuan Hoa."
    attempt = Attempt.objects.get()
    assert (attempt.verdict, attempt.reference, attempt.price) == ("arrived", "d533451", 350)
    day = ChannelDay.objects.get()
    assert (day.channel, day.sent, day.failed, day.price) == ("sms", 1, 0, 350)
    assert "0912345678" not in str(list(Attempt.objects.values()))


def test_an_answer_that_was_lost_is_not_sent_twice(gateway):
    real = gateway.decide

    def lost(asked):
        real(asked)
        return Reply(hang_up=True)

    gateway.decide = lost
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 0
    gateway.decide = real
    assert actions.dispatch(now=NOON + timedelta(minutes=1)) == 1
    assert Delivery.objects.get().state == "sent"
    first, second = gateway.asked
    assert first.json()["RequestId"] == second.json()["RequestId"]
    assert "Duplicate" in Attempt.objects.get(verdict="arrived").detail


def test_a_number_that_the_gateway_refuses_goes_by_letter_and_is_not_repeated_in_the_list(gateway, sink):
    gateway.decide = lambda asked: Reply(
        body={"CodeResult": "108", "ErrorMessage": "Phone 0912345678 / +84 912 345 678 invalid"}
    )
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 1
    assert dict(Delivery.objects.values_list("channel", "state")) == {"sms": "passed_on", "email": "sent"}
    detail = Attempt.objects.get(delivery__channel="sms").detail
    assert "108" in detail
    assert "912" not in detail
    assert len(sink.letters) == 1


def test_a_landline_or_a_template_without_sms_goes_by_letter(gateway, people, sink):
    people["reporter:1"] = recipients.Address(phone="0234 3822 155", email="dong@hue.example")
    say(values=VALUES)
    actions.dispatch(now=NOON)
    assert gateway.asked == []
    assert len(sink.letters) == 1


def test_a_gateway_that_is_down_rests_and_holds_up_nobody(gateway, sink, people):
    people["reporter:2"] = recipients.Address(email="hoa@hue.example")
    gateway.decide = lambda asked: Reply(503)
    for number in range(3):
        say(values=VALUES, key=f"fact-{number}")
    say("reporter:2", values=VALUES)
    assert actions.dispatch(now=NOON) == 1  # the letter
    assert len(gateway.asked) == 1  # the other two keep their place
    states = list(Delivery.objects.filter(channel="sms").order_by("pk").values_list("state", "attempts"))
    assert states == [("failed", 1), ("pending", 0), ("pending", 0)]
    assert actions.dispatch(now=NOON + timedelta(seconds=30)) == 0
    assert len(gateway.asked) == 1


def test_after_the_days_number_the_next_way_is_taken_but_urgent_ones_pass(gateway, sink):
    parameters.write("notices.daily_limits", {"sms": 1}, valid_from=NOON.date())
    for number in range(2):
        say(values=VALUES, key=f"fact-{number}")
    assert actions.dispatch(now=NOON) == 2
    assert (len(gateway.asked), len(sink.letters)) == (1, 1)
    say(values=VALUES, key="khan", urgent=True)
    assert actions.dispatch(now=NOON) == 2
    assert len(gateway.asked) == 2


def test_with_no_other_way_it_waits_for_tomorrow(gateway, people):
    parameters.write("notices.daily_limits", {"sms": 0}, valid_from=NOON.date())
    people["reporter:1"] = recipients.Address(phone="0912345678")
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 0
    delivery = Delivery.objects.get()
    assert delivery.state == "pending"
    assert f"{delivery.next_try_at + timedelta(hours=7):%d %H:%M}" == "21 06:00"


def test_an_answer_goes_by_the_way_it_was_asked_at_any_hour_and_no_other(gateway, sink, settings):
    actions.reply("room/new", "reporter:1", VALUES, channel="sms", idempotency_key="tra-1", now=NIGHT)
    assert actions.dispatch(now=NIGHT) == 1
    assert [q.urgent for q in queries.inbox("reporter:1")] == [False]
    gateway.decide = lambda asked: Reply(body={"CodeResult": "108"})
    actions.reply("room/new", "reporter:1", VALUES, channel="sms", idempotency_key="tra-2", now=NIGHT)
    actions.dispatch(now=NIGHT)
    assert Delivery.objects.get(notice__idempotency_key="tra-2").state == "given_up"
    assert sink.letters == []


def test_the_switch_closes_a_channel_at_once(gateway, sink):
    say(values=VALUES)
    parameters.write("notices.switched_off", ["sms"], valid_from=NOON.date())
    assert actions.dispatch(now=NOON) == 1
    assert dict(Delivery.objects.values_list("channel", "state")) == {"sms": "passed_on", "email": "sent"}
    assert gateway.asked == []
    assert queries.channel_states(NOON)["sms"] == "switched_off"


def test_what_a_person_does_not_want_is_left_out_except_for_an_urgent_duty(gateway, sink):
    from tinhso.core.roles import CITIZEN

    actions.choose("reporter:1", wanted=["email"], offered=["sms", "email", "khong-co"], by=CITIZEN, now=NOON)
    say(values=VALUES)
    actions.dispatch(now=NOON)
    assert (len(gateway.asked), len(sink.letters)) == (0, 1)
    say(values=VALUES, urgent=True, key="khan")
    actions.dispatch(now=NOON)
    assert (len(gateway.asked), len(sink.letters)) == (1, 2)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("{", "không phải JSON"),
        ("/khong/co", "Không đọc được"),
        ('{"url": "ftp://x"}', "không phải địa chỉ http"),
        ('{"url": "https://x.example"}', "json, form hoặc query"),
        ('{"url": "https://x.example", "form": {"to": "{phone}"}}', "{text}"),
        ('{"url": "https://x.example", "form": {"to": "{phone}", "t": "{text}"}, "never": "x"}', "Mục never"),
    ],
)
def test_a_wrong_configuration_closes_the_channel_and_says_what_is_wrong(settings, call, said):
    settings.SMS_GATEWAY = call
    assert said in sms.problem()
    assert queries.channel_states(NOON)["sms"] == "misconfigured"


def test_a_form_a_key_in_the_header_and_any_2xx(settings, people, tmp_path):
    with listening(lambda asked: Reply(202, {"data": {"id": 77}})) as found:
        file = tmp_path / "sms.json"
        call = {
            "url": f"{found.url}/send",
            "method": "PUT",
            "bearer": "b",
            "form": {"to": "+{phone84}", "text": "{text}", "from": "{tinhso}"},
            "reference": "data.id",
        }
        file.write_text(json.dumps(call))
        settings.SMS_GATEWAY = str(file)
        say(values={**VALUES, "agency": "Sở {key} & cộng sự"})
        assert actions.dispatch(now=NOON) == 1
        [asked] = found.asked
    assert asked.method == "PUT"
    assert asked.headers["Authorization"] == "Bearer b"
    assert asked.form()["to"] == "+84912345678"
    assert asked.form()["from"] == "{tinhso}"
    assert "So (key) & cong su" in asked.form()["text"]
    assert Attempt.objects.get().reference == "77"


def test_a_redirect_is_not_followed(gateway):
    gateway.decide = lambda asked: Reply(302, headers={"Location": "http://127.0.0.1:1/"})
    say(values=VALUES)
    assert actions.dispatch(now=NOON) == 0
    assert len(gateway.asked) == 1
