"""The reporter chooses how to hear of a report; nobody else chooses for them."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from tinhso.casework.filing.tests.test_views import owner
from tinhso.casework.reports import actions
from tinhso.casework.reports.tests import factories
from tinhso.casework.reports.tests.factories import ADMINISTRATOR, HOUR, NOW, sent
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import queries
from tinhso.foundation.notices.tests.browser import Browser

pytestmark = pytest.mark.django_db
SMS = '{"url": "https://sms.example/", "form": {"to": "{phone}", "text": "{text}"}}'


@pytest.fixture(autouse=True)
def hue(settings):
    settings.SMS_GATEWAY, settings.ZALO = SMS, ""
    settings.VAPID_KEY = queries.new_push_key()
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        yield factories.province()


def ways(key: str) -> dict[str, str]:
    return {d.channel: d.state for d in queries.deliveries(recipient_key=key)}


def deliver() -> None:
    while ledger.sequence():
        pass
    ledger.deliver(now=NOW + timedelta(minutes=1))


def test_who_left_a_number_is_told_by_sms_and_may_choose_letters_instead():
    report = sent(contact={"phone": "0912 345 678", "email": "dong@hue.example"})
    key = f"reporter:{report.pk}"
    mine = owner(report)
    page = mine.get(reverse("filing:page", args=[report.code])).content.decode()
    assert "Nhận tin về phản ánh này" in page
    assert 'id="wanted-sms" checked' in page
    assert 'value="push"' not in page  # no device yet: the switch alone
    assert "0912 345 678" not in page
    answer = mine.post(
        reverse("filing:told", args=[report.code]), {"offered": ["sms", "email"], "wanted": ["email"]}
    )
    assert answer.status_code == 302
    page = mine.get(reverse("filing:page", args=[report.code])).content.decode()
    assert 'id="wanted-sms">' in page
    deliver()
    assert ways(key) == {"email": "pending"}


def test_without_a_choice_the_first_way_of_the_province_is_taken():
    report = sent(contact={"phone": "0912 345 678", "email": "dong@hue.example"})
    deliver()
    assert ways(f"reporter:{report.pk}") == {"sms": "pending"}


def test_who_left_nothing_can_still_take_pushes_on_this_device():
    report = sent(contact={})
    mine = owner(report)
    body = {"subscription": Browser("https://fcm.googleapis.com/fcm/send/a").subscription()}
    where = reverse("filing:devices", args=[report.code])
    assert mine.post(where, json.dumps(body), "application/json").status_code == 201
    deliver()
    assert ways(f"reporter:{report.pk}") == {"push": "pending"}


def test_nothing_is_written_for_who_cannot_be_reached():
    report = sent(contact={})
    deliver()
    assert ways(f"reporter:{report.pk}") == {}


def test_a_stranger_chooses_nothing():
    report = sent(contact={"email": "dong@hue.example"})
    stranger = Client()
    assert "Nhận tin" not in stranger.get(reverse("filing:page", args=[report.code])).content.decode()
    for name in ("filing:told", "filing:devices"):
        answer = stranger.post(reverse(name, args=[report.code]), {"offered": ["email"]})
        assert answer.status_code in (403, 404)
    assert queries.choices(f"reporter:{report.pk}", now=NOW).ways[-1].wanted


def test_who_is_forgotten_leaves_no_device_no_choice_and_no_notice():
    report = sent(contact={"phone": "0912 345 678"})
    key = f"reporter:{report.pk}"
    body = {"subscription": Browser("https://fcm.googleapis.com/fcm/send/a").subscription()}
    owner(report).post(reverse("filing:devices", args=[report.code]), json.dumps(body), "application/json")
    deliver()
    actions.erase_reporter(report_id=report.pk, by=ADMINISTRATOR, now=NOW)
    assert ways(key) == {}
    assert queries.choices(key, now=NOW).devices == []
