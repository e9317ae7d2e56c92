"""By SMS: TRA tells the state, other words become a report, nothing is lost or taken twice."""

from datetime import timedelta

import pytest

from tinhso.casework.doors import actions, models, queries
from tinhso.casework.doors.tests import knocking
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import sent
from tinhso.core import clock
from tinhso.core.values import spoken_code
from tinhso.foundation.notices import rules

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hue")]
WORDS = "Ổ gà to trước chợ An Cựu, phường Thuận Hóa, xe máy hay ngã"


def _read(**later):
    return actions.read_arrivals(now=clock.now() + timedelta(**later))


def test_the_state_of_a_public_report_fits_into_one_sms(client, said):
    report = sent(now=clock.now())
    assert knocking.sms(client, f"tra {report.code[:5]}  {report.code[5:]}").json() == {"received": True}
    assert _read() == 1
    [(what, line)] = said("sms")
    assert what == "state"
    assert spoken_code(report.code) in line
    assert "UBND phuong Thuan Hoa" in line
    assert len(line) <= rules.SMS_LENGTH
    assert line.isascii()
    assert "Ổ gà" not in line


def test_a_wrong_code_and_a_foreign_private_report_get_the_same_answer(client, said):
    report = sent(now=clock.now(), public=False, contact={"phone": "0988 777 666"})
    knocking.sms(client, "TRA 1234567890")
    knocking.sms(client, f"TRA {report.code}")
    _read()
    assert [what for what, _ in said()] == ["unknown", "unknown"]
    assert said("sms")[0] == said("sms")[1]


def test_who_left_the_number_may_ask_for_a_private_report(client, said):
    report = sent(now=clock.now(), public=False, contact={"phone": "0912 345 678"})
    knocking.sms(client, f"TRA {report.code}", sender="+84912345678")
    _read()
    assert [what for what, _ in said()] == ["state"]


def test_words_with_a_commune_become_a_report_of_the_same_way(client):
    knocking.sms(client, WORDS)
    _read()
    report = Report.objects.get()
    assert (report.channel, report.agency_code, report.text) == ("sms", "UB-THUAN-HOA", WORDS)
    assert report.reporter.phone == "0912345678"
    assert report.visibility == "private"
    arrival = models.Arrival.objects.get()
    assert (arrival.state, arrival.report_code) == ("done", report.code)
    assert "0912345678" not in str(list(models.Arrival.objects.values()))
    assert "An Cựu" not in str(list(models.Arrival.objects.values()))


def test_the_same_message_again_is_no_second_report(client):
    for _ in range(3):
        assert knocking.sms(client, WORDS, message_id="one").status_code == 200
    _read()
    _read()
    assert Report.objects.count() == 1


def test_a_commune_that_comes_later_makes_the_first_words_a_report(client, said):
    knocking.sms(client, "Cột đèn trước nhà hỏng ba ngày")
    _read()
    assert [what for what, _ in said()] == ["how"]
    assert not Report.objects.exists()
    knocking.sms(client, "p. Thuan Hoa")
    _read()
    assert Report.objects.get().text == "Cột đèn trước nhà hỏng ba ngày\np. Thuan Hoa"


def test_words_that_never_get_a_place_wait_for_a_person(client):
    knocking.sms(client, "Cột đèn trước nhà hỏng ba ngày")
    _read()
    _read(hours=3)
    [kept] = queries.kept()
    assert (kept.text, kept.outcome, kept.address) == (
        "Cột đèn trước nhà hỏng ba ngày",
        "unfinished",
        "84912345678",
    )


def test_too_many_from_one_number_are_kept_without_an_answer(client, said, settings):
    settings.RATE_LIMITS = True
    for _ in range(12):
        knocking.sms(client, "TRA 1")
    _read()
    assert len(said()) == 10
    assert {k.outcome for k in queries.kept()} == {"too_many"}
    assert queries.kept_count() == 2


def test_a_sender_that_is_no_number_is_kept(client, said):
    knocking.sms(client, "Khuyen mai 50%", sender="VIETTEL")
    _read()
    assert [k.outcome for k in queries.kept()] == ["no_number"]
    assert said() == []


def test_an_error_is_tried_again_and_then_shown_to_a_person(client, monkeypatch):
    def broken(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("tinhso.casework.doors.actions.reading._tell_state", broken)
    knocking.sms(client, "TRA 1")
    for minutes in range(0, 60, 6):
        _read(minutes=minutes)
    assert [(k.outcome, k.text) for k in queries.kept()] == [("error", "TRA 1")]


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [({}, b"{}", 403), ({"X-Signature": "00"}, b"{}", 403), ({"X-Signature": "é"}, b"{}", 403)],
)
def test_without_the_right_signature_nothing_comes_in(client, headers, body, status):
    answer = client.post("/cua/sms", body, content_type="application/json", headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json; charset=utf-8")
    assert not models.Arrival.objects.exists()


def test_what_cannot_be_read_is_a_problem_not_a_crash(client, settings):
    assert knocking.sms(client, "x", secret="khác").status_code == 403
    assert knocking.sms(client, "x" * 70_000).status_code == 413
    assert client.get("/cua/sms").status_code == 405
    assert knocking.sms(client, "x", sender="").status_code == 422
    settings.SMS_INBOUND = ""
    assert knocking.sms(client, "x").status_code == 404
    assert not models.Arrival.objects.exists()


def test_a_gateway_with_a_token_and_a_form(client, settings):
    settings.SMS_INBOUND = (
        '{"secret": "t0ken", "proof": "token", "id": "MsgId", "from": "Phone", "text": "Content"}'
    )
    form = {"MsgId": "7", "Phone": "0912345678", "Content": "TRA 1"}
    assert client.post("/cua/sms", form).status_code == 403
    good = client.post("/cua/sms", form, headers={"Authorization": "Bearer t0ken"})
    assert good.status_code == 200
    assert models.Arrival.objects.count() == 1


def test_old_words_are_erased(client):
    knocking.sms(client, "TRA 1")
    _read()
    assert actions.forget_old(now=clock.now() + timedelta(days=91)) == 1
    assert models.Arrival.objects.get().text == ""
