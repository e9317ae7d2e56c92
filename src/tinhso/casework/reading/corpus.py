"""From which examples does the machine learn? Plain files in `texts/`, one a category, one text a line."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tinhso.core.folding import nfc

FOLDER = Path(__file__).parent / "texts"
FIRST, SECOND, VOCABULARY = "first", "second", "vocabulary"
APART = "apart"
"""Texts never learnt from and never tuned on: only measured."""


@dataclass(frozen=True)
class Example:
    """A text and what it is about; `shipped` ones were written for this room, others came from a province."""

    text: str
    category: str
    part: str = ""

    @property
    def is_vocabulary(self) -> bool:
        """Whether it is a way of saying something rather than a report."""
        return self.part == VOCABULARY


@lru_cache(maxsize=8)
def texts(part: str) -> tuple[Example, ...]:
    """This will read one part of what is shipped: "first", "second", "vocabulary" or "apart"."""
    found = []
    for path in sorted((FOLDER / part).glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            if line.strip():
                found.append(Example(nfc(line.strip()), path.stem, part))
    return tuple(found)


def shipped() -> tuple[Example, ...]:
    """This will give all that is shipped to learn from."""
    return texts(FIRST) + texts(SECOND) + texts(VOCABULARY)


def lines(name: str) -> tuple[str, ...]:
    """This will read a list of texts such as "danger/first"."""
    return tuple(t.strip() for t in (FOLDER / f"{name}.txt").read_text("utf-8").splitlines() if t.strip())


def own(pairs: Iterable[tuple[str, str]]) -> tuple[Example, ...]:
    """This will take a province's own reports as examples, each text once."""
    seen = {nfc(text).strip(): category for text, category in pairs if text.strip()}
    return tuple(Example(text, category, "own") for text, category in sorted(seen.items()))
