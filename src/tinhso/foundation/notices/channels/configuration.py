"""What did the deployment configure? JSON in the environment, or the path of a file that holds it."""

import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from tinhso.core.messages import Message, msg
from tinhso.core.translation import say

T = TypeVar("T")


class Misconfigured(ValueError):
    """The configuration of a channel cannot be used; the message says why, without any secret."""

    def __init__(self, sentence: str, **values: object) -> None:
        self.message = Message(sentence, values)
        super().__init__(str(self.message))


def load(given: str) -> dict[str, Any]:
    """This will read the object. Raises Misconfigured."""
    try:
        text = given if given.lstrip().startswith("{") else Path(given).read_text(encoding="utf-8")
        found = json.loads(text)
    except (OSError, UnicodeDecodeError) as unreadable:
        raise Misconfigured(msg("Không đọc được tệp cấu hình.")) from unreadable
    except ValueError as broken:
        raise Misconfigured(msg("Cấu hình không phải JSON.")) from broken
    if not isinstance(found, dict):
        raise Misconfigured(msg("Cấu hình không phải JSON."))
    return found


def remembered(build: Callable[[dict[str, Any]], T]) -> Callable[[str], T | None]:
    """This will make a reader that builds a channel's settings once for each text; "" gives None."""

    @lru_cache(maxsize=8)
    def read(given: str) -> T | None:
        return build(load(given)) if given else None

    return read


def problem_of(read: Callable[[], object]) -> str:
    """This will say what is wrong with a configuration, or ""."""
    try:
        read()
    except Misconfigured as wrong:
        return say(wrong.message)
    return ""


def texts(found: dict[str, Any], *names: str) -> list[str]:
    """This will give the named fields, which must be texts with something in them. Raises Misconfigured."""
    values = [found.get(name) for name in names]
    missing = [n for n, v in zip(names, values, strict=True) if not isinstance(v, str) or not v]
    if missing:
        raise Misconfigured(msg("Cấu hình thiếu: %(names)s."), names=", ".join(missing))
    return [str(v) for v in values]
