"""The inbox as an officer sees it, and the administrator's list of deliveries."""

import hashlib

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from tinhso.core import clock
from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests import factories as accounts
from tinhso.foundation.notices import actions, queries, recipients
from tinhso.foundation.notices.channels import push
from tinhso.foundation.notices.models import Delivery, Preference
from tinhso.foundation.notices.tests.browser import Browser
from tinhso.foundation.notices.tests.factories import NOON, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    account = accounts.officer("H46-P1", Role.HANDLER)
    client.force_login(account)
    return f"officer:{account.pk}"


def test_an_officer_gets_it_in_the_inbox_and_by_email(officer):
    say(officer)
    assert sorted((d.channel, d.state) for d in queries.deliveries(recipient_key=officer)) == [
        ("email", "pending"),
        ("in_app", "sent"),
    ]


def test_looking_changes_nothing_and_the_button_marks_what_is_ticked(client, officer):
    say(officer, values={"title": "<b>Ổ gà</b>", "url": "/xu-ly/1"}, urgent=True)
    say(officer, key="fact-2")
    page = client.get("/thong-bao/").content.decode()
    assert "&lt;b&gt;Ổ gà" in page
    assert 'href="/xu-ly/1"' in page
    assert "2 thông báo chưa đọc" in page
    assert "Khẩn" in page
    assert queries.unread_count(officer) == 2
    newest = queries.inbox(officer)[0]
    answer = client.post("/thong-bao/da-doc/", {"ids": [newest.id, "x", "9" * 40, "٣"]})
    assert answer.headers["Location"] == "/thong-bao/"
    assert queries.unread_count(officer) == 1
    client.post("/thong-bao/da-doc/", {"all": "1"})
    assert queries.unread_count(officer) == 0


def test_the_empty_inbox_says_so_kindly(client, officer):
    assert "Chưa có thông báo nào" in client.get("/thong-bao/").content.decode()


def test_nobody_sees_or_marks_anothers_notices(client, officer):
    other = accounts.officer("H46-P2", Role.HANDLER)
    say(f"officer:{other.pk}")
    [theirs] = queries.inbox(f"officer:{other.pk}")
    assert "Ổ gà" not in client.get("/thong-bao/").content.decode()
    client.post("/thong-bao/da-doc/", {"ids": [theirs.id]})
    assert queries.unread_count(f"officer:{other.pk}") == 1


def test_without_signing_in_there_is_no_inbox(client):
    answer = client.get("/thong-bao/")
    assert answer.status_code == 302
    assert "/tai-khoan/" in answer.headers["Location"]
    assert client.post("/thong-bao/da-doc/", headers={"accept": "application/json"}).status_code == 401


def test_the_administrator_filters_deliveries_and_tries_again_without_seeing_the_text(client, port):
    account = accounts.officer("", Role.ADMINISTRATOR)
    client.force_login(account)
    say(f"officer:{account.pk}", urgent=True)
    email = Delivery.objects.get(channel="email")
    for _ in range(6):
        actions.dispatch(now=Delivery.objects.get(pk=email.pk).next_try_at)
    address = reverse("admin:notices_delivery_changelist")
    page = client.get(address, {"state": "given_up"}).content.decode()
    assert "ConnectionRefusedError" in page
    assert "Lê Lợi" not in page
    client.post(address, {"action": "try_again", "_selected_action": [email.pk]})
    assert Delivery.objects.get(pk=email.pk).state == "pending"
    assert client.get(reverse("admin:notices_delivery_change", args=[email.pk])).status_code == 200


def test_an_auditor_sees_results_and_has_no_verb(client):
    client.force_login(accounts.officer("", Role.AUDITOR))
    say("officer:1")
    page = client.get(reverse("admin:notices_delivery_changelist"))
    assert page.status_code == 200
    assert b"try_again" not in page.content


def test_an_officer_chooses_ways_and_gives_a_number_that_is_kept_sealed(client, officer, settings):
    settings.SMS_GATEWAY = '{"url": "https://sms.example", "form": {"to": "{phone}", "text": "{text}"}}'
    page = client.get("/thong-bao/cach-nhan/").content.decode()
    assert 'value="sms"' in page
    assert 'value="zalo"' not in page  # nobody offers what is not configured
    wrong = {"offered": ["sms", "email"], "wanted": ["sms"], "phone": "0234 3822 155"}
    answer = client.post("/thong-bao/cach-nhan/", wrong)
    assert answer.status_code == 422
    assert "không phải số di động" in answer.content.decode()
    client.post("/thong-bao/cach-nhan/", {**wrong, "phone": "0912 345 678"})
    row = Preference.objects.get(recipient=officer)
    assert row.off == ["email"]
    assert "912" not in row.phone
    assert recipients.address(officer).phone == "0912 345 678"
    assert "0912 345 678" in client.get("/thong-bao/cach-nhan/").content.decode()
    assert queries.channel_states(NOON)["sms"] == "on"


def test_an_officers_browser_subscribes_and_its_line_can_be_removed(client, officer, settings):
    settings.VAPID_KEY = push.new_key()
    endpoint = "https://fcm.googleapis.com/fcm/send/abc"
    body = {"subscription": Browser(endpoint).subscription()}
    agent = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36"
    answer = client.post("/thong-bao/thiet-bi/", body, "application/json", headers={"user-agent": agent})
    assert (answer.status_code, answer.json()) == (201, {"on": True})
    page = client.get("/thong-bao/cach-nhan/").content.decode()
    assert "Chrome, Android" in page
    assert push.public_key() in page
    assert hashlib.sha256(endpoint.encode()).hexdigest() in page
    [device] = queries.choices(officer, now=NOON).devices
    other = accounts.officer("H46-P2", Role.HANDLER)
    client.force_login(other)
    client.post(f"/thong-bao/thiet-bi/{device.id}/bo/")
    assert queries.choices(officer, now=NOON).devices
    client.logout()
    assert client.post("/thong-bao/thiet-bi/", {}, "application/json").status_code in (302, 401)
    client.force_login(get_user_model().objects.get(pk=officer.partition(":")[2]))
    client.post(f"/thong-bao/thiet-bi/{device.id}/bo/")
    assert queries.choices(officer, now=NOON).devices == []
    client.post("/thong-bao/thiet-bi/", body, "application/json")
    client.post("/thong-bao/thiet-bi/", {"remove": endpoint}, "application/json")
    assert queries.choices(officer, now=NOON).devices == []


@pytest.mark.parametrize("body", ["", "[]", "{", '{"subscription": 5}', "[" * 100_000, '{"remove": 5}'])
def test_what_no_browser_sends_is_refused_kindly(client, officer, body):
    answer = client.post(
        "/thong-bao/thiet-bi/", body, "application/json", headers={"accept": "application/json"}
    )
    assert answer.status_code == 422


def test_the_administrator_sees_each_channels_day_and_tries_but_no_text(client, sink, addresses):
    say(values={"title": "Nhà bà Lê Thị Hoa", "url": "/x"}, now=clock.now(), urgent=True)
    actions.dispatch(clock.now())
    client.force_login(accounts.officer("", Role.AUDITOR))
    page = client.get("/thong-bao/kenh/").content.decode()
    assert "Chưa cấu hình" in page
    assert "room/new" in page
    assert "Lê Thị Hoa" not in page
    assert "dong@hue.example" not in page
    client.force_login(accounts.officer("H46-P1", Role.LEADER))
    assert client.get("/thong-bao/kenh/").status_code == 403
