"""What happened, how far has everybody come, and does the chain hold?"""

import json
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

import orjson
from django.db.models import Max

from tinhso.core.errors import Unreadable
from tinhso.core.facts import Recorded
from tinhso.core.messages import Message, msg
from tinhso.foundation.ledger import chain, models
from tinhso.foundation.ledger.rules import Explained, Head, Progress, Verification

PAGE = 5000
COLUMNS = ("position", "id", "type", "subject", "actor", "at", "payload", "hash")
Row = tuple[int, int, str, str, str, datetime, str, bytes]


class NotAHead(Unreadable):
    """The file given to `verify` is not a published head."""

    code = "not-a-head"
    sentence = msg("Tệp «%(path)s» không phải là bản lưu đầu chuỗi sổ cái.")


def head() -> Head:
    """This will give the end of the chain: its position, hash and moment."""
    last = models.Fact.objects.filter(position__isnull=False).order_by("-position").first()
    if last is None:
        return Head(0, chain.GENESIS.hex(), None)
    return Head(last.position or 0, bytes(last.hash or b"").hex(), last.at)


def last_position() -> int:
    """This will give the position of the last numbered fact, 0 where there is none."""
    return models.Fact.objects.aggregate(last=Max("position"))["last"] or 0


def waiting() -> int:
    """This will count the facts that are not numbered yet."""
    return models.Fact.objects.filter(position__isnull=True).count()


def progress(*, now: datetime) -> Progress:
    """This will tell how far numbering and hearing have come, for whoever watches the deployment."""
    gap = models.Fact.objects.filter(position__isnull=True)
    oldest = gap.order_by("id").values_list("at", flat=True).first()
    stands = list(models.Subscription.objects.values_list("name", "position", "attempts"))
    return Progress(
        head=last_position(),
        waiting=gap.count(),
        oldest_waiting_s=0.0 if oldest is None else max(0.0, (now - oldest).total_seconds()),
        subscribers={name: position for name, position, _ in stands},
        attempts={name: attempts for name, _, attempts in stands},
        dead_letters=models.DeadLetter.objects.filter(retried_at__isnull=True).count(),
    )


def facts_of(subject: str) -> list[Recorded]:
    """This will give everything that happened to one subject, oldest first, waiting facts included."""
    return [recorded(fact) for fact in models.Fact.objects.filter(subject=subject).order_by("id")]


def facts_of_many(subjects: Collection[str]) -> dict[str, list[Recorded]]:
    """This will give the same for many subjects with one statement; all of them are keys."""
    found: dict[str, list[Recorded]] = {subject: [] for subject in subjects}
    columns = ("id", "position", "type", "subject", "actor", "at", "payload")
    facts = models.Fact.objects.filter(subject__in=found).order_by("subject", "id").values_list(*columns)
    for pk, position, kind, subject, actor, at, payload in facts:
        found[subject].append(Recorded(pk, position, kind, subject, actor, at, orjson.loads(payload)))
    return found


def facts_after(position: int, *, types: Collection[str] = (), limit: int = 200) -> list[Recorded]:
    """This will give the numbered facts after a position, of some types or of all, in order."""
    facts = models.Fact.objects.filter(position__gt=position)
    if types:
        facts = facts.filter(type__in=types)
    return [recorded(fact) for fact in facts.order_by("position")[:limit]]


def position_of(subscriber: str) -> int:
    """This will tell up to which position a subscriber has taken in the facts; 0 for a new one."""
    return models.Subscription.objects.filter(name=subscriber).values_list("position", flat=True).first() or 0


def dead_letters() -> list[models.DeadLetter]:
    """This will list the facts that were set aside and not taken in since, oldest first."""
    return list(models.DeadLetter.objects.filter(retried_at__isnull=True).order_by("id"))


def reasons(subject: str) -> list[Explained]:
    """This will list why a rule ("rule:<app>.<model>:<pk>") was changed, newest first."""
    words = dict(models.Reason.objects.filter(subject=subject).values_list("fact_id", "text"))
    return [
        Explained(fact.at, fact.actor, fact.payload["change"], words[fact.id])
        for fact in reversed(facts_of(subject))
        if fact.id in words
    ]


def recorded(fact: models.Fact) -> Recorded:
    """This will give a row of the ledger as the plain value that rooms read."""
    return Recorded(
        fact.pk, fact.position, fact.type, fact.subject, fact.actor, fact.at, orjson.loads(fact.payload)
    )


def verify(against: Path | None = None) -> Verification:
    """This will recompute the whole chain and name the first position that does not hold.

    `against` is a published head: the chain must still pass through it, which also finds a chain that
    was recomputed from some point on, or cut off. Waiting facts are no error. Raises NotAHead.
    """
    saved = _saved_head(against) if against else None
    expected, previous, at = 1, chain.GENESIS, None
    broken: tuple[int, Message] | None = None
    saved_holds = saved is None or (saved.position == 0 and saved.hash_bytes == chain.GENESIS)
    for row in _numbered():
        because = _what_is_wrong(row, expected, previous)
        if because:
            broken = (expected, because)
            break
        expected, previous, at = expected + 1, bytes(row[7]), row[5]
        if saved is not None and saved.position == row[0]:
            saved_holds = saved.hash_bytes == previous
    if broken is None and saved is not None and not saved_holds:
        broken = (saved.position, Message(msg("Chuỗi không còn đi qua đầu chuỗi đã lưu.")))
    # While all holds the last position is the count, also when the worker numbers on meanwhile.
    numbered = models.Fact.objects.filter(position__isnull=False).count() if broken else expected - 1
    left = waiting()
    found = Head(expected - 1, previous.hex(), at)
    return Verification(numbered + left, numbered, left, found, *(broken or ()))


def _what_is_wrong(row: Row, expected: int, previous: bytes) -> Message | None:
    position, id, type, subject, actor, at, payload, stored = row
    if position != expected:
        return Message(msg("Thiếu sự kiện ở vị trí này."))
    if not chain.is_canonical(payload):
        return Message(msg("Nội dung không còn ở dạng chuẩn."))
    recomputed = chain.link(
        previous, position=position, id=id, type=type, subject=subject, actor=actor, at=at, payload=payload
    )
    if recomputed != bytes(stored):
        return Message(msg("Sự kiện đã bị sửa hoặc không nối với sự kiện trước."))
    return None


def _numbered() -> Iterator[Row]:
    # Pages by position instead of one long cursor: the same in both databases, and no snapshot is
    # held open while millions of rows go by.
    facts = models.Fact.objects.filter(position__isnull=False).order_by("position").values_list(*COLUMNS)
    page = list(facts[:PAGE])
    while page:
        yield from page
        page = list(facts.filter(position__gt=page[-1][0])[:PAGE])


def _saved_head(path: Path) -> Head:
    try:
        return Head.from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise NotAHead(path=path.name) from error
