"""What stands around a dossier: which list beside it, and what do its forms say of each field?"""

import pytest
from django.urls import reverse

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.tests import factories as f

FULL = {"data": {"ly_do": "Nộp cho trường"}}
LINE = "dossier-waiting"


def opened(client, dossier):
    return client.get(reverse("counter:case", args=[dossier.code])).content.decode()


@pytest.mark.parametrize(("name", "at_counter"), [("clerk", True), ("handler", False), ("leader", False)])
def test_who_only_sits_at_the_counter_sees_its_work_beside_a_dossier(as_, name, at_counter):
    said = opened(as_(name), f.filed(**FULL))
    assert (LINE in said) is at_counter
    assert (reverse("desk:rows") in said) is not at_counter


def test_what_waits_to_be_received_stands_beside_the_dossier(as_):
    dossier, other = f.filed(**FULL), f.filed(**FULL)
    said = opened(as_("clerk"), dossier)
    beside = said[said.index(LINE) : said.index("desk-case")]
    assert other.code in beside


def test_a_paper_to_supplement_is_not_called_optional(as_):
    dossier = f.filed(**FULL)
    said = as_("clerk").get(reverse("counter:verb", args=[dossier.code, "ask_supplement"])).content.decode()
    form = said[said.index('id="verb"') :]
    assert "(không bắt buộc)" not in form[: form.index("</form>")]


def test_the_search_says_what_to_type(as_):
    assert "Gõ lời người dân nói" in as_("clerk").get(reverse("counter:search")).content.decode()


def test_who_looks_on_is_not_told_that_nothing_waits(as_):
    said = opened(as_("auditor"), f.filed(**FULL))
    assert reverse("desk:rows") not in said
    assert reverse("counter:list") in said


def test_who_takes_cash_finds_the_payments(as_):
    client = as_("clerk")
    assert reverse("payments:desk") in client.get(reverse("counter:home")).content.decode()
    assert client.get(reverse("payments:desk")).status_code == 200


def test_a_result_without_its_file_is_said_beside_the_file(as_):
    dossier = f.filed(**FULL)
    actions.receive(dossier_id=dossier.pk, by=f.CLERK, now=f.NOW)
    actions.start(dossier_id=dossier.pk, by=f.HANDLER, now=f.NOW)
    actions.decide(dossier_id=dossier.pk, outcome="granted", reason="", by=f.LEADER, now=f.NOW)
    said = as_("handler").post(
        reverse("counter:verb", args=[dossier.code, "attach_result"]),
        {"paper_type": "giay-xac-nhan", "number": "12/XN", "issued_on": "2026-11-19"},
    )
    assert said.status_code == 422
    assert "Hãy chọn tệp kết quả." in said.content.decode()
