"""Which pictures does a thing have, and how are they opened? There is no public address for a file:
the room that owns the thing serves renditions, after asking its own rule of publication."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.db.models import Q

from tinhso.core import parameters, rows
from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.core.values import GeoPoint
from tinhso.foundation.files import dated, documents, rules, sounds, storage
from tinhso.foundation.files.models import Region, StoredFile


@dataclass(frozen=True)
class Photo:
    """An attached picture; `taken_at` and `gps` are of the private original, not to be published."""

    id: str
    sha256: str
    width: int
    height: int
    created_at: datetime
    taken_at: datetime | None
    gps: GeoPoint | None
    perceptual: str = ""
    is_masked: bool = False
    """Whether faces and plates were looked for and blurred: before that the public sees nothing of it."""


class NoSuchPicture(Missing):
    """The picture is unknown, erased, or not of the owner named (404)."""

    sentence = msg("Không tìm thấy ảnh.")


def is_store_there() -> bool:
    """This will tell whether files can be read and written now; an outage takes seconds to be found out."""
    return storage.is_there()


def most_photos(*, on: date) -> int:
    """This will tell how many pictures one owner may have on that day."""
    return int(parameters.value(dated.MAX_PER_OWNER, on))


def most_pages(*, on: date) -> int:
    """This will tell how many photographed pages make one paper on that day."""
    return int(parameters.value(dated.MAX_PHOTOGRAPHED_PAGES, on))


def most_megabytes(*, on: date) -> int:
    """This will tell how large one picture may be on that day, in MiB."""
    return int(parameters.value(dated.MAX_MEGABYTES, on))


def of_owners(owners: Iterable[str]) -> dict[str, list[Photo]]:
    """This will list the pictures of many owners, each in the order of upload, with one statement.

    Every owner is a key.
    """
    found: dict[str, list[Photo]] = {owner: [] for owner in owners if owner}
    if not found:
        return found
    if len(found) == 1:  # as every step of an answer asks: compiled once
        kept: Iterable[StoredFile] = rows.where(StoredFile, null=("erased_at",), owner=next(iter(found)))
    else:
        kept = StoredFile.objects.filter(owner__in=found, erased_at__isnull=True).order_by("pk")
    for row in kept:
        if row.kind not in sounds.KINDS and not row.is_paper:
            found[row.owner].append(_photo(row))
    return found


@dataclass(frozen=True)
class Voice:
    """An attached recording: id, kind ("audio/webm"), bytes, seconds."""

    id: str
    kind: str
    size: int
    seconds: float


class NoSuchSound(Missing):
    """There is no recording, or no longer (404)."""

    sentence = msg("Không tìm thấy bản ghi âm.")


def most_sound_seconds(*, on: date) -> int:
    """This will tell how long a recording may last on that day."""
    return int(parameters.value(dated.MAX_SOUND_SECONDS, on))


def voice_of(owner: str) -> Voice | None:
    """This will give the recording of an owner, if there is one."""
    rows = StoredFile.objects.filter(owner=owner, kind__in=sounds.KINDS, erased_at__isnull=True)
    row = rows.order_by("pk").first() if owner else None
    return Voice(row.key, row.kind, row.size, row.seconds or 0.0) if row else None


def open_voice(owner: str) -> tuple[IO[bytes], Voice]:
    """This will open the recording of an owner for whoever the caller has let in. Raises NoSuchSound."""
    voice = voice_of(owner)
    if voice is None:
        raise NoSuchSound()
    try:
        return storage.open_part(voice.id, rules.ORIGINAL), voice
    except FileNotFoundError as gone:  # erased between the two looks
        raise NoSuchSound() from gone


@dataclass(frozen=True)
class Alike:
    """A picture that looks like another: whose it is, in how many of 64 bits it differs, and since when."""

    owner: str
    distance: int
    created_at: datetime


def alike(
    perceptual: str, *, most: int = 3, but_owners: Collection[str] = (), since: datetime | None = None
) -> list[Alike]:
    """This will find attached pictures that look the same, nearest first; none for a picture without a hash.

    All that differ in at most three bits are found, of those that differ in more only some.
    """
    if not perceptual:
        return []
    one, two, three, four = rules.bands(perceptual)
    near = StoredFile.objects.filter(
        Q(band_1=one) | Q(band_2=two) | Q(band_3=three) | Q(band_4=four), erased_at__isnull=True
    ).exclude(owner__in=["", *but_owners])
    if since is not None:
        near = near.filter(created_at__gte=since)
    found = [
        Alike(owner, rules.distance(perceptual, other), at)
        for owner, other, at in near.values_list("owner", "perceptual", "created_at")
    ]
    return sorted((a for a in found if a.distance <= most), key=lambda a: (a.distance, a.created_at))


def open_rendition(file_id: str, size: str, *, owner: str | None = None) -> tuple[IO[bytes], str]:
    """This will open the "large" (2048 px) or "thumb" (480 px) rendition: a stream and its content type.

    Nothing is blurred in it: for the reporter and for officers. With `owner`, only a picture of that owner.
    Of a document it is the first page, and only with its owner.
    Raises NoSuchPicture.
    """
    if size not in rules.RENDITIONS or not rules.is_id(file_id):
        raise NoSuchPicture()
    rows = StoredFile.objects.filter(key=file_id, erased_at__isnull=True).exclude(kind__in=sounds.KINDS)
    if owner is not None:
        rows = rows.filter(owner=owner)
    else:
        rows = rows.filter(is_paper=False).exclude(kind__in=documents.KINDS)
    if not rows.exists():
        raise NoSuchPicture()
    try:
        return storage.open_part(file_id, size), rules.RENDITION_TYPE
    except FileNotFoundError as gone:  # erased between the two looks
        raise NoSuchPicture() from gone


def open_public_rendition(file_id: str, size: str, *, owner: str) -> tuple[IO[bytes], str]:
    """This will open what the public may see of a picture, faces and plates blurred. Raises NoSuchPicture
    also while they have not been looked for, or are being covered anew."""
    if size not in rules.RENDITIONS or not rules.is_id(file_id):
        raise NoSuchPicture()
    rows = StoredFile.objects.filter(key=file_id, owner=owner, erased_at=None, masked_at__isnull=False)
    row = rows.filter(is_paper=False).exclude(kind__in=sounds.KINDS | documents.KINDS).first()
    if row is None:
        raise NoSuchPicture()
    try:
        part = rules.PUBLIC_PARTS[size] if row.blurred else size
        return storage.open_part(file_id, part), rules.RENDITION_TYPE
    except FileNotFoundError as gone:
        raise NoSuchPicture() from gone


@dataclass(frozen=True)
class Covered:
    """A blurred region: its number, where it lies in fractions of the picture, and who found it."""

    id: int
    x: float
    y: float
    w: float
    h: float
    kind: str
    by_machine: bool


def regions_of(file_id: str) -> list[Covered]:
    """This will list what is covered in a picture now, in the order in which it was covered."""
    rows = Region.objects.filter(file__key=file_id, file__erased_at=None, removed_at=None).order_by("pk")
    return [Covered(r.pk, r.x, r.y, r.w, r.h, r.kind, r.kind != Region.Kind.DRAWN) for r in rows]


def _photo(row: StoredFile) -> Photo:
    gps = GeoPoint(row.lat, row.lon) if row.lat is not None and row.lon is not None else None
    return Photo(
        row.key, row.sha256, row.width, row.height, row.created_at, row.taken_at, gps, row.perceptual,
        row.masked_at is not None,
    )  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """A document or a picture of a paper: its id, SHA-256, kind, bytes, pages (0 of a picture)."""

    id: str
    sha256: str
    kind: str
    size: int
    pages: int
    created_at: datetime


class NoSuchFile(Missing):
    """The file is unknown, erased, or not of the owner named (404)."""

    sentence = msg("Không tìm thấy tệp.")


def papers_of(owner: str) -> list[Paper]:
    """This will list the papers attached to an owner, in the order of upload."""
    rows = StoredFile.objects.filter(owner=owner, is_paper=True, erased_at__isnull=True).order_by("pk")
    return [_paper(row) for row in rows] if owner else []


def unattached(file_id: str, *, now: datetime) -> Paper:
    """This will tell of an upload that nobody has taken yet. Raises NoSuchFile."""
    row = StoredFile.objects.filter(key=file_id, owner="", erased_at__isnull=True, expires_at__gt=now).first()
    if row is None or row.kind in sounds.KINDS:
        raise NoSuchFile()
    return _paper(row)


def open_unattached(file_id: str, *, now: datetime) -> tuple[IO[bytes], Paper]:
    """This will open an upload that nobody has taken yet, for the room that will. Raises NoSuchFile."""
    found = unattached(file_id, now=now)
    try:
        return storage.open_part(file_id, rules.ORIGINAL), found
    except FileNotFoundError as gone:
        raise NoSuchFile() from gone


def open_original(file_id: str, *, owner: str) -> tuple[IO[bytes], Paper]:
    """This will open a paper as it came, for whoever the room that owns it has let in.

    Never a photograph of a report: that has a place in it. Raises NoSuchFile.
    """
    rows = StoredFile.objects.filter(key=file_id, owner=owner, is_paper=True, erased_at__isnull=True)
    row = rows.first() if owner and rules.is_id(file_id) else None
    if row is None:
        raise NoSuchFile()
    try:
        return storage.open_part(file_id, rules.ORIGINAL), _paper(row)
    except FileNotFoundError as gone:  # erased between the two looks
        raise NoSuchFile() from gone


def _paper(row: StoredFile) -> Paper:
    return Paper(row.key, row.sha256, row.kind, row.size, row.pages or 0, row.created_at)
