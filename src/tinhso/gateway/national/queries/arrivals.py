"""What came from the portal: one arrival, those in a state, those of a dossier, and which is the newest?"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinhso.core.errors import Missing
from tinhso.core.messages import Message, msg
from tinhso.gateway.national import sealing
from tinhso.gateway.national.models import Arrival, ArrivalState, ArrivalWords
from tinhso.gateway.national.rules import payloads

SHOWN = 50


@dataclass(frozen=True)
class ArrivalView:
    """One arrival; `dossier` and `raw` are None where it cannot be read, or its words were wiped."""

    id: int
    code: str
    version: int
    procedure: str
    status: str
    state: str
    filed_at: datetime | None
    arrived_at: datetime
    times_seen: int
    about: str
    problems: tuple[tuple[str, str, Message], ...] = ()
    unknown: tuple[str, ...] = ()
    dossier: payloads.NationalDossier | None = None
    raw: Any = None

    @property
    def subject(self) -> str:
        """The key by which facts and work items name it."""
        return f"arrival:{self.id}"

    @property
    def is_taken(self) -> bool:
        """Whether a room took it in already."""
        return self.state == ArrivalState.TAKEN

    @property
    def waits_for_a_person(self) -> bool:
        """Whether nobody can read it, or no room could take it in."""
        return self.state in (ArrivalState.MALFORMED, ArrivalState.STUCK)


def arrival(arrival_id: int) -> ArrivalView:
    """This will open one arrival with its words. Raises Missing where there is none."""
    row = Arrival.objects.filter(pk=arrival_id).first()
    if row is None:
        raise Missing(msg("Không tìm thấy hồ sơ đến này."))
    words = ArrivalWords.objects.filter(arrival=row).first()
    raw = json.loads(sealing.unseal(words.sealed)) if words is not None else None
    dossier = payloads.read_dossier(raw).value if words is not None else None
    return _arrival(row, dossier, raw)


def arrivals(state: str = ArrivalState.NEW, *, limit: int = SHOWN) -> list[ArrivalView]:
    """This will list arrivals in one state, the oldest first, without their words."""
    rows = Arrival.objects.filter(state=state).order_by("arrived_at", "pk")
    return [_arrival(row, None, None) for row in rows[:limit]]


def is_overtaken(arrival_id: int) -> bool:
    """This will tell whether a newer version of the same dossier was taken in already, whatever came first.

    The portal's own time decides where both have one, else the order in which they came here.
    """
    row = Arrival.objects.filter(pk=arrival_id).first()
    if row is None:
        raise Missing(msg("Không tìm thấy hồ sơ đến này."))
    taken = Arrival.objects.filter(code=row.code, state=ArrivalState.TAKEN).exclude(pk=row.pk)
    return any(
        (one.changed_at, one.version) > (row.changed_at, row.version)
        if one.changed_at and row.changed_at
        else one.version > row.version
        for one in taken
    )


def malformed(*, limit: int = SHOWN) -> list[ArrivalView]:
    """This will list what the portal brought and nobody can read, with the fields that are wrong."""
    return arrivals(ArrivalState.MALFORMED, limit=limit)


def arrivals_of(code: str) -> list[ArrivalView]:
    """This will list every version the portal brought of one dossier, the newest first, without words."""
    return [_arrival(row, None, None) for row in Arrival.objects.filter(code=code).order_by("-pk")[:SHOWN]]


def _arrival(row: Arrival, dossier: payloads.NationalDossier | None, raw: Any) -> ArrivalView:
    return ArrivalView(
        id=row.pk, code=row.code, version=row.version, procedure=row.procedure, status=row.status,
        state=row.state, filed_at=row.filed_at, arrived_at=row.arrived_at, times_seen=row.times_seen,
        about=row.about,
        problems=tuple((p["field"], p["code"], Message.from_json(p["message"])) for p in row.problems),
        unknown=tuple(row.unknown), dossier=dossier, raw=raw,
    )  # fmt: skip
