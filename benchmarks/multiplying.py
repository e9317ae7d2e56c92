"""How do some hundred played dossiers become 1,000,000 of one body? Copies with codes and days of their own.

A copy is a row of each table that a list, a desk, a search or an index reads: dossier, application (with
marks of its own people), control slip, components, fees, results, supplement, duties. Copies lie
within a year, oldest first; nearly all open ones are of the last days, every tenth lies forgotten anywhere.
Copies have no facts and no orders: neither is read by what is measured.

Everything is copied inside the database; only which copies there are comes from here.
"""

import random
import time
from collections import Counter
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from benchmarks import lives
from benchmarks.bulk import FORGOTTEN_EVERY, settle
from benchmarks.stencils import KNOWN, Hanging, bulk_settings, know, without_indexes
from tinhso.casework.onestop.models import (
    Application,
    Component,
    Dossier,
    DueChange,
    FeeDue,
    HandOver,
    Result,
    Supplement,
)
from tinhso.casework.onestop.workflow import ENDED
from tinhso.core.clock import local_date
from tinhso.core.folding import fold
from tinhso.foundation.accounts.models import Account
from tinhso.foundation.worklist.models import WorkItem

DAYS, LATELY = 350, 4
OPEN_OF_1000 = 15
"""How many of a thousand copies are not ended: a body with a million a year has some 15,000 in hand."""
KNOWN_EVERY = 50_000
"""So often the person stands in a copy who is looked for."""
AT_ONCE = 100_000
_COLUMNS = (*KNOWN, "was text", "client text", "person text")
_ROTATED = "substr(copies.client, 17) || substr(copies.client, 1, 16)"
_SECOND = "substr(copies.client, 9) || substr(copies.client, 1, 8)"


def body_of(username: str) -> str:
    """This will name the body in which an account of the demonstration works."""
    [found] = set(Account.objects.get(username=username).grants.values_list("agency_code", flat=True))
    return str(found)


def grow(to: int, *, seed: int = 1) -> int:
    """This will play the originals if there are none, copy until the body has `to` dossiers, say how many."""
    agency, elsewhere = body_of("canbo"), body_of("lanhdaoso")
    played = Dossier.objects.filter(client_id__in=lives.CLIENTS).order_by("pk")
    if not played.exists():
        with transaction.atomic():
            lives.play(agency, elsewhere)
    missing = to - Dossier.objects.filter(agency_code=agency).count()
    if missing <= 0:
        return 0
    originals = list(played.all())
    dice = random.Random(seed * 1_000_003 + to)
    with bulk_settings():
        hanging = _hanging(originals)
        copies = _copies(originals, missing, dice)
        written = [Dossier, Application, Component, HandOver, FeeDue, Result, Supplement, DueChange, WorkItem]
        with without_indexes(model._meta.db_table for model in written):
            for start in range(0, len(copies), AT_ONCE):
                with transaction.atomic():
                    know(copies[start : start + AT_ONCE], _COLUMNS)
                    for one in hanging:
                        one.copy()
        settle(written)
    return len(copies)


def _hanging(originals: list[Dossier]) -> list[Hanging]:
    """The dossier itself first, for the others hang on it."""
    ids = f"onestop_dossier WHERE id IN ({', '.join(str(one.pk) for one in originals)})"
    client = "copies.client::uuid" if connection.vendor == "postgresql" else "copies.client"
    dossier = {
        "client_id": client,
        "code": "copies.code",
        "national_code": "CASE WHEN row.national_code = '' THEN '' ELSE 'G' || copies.code END",
    }
    known = "CASE WHEN copies.person <> '' THEN row.{0} ELSE {1} END"
    application = {
        "holder_mark": known.format("holder_mark", _ROTATED),
        "phone_mark": known.format("phone_mark", _SECOND),
        "holder_key": "CASE WHEN row.holder_key = '' THEN '' ELSE 'person:' || "
        + known.format("holder_key", _ROTATED).replace("row.holder_key", "substr(row.holder_key, 8)")
        + " END",
    }
    said = "replace(row.{0}, {1}copies.was{2}, {1}copies.code{2})"
    lower = ("replace(lower(", "), '-', ' ')")
    item = {
        "title": said.format("title", "", ""),
        "url": said.format("url", "", ""),
        "folded": said.format("folded", *lower),
        "next_alarm_at": "NULL",
    }
    on = {"of": "dossier_id", "kind": "dossier"}
    return [
        Hanging(Dossier, ids, of="id", changes=dossier),
        Hanging(Application, ids, **on, changes=application),
        *(
            Hanging(model, ids, **on, changes={})
            for model in (Component, HandOver, Result, Supplement, DueChange)
        ),
        Hanging(FeeDue, ids, **on, changes={"order": "''"}),
        Hanging(WorkItem, ids, of="subject", kind="dossier", changes=item),
    ]


def _copies(originals: list[Dossier], number: int, dice: random.Random) -> list[tuple[Any, ...]]:
    """Which copies there shall be, oldest first, as `_COLUMNS` says."""
    ended = [one for one in originals if one.business in ENDED]
    going_on = [one for one in originals if one.business not in ENDED]
    chosen = []
    for _ in range(number):
        is_open = dice.randrange(1_000) < OPEN_OF_1000
        lately = is_open and dice.randrange(FORGOTTEN_EVERY)
        one = dice.choice(going_on if is_open else ended)
        days = dice.randrange(1, LATELY if lately else DAYS)
        chosen.append((one.filed_at - timedelta(days=days), days, one))
    chosen.sort(key=lambda found: found[0])
    pk = Dossier.objects.aggregate(last=Max("pk"))["last"]
    of_day: Counter[tuple[str, date]] = Counter()
    units = {one.pk: one.code.rsplit("-", 2)[0] for one in originals}
    # the codes of copies that were made before: a number of a day is given once
    before = Dossier.objects.exclude(pk__in=[one.pk for one in originals]).count()
    found = []
    for place, (at, days, one) in enumerate(chosen):
        key = (units[one.pk], local_date(at))
        of_day[key] += 1
        code = f"{key[0]}-{key[1]:%y%m%d}-{1_000 + before + of_day[key]:04d}"
        known = "x" if place % KNOWN_EVERY == 0 else ""
        client = f"{dice.getrandbits(128):032x}"
        found.append((one.pk, pk + 1 + place, days, code, one.code, client, known))
    return found


def inside(number: str) -> dict[str, float]:
    """This will grow the service's database to so many dossiers of one body and tell how long it took."""
    began = time.monotonic()
    added = grow(int(number))
    return {"added": added, "seconds": round(time.monotonic() - began, 1)}


assert fold("H57-260101-0001") == "h57 260101 0001"
