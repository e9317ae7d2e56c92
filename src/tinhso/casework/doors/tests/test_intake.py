"""The operator's screen: words find places, the preview is true, helper and reporter stay apart."""

import json

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tinhso.casework.doors import actions, models, queries
from tinhso.casework.doors.tests import knocking
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import HANDLER
from tinhso.core import clock
from tinhso.core.errors import NotPermitted
from tinhso.core.roles import Role
from tinhso.core.values import spoken_code
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.ledger.models import Fact

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hue")]


@pytest.fixture
def operator():
    browser = Client()
    browser.force_login(officer("DP", Role.INTAKE), backend="tinhso.foundation.accounts.backends.ByGrants")
    return browser


def _typed(browser, **changes):
    page = browser.get("/tiep-nhan/")
    form = page.context["form"]
    return {
        "id": str(form["id"].value()),
        "began": form["began"].value(),
        "phone": "0912 345 678",
        "text": "Ổ gà to giữa đường Lê Lợi",
        "commune": "thuan hoa",
        "category": "",
        "channel": "phone",
        "line": "1022",
        "public": "on",
        **changes,
    }


def test_a_call_becomes_a_report_with_helper_and_reporter_apart(operator):
    typed = _typed(operator, name="Bà Sáu", for_name="Cụ Tư", relation="hàng xóm", detail="gần cầu")
    answer = operator.post("/tiep-nhan/", typed)
    report = Report.objects.get()
    assert answer["Location"] == f"/tiep-nhan/{report.code}"
    assert (report.channel, report.place_name, report.place_detail) == (
        "phone",
        "Phường Thuận Hóa",
        "gần cầu",
    )
    assert (report.reporter.name, report.reporter.phone) == ("Bà Sáu", "0912 345 678")
    assert report.reporter.on_behalf_of == {"name": "Cụ Tư", "relation": "hàng xóm"}
    taken = models.Taken.objects.get()
    assert (taken.report_code, taken.line, taken.by.split(":")[0]) == (report.code, "1022", "officer")
    said = Fact.objects.filter(type="doors.report_taken").get()
    assert "phone" in str(said.payload)
    page = operator.get(answer["Location"]).content.decode()
    assert spoken_code(report.code) in page
    assert report.agency_name in page


def test_sending_twice_is_one_report_and_another_body_is_refused(operator):
    typed = _typed(operator)
    first, second = operator.post("/tiep-nhan/", typed), operator.post("/tiep-nhan/", typed)
    assert first["Location"] == second["Location"]
    assert operator.post("/tiep-nhan/", {**typed, "text": "Việc khác hẳn"}).status_code == 422
    assert (Report.objects.count(), models.Taken.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"commune": "xứ lạ", "text": "x y"}, "commune"),
        ({"commune": "phuong"}, "commune"),
        ({"category": "qwerty"}, "category"),
        ({"text": ""}, "text"),
        ({"phone": "abc"}, "phone"),
        ({"began": "x"}, "began"),
        ({"id": "x"}, "id"),
        ({"channel": "fax"}, "channel"),
        ({"arrival": "0"}, "arrival"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(operator, changes, field):
    answer = operator.post("/tiep-nhan/", _typed(operator, **changes))
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert answer.context["form"]["detail"] is not None
    assert not Report.objects.exists()


def test_the_commune_may_stand_in_the_words(operator):
    operator.post("/tiep-nhan/", _typed(operator, commune="", text="Rác ở p. Phú Xuân"))
    assert Report.objects.get().place_name == "Phường Phú Xuân"


def test_the_preview_tells_what_then_happens(operator):
    typed = _typed(operator)
    shown = operator.post("/tiep-nhan/se-ve", typed).content.decode()
    assert "UBND phường Thuận Hóa" in shown
    assert not Report.objects.exists()
    operator.post("/tiep-nhan/", typed)
    assert Report.objects.get().agency_name in shown


@pytest.mark.parametrize(
    "text",
    ["Có người đang bị đuối nước ở bến, cứu với", "ba công nhân chui xuống hầm rồi im luôn, gọi không đáp"],
)  # a phrase row hears the first, only the second listener the other
def test_danger_shows_whom_to_connect(operator, text):
    calm = operator.post("/tiep-nhan/se-ve", _typed(operator)).content.decode()
    typed = _typed(operator, text=text)
    shown = operator.post("/tiep-nhan/se-ve", typed).content.decode()
    assert 'role="alert"' not in calm
    assert 'role="alert"' in shown
    assert "tel:114" in shown or "tel:112" in shown


def test_the_preview_of_nothing_is_no_error(operator):
    assert operator.post("/tiep-nhan/se-ve", {}).status_code == 200


def test_only_the_officer_who_took_it_sees_the_receipt(operator):
    code = operator.post("/tiep-nhan/", _typed(operator))["Location"].rsplit("/", 1)[1]
    other = Client()
    other.force_login(officer("DP", Role.INTAKE), backend="tinhso.foundation.accounts.backends.ByGrants")
    assert other.get(f"/tiep-nhan/{code}").status_code == 404


def test_nobody_else_keys_in():
    with pytest.raises(NotPermitted):
        actions.take_in(body={"channel": "phone"}, began_at=clock.now(), by=HANDLER, now=clock.now())


def test_a_kept_message_is_made_a_report_or_put_aside(operator, client):
    for words in ("Đèn hỏng đầu ngõ nhà tôi", "quảng cáo"):
        knocking.sms(client, words, sender=f"09{abs(hash(words)) % 10**8:08d}")
    models.Arrival.objects.update(state="kept", outcome="unfinished")
    shown = operator.get("/tiep-nhan/tin").content.decode()
    assert "Đèn hỏng đầu ngõ nhà tôi" in shown
    first, second = queries.kept()
    page = operator.get(f"/tiep-nhan/?tin={first.id}")
    assert page.context["form"]["text"].value() == first.text
    operator.post("/tiep-nhan/", _typed(operator, text=first.text, arrival=first.id))
    answer = operator.post(f"/tiep-nhan/tin/{second.id}")
    assert [str(m) for m in get_messages(answer.wsgi_request)]
    assert queries.kept_count() == 0
    assert models.Arrival.objects.get(pk=first.id).report_code == Report.objects.get().code
    assert operator.post(f"/tiep-nhan/tin/{second.id}").status_code == 409
    assert operator.post(f"/tiep-nhan/tin/{'9' * 30}").status_code == 404
    assert operator.post("/tiep-nhan/", _typed(operator, arrival="9" * 30)).status_code == 302
    assert operator.get(f"/tiep-nhan/?tin={'9' * 30}").status_code == 200


@pytest.mark.parametrize(("answer", "urgent"), [("no", False), ("yes", True), ("", True)])
def test_the_operator_is_asked_once_about_what_only_the_machine_hears(operator, answer, urgent):
    text = "ba công nhân chui xuống hầm rồi im luôn, gọi không đáp"
    typed = _typed(operator, text=text)
    said = operator.post("/tiep-nhan/se-ve", typed)["HX-Trigger"]
    assert json.loads(said)["asked"]["ask_danger"] is True
    asked = operator.post("/tiep-nhan/", typed)
    assert (asked.status_code, Report.objects.count()) == (422, 0)
    once = asked.context["form"]["was_asked"].value()
    answer_given = operator.post("/tiep-nhan/", {**typed, "was_asked": once, "asked_danger": answer})
    assert answer_given.status_code == 302
    assert Report.objects.get().urgent is urgent
