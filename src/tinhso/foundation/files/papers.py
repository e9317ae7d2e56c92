"""What changes papers: a PDF received, a paper given to its owner, one copied for another owner.

A paper is a document or a picture of one. Only the room that owns it opens it; the public never sees it, so
the machine that looks for faces leaves it alone.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache, lru_cache

from django.db import connection, transaction

from tinhso.core import parameters, rows
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Missing, TooLarge
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.files import dated, documents, pages, pictures, rules, sounds, storage
from tinhso.foundation.files.events import FileAttached
from tinhso.foundation.files.keeping import Stored, keep, stored
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.ledger import actions as ledger


class DocumentTooLarge(TooLarge):
    """The document has more bytes than allowed (413)."""

    sentence = msg(
        "Tệp PDF lớn hơn %(limit)s MB; xin quét ở độ phân giải thấp hơn hoặc chia thành nhiều tệp."
    )


_SOUNDS = sorted(sounds.KINDS)
_read_again = lru_cache(maxsize=100)(documents.read)
"""A program hands in the same few sheets again and again; nobody's paper is kept here."""


def receive_document(content: bytes, *, by: Actor, now: datetime, names_nobody: bool = False) -> Stored:
    """This will keep a PDF for some days, until `attach_papers` takes it; its first page is drawn.

    Call it outside a transaction: reading takes a tenth of a second, and of a hostile file up to 40. A sheet
    made by a program `names_nobody`: the same one is read once.
    Raises DocumentTooLarge, NotADocument, TooManyPages.
    """
    on = local_date(now)
    if len(content) > (limit := parameters.value(dated.MAX_DOCUMENT_MEGABYTES, on)) * 1024 * 1024:
        raise DocumentTooLarge(limit=limit)
    read = _read_again if names_nobody else documents.read
    found = read(content, most_pages=parameters.value(dated.MAX_DOCUMENT_PAGES, on))
    row = StoredFile(
        key=rules.new_id(),
        sha256=hashlib.sha256(content).hexdigest(),
        salt=secrets.token_hex(16),
        size=len(content),
        kind=found.kind,
        width=0,
        height=0,
        pages=found.pages,
        is_paper=True,
        created_at=now,
        expires_at=now + timedelta(days=parameters.value(dated.KEEP_UNUSED_DAYS, on)),
    )
    keep(row, {rules.ORIGINAL: content, **found.renditions}, by=by, now=now)
    return stored(row)


def receive_pages(contents: Sequence[bytes], *, by: Actor, now: datetime) -> Stored:
    """This will keep photographed pages of one paper as one PDF, in their order, as `receive_document` does.

    Of a single picture nothing is made: that is `receive_paper`'s. Raises Invalid for a PDF among them,
    NotAPicture, TooManyPixels, TooManyPages, DocumentTooLarge.
    """
    on = local_date(now)
    if len(contents) > (most := parameters.value(dated.MAX_PHOTOGRAPHED_PAGES, on)):
        sentence = msg("Nhiều nhất %(most)s ảnh trang giấy; xin quét thành một tệp PDF.")
        raise documents.TooManyPages.field("file", sentence, most=most)
    if any(documents.kind_of(content) for content in contents):
        sentence = msg("Chọn một tệp PDF, hoặc ảnh chụp các trang; không chọn lẫn cả hai.")
        raise Invalid.field("file", sentence)
    megapixels = parameters.value(dated.MAX_MEGAPIXELS, on)
    drawn = [pictures.read(content, max_megapixels=megapixels).renditions["large"] for content in contents]
    return receive_document(pages.joined(drawn), by=by, now=now)


def attach_papers(ids: Sequence[str], *, owner: str, by: Actor, now: datetime) -> list[Stored]:
    """This will give uploaded PDFs and pictures of papers to their owner ("dossier:12/component:hk01"), each
    once and for good, in the order given; call it inside the owner's transaction.

    Raises Invalid on "papers" for an unknown, used, doubled or expired id, for a recording, for too many.
    """
    if not ids:
        return []
    if not all(rules.is_id(i) for i in ids) or len(set(ids)) != len(ids):
        raise _unusable()
    limit = parameters.value(dated.MAX_DOCUMENTS_PER_OWNER, local_date(now))
    held = StoredFile.objects.filter(owner=owner, erased_at__isnull=True).count() if owner else 0
    if held + len(ids) > limit:
        raise Invalid.field("papers", msg("Chỉ được đính kèm nhiều nhất %(limit)s tệp."), limit=limit)
    with transaction.atomic():
        free = StoredFile.objects.filter(key__in=ids, owner="", erased_at__isnull=True, expires_at__gt=now)
        free = free.exclude(kind__in=sounds.KINDS)
        if not owner or free.update(owner=owner, attached_at=now, is_paper=True) != len(ids):
            raise _unusable()
        by_key = {row.key: row for row in StoredFile.objects.filter(key__in=ids)}
        files = [by_key[i] for i in ids]
        _say(files, owner, by, now)
    return [stored(row) for row in files]


def attach_each(given: Sequence[tuple[str, str]], *, by: Actor, now: datetime) -> None:
    """This will give each uploaded paper (its id) to an owner of its own that was made just now and has none,
    as `attach_papers` does, all of them with few statements; call it inside the owners' transaction.

    Raises Invalid on "papers" for an unknown, used, doubled or expired id and for a recording.
    """
    owners = dict(given)
    if len(owners) != len(given) or not all(rules.is_id(key) and owner for key, owner in given):
        raise _unusable()
    if not owners:
        return
    at = connection.ops.adapt_datetimefield_value(now)
    with rows.cursor() as sent:
        sent.execute(
            _each(len(owners)),
            [*(word for pair in owners.items() for word in pair), at, True, *owners, at, *_SOUNDS],
        )
        found = {key: (pk, rules.seal(salt, sha256)) for pk, key, salt, sha256 in sent.fetchall()}
    if len(found) != len(owners):
        raise _unusable()
    facts = [
        FileAttached(subject=Code(owner), count=1, files=(found[key][0],), seals=(found[key][1],))
        for key, owner in given
    ]
    ledger.append_all(facts, by=by, now=now, with_ids=False)


@cache
def _each(number: int) -> str:
    """Looks, takes and tells in one statement, the same in both databases: others wait while it is asked."""
    keys, sounding = (", ".join(["%s"] * many) for many in (number, len(_SOUNDS)))
    cases = " ".join(["WHEN %s THEN %s"] * number)
    return f"""UPDATE {StoredFile._meta.db_table}
        SET owner = CASE key {cases} END, attached_at = %s, is_paper = %s
        WHERE key IN ({keys}) AND owner = '' AND erased_at IS NULL AND expires_at > %s
            AND kind NOT IN ({sounding})
        RETURNING id, key, salt, sha256"""  # noqa: S608 (own names)


def copy_paper(file_id: str, *, owner: str, to: str, by: Actor, now: datetime) -> Stored:
    """This will keep a second, independent file with the same content for another owner, attached at once.

    So that what the one erases stays with the other. Raises Missing where `owner` has no such file.
    """
    source = StoredFile.objects.filter(key=file_id, owner=owner, erased_at__isnull=True).first()
    if source is None or not owner or not to:
        raise Missing
    parts = {}
    for part in (rules.ORIGINAL, *rules.RENDITIONS):
        try:
            with storage.open_part(source.key, part) as stream:
                parts[part] = stream.read()
        except FileNotFoundError:  # a document that could not be drawn has no renditions
            if part == rules.ORIGINAL:
                raise Missing from None
    row = StoredFile(
        key=rules.new_id(), sha256=source.sha256, salt=secrets.token_hex(16), size=source.size,
        kind=source.kind, width=source.width, height=source.height, pages=source.pages, is_paper=True,
        created_at=now, expires_at=now, owner=to, attached_at=now,
    )  # fmt: skip
    with transaction.atomic():
        keep(row, parts, by=by, now=now)
        _say([row], to, by, now)
    return stored(row)


def _say(files: Sequence[StoredFile], owner: str, by: Actor, now: datetime) -> None:
    ledger.append(_fact(files, owner), by=by, now=now)


def _fact(files: Sequence[StoredFile], owner: str) -> FileAttached:
    return FileAttached(
        subject=Code(owner),
        count=len(files),
        files=tuple(f.pk for f in files),
        seals=tuple(rules.seal(f.salt, f.sha256) for f in files),
    )


def _unusable() -> Invalid:
    sentence = msg("Có tệp không dùng được nữa (đã dùng, đã quá hạn hoặc không có); xin tải tệp lên lại.")
    return Invalid.field("papers", sentence)
