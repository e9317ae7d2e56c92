"""A confirmed number finds its reports; whoever does not hold the telephone learns nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from tinhso.casework.doors import actions, models
from tinhso.casework.reports.models import Reporter
from tinhso.casework.reports.tests.factories import sent
from tinhso.core import clock
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hue")]
PAGE = "/phan-anh/cua-toi/so-dien-thoai"


@pytest.fixture
def report():
    found = sent(now=clock.now(), public=False, contact={"phone": "0912 345 678"})
    sent(now=clock.now(), public=False, contact={"phone": "0988777666"})
    ledger.sequence(limit=100)
    ledger.deliver(limit=100)
    return found


def _code():
    text = Notice.objects.filter(template="doors/code").order_by("-pk").first().texts["vi"]["sms"]
    return "".join(c for c in text if c.isdigit())


def _confirmed(browser, phone="+84 912 345 678"):
    browser.post(PAGE, {"do": "phone", "phone": phone})
    return browser.post(PAGE, {"do": "code", "code": _code()})


def test_the_number_finds_its_reports_and_opens_them(client, report):
    assert _confirmed(client).status_code == 302
    page = client.get(PAGE)
    assert [row["code"] for row in page.context["rows"]] == [report.code]
    assert client.get(f"/phan-anh/{report.code}").status_code == 404
    client.post(f"{PAGE}/{report.code}")
    assert client.get(f"/phan-anh/{report.code}").status_code == 200


def test_another_number_and_no_number_open_nothing(client, report):
    assert client.post(f"{PAGE}/{report.code}").status_code == 404
    _confirmed(client, "0988 777 666")
    assert client.post(f"{PAGE}/{report.code}").status_code == 404
    client.post(PAGE, {"do": "leave"})
    assert "rows" not in client.get(PAGE).context


def test_known_and_unknown_numbers_are_answered_alike(report):
    answers = []
    for phone in ("0912345678", "0900000001"):
        browser = Client()
        browser.post(PAGE, {"do": "phone", "phone": phone})
        page = browser.get(PAGE).content.decode()
        answers.append("\n".join(line for line in page.splitlines() if "csrf" not in line.lower()))
    assert answers[0] == answers[1]


def test_guessing_ends_after_five_tries(client, report):
    client.post(PAGE, {"do": "phone", "phone": "0912345678"})
    right = _code()
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        assert client.post(PAGE, {"do": "code", "code": wrong}).status_code == 422
    assert client.post(PAGE, {"do": "code", "code": right}).status_code == 422
    assert "rows" not in client.get(PAGE).context


def test_a_code_counts_once_and_for_ten_minutes(report):
    now = clock.now()
    key = actions.send_code(phone="0912345678", address="1.1.1.1", now=now)
    with pytest.raises(actions.CodeWrong):
        actions.confirm(key=key, code=_code(), now=now + timedelta(minutes=10))
    assert actions.confirm(key=key, code=_code(), now=now) == "84912345678"
    with pytest.raises(actions.CodeWrong):
        actions.confirm(key=key, code=_code(), now=now)
    with pytest.raises(actions.CodeWrong):
        actions.confirm(key="", code="", now=now)


def test_codes_are_limited_for_each_number(client, settings):
    settings.RATE_LIMITS = True
    for _ in range(3):
        assert client.post(PAGE, {"do": "phone", "phone": "0912345678"}).status_code == 302
    assert client.post(PAGE, {"do": "phone", "phone": "0912 345 678"}).status_code == 422
    assert models.Confirmation.objects.count() == 3


def test_an_erased_number_finds_nothing_more(client, report):
    _confirmed(client)
    Reporter.objects.filter(report=report).delete()
    assert client.get(PAGE).context["rows"] == []


@pytest.mark.parametrize("phone", ["", "113", "02343 822 888", "abc", "0" * 20])
def test_only_mobile_numbers_are_asked(client, phone):
    assert client.post(PAGE, {"do": "phone", "phone": phone}).status_code == 422
    assert not models.Confirmation.objects.exists()
