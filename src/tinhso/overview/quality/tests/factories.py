"""A small province whose dossiers were played by the room's own actions: every kind that a figure counts."""

from datetime import date, datetime, timedelta
from typing import Any

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.actions.voicing import About, Kind
from tinhso.casework.onestop.models import Dossier, FeeDue, Result
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.onestop.tests import factories as onestop
from tinhso.casework.onestop.tests.factories import CLERK, COMMUNE, DAY, HANDLER, LEADER, NOW
from tinhso.casework.procedures.models import EarlyRule
from tinhso.casework.procedures.tests import factories as procedures
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.revisions import touch
from tinhso.core.roles import CITIZEN
from tinhso.overview.quality import actions as quality

WITH_FEE, LOCAL = "1.009002", "1.009001"
LATER = NOW + 20 * DAY
MONTH = date(2026, 11, 1)
ONLINE = {"channel": Channel.SITE}


def catalogue() -> None:
    """This will put two procedures into the catalogue: one free and promised early, one with a fee."""
    onestop.scene()
    # some results of the play are of paper
    parameters.write("onestop.signed_results", False, valid_from=date(2025, 7, 2))
    touch("parameters")
    procedures.keep(code=WITH_FEE, name="Cấp bản sao trích lục thử nghiệm", is_local=True)
    EarlyRule.objects.create(procedure_code=LOCAL, amount=1, unit="working_days", valid_from=date(2026, 7, 1))


def play() -> list[Dossier]:
    """This will play ten dossiers of November and one of October, and give them as they ended."""
    catalogue()
    _decided(onestop.handled(**ONLINE), NOW + DAY, "good")  # promised early, kept
    _decided(onestop.handled(**ONLINE), NOW + 9 * DAY, "poor")  # promised early, late
    _decided(onestop.handled(), NOW + DAY, "fair")
    _decided(onestop.handled(procedure=WITH_FEE), NOW + DAY, is_signed=True, is_paid=True)
    _decided(onestop.handled(procedure=WITH_FEE, **ONLINE), NOW + DAY, is_signed=True, is_paid=None)
    _decided(onestop.handled(at(10, 15)), at(10, 16), "good")
    onestop.handled()  # runs, past its end at LATER
    _asked(onestop.handled(procedure=WITH_FEE))
    stopped = onestop.handled()
    actions.stop(dossier_id=stopped.pk, reason="Người nộp không còn nhu cầu", by=LEADER, now=NOW + 8 * DAY)
    _objected(onestop.handled(**ONLINE))
    withdrawn = onestop.handled()
    actions.withdraw(dossier_id=withdrawn.pk, reason="Tôi chưa cần nữa", by=CITIZEN, now=NOW + DAY)
    onestop.filed(**ONLINE)  # never received: in no month
    return list(Dossier.objects.order_by("pk"))


def counted(now: datetime = LATER) -> int:
    """This will count every month of the play from nothing."""
    return quality.count_anew(since=date(2026, 10, 1), until=date(2026, 12, 31), now=now)


def at(month: int, day: int) -> datetime:
    """This will give nine o'clock of a day of 2026."""
    return NOW.replace(month=month, day=day)


def _decided(
    dossier: Dossier,
    when: datetime,
    value: str = "",
    *,
    is_signed: bool = False,
    is_paid: bool | None = False,
) -> None:
    actions.decide(dossier_id=dossier.pk, outcome="granted", by=LEADER, now=when)
    # the paper itself and its signature are other rooms' matter: here only that it is there counts
    Result.objects.create(
        dossier=dossier,
        paper_type="giay-xac-nhan",
        title="Giấy xác nhận",
        number=f"{dossier.pk}/XN",
        signature={"by": "UB-THUAN-HOA"} if is_signed else None,
        attached_at=when,
        attached_by=HANDLER.key,
    )
    if is_paid is not False:
        FeeDue.objects.filter(dossier=dossier).update(paid_at=when, counts_for_index=bool(is_paid))
        Dossier.objects.filter(pk=dossier.pk).update(finance="paid")
    if value:
        actions.return_result(dossier_id=dossier.pk, by=CLERK, now=when + timedelta(hours=1))
        actions.rate(dossier_id=dossier.pk, value=value, by=CITIZEN, now=when + DAY)


def _asked(dossier: Dossier) -> None:
    actions.ask_supplement(
        dossier_id=dossier.pk, papers=[{"code": "don", "text": "Ghi rõ nơi thường trú"}], by=HANDLER,
        now=NOW + DAY,
    )  # fmt: skip


def _objected(dossier: Dossier) -> None:
    said: dict[str, Any] = {"kind": Kind.PETITION, "about": About.CONDUCT, "text": "Cán bộ trả lời chậm"}
    actions.object_(dossier_id=dossier.pk, by=CITIZEN, now=NOW + DAY, **said)


def today() -> date:
    """This will give the day on which the figures are looked at."""
    return local_date(LATER)


__all__ = [
    "COMMUNE",
    "LATER",
    "LOCAL",
    "MONTH",
    "NOW",
    "WITH_FEE",
    "at",
    "catalogue",
    "counted",
    "play",
    "today",
]
