"""Which applications are being written, by whom, and which body would handle them?"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime

import orjson

from tinhso.casework.applying.models import Draft
from tinhso.casework.applying.rules.drafting import Application
from tinhso.casework.onestop.queries import answering
from tinhso.casework.procedures import queries as procedures
from tinhso.core.errors import Missing
from tinhso.core.sealing import Sealer, Unreadable
from tinhso.foundation.agencies import queries as agencies

SEALER = Sealer("tinhso.applying.draft.1")


@dataclass(frozen=True)
class DraftView:
    """A draft as its writer may see it; `dossier_code` once it was sent (then nothing else is left of it)."""

    id: int
    owner: str
    procedure: str
    said: Application | None
    saved_at: datetime
    expires_at: datetime
    dossier_code: str


def mark_of(token: str) -> str:
    """This will give the digest under which the draft of a private link is found."""
    return hashlib.sha256(b"tinhso.applying:" + token.encode()).hexdigest()


def draft(token: str, *, now: datetime) -> DraftView:
    """This will give the draft of a private link. Raises Missing: none, expired, sealed with a lost key."""
    row = Draft.objects.filter(mark=mark_of(token), expires_at__gt=now).first()
    if row is None:
        raise Missing
    return _view(row)


def drafts_of(owner: str, *, now: datetime) -> list[DraftView]:
    """This will list what a signed-in citizen began and did not send, the latest first."""
    if not owner:
        return []
    rows = Draft.objects.filter(owner=owner, expires_at__gt=now, dossier_code="").order_by("-saved_at")
    return [_view(row) for row in rows[:20]]


def _view(row: Draft) -> DraftView:
    try:
        said = Application.of(orjson.loads(SEALER.unseal(row.sealed))) if row.sealed else None
    except Unreadable:
        raise Missing from None
    return DraftView(
        row.pk, row.owner, row.procedure, said, row.saved_at, row.expires_at, row.dossier_code
    )  # fmt: skip


def needs_place(version: procedures.ProcedureVersion) -> bool:
    """This will tell whether the commune decides which body handles it."""
    return procedures.Level.COMMUNE in version.levels


def body(version: procedures.ProcedureVersion, area: str, on: date) -> agencies.AgencyRef | None:
    """This will name the body that handles an application; None for a commune without a committee."""
    found = answering.body_for(version, area, on=on)
    return found.agency if found else None
