"""What is compared, sampled, appealed and gathered, from real reports and real facts."""

import orjson
import pytest
import time_machine
from django.core import mail

from tinhso.casework.oversight import actions, queries
from tinhso.casework.oversight.models import FloodRule, Follower, Likeness, Sample
from tinhso.casework.oversight.rules import flooding
from tinhso.casework.reports import actions as cases
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests import factories as f
from tinhso.casework.reports.tests.factories import (
    AUDITOR,
    COORDINATOR,
    DAY,
    HANDLER,
    HOUR,
    LEADER,
    NOW,
    sent,
)
from tinhso.core import parameters
from tinhso.core.errors import Invalid, Missing, NotPermitted
from tinhso.core.revisions import touch
from tinhso.core.roles import CITIZEN
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import queries as facts
from tinhso.foundation.notices import queries as told
from tinhso.foundation.worklist import queries as worklist

pytestmark = pytest.mark.django_db
LAMP = "Đèn đường tắt ba đêm nay trước cổng trường Đống Đa"


@pytest.fixture(autouse=True)
def hue(db):
    return f.province()


def heard(now=NOW):
    ledger.sequence()
    ledger.deliver(now=now)


def fresh(report):
    return Report.objects.get(pk=report.pk)


def lamp(now=NOW, **changes):
    return sent(now, **{"text": LAMP, "category": "lighting", **changes})


def test_the_same_words_at_the_same_place_are_merged_and_the_first_goes_on():
    first, later, elsewhere = lamp(), lamp(NOW + HOUR), lamp(NOW + HOUR, point=f.IN_PHU_XUAN)
    heard(NOW + HOUR)
    assert (fresh(first).status, fresh(elsewhere).status) == ("assigned", "assigned")
    assert fresh(later).status == "merged"
    assert fresh(later).merged_into_id == first.pk
    said = fresh(later).decisions.get(kind="duplicate")
    assert said.confidence >= 0.7
    assert first.code in str(said.reason)


def test_hearing_twice_merges_once():
    lamp()
    later = lamp(NOW + HOUR)
    heard(NOW + HOUR)
    assert actions.compare(later.pk, now=NOW + HOUR) == ""
    assert fresh(later).decisions.filter(kind="duplicate").count() == 1


def test_what_is_less_sure_is_only_suggested_to_the_officer():
    first = lamp()
    later = lamp(NOW + HOUR, text="Trước cổng trường Đống Đa tối om, đèn đường không sáng mấy hôm")
    heard(NOW + HOUR)
    assert fresh(later).status == "assigned"
    assert [s.first_code for s in queries.suggestions(later.pk)] == [first.code]


def test_a_call_for_help_is_never_merged():
    text = "Cháy nhà ở cổng trường Đống Đa, có người mắc kẹt, cứu với"
    sent(text=text), (later := sent(NOW + HOUR, text=text))
    heard(NOW + HOUR)
    assert fresh(later).status == "assigned"


def test_a_sealed_first_frees_what_was_merged_into_it():
    first, later = lamp(), lamp(NOW + HOUR)
    heard(NOW + HOUR)
    cases.seal(report_id=first.pk, reason="Có nêu tên cán bộ", by=HANDLER, now=NOW + HOUR)
    heard(NOW + HOUR)
    assert fresh(later).status == "assigned"


def answered(report, now):
    cases.accept(report_id=report.pk, by=HANDLER, now=now)
    cases.start(report_id=report.pk, by=HANDLER, now=now)
    cases.draft_answer(report_id=report.pk, text="Đã thay bóng đèn.", by=HANDLER, now=now)
    cases.submit_for_approval(report_id=report.pk, by=HANDLER, now=now)
    cases.approve(report_id=report.pk, by=LEADER, now=now)


def test_what_comes_back_counts_against_the_first_answer():
    first = lamp()
    answered(first, NOW + HOUR)
    later = lamp(NOW + 5 * DAY)
    heard(NOW + 5 * DAY)
    assert Likeness.objects.get(report_id=later.pk).kind == "recurrence"
    assert queries.recurrences(since=NOW, until=NOW + 6 * DAY) == {"UB-THUAN-HOA": 1}
    assert queries.recurrences_of(first.pk) == 1


def test_followers_and_merged_reporters_are_told_of_the_answer():
    first = lamp()
    actions.follow(code=first.code, email="Lan@example.vn", language="vi", now=NOW)
    later = lamp(NOW + HOUR, contact={"name": "Mai", "phone": None, "email": "mai@example.vn"})
    heard(NOW + HOUR)
    answered(first, NOW + 2 * HOUR)
    heard(NOW + 2 * HOUR)
    keys = [f"follower:{Follower.objects.get().pk}", f"reporter:{later.pk}"]
    for key in keys:
        assert "oversight/followed_answered" in [d.template for d in told.deliveries(recipient_key=key)], key
    assert mail.outbox == []
    actions.unfollow(code=first.code, email="lan@example.vn", now=NOW)
    assert not Follower.objects.exists()


@pytest.mark.parametrize("email", ["", "lan", "lan @x.vn", "a@" + "b" * 300])
def test_a_wrong_address_is_said(email):
    with pytest.raises(Invalid):
        actions.follow(code=lamp().code, email=email, language="vi", now=NOW)


def test_nobody_follows_a_private_report():
    with pytest.raises(Missing):
        actions.follow(code=lamp(public=False).code, email="lan@example.vn", language="vi", now=NOW)


def everything_sampled():
    parameters.write("oversight.sample", 1.0, valid_from=f.SINCE)
    touch("parameters")


def test_samples_are_of_what_the_machine_decided_and_never_sealed():
    everything_sampled()
    lamp(), sent(text="asdf asdf"), sent(text="Tố cáo chủ tịch xã nhận tiền hối lộ")
    heard()
    assert sorted(Sample.objects.values_list("kind", flat=True)) == ["agency", "place", "refusal"]


def test_the_auditor_judges_and_the_precision_comes_from_it():
    everything_sampled()
    lamp()
    heard()
    one = queries.next_sample()
    with pytest.raises(NotPermitted):
        actions.judge(sample_id=one.id, verdict="right", comment="", by=HANDLER, now=NOW)
    with pytest.raises(Invalid):
        actions.judge(sample_id=one.id, verdict="wrong", comment="", by=AUDITOR, now=NOW)
    actions.judge(sample_id=one.id, verdict="right", comment="", by=AUDITOR, now=NOW)
    with pytest.raises(Missing):
        actions.judge(sample_id=one.id, verdict="right", comment="", by=AUDITOR, now=NOW)
    found = queries.quality(since=NOW - DAY, until=NOW + DAY, now=NOW)
    assert (found.by_kind[one.kind].right, found.by_kind[one.kind].share, found.waiting) == (1, 1.0, 1)


def test_appeals_are_counted_filed_upheld_and_pending():
    reports = [sent(text=t) for t in ("asdf asdf", "...", "test")]
    for report in reports:
        cases.appeal(report_id=report.pk, by=CITIZEN, now=NOW)
    cases.rule_on_exception(
        report_id=reports[0].pk, agency="UB-THUAN-HOA", reason="Có việc", by=COORDINATOR, now=NOW
    )
    cases.dismiss_appeal(report_id=reports[1].pk, reason="Không có việc gì", by=COORDINATOR, now=NOW)
    heard()
    found = queries.quality(since=NOW - DAY, until=NOW + DAY, now=NOW)
    assert (found.filed, found.upheld, found.dismissed, found.pending) == (3, 1, 1, 1)


FLOODED = ("Ngập tới gối ở kiệt {}", "drainage")


def flood_of(count, now=NOW):
    FloodRule.objects.filter(group="flooding").update(reports=count)
    touch("oversight")
    made = [sent(now, text=FLOODED[0].format(n), category=FLOODED[1], point=spot(n)) for n in range(count)]
    heard(now)
    return made


def spot(n):
    return {"lat": 16.41 + n * 0.004, "lon": 107.55, "accuracy_m": 5.0}


def test_many_of_a_kind_in_one_commune_are_one_incident_and_its_end_is_a_fact():
    made = flood_of(3)
    going = queries.incidents(NOW)
    assert [(i.place_code, i.reports, i.by_hand) for i in going] == [(made[0].place_code, 3, False)]
    assert queries.photo_side(NOW) == 1024
    for report in made:
        assert all(going[0].tag in i.tags for i in worklist.items_of(report.subject, now=NOW))
    more = sent(NOW + HOUR, text="Nước vào nhà", category="drainage", point=spot(9))
    heard(NOW + HOUR)
    assert queries.incidents(NOW)[0].reports == 4
    assert actions.tick(NOW + HOUR) == 0
    assert actions.tick(NOW + 5 * HOUR) == 1
    assert not queries.incidents(NOW)
    assert not any(flooding.of_tags(i.tags) for i in worklist.items_of(more.subject, now=NOW))
    kinds = [x.type for x in facts.facts_of(f"incident:{going[0].id}")]
    assert kinds == ["oversight.incident_opened", "oversight.incident_closed"]


def test_a_leader_opens_and_closes_by_hand_and_nobody_else():
    report = sent(category="drainage", text="Ngập sân trường")
    told_of = {"group": "flooding", "place_code": report.place_code, "place_name": report.place_name}
    with pytest.raises(NotPermitted):
        actions.open_incident(**told_of, by=HANDLER, now=NOW)
    number = actions.open_incident(**told_of, by=LEADER, now=NOW)
    with pytest.raises(actions.AlreadyGoingOn):
        actions.open_incident(**told_of, by=LEADER, now=NOW)
    with pytest.raises(NotPermitted):
        actions.close_incident(incident_id=number, by=HANDLER, now=NOW)
    actions.close_incident(incident_id=number, by=LEADER, now=NOW)
    assert queries.incidents(NOW) == []


@time_machine.travel(NOW, tick=False)
def test_near_tells_of_a_home_its_square_alone(client):
    """Whoever asks from all around learns no more than the map shows: it lies in this square."""
    home = {"lat": 16.4617, "lon": 107.5923, "accuracy_m": 5.0}
    report = sent(category="noise", text="Hàng xóm hát ka-ra-ô-kê tới khuya.", point=home)
    told = set()
    for north, east in ((0, 0), (0.0003, 0), (0, -0.0004), (-0.0003, 0.0004)):
        asked = {"lat": home["lat"] + north, "lon": home["lon"] + east, "category": "noise"}
        answer = orjson.loads(client.get("/api/v1/reports/near", asked).content)
        told |= {(item["code"], item["distance_m"]) for item in answer["items"]}
    assert told == {(report.code, 200)}
    far = {"lat": home["lat"] + 0.004, "lon": home["lon"], "category": "noise"}
    assert orjson.loads(client.get("/api/v1/reports/near", far).content)["items"] == []


@time_machine.travel(NOW, tick=False)
def test_near_tells_of_open_public_reports_without_their_words(client):
    lamp(), lamp(public=False), sent(category="waste")
    answer = client.get("/api/v1/reports/near", {"lat": 16.46, "lon": 107.59, "category": "lighting"})
    found = orjson.loads(answer.content)
    assert len(found["items"]) == 1
    assert LAMP not in answer.content.decode()
    for wrong in ({"lon": 999, "category": "road"}, {"lon": 107, "category": "x"}):
        assert client.get("/api/v1/reports/near", {"lat": 16.46, **wrong}).status_code == 422
