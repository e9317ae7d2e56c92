"""What is refused at the door, never what may be danger; and how a person hears an appeal."""

import orjson
import pytest

from tinhso.casework.reading import queries as reading
from tinhso.casework.reports import actions, queries
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests import factories as f
from tinhso.casework.reports.tests.factories import COORDINATOR, HANDLER, HOUR, NOW, body, sent
from tinhso.core.errors import Missing, NotPermitted
from tinhso.core.roles import CITIZEN
from tinhso.core.values import RuleRef
from tinhso.foundation.files.tests.factories import upload
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db
ADVERT = "Cho vay tiền nhanh, giải ngân trong ngày, liên hệ zalo 0905 123 456"


@pytest.fixture(autouse=True)
def hue(db):
    return f.province()


def duties(report, now=NOW):
    return {i.duty for i in worklist.items_of(report.subject, now=now) if i.state == "running"}


def fresh(report):
    return Report.objects.get(pk=report.pk)


@pytest.mark.parametrize(("sure", "status"), [(0.03, "refused"), (0.8, "assigned")])
def test_only_a_likely_cry_keeps_an_advertisement_in(monkeypatch, sure, status):
    heard = reading.Sound(sure, RuleRef("reading:ear:t"), RuleRef("parameter:reading.danger_sure"))
    monkeypatch.setattr(reading, "sounds", lambda text, on: (heard, None))
    assert sent(text=ADVERT).status == status


def test_an_advertisement_is_refused_with_a_sentence_and_a_way_to_appeal():
    done = actions.submit_report(body=body(text=ADVERT), by=CITIZEN, now=NOW)
    reply = orjson.loads(done.reply)
    assert (reply["status"], done.is_new) == ("refused", True)
    reasons = {b["decision"]: b["reason"] for b in reply["because"]}
    assert "quảng cáo" in reasons["refusal"]
    assert set(reasons) == {"place", "category", "refusal"}
    assert reply["appeal"]["url"].endswith(f"/phan-anh/{done.code}#xem-lai")
    assert set(reply) >= {"code", "status", "category", "place", "agency", "accept_by", "due_at", "url"}
    report = Report.objects.get(code=done.code)
    assert report.visibility == "private"
    assert duties(report) == set()
    with pytest.raises(Missing):
        queries.public_report(done.code, now=NOW)
    assert [x.type for x in ledger.facts_of(report.subject)] == ["reports.received", "reports.refused"]
    assert queries.public_report(done.code, own=True, now=NOW).own.can_appeal


@pytest.mark.parametrize("text", ["mất điện", "o ga", "rac", "Cháy nhà!!!", "asdf cứu với cháy nhà"])
def test_short_reports_go_their_way(text):
    assert sent(text=text).status != "refused"


@pytest.mark.parametrize(
    "text", ["Tố cáo chủ tịch xã, đm lũ khốn nạn", "cháy nhà rồi, cho vay tiền nhanh liên hệ zalo 0905"]
)
def test_danger_and_denunciation_are_never_refused(text):
    report = sent(text=text)
    assert report.status == "assigned"
    assert report.urgent or report.visibility == "sealed"


def test_a_photograph_speaks_for_few_words_but_not_for_an_advertisement():
    assert sent(text="...", photos=[upload(now=NOW).id]).status == "assigned"
    assert sent(text=ADVERT, photos=[upload(now=NOW).id]).status == "refused"


def test_rough_words_are_taken_and_not_shown():
    report = sent(text="Đường hư cả năm trước chợ, té xe mấy lần rồi, bọn khốn nạn không ai sửa")
    assert (report.status, report.visibility) == ("assigned", "private")


def test_a_comment_on_rules_is_taken_and_told_of_the_national_channel():
    report = sent(text="Thủ tục hành chính làm sổ đỏ rườm rà, quá nhiều giấy tờ")
    said = report.decisions.get(kind="rule_comment").reason
    assert report.status == "assigned"
    assert "dichvucong.gov.vn" in str(said)


def test_an_appeal_runs_clocks_at_the_exceptions_desk_and_is_upheld_into_the_open():
    report = sent(text=ADVERT)
    later = NOW + HOUR
    actions.appeal(report_id=report.pk, by=CITIZEN, now=later, text="Đây là tờ rơi dán ở cổng trường")
    report = fresh(report)
    assert (report.status, report.agency_code, report.visibility) == ("received", "DP", "private")
    assert duties(report, later) == {"triage", "answer"}
    assert report.due_at > NOW + 24 * HOUR
    assert ledger.facts_of(report.subject)[-1].type == "reports.appealed"
    actions.rule_on_exception(
        report_id=report.pk, agency="UB-THUAN-HOA", reason="Có việc thật", by=COORDINATOR, now=later
    )
    report = fresh(report)
    assert (report.status, report.visibility, report.agency_code) == ("assigned", "public", "UB-THUAN-HOA")
    assert queries.public_report(report.code, now=later).text


def test_an_appeal_is_dismissed_by_the_desk_alone_and_not_repeated():
    report = sent(text="asdf asdf")
    actions.appeal(report_id=report.pk, by=CITIZEN, now=NOW)
    with pytest.raises(NotPermitted):
        actions.dismiss_appeal(report_id=report.pk, reason="Không có việc gì", by=HANDLER, now=NOW)
    actions.dismiss_appeal(report_id=report.pk, reason="Không có việc gì", by=COORDINATOR, now=NOW)
    report = fresh(report)
    assert (report.status, duties(report)) == ("refused", set())
    own = queries.public_report(report.code, own=True, now=NOW)
    assert "Không có việc gì" in own.because[-1].reason
    assert not own.own.can_appeal
    with pytest.raises(actions.NothingToAppeal):
        actions.appeal(report_id=report.pk, by=CITIZEN, now=NOW)


def test_what_was_never_refused_cannot_be_dismissed():
    report = sent(category="power", point=f.IN_PHU_XUAN)
    if report.status != "received":
        Report.objects.filter(pk=report.pk).update(status="received")
    with pytest.raises(actions.NothingToAppeal):
        actions.dismiss_appeal(report_id=report.pk, reason="Không", by=COORDINATOR, now=NOW)
