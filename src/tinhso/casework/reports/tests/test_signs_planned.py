"""Rows first, what was learnt second; the reason says which of them spoke."""

from dataclasses import replace
from datetime import date

import pytest

from tinhso.casework.reading import queries as reading
from tinhso.casework.reports import queries
from tinhso.casework.reports.queries import sensing
from tinhso.casework.reports.queries.shapes import AgencyView
from tinhso.casework.reports.rules.answers import Answers
from tinhso.casework.reports.tests import factories
from tinhso.casework.rulebook import queries as rulebook
from tinhso.casework.rulebook.rules.phrases import Kind
from tinhso.core.errors import Invalid
from tinhso.core.messages import Message
from tinhso.core.translation import say
from tinhso.core.values import RuleRef

TODAY = date(2026, 11, 20)
SURE = reading.Sound(0.914, RuleRef("reading:ear:abc"), RuleRef("parameter:reading.x"))


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
def test_a_plain_cry_is_not_sealed_for_what_is_faintly_heard_beside_it(monkeypatch):
    monkeypatch.setattr(reading, "sounds", lambda text, on: (None, replace(SURE, probability=0.09)))
    danger, sealed = sensing.signs("Cháy nhà rồi, cứu với", TODAY)
    assert danger is not None
    assert sealed is None
    assert sensing.signs("Bãi rác chưa dọn", TODAY)[1].percent == 9


@pytest.mark.django_db
def test_an_ordinary_report_bears_no_sign():
    assert sensing.signs("Đèn đường trước nhà số 5 không sáng", TODAY) == (None, None)


ROW = sensing.Sign(Kind.DANGER, RuleRef("phrase:1"))
FAINT = sensing.Sign(
    Kind.DANGER, RuleRef("reading:ear:abc"), 7, unless=RuleRef("parameter:reading.unasked_sure")
)
HEARD = sensing.Sign(Kind.DANGER, RuleRef("reading:ear:abc"), 7, threshold=RuleRef("parameter:reading.x"))


@pytest.mark.parametrize(
    ("sign", "said", "stands", "kept"),
    [
        (ROW, None, ROW, None),
        (ROW, True, ROW, None),
        (ROW, False, ROW, None),  # a phrase row always wins
        (HEARD, None, HEARD, None),  # nobody could be asked
        (FAINT, None, None, ("asked", "parameter:reading.unasked_sure", 0.07)),
        (FAINT, True, replace(FAINT, is_told=True), None),
        (HEARD, True, replace(HEARD, is_told=True), None),
        (HEARD, False, None, ("asked", "parameter:reading.x", 0.07)),
        (None, None, None, None),
        (None, True, sensing.Sign(Kind.DANGER, None, is_told=True), None),
        (None, False, None, None),
    ],
)
@pytest.mark.parametrize("at", [0, 1])
def test_the_sender_is_believed_but_not_against_a_row(sign, said, stands, kept, at):
    def placed(one, kind):
        one = one and replace(one, kind=kind)
        return (one, None) if at == 0 else (None, one)

    kind = (Kind.DANGER, Kind.DENUNCIATION)[at]
    answers = Answers(said, None) if at == 0 else Answers(None, said)
    left, decided = sensing.asked(placed(sign, kind), answers)
    assert left == placed(stands, kind)
    assert [(d.kind, d.rule.key, d.confidence) for d in decided] == ([kept] if kept else [])
    assert all("7" in say(d.because) and d.outcome.endswith(f"_{kind}") for d in decided)


@pytest.mark.django_db
def test_what_is_faintly_heard_is_asked_and_else_sends_no_report_astray():
    factories.province()
    faint = "Hai mươi lần qzxkvbn"
    assert sensing.heard(faint, TODAY).ask
    report = factories.sent(text=faint)
    assert (report.urgent, report.visibility) == (False, "public")
    assert report.decisions.filter(kind="asked", outcome__startswith="faint_").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "urgent", "visibility", "reasons"),
    [
        (None, True, "sealed", ["Máy nghe", "Máy nghe"]),
        ({"danger": None}, True, "sealed", ["Máy nghe", "Máy nghe"]),
        ({"danger": False}, False, "sealed", ["Máy thấy giống tin báo nguy hiểm", "Máy nghe"]),
        (
            {"danger": True, "denunciation": False},
            True,
            "public",
            ["Máy thấy giống đơn", "Người gửi cho biết"],
        ),
        (
            {"danger": False, "denunciation": True},
            False,
            "sealed",
            ["Máy thấy giống tin", "Người gửi cho biết"],
        ),
        ({"danger": False, "denunciation": False}, False, "public", ["Máy thấy", "Máy thấy"]),
    ],
)
def test_what_is_heard_goes_where_the_sender_says(monkeypatch, answers, urgent, visibility, reasons):
    factories.province()
    monkeypatch.setattr(reading, "sounds", lambda text, on: (SURE, SURE))
    report = factories.sent(text="Đèn đường trước cổng trường tắt ba đêm", answers=answers)
    assert (report.urgent, report.visibility) == (urgent, visibility)
    rows = report.decisions.filter(kind__in=["urgency", "sealing", "asked"]).order_by("pk")
    said = [say(Message.from_json(row.reason)) for row in rows]
    assert len(said) == len(reasons)
    assert all(one.startswith(begin) for one, begin in zip(said, reasons, strict=True)), said
    if visibility == "public":
        page = queries.public_report(report.code, now=factories.NOW)
        assert "asked" not in {b.decision for b in page.because}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ([], "answers"),
        (True, "answers"),
        ({"danger": "no"}, "answers.danger"),
        ({"danger": 0}, "answers.danger"),
        ({"denunciation": 1}, "answers.denunciation"),
        ({"fire": True}, "answers.fire"),
    ],
)
def test_an_answer_is_yes_no_or_nothing(answers, field):
    factories.province()
    with pytest.raises(Invalid) as refused:
        factories.sent(answers=answers)
    assert [e.field for e in refused.value.errors] == [field]
