"""How are files let go: unused ones, a person's, and what a kill left lying? Rows first become tombstones."""

import logging
from collections.abc import Sequence
from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import QuerySet

from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.files import documents, rules, sounds, storage
from tinhso.foundation.files.events import FileExpired, FilesErased, OriginalsErased
from tinhso.foundation.files.models import Region, StoredFile
from tinhso.foundation.ledger import actions as ledger

log = logging.getLogger("tinhso.files")

BATCH = 200


def expire(now: datetime) -> int:
    """This will delete uploads that nobody used in time, and tell how many."""
    done = 0
    while batch := _expire_some(now):
        done += batch
    return done


def erase(*, owner: str, by: Actor, now: datetime) -> int:
    """This will delete all pictures of an owner for good (a person's right, or retention), and tell how many.

    Rows stay as tombstones. Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
    """
    return _erase(StoredFile.objects.all(), owner=owner, by=by, now=now)


def erase_sounds(*, owner: str, by: Actor, now: datetime) -> int:
    """This will delete the recordings of an owner for good, its pictures stay; tell how many.

    A voice tells who speaks; a picture of the matter does not.
    """
    return _erase(StoredFile.objects.filter(kind__in=sounds.KINDS), owner=owner, by=by, now=now)


def erase_originals(*, owner: str, by: Actor, now: datetime) -> int:
    """This will delete what the cameras wrote: originals, with place, time and device; tell how many.

    The renditions stay, they tell nothing of that. The bytes go first: a kill in between leaves the rows to
    be found again. Call it once nobody will look at a proof any more. Papers are kept as they came.
    """
    with transaction.atomic():
        rows = list(
            StoredFile.objects.select_for_update()
            .filter(owner=owner, erased_at=None, originals_erased_at=None, is_paper=False)
            .exclude(kind__in=sounds.KINDS | documents.KINDS)
        )
        for row in rows:
            storage.remove_part(row.key, rules.ORIGINAL)
        if rows:
            StoredFile.objects.filter(pk__in=[r.pk for r in rows]).update(
                originals_erased_at=now, lat=None, lon=None, taken_at=None
            )
            fact = OriginalsErased(subject=Code(owner), count=len(rows), files=tuple(r.pk for r in rows))
            ledger.append(fact, by=by, now=now)
    return len(rows)


def _erase(among: QuerySet[StoredFile], *, owner: str, by: Actor, now: datetime) -> int:
    with transaction.atomic():
        rows = list(among.select_for_update().filter(owner=owner, erased_at__isnull=True))
        if rows:
            fact = FilesErased(subject=Code(owner), count=len(rows), files=tuple(r.pk for r in rows))
            ledger.append(fact, by=by, now=now)
            _bury(rows, now)
    return len(rows)


def sweep(now: datetime) -> int:
    """This will remove bytes that no living row names (left by a kill), older than an hour; tell how many."""
    removed = 0
    for ids in storage.shards():
        living = StoredFile.objects.filter(key__in=ids, erased_at__isnull=True).values_list("key", flat=True)
        for file_id in set(ids) - set(living):
            if storage.is_settled(file_id, now):
                storage.remove(file_id)
                removed += 1
    return removed


def _expire_some(now: datetime) -> int:
    with transaction.atomic():
        unused = StoredFile.objects.select_for_update().filter(owner="", erased_at__isnull=True)
        rows = list(unused.filter(expires_at__lte=now).order_by("expires_at")[:BATCH])
        ledger.append_all([FileExpired(subject=Code(f"file:{r.pk}")) for r in rows], by=MACHINE, now=now)
        _bury(rows, now)
    return len(rows)


def _bury(rows: Sequence[StoredFile], now: datetime) -> None:
    """Make tombstones of rows; their bytes go once that is committed."""
    Region.objects.filter(file__in=rows).delete()
    StoredFile.objects.filter(pk__in=[r.pk for r in rows]).update(
        erased_at=now, sha256="", salt="", lat=None, lon=None, taken_at=None, perceptual="",
        **dict.fromkeys(rules.BANDS),
    )  # fmt: skip
    for row in rows:
        transaction.on_commit(partial(_remove, row.key))


def _remove(file_id: str) -> None:
    try:
        storage.remove(file_id)
    except (storage.StoreAway, OSError) as away:
        # the rows are gone for good; the bytes go with the daily sweep
        log.warning("bytes of an erased file are still there: %s", type(away).__name__)
