"""The inbox as an officer sees it, and the administrator's list of deliveries."""

import pytest
from django.urls import reverse

from tinhso.core.roles import Role
from tinhso.foundation.accounts.tests import factories as accounts
from tinhso.foundation.notices import actions, queries
from tinhso.foundation.notices.models import Delivery
from tinhso.foundation.notices.tests.factories import say

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
