"""Who signed this document and what is that worth, and which keys may somebody sign with?"""

import base64
import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from threading import Lock

from django.db.models import Q

from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.messages import msg
from tinhso.core.revisions import Remembered
from tinhso.foundation.signing import apart, certificates, program, rules
from tinhso.foundation.signing.models import Anchor, Key
from tinhso.foundation.signing.rules import Signature, Trust, from_json, read, state, told

__all__ = [
    "KeyView",
    "NotReadable",
    "Signature",
    "Trust",
    "all_keys",
    "check",
    "from_json",
    "keys_of",
    "read",
    "state",
    "told",
]

PDF = b"%PDF-"
SIGN_OF_ONE = b"/ByteRange"
MOST_REMEMBERED = 256
WHY = {
    program.UNREADABLE: msg("Không đọc được chữ ký trong tệp PDF này; xin ký lại hoặc xuất lại tệp."),
    program.TOO_MANY: msg("Tệp PDF có quá nhiều chữ ký nên không kiểm tra được."),
    program.LOCKED: msg("Tệp PDF đặt mật khẩu nên không kiểm tra được chữ ký."),
    program.NO_KEY: msg("Khoá ký không dùng được; xin báo quản trị viên."),
}


class NotReadable(Invalid):
    """The signatures of a document cannot be read (field "file")."""

    code = "signatures-unreadable"


@dataclass(frozen=True)
class KeyView:
    """A key of a body or an officer (`holder`): who its certificate names, until when it may be used."""

    key: str
    agency: str
    holder: str
    name: str
    organisation: str
    issuer: str
    not_after: datetime
    valid_from: date
    valid_to: date | None
    is_simulated: bool


@dataclass(frozen=True)
class _Trusted:
    """An anchor as it is remembered."""

    sha256: str
    der: str
    valid_from: date
    valid_to: date | None
    ref: rules.AnchorRef


def _load() -> tuple[_Trusted, ...]:
    return tuple(
        _Trusted(
            row.sha256,
            base64.b64encode(certificates.as_der(row.certificate)).decode(),
            row.valid_from,
            row.valid_to,
            rules.AnchorRef(row.name, row.citation, row.is_sample),
        )
        for row in Anchor.objects.order_by("pk")
    )


_anchors = Remembered(("signing",), _load)
_seen: dict[tuple[str, ...], list[dict[str, object]]] = {}
_lock = Lock()


def check(pdf: bytes, *, now: datetime) -> tuple[Signature, ...]:
    """This will judge every signature of a PDF, in the order in which they were put; () for none.

    The file is read by a program apart (half a second; none for a file without a signature, or one just
    seen), so call it outside a transaction. Trust is asked of the anchors in force today; no network is.
    Raises NotReadable, apart.ReadersBusy.
    """
    if not pdf.startswith(PDF) or SIGN_OF_ONE not in pdf:
        return ()
    on = local_date(now)
    anchors = [a for a in _anchors.get() if a.valid_from <= on and (a.valid_to is None or on < a.valid_to)]
    found = _looked_at(pdf, sorted({a.der for a in anchors}), now)
    by_mark = {a.sha256: a.ref for a in anchors}
    return tuple(rules.judge(one, by_mark, now=now) for one in found)


def _looked_at(pdf: bytes, anchors: list[str], now: datetime) -> list[dict[str, object]]:
    """What the program saw; the same file under the same anchors is not read twice.

    What is judged as of today, because its signer says no time, is read again the next day.
    """
    always = (hashlib.sha256(pdf).hexdigest(), *anchors)
    today = (*always, local_date(now).isoformat())
    with _lock:
        known = _seen.get(always) or _seen.get(today)
    if known is not None:
        return known
    said, _ = apart.ask({"do": "check", "anchors": anchors, "at": now.isoformat()}, pdf)
    if said["why"]:
        raise unreadable(said["why"])
    found = [one for one in said.get("signatures", []) if isinstance(one, dict)]
    has_times = bool(found) and all(one.get("signed_at") for one in found)
    with _lock:
        if len(_seen) >= MOST_REMEMBERED:
            _seen.clear()
        _seen[always if has_times else today] = found
    return found


def unreadable(why: str) -> NotReadable:
    """This will say why the program did not answer."""
    return NotReadable.field("file", WHY.get(why, WHY[program.UNREADABLE]))


def keys_of(agency: str, *, officer: str, on: date) -> list[KeyView]:
    """This will list the keys with which an officer may sign for a body that day, the officer's own first."""
    rows = Key.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=on), valid_from__lte=on, agency=agency
    )
    mine = rows.filter(holder__in=["", officer]).exclude(sealed="").order_by("-holder", "-not_after", "pk")
    return [view_of(row) for row in mine if local_date(row.not_before) <= on <= local_date(row.not_after)]


def all_keys() -> list[KeyView]:
    """This will list every key that was entered, for an administrator."""
    return [view_of(row) for row in Key.objects.order_by("agency", "holder", "pk")]


def view_of(row: Key) -> KeyView:
    """This will show a key without what is sealed of it."""
    return KeyView(
        row.key, row.agency, row.holder, row.name, row.organisation, row.issuer, row.not_after,
        row.valid_from, row.valid_to, row.is_simulated,
    )  # fmt: skip
