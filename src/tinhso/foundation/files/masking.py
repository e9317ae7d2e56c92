"""What changes which parts of a picture the public does not see? The machine's pass, and people's brush.

Nobody but reporter and officers sees a picture whose `masked_at` is empty. The worker fills it: it looks for
faces and plates once, draws the public renditions, and draws them again whenever a person changed a region.
`mask_marks` counts those changes, so that a drawing begun before a change never stands for one after it.
"""

import logging
import math
from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.files import blurring, dated, documents, sounds, storage
from tinhso.foundation.files.blurring import Box
from tinhso.foundation.files.events import PictureMasked, RegionsChanged
from tinhso.foundation.files.models import Region, StoredFile
from tinhso.foundation.ledger import actions as ledger

log = logging.getLogger("tinhso.files")

TRIES_MOST = 5
"""A picture that could not be read so often is never shown to the public."""
LEAST_SIDE = 0.005


def mask_waiting(*, now: datetime, most: int = 1) -> int:
    """This will cover faces and plates in at most so many waiting pictures, and tell how many it took up.

    A picture takes seconds: the worker calls it between its turns, one at a time.
    """
    waiting = StoredFile.objects.filter(
        masked_at=None, erased_at=None, is_paper=False, mask_tries__lt=TRIES_MOST
    )
    waiting = waiting.exclude(owner="").exclude(kind__in=sounds.KINDS | documents.KINDS)
    rows = list(waiting.order_by("mask_tries", "pk")[:most])
    for row in rows:
        try:
            _mask(row, now)
        except storage.StoreAway:
            break  # no fault of the picture's: it is not one of its tries
        except Exception:
            # one broken picture must not keep the others from being shown
            log.exception("file:%s could not be masked", row.pk)
            StoredFile.objects.filter(pk=row.pk).update(mask_tries=F("mask_tries") + 1)
    return len(rows)


def _mask(row: StoredFile, now: datetime) -> None:
    with storage.open_part(row.key, "large") as stream:
        rendition = stream.read()
    if row.searched_at is None:
        _keep_found(row, blurring.find(rendition), now)
    kept = Region.objects.filter(file=row, removed_at=None).order_by("pk")
    boxes = [Box(r.x, r.y, r.w, r.h, r.kind, r.score) for r in kept]
    if boxes:
        storage.put(row.key, blurring.draw(rendition, boxes))
    unchanged = StoredFile.objects.filter(pk=row.pk, mask_marks=row.mask_marks, erased_at=None)
    if not unchanged.update(masked_at=now, blurred=len(boxes), mask_tries=0) and _is_erased(row):
        storage.remove(row.key)


def _is_erased(row: StoredFile) -> bool:
    return StoredFile.objects.filter(pk=row.pk, erased_at__isnull=False).exists()


def _keep_found(row: StoredFile, found: Sequence[Box], now: datetime) -> None:
    with transaction.atomic():
        # whoever erased it meanwhile wants no region kept either
        first = StoredFile.objects.filter(pk=row.pk, searched_at=None, erased_at=None)
        if not first.update(searched_at=now):
            return
        Region.objects.bulk_create(_region(row, box, MACHINE, now) for box in found)
        faces = sum(box.kind == Region.Kind.FACE for box in found)
        fact = PictureMasked(subject=Code(f"file:{row.pk}"), faces=faces, plates=len(found) - faces)
        ledger.append(fact, by=MACHINE, now=now)


def change_regions(
    file_id: str,
    *,
    owner: str,
    drawn: Sequence[tuple[float, float, float, float]],
    removed: Collection[int] = (),
    may_remove_machines: bool = False,
    by: Actor,
    now: datetime,
) -> None:
    """This will cover more of an owner's picture (x, y, width, height in fractions), or uncover regions.

    What a person drew may be taken back; what the machine found only with `may_remove_machines`. The public
    sees nothing of the picture until the worker has drawn it anew. Raises Missing, Invalid on "boxes".
    """
    boxes = [_box(one) for one in drawn]
    with transaction.atomic():
        rows = StoredFile.objects.select_for_update().filter(key=file_id, owner=owner, erased_at=None)
        row = rows.filter(is_paper=False).exclude(kind__in=sounds.KINDS | documents.KINDS).first()
        if row is None:
            raise Missing
        standing = {r.pk: r for r in Region.objects.filter(file=row, removed_at=None)}
        gone = [standing[pk] for pk in dict.fromkeys(removed) if pk in standing]
        if not may_remove_machines and any(r.kind != Region.Kind.DRAWN for r in gone):
            raise Invalid.field("boxes", msg("Vùng do máy tìm ra chỉ cán bộ xử lý mới bỏ được."))
        most = parameters.value(dated.REGIONS_MOST, local_date(now))
        if len(standing) - len(gone) + len(boxes) > most:
            raise Invalid.field("boxes", msg("Nhiều nhất %(most)s vùng che trên một ảnh."), most=most)
        if not boxes and not gone:
            return
        Region.objects.bulk_create(_region(row, box, by, now) for box in boxes)
        Region.objects.filter(pk__in=[r.pk for r in gone]).update(removed_at=now, removed_by=by.key)
        StoredFile.objects.filter(pk=row.pk).update(
            masked_at=None, mask_marks=F("mask_marks") + 1, mask_tries=0
        )
        fact = RegionsChanged(subject=Code(owner), file=row.pk, drawn=len(boxes), removed=len(gone))
        ledger.append(fact, by=by, now=now)


def _box(one: tuple[float, float, float, float]) -> Box:
    """A drawn rectangle, cut at the picture's edge."""
    left, top = max(0.0, one[0]), max(0.0, one[1])
    right, bottom = min(1.0, one[0] + one[2]), min(1.0, one[1] + one[3])
    whole = all(math.isfinite(part) for part in one)
    if not whole or right - left < LEAST_SIDE or bottom - top < LEAST_SIDE:
        raise Invalid.field("boxes", msg("Có vùng che nằm ngoài ảnh hoặc quá nhỏ; xin vẽ lại."))
    return Box(left, top, right - left, bottom - top)


def _region(row: StoredFile, box: Box, by: Actor, now: datetime) -> Region:
    return Region(
        file=row, x=box.x, y=box.y, w=min(1.0, box.w), h=min(1.0, box.h), kind=box.kind, score=box.score,
        by=by.key, at=now,
    )  # fmt: skip
