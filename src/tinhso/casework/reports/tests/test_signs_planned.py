"""Rows first, what was learnt second; the reason says which of them spoke."""

from datetime import date

import pytest

from tinhso.casework.reading import queries as reading
from tinhso.casework.reports.queries import sensing
from tinhso.casework.reports.queries.shapes import AgencyView
from tinhso.casework.rulebook import queries as rulebook
from tinhso.casework.rulebook.rules.phrases import Kind
from tinhso.core.values import RuleRef

TODAY = date(2026, 11, 20)
SURE = reading.Sound(0.914, RuleRef("reading:ear:abc"))


@pytest.mark.django_db
def test_a_row_is_named_before_the_machine(monkeypatch):
    monkeypatch.setattr(reading, "sounds", lambda text, on: (SURE, SURE))
    danger, sealed = sensing.signs("Cháy nhà rồi, cứu với", TODAY)
    assert danger.percent is None
    assert danger.rule == rulebook.danger("Cháy nhà rồi, cứu với", TODAY).rule
    assert (sealed.kind, sealed.percent, sealed.rule.key) == (Kind.DENUNCIATION, 91, "reading:ear:abc")


@pytest.mark.django_db
def test_where_the_machine_alone_hears_it_the_reason_says_how_sure(monkeypatch):
    monkeypatch.setattr(reading, "sounds", lambda text, on: (None, SURE))
    desk = AgencyView("RESTRICTED", "Thanh tra tỉnh")
    monkeypatch.setattr(sensing.agencies, "restricted_desk", lambda on: desk)
    monkeypatch.setattr(sensing.agencies, "contact", lambda code: None)
    _, sealed = sensing.signs("Bãi rác chưa dọn", TODAY)
    decided = sensing.sealing(sealed, TODAY)
    assert decided.because.values["percent"] == 91
    assert decided.rule.key == "reading:ear:abc"


@pytest.mark.django_db
def test_an_ordinary_report_bears_no_sign():
    assert sensing.signs("Đèn đường trước nhà số 5 không sáng", TODAY) == (None, None)
