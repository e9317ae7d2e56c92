"""How is one value of a document read? Each key by its kind; what is wrong is noted and reading goes on."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from tinhso.core.folding import nfc
from tinhso.core.messages import Message, msg

MOST_ROWS = 100
NOT_OBJECT = msg("Cần một đối tượng JSON.")
_ABSENT = object()


@dataclass(frozen=True)
class Problem:
    """What is wrong: in which list and row (-1: of the procedure itself), which key."""

    part: str
    row: int
    key: str
    code: str
    message: Message


@dataclass
class Reader:
    """Reads one object key by key; what is wrong is noted and a harmless value goes on."""

    raw: Mapping[str, Any]
    part: str = ""
    row: int = -1
    problems: list[Problem] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def wrong(self, key: str, code: str, sentence: str, **values: Any) -> None:
        """This will note a fault."""
        self.problems.append(Problem(self.part, self.row, key, code, Message(sentence, values)))

    def get(self, key: str) -> Any:
        """This will give a value, and remember that its key is known."""
        self.seen.add(key)
        return self.raw.get(key)

    def text(self, key: str, most: int, *, needed: bool = False) -> str:
        """This will read a text in NFC without spaces around."""
        value = self.get(key)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.wrong(key, "not-text", msg("Cần một chuỗi ký tự."))
            return ""
        value = nfc(value).strip()
        if any(ord(c) < 32 and c not in "\n\t" for c in value):
            self.wrong(key, "not-text", msg("Có ký tự không dùng được."))
            return ""
        if needed and not value:
            self.wrong(key, "missing", msg("Thiếu nội dung này."))
        if len(value) > most:
            self.wrong(key, "too-long", msg("Dài quá %(most)s ký tự."), most=most)
        return value

    def code(self, key: str, pattern: re.Pattern[str], *, needed: bool = True) -> str:
        """This will read a code."""
        value = self.text(key, 40, needed=needed)
        if value and not pattern.fullmatch(value):
            self.wrong(key, "bad-code", msg("Mã “%(value)s” có ký tự không dùng được."), value=value[:40])
        return value

    def whole(self, key: str, least: int, most: int, *, default: Any = _ABSENT) -> Any:
        """This will read a whole number."""
        value = self.get(key)
        if value is None and default is not _ABSENT:
            return default
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self.wrong(key, "bad-number", msg("Cần một số nguyên từ %(least)s đến %(most)s."),
                       least=least, most=most)  # fmt: skip
            return least
        return value

    def flag(self, key: str, *, default: bool) -> bool:
        """This will read a yes or no."""
        value = self.get(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            self.wrong(key, "bad-flag", msg("Cần true hoặc false."))
            return default
        return value

    def one(self, key: str, kind: type[StrEnum], *, default: str | None = None) -> str:
        """This will read one word of a list of words."""
        value = self.get(key)
        if value is None and default is not None:
            return default
        if value not in set(kind):
            self.wrong(key, "bad-choice", msg("Chỉ nhận một trong: %(choices)s."), choices=", ".join(kind))
            return next(iter(kind)).value
        return str(value)

    def day(self, key: str, *, needed: bool) -> str | None:
        """This will read a day, as ISO text."""
        value = self.get(key)
        if value in (None, "") and not needed:
            return None
        try:
            read = date.fromisoformat(value) if isinstance(value, str) else None
        except ValueError:
            read = None
        if read is None or not 1990 <= read.year <= 2100:
            self.wrong(key, "bad-day", msg("Cần một ngày dạng YYYY-MM-DD."))
            return None
        return read.isoformat()

    def listed(self, key: str) -> list[Any]:
        """This will read a list of bounded length."""
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or len(value) > MOST_ROWS:
            self.wrong(key, "bad-list", msg("Cần một danh sách không quá %(most)s dòng."), most=MOST_ROWS)
            return []
        return value

    def texts(self, key: str, most: int) -> list[str]:
        """This will read a list of texts."""
        values = self.listed(key)
        if any(not isinstance(v, str) or not v.strip() or len(v) > most for v in values):
            self.wrong(key, "bad-list", msg("Mỗi dòng là một chuỗi không quá %(most)s ký tự."), most=most)
            return []
        return [nfc(v).strip() for v in values]

    def words(self, key: str, kind: type[StrEnum]) -> list[str]:
        """This will read at least one word out of a list of words, in the order of that list."""
        values = self.listed(key)
        if not values or any(not isinstance(v, str) or v not in set(kind) for v in values):
            self.wrong(key, "bad-choice", msg("Chỉ nhận một trong: %(choices)s."), choices=", ".join(kind))
        return [word.value for word in kind if word.value in values]

    def rows(self, key: str, read: Callable[["Reader"], dict[str, Any]]) -> list[dict[str, Any]]:
        """This will read a list of objects, each by `read`."""
        made = []
        for number, raw in enumerate(self.listed(key)):
            if not isinstance(raw, Mapping):
                self.problems.append(Problem(key, number, "", "not-object", Message(NOT_OBJECT)))
                continue
            below = Reader(raw, key, number, self.problems)
            made.append(read(below))
            below.refuse_others()
        return made

    def refuse_others(self) -> None:
        """This will note keys that nobody asked for: a misspelt one must not be lost silently."""
        for key in sorted(str(k) for k in self.raw if k not in self.seen):
            self.wrong(key[:60], "unknown-key", msg("Không có trường này."))
