"""A push arrives encrypted for the device and signed by the deployment, or its device is forgotten."""

from datetime import timedelta

import pytest
from cryptography.exceptions import InvalidTag

from tinhso.core import parameters
from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.notices import actions, recipients
from tinhso.foundation.notices.channels import push
from tinhso.foundation.notices.models import Attempt, Delivery, PushSubscription
from tinhso.foundation.notices.tests.browser import Browser, signed_claims
from tinhso.foundation.notices.tests.factories import NIGHT, NOON, say
from tinhso.foundation.notices.tests.stand_in import Reply, listening

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("addresses")]


@pytest.fixture
def service(settings, addresses):
    """A push service that takes everything."""
    settings.VAPID_KEY = push.new_key()
    addresses["reporter:2"] = recipients.Address()
    with listening(lambda asked: Reply(201, headers={"Location": f"/m/{asked.path[-1]}"})) as gateway:
        settings.PUSH_HOSTS = (gateway.url,)
        yield gateway


def device(service, name="a", recipient="reporter:1", now=NOON) -> Browser:
    browser = Browser(f"{service.url}/push/{name}")
    actions.subscribe(recipient, browser.subscription(), device=f"Chrome {name}", by=CITIZEN, now=now)
    return browser


def test_a_push_is_signed_by_us_and_only_the_device_can_read_it(service):
    browser = device(service)
    say()
    assert actions.dispatch(now=NOON) == 1
    [asked] = service.asked
    claims = signed_claims(asked.headers["Authorization"], push.public_key())
    assert claims["aud"] == service.url
    assert claims["sub"] == "mailto:khong-tra-loi@hue.example"
    assert 0 < claims["exp"] - NOON.timestamp() <= 24 * 3600
    assert asked.headers["Content-Encoding"] == "aes128gcm"
    assert (asked.headers["TTL"], asked.headers["Urgency"]) == ("259200", "normal")
    assert len(asked.headers["Topic"]) <= 32
    told = browser.opened(asked.body)
    assert told["title"] == "Việc mới: Ổ gà trước số 12 Lê Lợi"
    assert told["url"] == "/xu-ly/4621073582"
    assert "Lê Lợi".encode() not in asked.body
    assert Delivery.objects.get().state == "sent"  # and no e-mail, though there is an address
    assert Attempt.objects.get().reference == "a"


def test_another_device_cannot_open_it(service):
    device(service)
    say()
    actions.dispatch(now=NOON)
    with pytest.raises(InvalidTag):
        Browser("https://x.example").opened(service.asked[0].body)


def test_a_device_that_is_gone_is_forgotten_everywhere_and_the_letter_goes_instead(service, sink):
    device(service)
    device(service, recipient="reporter:2")
    service.decide = lambda asked: Reply(410)
    say()
    actions.dispatch(now=NOON)
    assert not PushSubscription.objects.exists()
    assert len(sink.letters) == 1  # e-mail comes after push in the same turn
    states = dict(Delivery.objects.values_list("channel", "state"))
    assert states == {"push": "passed_on", "email": "sent"}


def test_one_of_two_devices_is_enough_and_the_other_stays_or_goes(service):
    device(service, "a")
    device(service, "b")
    service.decide = lambda asked: Reply(201 if asked.path.endswith("a") else 404)
    say()
    assert actions.dispatch(now=NOON) == 1
    assert [s.device for s in PushSubscription.objects.all()] == ["Chrome a"]


def test_a_busy_service_is_tried_twice_then_the_letter_goes(service, sink):
    device(service)
    service.decide = lambda asked: Reply(429)
    say()
    assert actions.dispatch(now=NOON) == 0
    assert Delivery.objects.get().state == "failed"
    assert sink.letters == []
    actions.dispatch(now=NOON + timedelta(minutes=1))
    assert dict(Delivery.objects.values_list("channel", "state")) == {"push": "passed_on", "email": "sent"}
    assert PushSubscription.objects.count() == 1


def test_a_service_that_is_away_is_called_once_a_minute_not_once_for_each(service):
    device(service)
    device(service, recipient="reporter:2")
    service.decide = lambda asked: Reply(hang_up=True)
    say()
    say("reporter:2")
    assert actions.dispatch(now=NOON) == 0
    assert actions.dispatch(now=NOON + timedelta(seconds=30)) == 0
    assert len(service.asked) == 1
    service.decide = lambda asked: Reply(201)
    assert actions.dispatch(now=NOON + timedelta(minutes=1)) == 2


def test_an_urgent_duty_goes_several_ways_at_once_and_at_night(service, sink):
    device(service)
    say(urgent=True, now=NIGHT)
    assert actions.dispatch(now=NIGHT) == 2
    assert service.asked[0].headers["Urgency"] == "high"
    assert len(sink.letters) == 1


def test_the_oldest_device_makes_room(service):
    parameters.write("notices.devices", 2, valid_from=NOON.date())
    for at, name in enumerate("abc"):
        device(service, name, now=NOON + timedelta(minutes=at))
    assert sorted(s.device for s in PushSubscription.objects.all()) == ["Chrome b", "Chrome c"]
    assert [f.type for f in ledger.facts_of("reporter:1")] == ["notices.device_added"] * 3


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"endpoint": "https://fcm.googleapis.com/x"},
        {"endpoint": 5, "keys": {"p256dh": "x", "auth": "y"}},
        {"endpoint": "http://169.254.169.254/latest", "keys": {"p256dh": "x", "auth": "y"}},
        {"keys": "x"},
    ],
)
def test_what_no_push_service_gave_is_refused(service, wrong):
    with pytest.raises(Invalid):
        actions.subscribe("reporter:1", wrong, by=CITIZEN, now=NOON)


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://127.0.0.1/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://fcm.googleapis.com:8443/x",
        "https://u@fcm.googleapis.com/x",
        "http://fcm.googleapis.com/x",
        "https://evilnotify.windows.com/x",
        "https://[::1/x",
    ],
)
def test_only_known_push_services_are_called(settings, endpoint):
    settings.PUSH_HOSTS = ("fcm.googleapis.com", "*.notify.windows.com")
    subscription = Browser(endpoint).subscription()
    with pytest.raises(Invalid):
        actions.subscribe("reporter:1", subscription, by=CITIZEN, now=NOON)
    good = Browser("https://wns2.notify.windows.com/w/?token=1").subscription()
    actions.subscribe("reporter:1", good, by=CITIZEN, now=NOON)


def test_a_point_off_the_curve_is_refused(service):
    subscription = Browser(f"{service.url}/push/a").subscription()
    subscription["keys"]["p256dh"] = "BA" + "A" * 85
    with pytest.raises(Invalid):
        actions.subscribe("reporter:1", subscription, by=CITIZEN, now=NOON)


def test_nothing_readable_of_a_device_is_stored(service):
    device(service)
    row = PushSubscription.objects.get()
    assert "127.0.0.1" not in row.endpoint
    actions.erase(recipient_key="reporter:1")
    assert not PushSubscription.objects.exists()


def test_a_wrong_key_closes_the_channel_and_says_so(settings):
    settings.VAPID_KEY = "khong-phai-khoa"
    assert not push.configured()
    assert "khoá riêng" in push.problem()
    assert push.public_key() == ""


def test_a_long_text_is_cut_to_what_every_service_takes(service, addresses):
    addresses["reporter:1"] = recipients.Address()
    browser = device(service)
    say(values={"title": "Ổ gà " * 400, "url": "/x"})
    actions.dispatch(now=NOON)
    assert browser.opened(service.asked[0].body)["url"] == "/x"
