"""How is a dictionary from outside read into a dataclass? Strictly, bounded, every wrong field named.

A dataclass says of each field how it is called and what may stand in it (`text`, `moment`, …, as the default
of the field); `read` and `write` do the rest. Text is NFC; times are `yyyyMMddHHmmss` on a Vietnamese clock.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from tinhso.core.days import VIETNAM
from tinhso.core.messages import Message, msg

T = TypeVar("T")
MOMENT = "%Y%m%d%H%M%S"
MOST_ITEMS = 200
MOST_UNKNOWN = 50
MOST_WRONG = 50
MOST_NUMBER = 10**15
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")
_DIGITS14 = re.compile(r"[0-9]{14}")
_NUMBER = re.compile(r"[0-9]{1,15}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_TRUE, _FALSE = {"1", "true"}, {"0", "false"}


@dataclass(frozen=True)
class Wire:
    """How one field is called outside, and what may stand in it."""

    name: str
    kind: str
    most: int = 0
    needed: bool = False
    choices: tuple[str, ...] = ()
    of: type | None = None


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one field: its dotted name ("TaiLieuNop.0.IsDeleted"), a code and the sentence."""

    field: str
    code: str
    message: Message


@dataclass(frozen=True)
class Read(Generic[T]):
    """What was read: the value (None where anything is wrong), what is wrong, and fields nobody knows."""

    value: T | None
    wrong: tuple[Wrong, ...] = ()
    unknown: Mapping[str, Any] = field(default_factory=dict)


def text(name: str, most: int, *, needed: bool = False) -> Any:
    """This will declare a text of at most `most` letters; missing, null and "" are the same."""
    return field(default="", metadata={"wire": Wire(name, "text", most, needed)})


def word(name: str, most: int = 60, *, needed: bool = False) -> Any:
    """This will declare an identifier of ASCII letters, digits and . _ / -."""
    return field(default="", metadata={"wire": Wire(name, "code", most, needed)})


def choice(name: str, *choices: str, needed: bool = False) -> Any:
    """This will declare a code out of a list; a whole number is taken for its digits."""
    return field(default="", metadata={"wire": Wire(name, "choice", 0, needed, choices)})


def moment(name: str, *, needed: bool = False) -> Any:
    """This will declare a time, aware and in UTC here, None where there is none."""
    return field(default=None, metadata={"wire": Wire(name, "moment", 0, needed)})


def flag(name: str) -> Any:
    """This will declare a yes or no, "1" or "0" outside; missing is no."""
    return field(default=False, metadata={"wire": Wire(name, "flag")})


def whole(name: str, *, needed: bool = False) -> Any:
    """This will declare a whole number from 0, None where there is none; its digits as text outside."""
    return field(default=None, metadata={"wire": Wire(name, "whole", 0, needed)})


def many(name: str, of: type) -> Any:
    """This will declare a list of at most 200 of another dataclass."""
    return field(default=(), metadata={"wire": Wire(name, "many", MOST_ITEMS, of=of)})


def wires(kind: type) -> Iterator[tuple[str, Wire]]:
    """This will list the fields of a dataclass that travel, each with its `Wire`."""
    for one in fields(kind):
        if "wire" in one.metadata:
            yield one.name, one.metadata["wire"]


def read(kind: type[T], given: Any) -> Read[T]:
    """This will read a dictionary into `kind`; never raises, whatever is given."""
    reader = _Reader()
    value = reader.object(kind, given, "")
    wrong = tuple(reader.wrong[:MOST_WRONG])
    return Read(None if wrong else value, wrong, reader.unknown)


def write(value: Any) -> dict[str, Any]:
    """This will give the dictionary that `read` reads, every field there, texts as the portal has them."""
    found: dict[str, Any] = {}
    for attribute, wire in wires(type(value)):
        found[wire.name] = _written(wire, getattr(value, attribute))
    return found


def _written(wire: Wire, value: Any) -> Any:
    match wire.kind:
        case "many":
            return [write(one) for one in value]
        case "flag":
            return "1" if value else "0"
        case "moment":
            return stamp(value) if value is not None else ""
        case "whole":
            return "" if value is None else str(value)
    return str(value)


def stamp(at: datetime) -> str:
    """This will write an aware moment as `yyyyMMddHHmmss` on a Vietnamese clock."""
    return at.astimezone(VIETNAM).strftime(MOMENT)


def unstamp(given: str) -> datetime | None:
    """This will read `yyyyMMddHHmmss`; None for anything else."""
    if not _DIGITS14.fullmatch(given):
        return None
    try:
        return datetime.strptime(given, MOMENT).replace(tzinfo=VIETNAM).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class _Reader:
    def __init__(self) -> None:
        self.wrong: list[Wrong] = []
        self.unknown: dict[str, Any] = {}

    def object(self, kind: type, given: Any, path: str) -> Any:
        if not isinstance(given, Mapping):
            return self.no(path or "HoSo", "not-an-object", msg("Cần một đối tượng có các trường."))
        known = dict(wires(kind))
        names = {wire.name for wire in known.values()}
        for name in given:
            if name not in names and len(self.unknown) < MOST_UNKNOWN:
                self.unknown[f"{path}{str(name)[:60]}"] = given[name]
        values = {
            attribute: self.one(wire, given.get(wire.name), f"{path}{wire.name}")
            for attribute, wire in known.items()
        }
        return kind(**{k: v for k, v in values.items() if v is not None})

    def no(self, path: str, code: str, sentence: str, **values: Any) -> Any:
        self.wrong.append(Wrong(path, code, Message(sentence, values)))

    def one(self, wire: Wire, given: Any, path: str) -> Any:
        if given is None or given == "" or (isinstance(given, str) and not given.strip()):
            if wire.needed:
                self.no(path, "missing", msg("Thiếu mục này."))
            return None
        return getattr(self, f"_{wire.kind}")(wire, given, path)

    def _text(self, wire: Wire, given: Any, path: str) -> str | None:
        if not isinstance(given, str):
            return self.no(path, "not-text", msg("Cần một chuỗi ký tự."))
        if _CONTROL.search(given):
            return self.no(path, "control-character", msg("Có ký tự điều khiển không được dùng."))
        found = unicodedata.normalize("NFC", given).strip()
        if len(found) > wire.most:
            return self.no(path, "too-long", msg("Dài quá %(max_length)s ký tự."), max_length=wire.most)
        return found

    def _code(self, wire: Wire, given: Any, path: str) -> str | None:
        found = self._text(wire, given, path)
        if found is not None and not CODE.fullmatch(found):
            return self.no(path, "not-a-code", msg("Mã chỉ gồm chữ không dấu, chữ số và . _ / -"))
        return found

    def _choice(self, wire: Wire, given: Any, path: str) -> str | None:
        said = str(given).strip() if _is_number(given) or isinstance(given, str) else ""
        if said not in wire.choices:
            return self.no(path, "not-a-choice", msg("Không phải một trong: %(choices)s."),
                           choices=", ".join(wire.choices))  # fmt: skip
        return said

    def _moment(self, wire: Wire, given: Any, path: str) -> datetime | None:
        found = unstamp(str(given).strip()) if _is_number(given) or isinstance(given, str) else None
        if found is None:
            return self.no(path, "not-a-moment", msg("Cần thời điểm dạng yyyyMMddHHmmss."))
        return found

    def _flag(self, wire: Wire, given: Any, path: str) -> bool | None:
        said = str(given).strip().lower() if isinstance(given, str | bool | int) else ""
        if said in _TRUE:
            return True
        if said in _FALSE:
            return False
        return self.no(path, "not-a-flag", msg("Cần 1 (có) hoặc 0 (không)."))

    def _whole(self, wire: Wire, given: Any, path: str) -> int | None:
        said = str(given).strip() if _is_number(given) or isinstance(given, str) else ""
        if not _NUMBER.fullmatch(said) or int(said) > MOST_NUMBER:
            return self.no(path, "not-a-number", msg("Cần một số nguyên."))
        return int(said)

    def _many(self, wire: Wire, given: Any, path: str) -> tuple[Any, ...] | None:
        if not isinstance(given, list | tuple):
            return self.no(path, "not-a-list", msg("Cần một danh sách."))
        if len(given) > wire.most:
            return self.no(path, "too-many", msg("Nhiều hơn %(most)s mục."), most=wire.most)
        found = [self.object(wire.of or object, one, f"{path}.{n}.") for n, one in enumerate(given)]
        return tuple(one for one in found if one is not None)


def _is_number(given: Any) -> bool:
    return isinstance(given, int) and not isinstance(given, bool)
