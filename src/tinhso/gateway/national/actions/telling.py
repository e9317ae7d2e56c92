"""Put something to be told into the queue, once, in its order; nobody waits for the portal here.

Each state of a dossier is told, for the citizen reads them all. Only a full `DongBoHoSo` that says the same
state as the unsent one directly before it takes that one's place: nothing is lost by it, a refusal for a
wrong field is mended by it, and no `CapNhatTienTrinh` in between can be overtaken.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from tinhso.core.errors import Conflict, FieldError, Invalid
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.gateway.national import sealing
from tinhso.gateway.national.models import UNSENT, Mirror, Telling, TellingState, Words
from tinhso.gateway.national.rules import payloads
from tinhso.gateway.national.workflow import may_follow

MOST_LETTERS = 1_000_000
ABOUT = re.compile(r"[a-z_]{1,20}:[A-Za-z0-9._-]{1,39}")
KEY = re.compile(r"[\x21-\x7e]{1,120}")


class AnotherContent(Conflict):
    """The key was used before, for something else (409)."""

    code = "another-content"
    sentence = msg("Khoá này đã dùng cho một nội dung khác.")


class AnotherDossier(Conflict):
    """The code and the thing it is about belong to two different dossiers (409)."""

    code = "another-dossier"
    sentence = msg("Mã hồ sơ này đã gắn với một việc khác.")


def tell(
    *, about: str, kind: str, payload: Mapping[str, Any], idempotency_key: str, by: Actor, now: datetime
) -> int:
    """This will queue one payload about "dossier:12" and give the telling's id; the same key twice is once.

    It joins the caller's transaction. Fields that the portal does not know are left out of what is sent.
    Raises Invalid (every wrong field named), AnotherContent, AnotherDossier.
    """
    told, words = _read(about, kind, payload, idempotency_key)
    with transaction.atomic():
        if (known := _same_key(idempotency_key, words)) is not None:
            return known
        mirror = locked(about, told.code)
        if (known := _same_key(idempotency_key, words)) is not None:  # told while we waited for the lock
            return known
        return queue(mirror, kind, told.status, words, key=idempotency_key, now=now).pk


def queue(mirror: Mirror, kind: str, status: str, words: str, *, key: str, now: datetime) -> Telling:
    """This will append one telling to a locked dossier's queue, and let it take the place of its equal."""
    last = Telling.objects.filter(mirror=mirror).order_by("-number").first()
    if last is not None and _takes_the_place_of(last, kind, status):
        Telling.objects.filter(pk=last.pk).update(
            state=TellingState.SUPERSEDED, next_try_at=None, ended_at=now
        )
        Words.objects.filter(telling=last).delete()
    telling = Telling.objects.create(
        mirror=mirror,
        number=mirror.tellings_made + 1,
        kind=kind,
        idempotency_key=key,
        digest=sealing.mark(words),
        status=status,
        is_unusual=not may_follow(mirror.status, status),
        created_at=now,
        next_try_at=now,
    )
    Words.objects.create(telling=telling, sealed=sealing.seal(words))
    mirror.tellings_made += 1
    mirror.status = status
    mirror.save(update_fields=["tellings_made", "status"])
    return telling


def locked(about: str, code: str) -> Mirror:
    """This will give the row of a dossier, locked, made where it is new. Raises AnotherDossier."""
    mirror = Mirror.objects.select_for_update().filter(about=about).first()
    if mirror is None:
        try:
            with transaction.atomic():
                Mirror.objects.create(about=about, code=code)
        except IntegrityError:
            pass  # somebody made it meanwhile, or the code belongs to another
        mirror = Mirror.objects.select_for_update().filter(about=about).first()
    if mirror is None or mirror.code != code:
        raise AnotherDossier
    return mirror


def _takes_the_place_of(last: Telling, kind: str, status: str) -> bool:
    is_equal = last.kind == kind == payloads.DOSSIER and last.status == status
    return is_equal and last.state in UNSENT


def _read(about: str, kind: str, payload: Mapping[str, Any], key: str) -> tuple[Any, str]:
    if not ABOUT.fullmatch(about):
        raise Invalid.field("about", msg("Giá trị chưa hợp lệ."))
    if not KEY.fullmatch(key):
        raise Invalid.field("idempotency_key", msg("Giá trị chưa hợp lệ."))
    if kind not in payloads.KINDS:
        raise Invalid.field("kind", msg("Giá trị chưa hợp lệ."))
    read = payloads.read_kind(kind, payload)
    if read.value is None:
        raise Invalid(*(FieldError(wrong.field, wrong.message) for wrong in read.wrong))
    words = sealing.canonical(read.value.to_dict())
    if len(words) > MOST_LETTERS:
        raise Invalid.field("payload", msg("Nội dung gửi lên quá lớn."))
    return read.value, words


def _same_key(key: str, words: str) -> int | None:
    known = Telling.objects.filter(idempotency_key=key).first()
    if known is None:
        return None
    if known.digest not in sealing.marks(words):
        raise AnotherContent
    return known.pk
