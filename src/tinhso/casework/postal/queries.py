"""Which lists does a counter have, and what stands on each?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from tinhso.casework.onestop.carriage import Carried
from tinhso.casework.onestop.queries import posting
from tinhso.casework.onestop.queries.posting import Posted, Recipient
from tinhso.casework.postal.dated import CARRIERS
from tinhso.casework.postal.models import Envelope, HandoverList
from tinhso.casework.postal.workflow import (
    COUNTER,
    ENVELOPE,
    REASONS,
    UNDERWAY,
    Direction,
    Reason,
    Stage,
)
from tinhso.core import parameters
from tinhso.core.errors import Missing
from tinhso.core.roles import Actor
from tinhso.core.workflow import State
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.agencies.queries import AgencyRef


@dataclass(frozen=True)
class EnvelopeView:
    """One envelope of a list."""

    number: int
    dossier_id: int | None
    dossier_code: str
    procedure_code: str
    contents: str
    tracking: str
    area: str
    state: State
    reason: str
    ended_at: datetime | None


@dataclass(frozen=True)
class ListView:
    """One handover list; the signers' names are "" before it is signed and once they are forgotten."""

    code: str
    subject: str
    agency_code: str
    direction: str
    day: date
    carrier_name: str
    made_at: datetime
    made_by: str
    signed_at: datetime | None
    signed_by: str
    giver: str
    receiver: str
    sheet: str
    closed_at: datetime | None
    cancelled_at: datetime | None
    envelopes: tuple[EnvelopeView, ...]

    @property
    def is_out(self) -> bool:
        """Whether it goes from the counter to the post."""
        return self.direction == "out"

    @property
    def may_change(self) -> bool:
        """Whether nobody signed it yet."""
        return self.signed_at is None and self.cancelled_at is None


@dataclass(frozen=True)
class ListRow:
    """One list among others."""

    code: str
    direction: str
    carrier_name: str
    made_at: datetime
    signed_at: datetime | None
    closed_at: datetime | None
    cancelled_at: datetime | None
    total: int
    under_way: int
    came_back: int


def counters_of(by: Actor, *, on: date) -> list[AgencyRef]:
    """This will list the bodies at whose counter the officer may sit."""
    found = (agencies.agency(code, on=on) for code in sorted(by.bodies(*COUNTER)))
    return [one for one in found if one is not None]


def carriers(on: date) -> list[tuple[str, str]]:
    """This will list (code, name) of the enterprises that are the public post."""
    return [(str(code), str(name)) for code, name in parameters.value(CARRIERS, on)]


def ready(agency: str) -> list[Posted]:
    """This will list the results that may be put on a list: those of no other one that is under way."""
    under_way = Envelope.objects.filter(
        dossier_id__isnull=False, stage__in=[Stage.PACKED.value, Stage.OUT.value]
    )  # fmt: skip
    return posting.to_be_posted(agency, without=under_way.values_list("dossier_id", flat=True))


def lists(agency: str, *, is_open: bool | None = None, most: int = 30) -> list[ListRow]:
    """This will list a counter's lists, newest first; open ones, closed ones, or both."""
    rows = HandoverList.objects.filter(agency_code=agency)
    if is_open is not None:
        rows = rows.filter(closed_at__isnull=is_open)
    under_way = [one.value for one in UNDERWAY]
    counted = rows.order_by("-id").annotate(
        total=Count("envelopes", filter=~Q(envelopes__stage=Stage.DROPPED.value)),
        under_way=Count("envelopes", filter=Q(envelopes__stage__in=under_way)),
        came_back=Count("envelopes", filter=Q(envelopes__stage=Stage.UNDELIVERED.value)),
    )
    return [
        ListRow(
            row.code, row.direction, row.carrier_name, row.made_at, row.signed_at, row.closed_at,
            row.cancelled_at, row.total, row.under_way, row.came_back,
        )
        for row in counted[:most]
    ]  # fmt: skip


def handover(code: str, *, by: Actor) -> ListView:
    """This will open a list for the officers of its counter. Raises Missing."""
    row = HandoverList.objects.filter(code=code).first()
    if row is None or not any(by.has(role, row.agency_code) for role in COUNTER):
        raise Missing
    names = row.signers
    return ListView(
        row.code, row.subject, row.agency_code, row.direction, row.day, row.carrier_name, row.made_at,
        row.made_by, row.signed_at, row.signed_by, str(names.get("giver", "")),
        str(names.get("receiver", "")), row.sheet, row.closed_at, row.cancelled_at,
        tuple(_envelope(one) for one in row.envelopes.all()),
    )  # fmt: skip


def recipients(view: ListView) -> Sequence[tuple[EnvelopeView, Recipient]]:
    """This will open who receives each envelope that is still to be brought, for its label."""
    live = [one for one in view.envelopes if one.state.word in (Stage.PACKED, Stage.OUT) and one.dossier_id]
    return [(one, posting.recipient(one.dossier_id or 0)) for one in live]


def carried(dossier_id: int) -> list[Carried]:
    """This will tell an applicant of the envelopes that bring, or brought, the result; newest first."""
    told = [Stage.OUT.value, Stage.DELIVERED.value, Stage.UNDELIVERED.value]
    rows = Envelope.objects.filter(
        dossier_id=dossier_id, stage__in=told, handover__direction=Direction.OUT.value
    ).select_related("handover").order_by("-pk")  # fmt: skip
    return [
        Carried(
            carrier=row.handover.carrier_name,
            tracking=row.tracking,
            state=ENVELOPE.state(row.stage).label,
            tone=ENVELOPE.state(row.stage).tone,
            why=REASONS[Reason(row.reason)] if row.reason else "",
            at=row.ended_at or row.handover.signed_at,
        )
        for row in rows
    ]


def _envelope(row: Envelope) -> EnvelopeView:
    return EnvelopeView(
        row.number, row.dossier_id, row.dossier_code, row.procedure_code, row.contents, row.tracking,
        row.area, ENVELOPE.state(row.stage), row.reason, row.ended_at,
    )  # fmt: skip
