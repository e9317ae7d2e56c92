"""A parted commune: its reports go by their own point, else by hamlet, else to people; ends stay."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.reorganisation.hue import settle
from tinhso.casework.reports import actions as reports
from tinhso.casework.reports import queries
from tinhso.casework.reports.models import CoHandling, Decision, Report
from tinhso.casework.reports.workflow import Status
from tinhso.casework.rulebook import models as rulebook
from tinhso.config.reorganise import CannotReorganise, reorganise
from tinhso.core import revisions
from tinhso.core.errors import Missing
from tinhso.core.messages import Message
from tinhso.core.roles import CITIZEN, MACHINE, Actor, Grant, Role
from tinhso.core.values import GeoPoint
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.accounts import queries as officers
from tinhso.foundation.accounts.actions.officers import NewOfficer
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.agencies.queries import AgencyKind
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.places import actions as places
from tinhso.foundation.places.queries import GrantRow
from tinhso.foundation.places.tests import factories as ground
from tinhso.foundation.worklist import actions as worklist
from tinhso.foundation.worklist.models import WorkItem

pytestmark = pytest.mark.django_db

SINCE, ON = date(2025, 1, 1), date(2025, 7, 1)
THEN, NOW = datetime(2025, 6, 25, 2, tzinfo=UTC), datetime(2025, 7, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPERATOR = Actor("operator", frozenset({Grant(Role.ADMINISTRATOR)}))
WEST_HALF = {
    "lat": ground.SOUTH + 1.5 * ground.SIDE,
    "lon": ground.WEST + 0.2 * ground.SIDE,
    "accuracy_m": 5.0,
}
EAST_HALF = {**WEST_HALF, "lon": ground.WEST + 0.8 * ground.SIDE}


def _open(code, kind, name, area=None):
    agencies.open_agency(
        code=code, kind=kind, name=name, area_code=area, area_structure="2025-01" if area else None,
        escalates_to=None if code == "VP" else "VP", valid_from=SINCE, citation="QĐ 1", by=MACHINE, now=THEN,
    )  # fmt: skip


@pytest.fixture
def before(db):
    """Nine communes; 46004 will be parted, 46001 to 46003 merged, 46009 stays."""
    for model in (rulebook.Category, rulebook.ServiceTime, rulebook.PublicationRule, rulebook.ApprovalRule,
                  rulebook.PhraseRule):  # fmt: skip
        model.objects.update(valid_from=SINCE)
    revisions.touch("reports", "rulebook")
    ground.bring_in(ground.geojson(ground.province()), structure="2025-01", valid_from=SINCE, now=THEN)
    _open("VP", AgencyKind.PROVINCE_OFFICE, "Văn phòng UBND thành phố")
    _open("DP", AgencyKind.EXCEPTIONS_DESK, "Tổ điều phối")
    _open("TCD", AgencyKind.RESTRICTED_DESK, "Ban Tiếp công dân")
    _open("SXD", AgencyKind.DEPARTMENT, "Sở Xây dựng")
    for n in range(1, 10):
        _open(f"UB.4600{n}", AgencyKind.COMMUNE_COMMITTEE, f"UBND cũ {n}", f"4600{n}")
    agencies.add_competence(
        category="", agency_kind=AgencyKind.COMMUNE_COMMITTEE, valid_from=SINCE, citation="QĐ 2",
        reason="ban đầu", by=MACHINE, now=THEN,
    )  # fmt: skip
    settle()


def sent(commune="46004", **more):
    body = {
        "id": str(uuid4()), "text": "Rác chất đống ba ngày nay.", "category": "waste", "point": None,
        "place": {"code": commune}, "occurred_at": None, "photos": [], "contact": None, "public": True,
        **more,
    }  # fmt: skip
    return Report.objects.get(pk=reports.submit_report(body=body, by=CITIZEN, now=THEN).report_id)


def handler(agency):
    return Actor("officer:1", frozenset({Grant(Role.HANDLER, agency)}))


def carry_out(**more):
    table = replace(ground.nine_to_four(), **more)
    done = reorganise(table, on=ON, dry_run=False, by=OPERATOR, now=NOW)
    settle()
    return done


def after(report):
    report.refresh_from_db()
    return report.place_code, report.agency_code, report.status


def said(report, kind):
    row = Decision.objects.filter(report=report, kind=kind).order_by("pk").last()
    return str(Message.from_json(row.reason))


def test_by_point_by_hamlet_and_by_people(before):
    at = GeoPoint(WEST_HALF["lat"], WEST_HALF["lon"])
    hamlet = places.NewLocality("An Bằng", "Thôn", at)
    places.add_localities("46004", [hamlet], valid_from=SINCE, by=MACHINE, now=THEN, citation="QĐ 3")
    west, east = sent(point=WEST_HALF, place=None), sent(point=EAST_HALF, place=None)
    by_hamlet = sent(place={"code": "46004", "locality": "Thôn An Bằng"})
    nowhere = sent()
    due = {r.pk: r.due_at for r in (west, east, by_hamlet, nowhere)}
    done = carry_out()
    assert after(west) == ("46101", "UB.46101", "assigned")
    assert after(east) == ("46102", "UB.46102", "assigned")
    assert after(by_hamlet) == ("46101", "UB.46101", "assigned")
    assert after(nowhere) == ("46101", "DP", "received")
    assert {r.pk: r.due_at for r in (west, east, by_hamlet, nowhere)} == due
    items = WorkItem.objects.filter(subject=nowhere.subject, done_at__isnull=True)
    assert sorted(items.values_list("duty", "agency_code")) == [("answer", "DP"), ("triage", "DP")]
    assert items.get(duty="answer").due_at == due[nowhere.pk]
    assert "vị trí này, trước thuộc" in said(west, "place")
    assert "UBND xã Tây tiếp nhận công việc của UBND cũ 4" in said(west, "agency")
    assert "Tổ điều phối sẽ phân công" in said(nowhere, "agency")
    assert any("1 phản ánh ở nơi bị chia" in d for room in done.as_json()["rooms"] for d in room["decisions"])
    fact = next(f for f in ledger.facts_of(west.subject) if f.type == "reports.reorganised")
    assert (fact.payload["how"], fact.payload["from_agency"]) == ("point", "UB.46004")


def test_who_waits_for_a_reply_stays_on_the_way_with_the_main_heir(before):
    report = sent()
    do = {"report_id": report.pk, "by": handler("UB.46004"), "now": THEN + HOUR}
    reports.accept(**do)
    reports.ask_citizen(**do, question="Chỗ nào ạ?")
    carry_out()
    assert after(report) == ("46101", "UB.46101", Status.WAITING_FOR_CITIZEN)
    item = WorkItem.objects.get(subject=report.subject, duty="answer")
    assert (item.agency_code, item.state) == ("UB.46101", "paused")


def test_two_parts_that_meet_in_one_agency_become_one(before):
    report = sent("46005")
    do = {"report_id": report.pk, "by": handler("UB.46005"), "now": THEN + HOUR}
    reports.accept(**do)
    for helper in ("UB.46001", "UB.46002"):
        reports.add_co_handler(**do, agency=helper, task="Cùng dọn")
    carry_out()
    parts = CoHandling.objects.filter(report=report).order_by("pk")
    assert [(p.agency_code, p.finished_at is None) for p in parts] == [
        ("UB.46001.2025-07", True), ("UB.46002", False),
    ]  # fmt: skip
    open_parts = WorkItem.objects.filter(subject=report.subject, duty="co_handle", done_at__isnull=True)
    assert [i.agency_code for i in open_parts] == ["UB.46001.2025-07"]
    assert "worklist.item_merged" in {f.type for f in ledger.facts_of(report.subject)}


def test_roles_only_by_explicit_row_and_what_was_given_in_person_follows_the_person(before):
    grants = [Grant(Role.HANDLER, "UB.46002")]
    new = [NewOfficer(name, "Cán bộ", grants=grants) for name in ("can.bo.ba", "can.bo.tu")]
    stays, left = accounts.create_officers(officers=new, valid_from=SINCE, by=MACHINE, now=THEN)
    mine, his = sent("46002"), sent("46002")
    for report, key in ((mine, stays), (his, left)):
        worklist.assign(report.subject, "answer", agency_code="UB.46002", assignee=key, by=MACHINE, now=THEN)
    done = carry_out(grants=(GrantRow("can.bo.ba", "handler", "UB.46001.2025-07", "UB.46002"),))
    assert [o.key for o in officers.officers("UB.46001.2025-07", on=ON)] == [stays]
    assert officers.officers("UB.46002", on=ON) == []
    assert WorkItem.objects.get(subject=mine.subject, duty="answer").assignee == stays
    assert WorkItem.objects.get(subject=his.subject, duty="answer").assignee == ""
    said_ = [d for room in done.as_json()["rooms"] for d in room["decisions"]]
    assert any("1 cán bộ của UBND cũ 2" in d for d in said_)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (GrantRow("khong.co", "handler", "UB.46102"), "Không có tài khoản"),
        (GrantRow("can.bo", "boss", "UB.46102"), "Không có vai trò"),
        (GrantRow("can.bo", "handler", "UB.46005"), "Không có cơ quan"),
        (GrantRow("can.bo", "handler", "NOWHERE"), "Không có cơ quan"),
    ],
)
def test_a_role_that_cannot_be_given_stops_everything(before, row, says):
    accounts.create_officers(
        officers=[NewOfficer("can.bo", "Cán bộ")], valid_from=SINCE, by=MACHINE, now=THEN
    )
    facts = ledger.verify().facts
    with pytest.raises(CannotReorganise) as refused:
        carry_out(grants=(replace(row, where="grants[0]"),))
    assert [says in str(e.message) for e in refused.value.errors] == [True]
    assert ledger.verify().facts == facts


def test_a_sealed_report_stays_sealed_and_with_its_desk(before):
    report = sent("46002", text="Tôi tố cáo ông chủ tịch nhận hối lộ.")
    assert report.visibility == "sealed"
    carry_out()
    assert after(report)[:2] == ("46001", "TCD")
    item = WorkItem.objects.get(subject=report.subject, duty="answer")
    assert (item.title, item.tags) == ("Đơn thư diện hạn chế", [])


def test_the_heir_reads_what_its_predecessor_closed_and_another_agency_does_not(before):
    closed = sent("46002")
    Report.objects.filter(pk=closed.pk).update(status="closed", answered_at=THEN, closed_at=THEN)
    WorkItem.objects.filter(subject=closed.subject).update(done_at=THEN, state="done", next_alarm_at=None)
    carry_out()
    heir = Actor("officer:1", frozenset({Grant(Role.HANDLER, "UB.46001.2025-07")}))
    other = Actor("officer:2", frozenset({Grant(Role.HANDLER, "UB.46102")}))
    assert queries.case(closed.code, heir, NOW).verbs == ()
    assert [row.code for row in queries.cases(queries.Filters(), heir, now=NOW).items] == [closed.code]
    with pytest.raises(Missing):
        queries.case(closed.code, other, NOW)
    assert not queries.cases(queries.Filters(), other, now=NOW).items


def test_heirs_of_a_parted_agency_read_each_what_lies_in_its_own_area(before):
    """46004 goes to 46101 (its main heir) and 46102; so do its committee's files, by their point if any."""
    files = {"west": sent(point=WEST_HALF, place=None), "east": sent(point=EAST_HALF, place=None),
             "nowhere": sent()}  # fmt: skip
    for report in files.values():
        Report.objects.filter(pk=report.pk).update(status="closed", answered_at=THEN, closed_at=THEN)
        WorkItem.objects.filter(subject=report.subject).update(done_at=THEN, state="done", next_alarm_at=None)
    assert {report.agency_code for report in files.values()} == {"UB.46004"}
    carry_out()
    read = {}
    for area in ("46101", "46102"):
        heir = Actor("officer:1", frozenset({Grant(Role.HANDLER, f"UB.{area}")}))
        listed = {row.code for row in queries.cases(queries.Filters(), heir, now=NOW).items}
        read[area] = {name for name, report in files.items() if report.code in listed}
        for name, report in files.items():
            if name in read[area]:
                assert queries.case(report.code, heir, NOW).verbs == ()
            else:
                with pytest.raises(Missing):
                    queries.case(report.code, heir, NOW)
    assert read == {"46101": {"west", "nowhere"}, "46102": {"east"}}


def test_lists_and_figures_of_a_new_commune_hold_what_it_was_made_from_and_nothing_else(before):
    ours, twin = sent("46002"), sent("46005")
    for report in (ours, twin):
        Report.objects.filter(pk=report.pk).update(status="closed", answered_at=THEN, closed_at=THEN)
        WorkItem.objects.filter(subject=report.subject).update(done_at=THEN, state="done", next_alarm_at=None)
    carry_out()

    def codes(place):
        found = queries.search(queries.Filters(place=place), cursor=None, limit=50, now=NOW)
        return {row.code for row in found.items}

    assert codes("46001") == {ours.code}
    assert codes("46102") == {twin.code}
    figures = queries.figures(queries.Filters(), now=NOW)
    assert {f.label: f.value for f in figures.by_place} == {"Phường Mới": 1, "Xã Đông": 1}
    compared = queries.by_successor(since=THEN - HOUR, until=NOW, on=ON)
    assert [(row.name, row.closed) for row in compared] == [("Phường Mới", 1), ("Xã Đông", 1)]
