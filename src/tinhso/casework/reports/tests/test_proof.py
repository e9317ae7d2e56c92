"""Do doubtful proofs of a repair stand out, and honest ones pass?"""

from datetime import UTC, datetime, timedelta

import pytest

from tinhso.casework.reports import actions, queries
from tinhso.casework.reports.models import Answer, Report
from tinhso.casework.reports.rules.proof import Shot, doubts
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, LEADER, NOW, body, province, sent
from tinhso.casework.rulebook.models import ProofRule
from tinhso.core import revisions
from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN
from tinhso.core.values import GeoPoint
from tinhso.foundation.files import actions as files
from tinhso.foundation.files.tests.test_alike import picture

PIN = GeoPoint(16.46, 107.59, 5.0)
HERE, FAR = GeoPoint(16.4601, 107.59), GeoPoint(16.47, 107.59)
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("shot", "kinds"),
    [
        (Shot(None, None), []),
        (Shot(NOW + DAY, HERE), []),
        (Shot(NOW - timedelta(minutes=5), None), []),  # a camera whose clock is slow
        (Shot(NOW - DAY, None), ["older"]),
        (Shot(None, FAR), ["far"]),
        (Shot(None, None, ["answer:3"]), ["reused"]),
        (Shot(None, None, ["report:1", "answer:3"]), ["same"]),
        (Shot(NOW - DAY, FAR, ["report:2"]), ["older", "reused", "far"]),
    ],
)
def test_checks(shot, kinds):
    found = doubts([shot], report="report:1", received_at=NOW, pin=PIN, near_m=300)
    assert [d.kind for d in found] == kinds


def test_a_report_without_a_pin_holds_no_distance_against_anybody():
    assert doubts([Shot(None, FAR)], report="report:1", received_at=NOW, pin=None, near_m=300) == []


def test_the_pins_own_doubt_counts_for_the_picture():
    vague = GeoPoint(16.46, 107.59, 2000.0)
    assert doubts([Shot(None, FAR)], report="report:1", received_at=NOW, pin=vague, near_m=300) == []


def _upload(seed, **how):
    return files.receive(picture(seed, **how), filename="", by=CITIZEN, now=NOW).id


def _drafted(report, photo):
    actions.accept(report_id=report.pk, by=HANDLER, now=NOW + HOUR)
    actions.draft_answer(
        report_id=report.pk, text="Đã vá.", photos=[photo] if photo else [], by=HANDLER, now=NOW + 2 * HOUR
    )
    return Answer.objects.get(report=report)


@pytest.mark.django_db
def test_the_picture_of_another_answer_is_seen_by_leader_and_public():
    province()
    first = sent(photos=[_upload(1)])
    done = _drafted(first, _upload(2))
    assert done.doubts == []
    second = sent(text="Ổ gà khác, chỗ khác.", point={"lat": 16.45, "lon": 107.55, "accuracy_m": None})
    copied = _drafted(second, _upload(2, size=(450, 350), quality=60))
    assert [d["kind"] for d in copied.doubts] == ["reused"]
    case = queries.case(second.code, actor=LEADER, now=NOW + 3 * HOUR)
    assert case.draft.doubts == ["Ảnh đã được dùng cho một phản ánh hoặc câu trả lời khác."]
    actions.submit_for_approval(report_id=second.pk, by=HANDLER, now=NOW + 3 * HOUR)
    actions.approve(report_id=second.pk, by=LEADER, now=NOW + 4 * HOUR)
    page = queries.public_report(second.code, now=NOW + 5 * HOUR)
    assert page.answers[0].doubts == case.draft.doubts


@pytest.mark.django_db
def test_the_senders_own_picture_is_no_proof():
    province()
    report = sent(photos=[_upload(1)])
    assert [d["kind"] for d in _drafted(report, _upload(1, size=(1800, 1400))).doubts] == ["same"]


@pytest.mark.django_db
def test_a_category_may_demand_a_picture_from_a_day_on():
    province()
    ProofRule.objects.create(
        category="road", needed=True, valid_from=datetime(2026, 11, 1, tzinfo=UTC).date()
    )
    revisions.touch("rulebook")
    report = sent()
    _drafted(report, None)
    with pytest.raises(Invalid) as refused:
        actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=NOW + 3 * HOUR)
    assert refused.value.errors[0].field == "photos"
    actions.draft_answer(
        report_id=report.pk, text="Đã vá.", photos=[_upload(3)], by=HANDLER, now=NOW + 3 * HOUR
    )
    actions.submit_for_approval(report_id=report.pk, by=HANDLER, now=NOW + 4 * HOUR)
    assert Report.objects.get(pk=report.pk).status == "waiting_for_approval"
    assert body()["category"] == "road"
