"""What can be done with an application that is being written: kept, sent, thrown away, forgotten."""

import secrets
from dataclasses import replace
from datetime import datetime, timedelta

import orjson
from django.db import transaction

from tinhso.casework.applying import dated
from tinhso.casework.applying.models import Draft
from tinhso.casework.applying.queries import SEALER, mark_of
from tinhso.casework.applying.rules.drafting import Application
from tinhso.casework.onestop import actions as onestop
from tinhso.casework.onestop.rules.filing import Filing
from tinhso.core import limits, parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.limits import Limit
from tinhso.core.roles import Actor, Assurance

A_TURN = 500


def new_token() -> str:
    """This will make the token of a private link: 22 letters that nobody guesses."""
    return secrets.token_urlsafe(16)


def save_draft(*, said: Application, procedure: str, owner: str, now: datetime) -> Application:
    """This will keep an application as far as it is written; without a token it is a new one.

    It expires so many days after it was begun, because uploads that nobody used do. A draft that nobody
    signed in for becomes that of who signs in. Raises Missing for one that is gone, sent, or another's.
    """
    days = parameters.value(dated.KEEP_DRAFT, local_date(now))
    with transaction.atomic():
        if not said.token:
            said = replace(said, token=new_token())
            Draft.objects.create(
                mark=mark_of(said.token), owner=owner, procedure=procedure, sealed=_sealed(said),
                made_at=now, saved_at=now, expires_at=now + timedelta(days=days),
            )  # fmt: skip
            return said
        row = Draft.objects.select_for_update().filter(mark=mark_of(said.token), expires_at__gt=now).first()
        if row is None or row.dossier_code or row.procedure != procedure:
            raise Missing
        if owner and row.owner not in ("", owner):
            raise Missing
        row.sealed, row.saved_at, row.owner = _sealed(said), now, row.owner or owner
        row.save(update_fields=["sealed", "saved_at", "owner"])
        return said


def _sealed(said: Application) -> str:
    return SEALER.seal(orjson.dumps(said.as_json()).decode())


def send(
    *, token: str, filing: Filing, assurance: Assurance, address: str, by: Actor, now: datetime
) -> onestop.Submitted:
    """This will send a draft as a dossier, once: the draft's own id makes the second press the same dossier.

    Afterwards only the code is left of the draft. Raises TooMany and whatever `onestop.submit` raises.
    """
    count(address, now=now)
    sent = onestop.submit(filing=filing, by=by, now=now, assurance=assurance)
    Draft.objects.filter(mark=mark_of(token)).update(sealed="", dossier_code=sent.code)
    return sent


def count(address: str, *, now: datetime) -> None:
    """This will count one application from a network address. Raises TooMany."""
    most = parameters.value(dated.FILED_PER_ADDRESS, local_date(now))
    with transaction.atomic():
        limits.take([Limit(limits.key("applying.filed", address), most)], now=now)


def drop_draft(*, token: str) -> None:
    """This will throw a draft away."""
    Draft.objects.filter(mark=mark_of(token), dossier_code="").delete()


def forget_drafts(*, now: datetime, limit: int = A_TURN) -> int:
    """This will delete drafts that expired, at most `limit`; tells how many. The worker's turn."""
    old = list(Draft.objects.filter(expires_at__lte=now).values_list("pk", flat=True)[:limit])
    return Draft.objects.filter(pk__in=old).delete()[0]
