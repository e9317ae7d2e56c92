"""What changes files: receiving an upload, attaching it once, letting go what is unused or to be forgotten.

Bytes are on the disk before their row commits, and rows say "erased" before their bytes go. A kill at any
moment therefore leaves at most bytes without a row, which `sweep` removes.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache

from django.db import transaction
from django.db.models import Q

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, TooLarge
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.files import dated, documents, pictures, rules, sounds, storage
from tinhso.foundation.files.away import StoreAway
from tinhso.foundation.files.documents import NotADocument, TooManyPages
from tinhso.foundation.files.erasing import erase, erase_originals, erase_sounds, expire, sweep
from tinhso.foundation.files.events import FileAttached
from tinhso.foundation.files.keeping import Stored, keep, stored
from tinhso.foundation.files.masking import change_regions, mask_waiting
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.papers import (
    DocumentTooLarge,
    attach_each,
    attach_papers,
    copy_paper,
    receive_document,
    receive_pages,
)
from tinhso.foundation.files.pictures import NotAPicture, TooManyPixels
from tinhso.foundation.files.sounds import NotASound
from tinhso.foundation.ledger import actions as ledger

__all__ = [
    "DocumentTooLarge", "NotADocument", "NotAPicture", "NotASound", "PictureTooLarge", "SoundTooLarge",
    "SoundTooLong", "StoreAway", "Stored", "TooManyPages", "TooManyPixels", "attach", "attach_each",
    "attach_papers", "change_regions", "check_size", "copy_paper", "erase", "erase_originals", "erase_sounds",
    "expire", "mask_waiting", "prepare_store", "receive", "receive_document", "receive_pages",
    "receive_paper", "receive_sound", "sweep",
]  # fmt: skip

NO_PICTURES = sounds.KINDS | documents.KINDS
GRACE_S = 3.0
"""A recorder that stops itself at the limit is a little late."""


class PictureTooLarge(TooLarge):
    """The file has more bytes than allowed (413)."""

    sentence = msg("Ảnh lớn hơn %(limit)s MB; xin chọn ảnh nhỏ hơn hoặc giảm kích thước rồi gửi lại.")


class SoundTooLarge(TooLarge):
    """The recording has more bytes than allowed (413)."""

    sentence = msg("Bản ghi âm lớn hơn %(limit)s MB; xin nói ngắn lại rồi gửi.")


class SoundTooLong(Invalid):
    """The recording lasts longer than allowed (field "file")."""

    code = "sound-too-long"


def prepare_store() -> None:
    """This will make what the storage of files needs before the first one. Raises StoreAway."""
    storage.prepare()


def check_size(size: int, *, now: datetime) -> None:
    """This will refuse a size in bytes that is over the limit of the day. Raises PictureTooLarge."""
    limit = parameters.value(dated.MAX_MEGABYTES, local_date(now))
    if size > limit * 1024 * 1024:
        raise PictureTooLarge(limit=limit)


def receive(content: bytes, *, filename: str, by: Actor, now: datetime, shows_nobody: bool = False) -> Stored:
    """This will keep an uploaded picture or recording for some days, until something takes it by `attach`.

    `filename` is what the client called it: never trusted, never stored, it names no path and no kind.
    A picture made by a program `shows_nobody`: it need not be searched for faces and plates.
    Raises PictureTooLarge, NotAPicture, TooManyPixels; and for what begins as a recording SoundTooLarge,
    SoundTooLong, NotASound.
    """
    if sounds.kind_of(content):
        return receive_sound(content, now=now, by=by)
    del filename
    check_size(len(content), now=now)
    on = local_date(now)
    read = _read_again if shows_nobody else pictures.read
    picture = read(content, max_megapixels=parameters.value(dated.MAX_MEGAPIXELS, on))
    row = StoredFile(
        key=rules.new_id(),
        sha256=hashlib.sha256(content).hexdigest(),
        salt=secrets.token_hex(16),
        size=len(content),
        kind=picture.kind,
        width=picture.width,
        height=picture.height,
        created_at=now,
        expires_at=now + timedelta(days=parameters.value(dated.KEEP_UNUSED_DAYS, on)),
        taken_at=picture.taken_at,
        lat=picture.gps.lat if picture.gps else None,
        lon=picture.gps.lon if picture.gps else None,
        perceptual=picture.perceptual,
        masked_at=now if shows_nobody else None,
        searched_at=now if shows_nobody else None,
        **dict(zip(rules.BANDS, rules.bands(picture.perceptual), strict=True)),
    )
    keep(row, {rules.ORIGINAL: content, **picture.renditions}, by=by, now=now)
    return stored(row)


def receive_paper(content: bytes, *, filename: str, by: Actor, now: datetime) -> Stored:
    """This will keep a paper for some days, until `attach_papers` takes it: a PDF, or a picture of the paper.

    Raises what `receive_document` and `receive` raise, and NotAPicture for a recording.
    """
    if documents.kind_of(content):
        return receive_document(content, by=by, now=now)
    if sounds.kind_of(content):
        raise NotAPicture.field("file", msg("Giấy tờ phải là tệp PDF hoặc ảnh chụp (JPEG, PNG, WebP, HEIC)."))
    return receive(content, filename=filename, by=by, now=now)


_read_again = lru_cache(maxsize=400)(pictures.read)
"""A program hands in the same few drawings again and again; nobody's photograph is kept here."""


def receive_sound(content: bytes, *, by: Actor, now: datetime) -> Stored:
    """This will keep a voice recording for some days, until something takes it with `attach`.

    Raises SoundTooLarge, SoundTooLong, NotASound.
    """
    on = local_date(now)
    if len(content) > (limit := parameters.value(dated.MAX_SOUND_MEGABYTES, on)) * 1024 * 1024:
        raise SoundTooLarge(limit=limit)
    sound = sounds.read(content)
    if sound.seconds > (longest := parameters.value(dated.MAX_SOUND_SECONDS, on)) + GRACE_S:
        sentence = msg("Bản ghi âm dài quá %(longest)s giây; xin nói ngắn lại rồi gửi.")
        raise SoundTooLong.field("file", sentence, longest=longest)
    row = StoredFile(
        key=rules.new_id(),
        sha256=hashlib.sha256(content).hexdigest(),
        salt=secrets.token_hex(16),
        size=len(content),
        kind=sound.kind,
        width=0,
        height=0,
        seconds=round(sound.seconds, 1),
        created_at=now,
        expires_at=now + timedelta(days=parameters.value(dated.KEEP_UNUSED_DAYS, on)),
    )
    keep(row, {rules.ORIGINAL: content}, by=by, now=now)
    return stored(row)


def attach(photos: Sequence[str], *, voice: str = "", owner: str, by: Actor, now: datetime) -> list[Stored]:
    """This will give uploads to their owner ("report:123"), each once and for good, in the order given.

    Two statements and the fact's, none for nothing; call it inside the owner's transaction.
    Raises Invalid on "photos" or "voice" for an unknown, used, doubled or expired id, for one of the other
    kind, and on "photos" for too many.
    """
    ids = [*photos, voice] if voice else list(photos)
    if not ids:
        return []
    limit = parameters.value(dated.MAX_PER_OWNER, local_date(now))
    if len(photos) > limit:
        raise _too_many(limit)
    if not all(rules.is_id(i) for i in photos) or len(set(ids)) != len(ids):
        raise _unusable()
    known = list(StoredFile.objects.filter(Q(key__in=ids) | Q(owner=owner, erased_at__isnull=True)))
    free = {f.key: f for f in known if not f.owner and f.erased_at is None and f.expires_at > now}
    if any(i not in free or free[i].kind in NO_PICTURES for i in photos):
        raise _unusable()
    if voice and (voice not in free or free[voice].kind not in sounds.KINDS):
        raise Invalid.field("voice", msg("Bản ghi âm không dùng được nữa; xin ghi lại hoặc bỏ đi rồi gửi."))
    if sum(f.kind not in NO_PICTURES and not f.is_paper for f in known) > limit:
        raise _too_many(limit)
    with transaction.atomic(savepoint=False):
        # the conditions once more, because only the UPDATE decides among twenty who come at once
        usable = StoredFile.objects.filter(key__in=ids, owner="", erased_at__isnull=True, expires_at__gt=now)
        if usable.update(owner=owner, attached_at=now) != len(ids):
            raise _unusable()
        files = [free[i] for i in ids]
        fact = FileAttached(
            subject=Code(owner),
            count=len(files),
            files=tuple(f.pk for f in files),
            seals=tuple(rules.seal(f.salt, f.sha256) for f in files),
        )
        ledger.append(fact, by=by, now=now)
    return [stored(f) for f in files]


def _unusable() -> Invalid:
    sentence = msg("Có ảnh không dùng được nữa (đã dùng, đã quá hạn hoặc không có); xin tải ảnh lên lại.")
    return Invalid.field("photos", sentence)


def _too_many(limit: int) -> Invalid:
    return Invalid.field("photos", msg("Chỉ được gửi nhiều nhất %(limit)s ảnh."), limit=limit)
