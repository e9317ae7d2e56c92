"""A report comes in: once, at once, with reasons."""

from datetime import timedelta

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tinhso.casework.reports import actions, ownership
from tinhso.casework.reports.models import Decision, Report, Reporter
from tinhso.casework.reports.tests.factories import (
    DANANG,
    IN_PHU_XUAN,
    NOW,
    body,
    province,
    sent,
)
from tinhso.casework.rulebook.models import Category
from tinhso.core import limits, parameters
from tinhso.core.errors import Invalid, TooMany
from tinhso.core.roles import CITIZEN, MACHINE, Assurance
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.accounts.models import ApiKey
from tinhso.foundation.files.actions import receive_sound
from tinhso.foundation.files.tests.factories import sound, upload
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hue(db):
    return province()


def send(given, now=NOW, **more):
    return actions.submit_report(body=given, by=CITIZEN, now=now, **more)


def test_the_reply_says_who_until_when_and_why(hue):
    reply = orjson.loads(send(body()).reply)
    assert set(reply) == {
        "code", "status", "category", "place", "agency", "accept_by", "due_at", "because", "url", "appeal",
        "secret",
    }  # fmt: skip
    assert reply["status"] == "assigned"
    assert reply["place"] == {"code": "19789", "name": "Phường Thuận Hóa", "structure": "2025-07"}
    assert reply["agency"] == {"code": hue.thuan_hoa, "name": "UBND phường Thuận Hóa"}
    # seven working days after Friday 20/11/2026, with 24/11 a holiday
    assert reply["due_at"].startswith("2026-12-02T")
    assert {"place", "category", "agency", "deadline"} <= {b["decision"] for b in reply["because"]}
    assert all(b["reason"] and "%(" not in b["reason"] for b in reply["because"])
    assert reply["code"] in reply["url"]
    assert reply["secret"] not in reply["url"]


def test_intake_takes_at_most_twelve_statements(hue):
    given = body(
        contact={"name": "Lê Thị Đào", "phone": "0234 000 000", "email": None},
        photos=[upload(now=NOW).id],
        voice=receive_sound(sound(), by=CITIZEN, now=NOW).id,
    )
    sent()  # the rules are in memory from here on
    anonymous = [limits.Limit("a", 60), limits.Limit("b", 1200)]
    with CaptureQueriesContext(
        connection,
    ) as done:
        send(given, limited=anonymous)
    statements = [q["sql"] for q in done if "core_revision" not in q["sql"]]
    assert len(statements) <= 12, "\n".join(s[:120] for s in statements)


def test_the_same_again_gets_the_first_reply_byte_for_byte(settings):
    given = body()
    first = send(given)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-after-a-change-of-keys-0123456789"
    again = send(given, now=NOW + timedelta(days=3))
    assert (again.reply, again.is_new) == (first.reply, False)
    assert Report.objects.count() == 1
    assert ownership.proves(first.code, first.secret.lower().replace("-", " "))
    assert not ownership.proves(first.code, "AAAA-AAAA-AAAA-AAAA")


def test_the_same_id_with_another_body_reveals_nothing():
    given = body(text="Đèn đường hư ở kiệt 12")
    first = send(given)
    with pytest.raises(actions.AnotherBody) as refused:
        send({**given, "text": "khác"})
    assert first.code not in str(refused.value)
    with pytest.raises(actions.AnotherBody):
        send({"id": given["id"], "nonsense": 1})


def test_the_client_id_is_told_nowhere():
    given = body()
    report = Report.objects.get(code=send(given).code)
    told = report.first_reply + str([f.payload for f in ledger.facts_of(report.subject)])
    told += str(list(Decision.objects.values()))
    assert given["id"] not in told
    assert given["id"].replace("-", "") not in told


def test_two_duties_and_three_facts():
    report = sent()
    assert [(i.duty, i.agency_code) for i in worklist.items_of(report.subject, now=NOW)] == [
        ("accept", "UB-THUAN-HOA"),
        ("answer", "UB-THUAN-HOA"),
    ]
    assert [f.type for f in ledger.facts_of(report.subject)] == ["reports.received", "reports.routed"]


def test_a_point_elsewhere_is_refused_with_its_place():
    with pytest.raises(Invalid) as refused:
        send(body(point=DANANG))
    assert refused.value.errors[0].field == "point"
    assert Report.objects.count() == 0


def test_a_place_may_be_chosen_instead_of_a_point():
    report = sent(point=None, place={"code": "19750", "locality": "Tổ dân phố 5", "detail": "sau chợ"})
    assert (report.agency_code, report.locality_name, report.lat) == ("UB-PHU-XUAN", "Tổ dân phố 5", None)


@pytest.mark.parametrize("code", ["46", "99999", ""])
def test_only_a_commune_of_the_province_may_be_chosen(code):
    with pytest.raises(Invalid) as refused:
        send(body(point=None, place={"code": code, "locality": None, "detail": None}))
    assert refused.value.errors[0].field == "place.code"


def test_without_a_category_the_words_tell_it():
    report = sent(text="Đèn đường kiệt 3 tắt cả tuần nay, tối om", category=None)
    assert report.category == "lighting"
    decided = report.decisions.get(kind="category")
    assert decided.rule["key"].startswith("reading:")
    assert 0.9 <= decided.confidence <= 1
    assert "đèn đường" in decided.reason["values"]["words"]


def test_without_a_category_and_not_sure_it_is_other_and_says_so():
    report = sent(text="Nước chảy ra đường đã mấy hôm", category=None)
    assert report.category == "other"
    decided = report.decisions.get(kind="category")
    assert decided.confidence < 0.9
    assert "chưa chắc" in decided.reason["id"]


def test_a_text_about_nothing_known_is_other_and_says_so():
    report = sent(text="Có việc này nhờ cơ quan xem giúp", category=None)
    assert report.category == "other"
    assert "không nhận ra" in report.decisions.get(kind="category").reason["id"]


def test_without_a_category_a_denunciation_is_still_sealed():
    report = sent(text="Tôi tố cáo chủ tịch xã nhận tiền làm đường", category=None)
    assert report.visibility == "sealed"


def test_danger_runs_round_the_clock(hue):
    report = sent(text="Dây điện đứt rơi xuống đường, rất nguy hiểm", category=None)
    assert report.urgent
    assert report.calendar == "24x7"
    assert report.due_at == NOW + timedelta(hours=4)


@pytest.mark.parametrize("category", ["security", "public-service"])
def test_some_categories_are_not_public(category):
    report = sent(category=category)
    assert (report.visibility, report.public_text, report.public_words) == ("private", "", "")


def test_a_denunciation_goes_to_the_restricted_desk_alone(hue):
    report = sent(text="Tố cáo chủ tịch phường nhận tiền của dân", category="public-service")
    assert (report.visibility, report.agency_code) == ("sealed", hue.restricted)
    items = worklist.items_of(report.subject, now=NOW)
    assert {i.agency_code for i in items} == {hue.restricted}
    assert all("chủ tịch" not in i.title + i.summary for i in items)
    assert "Ban Tiếp công dân" in report.first_reply


def test_numbers_are_masked_in_what_the_public_may_read():
    report = sent(text="Liên hệ 0912 345 678 để chỉ chỗ ổ gà")
    assert "0912" in report.text
    assert "0912" not in report.public_text + report.public_words


def test_a_phone_that_runs_ahead_is_kept_and_marked():
    report = sent(occurred_at=(NOW + timedelta(hours=20)).isoformat())
    assert report.occurs_after_receipt
    assert report.received_at == NOW
    with pytest.raises(Invalid):
        sent(occurred_at=(NOW + timedelta(hours=25)).isoformat())


def test_contact_stands_apart():
    sent(contact={"name": "Trần Văn Đức", "phone": "0234 000 000", "email": "duc@example.vn"})
    assert Reporter.objects.get().phone == "0234 000 000"


def test_the_limit_counts_what_was_sent_and_nothing_else(settings):
    settings.RATE_LIMITS = True
    one = [limits.Limit("device", 2)]
    given = body()
    send(given, limited=one)
    send(given, limited=one)  # a repetition is free
    with pytest.raises(Invalid):
        send(body(text=" "), limited=one)
    send(body(), limited=one)
    with pytest.raises(TooMany) as refused:
        send(body(), limited=one)
    assert 0 < refused.value.retry_after <= 3600
    assert Report.objects.count() == 2
    send(body(), limited=one, now=NOW + timedelta(hours=1))


def test_another_commune_has_another_agency(hue):
    assert sent(point=IN_PHU_XUAN).agency_code == hue.phu_xuan
    assert sent(category="security").agency_code == hue.thuan_hoa_police


def test_how_far_a_clock_may_run_ahead_is_a_dated_row(hue):
    happened = (NOW + timedelta(hours=20)).isoformat()
    sent(occurred_at=happened)
    parameters.write("reports.clock_ahead", 2, valid_from=NOW.date())
    with pytest.raises(Invalid):
        sent(occurred_at=happened)


def test_how_long_a_link_lives_is_a_dated_row(hue):
    report = sent()
    token = ownership.link(report.code)
    parameters.write("reports.link_lives", 0, valid_from=NOW.date())
    assert ownership.open_link(token, now=NOW) is None


@pytest.mark.parametrize(
    ("asked", "given", "taken"),
    [
        ("anonymous", Assurance.ANONYMOUS, True),
        ("phone", Assurance.ANONYMOUS, False),
        ("phone", Assurance.PHONE, True),
        ("phone", Assurance.IDENTITY, True),
        ("identity", Assurance.PHONE, False),
        ("identity", Assurance.IDENTITY, True),
    ],
)
def test_who_may_report_is_a_rule_of_the_category(hue, asked, given, taken):
    for row in Category.objects.filter(code="road"):
        row.who_may_report = asked
        row.save()
    typed = body(category="road", contact={"name": None, "phone": "0912 345 678", "email": None})
    if taken:
        assert send(typed, reporter_assurance=given).is_new
    else:
        with pytest.raises(Invalid):
            send(typed, reporter_assurance=given)
        assert not Report.objects.exists()


@pytest.mark.parametrize(("scope", "status"), [("reports:write", 201), ("open311", 403)])
def test_a_key_opens_only_what_it_was_issued_for(client, hue, scope, status):
    key = accounts.issue_api_key(name="tổng đài", scopes=[scope], by=MACHINE, now=NOW)
    sent_by = {"content_type": "application/json", "headers": {"Authorization": f"Bearer {key}"}}
    assert client.post("/api/v1/reports", orjson.dumps(body()), **sent_by).status_code == status
    used = ApiKey.objects.get().last_used_on
    assert (used is not None) is (status == 201)


@pytest.mark.parametrize("email", ["a@b", "lan nguyen@hue.gov.vn", ".lan@hue.gov.vn", "lan@hue..vn"])
def test_an_address_nobody_can_write_to_is_refused(hue, email):
    with pytest.raises(Invalid) as refused:
        send(body(contact={"name": None, "phone": None, "email": email}))
    assert [error.field for error in refused.value.errors] == ["contact.email"]
