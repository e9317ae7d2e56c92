"""To which body does a dossier go that came to the wrong one? Passed on with a reason, its time untouched."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.onestop import dated, events
from tinhso.casework.onestop.actions import stepping
from tinhso.casework.onestop.models import Dossier, Placement
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.onestop.rules.placing import Placed, passed_on
from tinhso.casework.onestop.workflow import Duty
from tinhso.core import parameters, rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.core.values import RuleRef
from tinhso.foundation.agencies import actions as learnt
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist

PORTAL = "DVCQG"
"""The scheme under which the national portal's names for bodies are learnt."""


def note(
    dossier: Dossier, ground: Placed, *, named: str = "", reason: str = "", rule: RuleRef | None = None,
    by: Actor, now: datetime,
) -> None:  # fmt: skip
    """This will keep with which body a dossier lies from now on, and why."""
    placement = rows.new(
        Placement, dossier_id=dossier.pk, at=now, by=by.key, ground=ground.value,
        agency_code=dossier.agency_code, agency_name=dossier.agency_name, named=named[:200], reason=reason,
        rule=rule.as_json() if rule else None,
    )  # fmt: skip
    rows.insert([placement], with_keys=False)


def forward(
    *, dossier_id: int, agency: str, reason: str, learn: bool = False, by: Actor, now: datetime
) -> Dossier:
    """This will pass a dossier that is not taken in yet on to the body that answers for it.

    The time to take it in runs on: the applicant was told one date. What lies on paper stays at the counter
    that has it. Passed on too often it goes to the exceptions desk, whose word stands until somebody has
    passed it on as often again. With `learn` the portal's name for the unit names that body from today.
    Raises Invalid on "agency", NotPermitted for teaching, and what `begin` raises.
    """
    with transaction.atomic():
        dossier = stepping.begin(
            "forward", dossier_id=dossier_id, by=by,
            given=[name for name, value in (("agency", agency), ("reason", reason)) if value],
        )  # fmt: skip
        why, on = stepping.said("reason", reason), local_date(now)
        desk = agencies.exceptions_desk(on=on)
        ground = passed_on(
            list(dossier.placements.values_list("ground", flat=True)),
            by_desk=dossier.agency_code == desk.code and by.has(Role.COORDINATOR, desk.code),
            hops=parameters.value(dated.HOPS, on),
        )
        to = desk if ground == Placed.LOOPED else agencies.agency(agency, on=on)
        if to is None or to.code == dossier.agency_code:
            raise Invalid.field("agency", msg("Xin chọn một cơ quan khác."))
        before, counter = dossier.agency_code, dossier.intake_agency
        dossier.agency_code, dossier.agency_name = to.code, to.name
        if Channel(dossier.channel) not in (Channel.COUNTER, Channel.POST):
            dossier.intake_agency = to.code
        dossier.save(update_fields=["agency_code", "agency_name", "intake_agency"])
        note(dossier, ground, reason=why, by=by, now=now)
        if learn and (named := named_elsewhere(dossier)):
            learnt.identify(
                agency=to.code, scheme=PORTAL, value=named, valid_from=on,
                citation=f"Tổ điều phối, hồ sơ {dossier.code}", by=by, now=now,
            )  # fmt: skip
        if dossier.intake_agency != counter:
            worklist.hand_over(
                dossier.subject, Duty.ACCEPT.value, to_agency=to.code, from_agency=counter, by=by, now=now
            )
        fact = events.DossierForwarded(
            before=Code(before), ground=Code(ground.value), **stepping.about(dossier)
        )
        ledger.append(fact, by=by, now=now)
        return dossier


def named_elsewhere(dossier: Dossier) -> str:
    """This will give the unit as the portal named it when that led to the exceptions desk; "" else."""
    first = dossier.placements.filter(ground=Placed.UNKNOWN.value).first()
    return first.named if first else ""
