"""What is a fact? Something that happened, as ids, codes, times and numbers: never a person's data.

Facts live for ever and people may ask to be forgotten (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15), so the
types allowed here cannot hold a name, a contact, free text, a photograph or an exact point.
"""

import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, ClassVar, NewType

Code = NewType("Code", str)
"""An identifier made of ASCII letters, digits and . _ : / - only: no sentence and no name fits."""
Digest = NewType("Digest", str)
"""A salted SHA-256 in hexadecimal, whose salt lives in an erasable row."""

_CODE = re.compile(r"[A-Za-z0-9._:/-]{0,120}")

GREATEST = 2**53 - 1
"""RFC 8785 writes numbers as IEEE doubles: a greater integer would not survive."""


def salted(text: str, salt: bytes) -> Digest:
    """This will give the digest that proves `text` as long as its salt is kept (HMAC-SHA256 over NFC)."""
    return Digest(hmac.digest(salt, unicodedata.normalize("NFC", text).encode(), "sha256").hex())


class NotAFact(TypeError):
    """The value would put something personal or unbounded into the ledger."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """What every fact says: which thing it is about. Subclasses name `type` and add their fields."""

    type: ClassVar[str]
    subject: Code

    def payload(self) -> dict[str, Any]:
        """This will give the fields as plain JSON values. Raises NotAFact for a value not allowed."""
        kind = type(self)
        if kind not in _said:
            _said[kind] = tuple(f.name for f in fields(kind) if f.name != "subject")
        return {name: plain(getattr(self, name)) for name in _said[kind]}


_said: dict[type[Fact], tuple[str, ...]] = {}


def plain(value: Any) -> Any:
    """This will turn one allowed value into JSON. Raises NotAFact for any other."""
    match value:
        case None | bool():
            return value
        case int() if -GREATEST <= value <= GREATEST:
            return value
        case str() if _CODE.fullmatch(value):
            return str(value)
        case datetime() if value.tzinfo is not None:
            return value.isoformat()
        case date() if not isinstance(value, datetime):
            return value.isoformat()
        case tuple() | list():
            return [plain(v) for v in value]
    raise NotAFact(f"a fact cannot hold {type(value).__name__}")


_types: dict[str, type[Fact]] = {}


def fact(name: str) -> Callable[[type[Fact]], type[Fact]]:
    """This will register a frozen dataclass as the fact type `name` ("room.what_happened")."""

    def register(cls: type[Fact]) -> type[Fact]:
        if name in _types and _types[name].__qualname__ != cls.__qualname__:
            raise ValueError(f"fact type {name} is named twice")
        cls.type = name
        _types[name] = cls
        return cls

    return register


def fact_types() -> dict[str, type[Fact]]:
    """This will list every fact type known to the process, by name."""
    return dict(_types)


@dataclass(frozen=True)
class Recorded:
    """A fact as the ledger gives it back; `position` is None until it is sequenced."""

    id: int
    position: int | None
    type: str
    subject: str
    actor: str
    at: datetime
    payload: dict[str, Any]


@dataclass(frozen=True)
class Subscriber:
    """A reaction: `name` is stored with its position, `types` are the facts it wants.

    A new one begins at the first fact ever, or with `from_now` at the head it finds. `react_to_all` takes
    many facts at once, with the same outcome as `react` to each of them.
    """

    name: str
    types: frozenset[str]
    react: Callable[[Recorded], None]
    from_now: bool = False
    react_to_all: Callable[[Sequence[Recorded]], None] | None = None


_subscribers: dict[str, Subscriber] = {}


def subscribe(
    name: str, *types: type[Fact], from_now: bool = False
) -> Callable[[Callable[[Recorded], None]], Callable[[Recorded], None]]:
    """This will register a function as subscriber `name`: at least once, in order per subject."""

    def register(react: Callable[[Recorded], None]) -> Callable[[Recorded], None]:
        _subscribers[name] = Subscriber(name, frozenset(t.type for t in types), react, from_now)
        return react

    return register


def subscribe_to_many(
    name: str, *types: type[Fact], from_now: bool = False
) -> Callable[[Callable[[Sequence[Recorded]], None]], Callable[[Sequence[Recorded]], None]]:
    """This will register a function that takes in many facts at once, for whom one by one is too slow.

    They come in order; when a batch fails, each fact comes again alone, so that the guilty one shows.
    """

    def register(react: Callable[[Sequence[Recorded]], None]) -> Callable[[Sequence[Recorded]], None]:
        def one(recorded: Recorded) -> None:
            react([recorded])

        _subscribers[name] = Subscriber(name, frozenset(t.type for t in types), one, from_now, react)
        return react

    return register


def subscribers() -> Iterable[Subscriber]:
    """This will list every subscriber, by name."""
    return [_subscribers[name] for name in sorted(_subscribers)]
