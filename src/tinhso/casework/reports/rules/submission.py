"""Is what somebody sent a report at all? Strict types, every fault named by its field."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tinhso.casework.reports.rules.answers import NOT_ASKED, Answers
from tinhso.casework.reports.rules.lengths import TEXT_MAX
from tinhso.core.errors import FieldError, Invalid
from tinhso.core.messages import Message, msg
from tinhso.core.values import GeoPoint, is_email

DETAIL_MAX = 500
NAME_MAX = 120
PHONE_MAX = 20
EMAIL_MAX = 254
CHANNEL_MAX = 30
VOICE_MAX = 100
SPOKEN = "(Phản ánh bằng giọng nói)"
"""Stands as the text of a report that was spoken and not written."""

FIELDS = frozenset(
    {
        "id", "text", "category", "point", "place", "occurred_at", "photos", "contact", "public", "channel",
        "on_behalf_of", "asset_class", "voice", "answers",
    }
)  # fmt: skip
_PHONE = re.compile(r"[+(]?[0-9][0-9 ().-]{4,18}[0-9]")
_CHANNEL = re.compile(r"[a-z0-9][a-z0-9._-]*")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


@dataclass(frozen=True)
class Contact:
    """How the reporter may be reached; "" for what was not given."""

    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class GivenPlace:
    """A commune chosen from a list, perhaps a hamlet of it, and words that help to find the spot."""

    code: str
    locality: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Submission:
    """A well-formed report as it was sent."""

    id: UUID
    text: str
    category: str | None
    point: GeoPoint | None
    place: GivenPlace | None
    occurred_at: datetime | None
    photos: tuple[str, ...]
    contact: Contact | None
    public: bool
    channel: str
    on_behalf_of: Mapping[str, Any] | None
    asset_class: str = ""
    """Of which class the thing is, where somebody says so: it wins over what lies near the point."""
    voice: str = ""
    """The upload id of a voice note."""
    answers: Answers = NOT_ASKED

    @property
    def written(self) -> str:
        """This will give what the sender wrote themselves; "" for a report that was only spoken."""
        return "" if self.voice and self.text == SPOKEN else self.text


def client_id(body: Mapping[str, Any]) -> UUID:
    """This will read the one field that is looked at before all others. Raises Invalid on "id".

    Only random kinds (RFC 9562 versions 4 and 7): an id of zeros, of a clock or of a name is one that two
    senders may come upon, and the second would be told that it is taken.
    """
    given = body.get("id")
    found = UUID(given) if isinstance(given, str) and _UUID.fullmatch(given) else None
    if found is None or found.version not in (4, 7):
        raise Invalid.field("id", msg("Cần một mã UUID ngẫu nhiên do máy của người gửi tạo ra."))
    return found


def read(body: Mapping[str, Any], now: datetime, *, ahead: timedelta) -> Submission:
    """This will read a whole body. Raises Invalid that names every field that is wrong.

    A phone's clock may run `ahead`: what happened later than now is kept and marked up to there,
    refused beyond.
    """
    reader = _Reader(body)
    voice = reader.text("voice", "voice", longest=VOICE_MAX)
    sent = Submission(
        id=client_id(body),
        text=reader.text("text", "text", needed=not voice, longest=TEXT_MAX) or SPOKEN,
        category=reader.text("category", "category", longest=20) or None,
        point=reader.point(),
        place=reader.place(),
        occurred_at=reader.moment("occurred_at", now + ahead),
        photos=reader.photos(),
        contact=reader.contact(),
        public=reader.flag("public"),
        channel=reader.channel(),
        on_behalf_of=reader.on_behalf_of(),
        asset_class=reader.text("asset_class", "asset_class", longest=30),
        voice=voice,
        answers=reader.answers(),
    )
    if sent.point is None and sent.place is None and not reader.has("point", "place"):
        reader.wrong("point", msg("Cần cho biết chỗ đó ở đâu: một điểm, hoặc xã, phường."))
    for unknown in sorted(set(body) - FIELDS)[:5]:
        reader.wrong(unknown[:40], msg("Không có mục này trong phản ánh."))
    if reader.errors:
        raise Invalid(*reader.errors)
    return sent


class _Reader:
    """Collects the faults while the fields are read; each method gives a harmless value for a wrong one."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self.body = body
        self.errors: list[FieldError] = []

    def wrong(self, field: str, sentence: str, **values: Any) -> None:
        self.errors.append(FieldError(field, Message(sentence, values)))

    def has(self, *fields: str) -> bool:
        return any(e.field.split(".")[0] in fields for e in self.errors)

    def text(
        self, field: str, key: str, *, source: Mapping[str, Any] | None = None, needed: bool = False,
        longest: int,
    ) -> str:  # fmt: skip
        given = (self.body if source is None else source).get(key)
        if given is None and not needed:
            return ""
        if not isinstance(given, str):
            self.wrong(field, msg("Cần là một đoạn chữ."))
            return ""
        trimmed = unicodedata.normalize("NFC", given).replace("\x00", "").strip()
        if needed and not trimmed:
            self.wrong(field, msg("Chưa có nội dung."))
        elif len(trimmed) > longest:
            self.wrong(field, msg("Dài quá %(longest)s ký tự."), longest=longest)
            return ""
        return trimmed

    def flag(self, key: str) -> bool:
        given = self.body.get(key)
        if not isinstance(given, bool):
            self.wrong(key, msg("Cần là đúng (true) hoặc sai (false)."))
            return False
        return given

    def section(self, key: str) -> Mapping[str, Any] | None:
        given = self.body.get(key)
        if given is not None and not isinstance(given, Mapping):
            self.wrong(key, msg("Cần là một nhóm thông tin, hoặc bỏ trống."))
            return None
        return given

    def only(self, key: str, given: Mapping[str, Any], *known: str) -> None:
        for unknown in sorted(set(given) - set(known))[:5]:
            self.wrong(f"{key}.{unknown[:40]}", msg("Không có mục này trong phản ánh."))

    def number(
        self, section: str, given: Mapping[str, Any], key: str, low: float, high: float
    ) -> float | None:
        value = given.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            self.wrong(f"{section}.{key}", msg("Cần là số từ %(low)s đến %(high)s."), low=low, high=high)
            return None
        return float(value)

    def point(self) -> GeoPoint | None:
        given = self.section("point")
        if given is None:
            return None
        self.only("point", given, "lat", "lon", "accuracy_m")
        lat = self.number("point", given, "lat", -90, 90)
        lon = self.number("point", given, "lon", -180, 180)
        accuracy = None
        if given.get("accuracy_m") is not None:
            accuracy = self.number("point", given, "accuracy_m", 0, 40_000_000)
        return GeoPoint(lat, lon, accuracy) if lat is not None and lon is not None else None

    def place(self) -> GivenPlace | None:
        given = self.section("place")
        if given is None:
            return None
        self.only("place", given, "code", "locality", "detail")
        return GivenPlace(
            code=self.text("place.code", "code", source=given, needed=True, longest=20),
            locality=self.locality(given),
            detail=self.text("place.detail", "detail", source=given, longest=DETAIL_MAX),
        )

    def locality(self, given: Mapping[str, Any]) -> str:
        """A hamlet by its number in the list of the commune, or by its name."""
        number = given.get("locality")
        if isinstance(number, int) and not isinstance(number, bool) and 0 <= number < 10**18:
            return str(number)
        return self.text("place.locality", "locality", source=given, longest=NAME_MAX)

    def moment(self, key: str, latest: datetime) -> datetime | None:
        given = self.body.get(key)
        if given is None:
            return None
        try:
            if not isinstance(given, str) or len(given) > 40 or "T" not in given.upper():
                raise ValueError(given)
            at = datetime.fromisoformat(given)
            if at.tzinfo is None:
                raise ValueError(given)
            at = at.astimezone(UTC)
        except (ValueError, OverflowError):
            self.wrong(key, msg("Cần là thời điểm ISO 8601 có múi giờ, ví dụ 2026-11-20T08:30:00+07:00."))
            return None
        if at > latest:
            self.wrong(key, msg("Thời điểm này ở quá xa trong tương lai."))
            return None
        if at.year < 2000:
            self.wrong(key, msg("Thời điểm này ở quá xa trong quá khứ."))
            return None
        return at

    def photos(self) -> tuple[str, ...]:
        given = self.body.get("photos")
        if given is None:
            return ()
        if not isinstance(given, list) or not all(isinstance(p, str) and len(p) <= 100 for p in given):
            self.wrong("photos", msg("Cần là danh sách mã ảnh đã tải lên."))
            return ()
        return tuple(given)

    def contact(self) -> Contact | None:
        given = self.section("contact")
        if given is None:
            return None
        self.only("contact", given, "name", "phone", "email")
        phone = self.text("contact.phone", "phone", source=given, longest=PHONE_MAX)
        email = self.text("contact.email", "email", source=given, longest=EMAIL_MAX)
        if phone and not _PHONE.fullmatch(phone):
            self.wrong("contact.phone", msg("Số điện thoại chưa đúng."))
        if email and not is_email(email):
            self.wrong("contact.email", msg("Địa chỉ thư điện tử chưa đúng."))
        found = Contact(self.text("contact.name", "name", source=given, longest=NAME_MAX), phone, email)
        return found if found != Contact() else None

    def answers(self) -> Answers:
        given = self.section("answers") or {}
        self.only("answers", given, "danger", "denunciation")
        said = {key: given.get(key) for key in ("danger", "denunciation")}
        for key, one in said.items():
            if not (one is None or isinstance(one, bool)):
                self.wrong(f"answers.{key}", msg("Cần là đúng (true), sai (false), hoặc bỏ trống."))
        return Answers(**{key: one for key, one in said.items() if isinstance(one, bool)})

    def channel(self) -> str:
        given = self.text("channel", "channel", longest=CHANNEL_MAX)
        if given and not _CHANNEL.fullmatch(given):
            self.wrong("channel", msg("Kênh gửi chỉ gồm chữ thường không dấu, số, dấu chấm và gạch."))
        return given or "api"

    def on_behalf_of(self) -> Mapping[str, Any] | None:
        given = self.section("on_behalf_of")
        if given is None:
            return None
        self.only("on_behalf_of", given, "name", "phone", "email", "relation")
        kept = {}
        for key in ("name", "phone", "email", "relation"):
            if said := self.text(f"on_behalf_of.{key}", key, source=given, longest=EMAIL_MAX):
                kept[key] = said
        return kept or None


def contact_of(given: Mapping[str, Any]) -> Contact:
    """This will read a contact alone (name, phone, email). Raises Invalid that names each wrong field."""
    reader = _Reader({"contact": given})
    found = reader.contact() or Contact()
    if reader.errors:
        raise Invalid(*reader.errors)
    return found


def is_after_receipt(occurred_at: datetime | None, received_at: datetime) -> bool:
    """This will tell whether the sender's clock ran ahead, so that the moment is shown with a mark."""
    return occurred_at is not None and occurred_at > received_at
