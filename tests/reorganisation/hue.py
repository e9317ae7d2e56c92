"""Thành phố Huế as it was on 30/06/2025, with reports: 133 communes in nine districts, agencies, officers."""

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from uuid import UUID

from django.db import connection

from tinhso.casework.reports import actions as reports
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.workflow import Status
from tinhso.casework.rulebook import models as rulebook
from tinhso.core import revisions
from tinhso.core.roles import CITIZEN, MACHINE, Actor, Grant, Role
from tinhso.core.values import public_code
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.accounts.actions.officers import NewOfficer
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.agencies.queries import AgencyKind
from tinhso.foundation.places import actions as places
from tinhso.foundation.places import queries as where

SINCE, ON = date(2025, 1, 1), date(2025, 7, 1)
THEN = datetime(2025, 6, 25, 2, 0, tzinfo=UTC)
NOW = datetime(2025, 7, 1, 1, 0, tzinfo=UTC)
OLD = "2025-01"
CITATION = "Nghị quyết sắp xếp đơn vị hành chính cấp xã của thành phố Huế năm 2025 (thử nghiệm)"
TEXTS = (
    "Ổ gà sâu trước cổng trường, xe máy dễ ngã.",
    "Rác chất đống đầu xóm ba ngày nay chưa ai dọn.",
    "Đèn đường tắt cả dãy, tối không thấy đường.",
    "Cống tràn nước thải ra đường khi mưa.",
)
CATEGORIES = ("road", "waste", "lighting", "drainage", "security")


def old_hue() -> Sequence[where.Place]:
    """This will open the province, its bodies and two officers in each committee; gives the communes."""
    for model in (rulebook.Category, rulebook.ServiceTime, rulebook.PublicationRule, rulebook.ApprovalRule,
                  rulebook.PhraseRule):  # fmt: skip
        model.objects.update(valid_from=SINCE)  # type: ignore[attr-defined]
    revisions.touch("reports", "rulebook")
    places.seed_province("46", valid_from=SINCE, structure=OLD, by=MACHINE, now=THEN)
    communes = where.communes(on=SINCE)
    _bodies(communes)
    _staff(communes)
    settle()
    return communes


def settle() -> None:
    """As after a commit: what a process remembers of the rules is trusted again (a test never commits)."""
    connection.run_on_commit.clear()
    revisions.forget()


def _open(code: str, kind: AgencyKind, name: str, **more: str | None) -> None:
    agencies.open_agency(
        code=code, kind=kind, name=name, valid_from=SINCE, citation="QĐ cũ", by=MACHINE, now=THEN,
        **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _bodies(communes: Sequence[where.Place]) -> None:
    _open("VP", AgencyKind.PROVINCE_OFFICE, "Văn phòng UBND thành phố")
    _open("DP", AgencyKind.EXCEPTIONS_DESK, "Tổ điều phối", escalates_to="VP")
    _open("TCD", AgencyKind.RESTRICTED_DESK, "Ban Tiếp công dân thành phố", escalates_to="VP")
    _open("SXD", AgencyKind.DEPARTMENT, "Sở Xây dựng", escalates_to="VP")
    for district in sorted(_districts()):
        area = {"area_code": district, "area_structure": OLD, "escalates_to": "VP"}
        _open(f"QH.{district}", AgencyKind.DISTRICT_COMMITTEE, f"UBND cấp huyện {district}", **area)
    for place in communes:
        above = f"QH.{_district_of(place.code)}"
        area = {"area_code": place.code, "area_structure": OLD, "escalates_to": above}
        _open(f"UB.{place.code}", AgencyKind.COMMUNE_COMMITTEE, f"UBND {place.name} (cũ)", **area)
        _open(f"CA.{place.code}", AgencyKind.COMMUNE_POLICE, f"Công an {place.name} (cũ)", **area)
    for category, kind in (("", AgencyKind.COMMUNE_COMMITTEE), ("security", AgencyKind.COMMUNE_POLICE)):
        agencies.add_competence(
            category=category, agency_kind=kind, valid_from=SINCE, citation="Bảng cũ", reason="ban đầu",
            by=MACHINE, now=THEN,
        )  # fmt: skip


def _parents() -> dict[str, str]:
    from tinhso.foundation.places.models import Area

    rows = Area.objects.filter(structure=OLD, level="commune")
    return dict(rows.values_list("code", "parent__code"))


def _districts() -> set[str]:
    return set(_parents().values())


def _district_of(code: str) -> str:
    return _parents()[code]


def _staff(communes: Sequence[where.Place]) -> None:
    officers = [
        NewOfficer(
            f"ub.{place.code}", f"Cán bộ {place.name}", grants=[Grant(Role.HANDLER, f"UB.{place.code}")]
        )
        for place in communes
    ]
    keys = accounts.create_officers(officers=officers, valid_from=SINCE, by=MACHINE, now=THEN)
    for place, key in zip(communes[:10], keys, strict=False):
        agencies.set_duty(
            agency=f"UB.{place.code}", officer=key, weekdays="1234567", from_time=time(0), to_time=time(0),
            valid_from=SINCE, by=MACHINE, now=THEN,
        )  # fmt: skip


def file_open(communes: Sequence[where.Place], number: int, dice: random.Random) -> None:
    """This will send reports through the front door, and let some of them be worked on."""
    for i in range(number):
        place = communes[i % len(communes)]
        at = THEN + timedelta(minutes=i)
        label = where.label_point(place.code, on=SINCE)
        pointed = i % 5 != 0
        sent = {
            "id": str(UUID(int=dice.getrandbits(128), version=4)),
            "text": dice.choice(TEXTS),
            "category": CATEGORIES[i % len(CATEGORIES)],
            "point": {"lat": label.lat, "lon": label.lon, "accuracy_m": 5.0} if pointed else None,
            "place": None if pointed else {"code": place.code},
            "occurred_at": None,
            "photos": [],
            "contact": None,
            "public": True,
        }
        done = reports.submit_report(body=sent, by=CITIZEN, now=at)
        if i % 3 == 0:
            _work_on(done.report_id, i, at)


def _work_on(report_id: int, i: int, at: datetime) -> None:
    report = Report.objects.get(pk=report_id)
    if report.status != Status.ASSIGNED:
        return
    by = Actor("officer:1", frozenset({Grant(Role.HANDLER, report.agency_code)}))
    do = {"report_id": report_id, "by": by, "now": at + timedelta(hours=1)}
    reports.accept(**do)
    if i % 9 == 0:
        reports.ask_citizen(**do, question="Đoạn nào ạ?")
    elif i % 6 == 0:
        reports.draft_answer(**do, text="Sẽ vá trong tuần.")
        reports.add_co_handler(**do, agency=f"QH.{_district_of(report.place_code)}", task="Phối hợp")


def file_closed(communes: Sequence[where.Place], number: int, dice: random.Random) -> None:
    """This will put closed reports into the table, as years of work would have left them."""
    models = list(Report.objects.exclude(agency_code__in=("DP", "SXD", "TCD"))[: len(communes)])
    taken = set(Report.objects.values_list("code", flat=True))
    codes = (code for code in map(public_code, count()) if code not in taken)
    rows = []
    for i, code in zip(range(number), codes, strict=False):
        row = Report(
            **{f.attname: getattr(models[i % len(models)], f.attname) for f in Report._meta.concrete_fields}
        )
        row.pk = None
        row.client_id = UUID(int=dice.getrandbits(128), version=4)
        row.code = code
        row.status, row.answered_at, row.closed_at = Status.CLOSED, THEN, THEN
        row.waiting_until = None
        row.received_at = THEN - timedelta(days=1 + i % 150)
        rows.append(row)
    Report.objects.bulk_create(rows, batch_size=200)
