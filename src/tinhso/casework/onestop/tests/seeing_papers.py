"""What does a person see on a printed paper? Poppler's own tools read and draw it; ours did not make them."""

import html
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import cv2
import pytest

MM = 72 / 25.4
A4, A5, ACROSS = (210, 297), (148, 210), (297, 210)


def needed() -> None:
    """This will skip the test where Poppler is missing, and fail it where everything must run."""
    if shutil.which("pdftoppm") and shutil.which("pdftotext"):
        return
    why = "no pdftoppm on this machine (Debian: apt install poppler-utils)"
    if os.environ.get("TINHSO_TEST_ALL"):
        pytest.fail(why)
    pytest.skip(why)


@dataclass(frozen=True)
class Word:
    """A word and its box, in mm from the upper left corner of its page (from 1)."""

    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: "Word") -> float:
        """This will give the part of the smaller box that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        if width <= 0 or height <= 0:
            return 0.0
        return width * height / min(self.area, other.area)

    @property
    def area(self) -> float:
        return max((self.right - self.left) * (self.bottom - self.top), 0.01)


class Seen:
    """A PDF as Poppler shows it."""

    def __init__(self, made: bytes, folder: Path) -> None:
        needed()
        self.path = folder / "paper.pdf"
        self.path.write_bytes(made)
        self._boxes = self._run("pdftotext", "-bbox", str(self.path), "-")

    def _run(self, *words: str) -> str:
        return subprocess.run(words, check=True, capture_output=True).stdout.decode()

    @property
    def text(self) -> str:
        """All letters between the heads and feet of the pages, without what parts them."""
        width, height = self.sizes[0]
        top, bottom = (9, 13.5) if (width, height) == A5 else (15, 15.5)  # without heads and feet of pages
        frame = {"-x": 0, "-y": top, "-W": width, "-H": height - top - bottom}
        crop = [word for side, mm in frame.items() for word in (side, str(round(mm * MM)))]
        return squeezed(self._run("pdftotext", "-raw", *crop, str(self.path), "-"))

    def text_of(self, page: int) -> str:
        """All letters of a page, with its head and foot."""
        said = self._run("pdftotext", "-raw", "-f", str(page), "-l", str(page), str(self.path), "-")
        return squeezed(said)

    @property
    def sizes(self) -> list[tuple[int, int]]:
        """Width and height of each page in whole mm."""
        found = re.findall(r'<page width="([\d.]+)" height="([\d.]+)"', self._boxes)
        return [(round(float(width) / MM), round(float(height) / MM)) for width, height in found]

    @property
    def words(self) -> list[Word]:
        page, found = 0, []
        pattern = (
            r'<page |<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
        )
        for hit in re.finditer(pattern, self._boxes):
            if hit[1] is None:
                page += 1
                continue
            left, top, right, bottom = (float(hit[at]) / MM for at in range(1, 5))
            found.append(Word(html.unescape(hit[5]), page, left, top, right, bottom))
        return found

    def overlapping(self) -> Iterator[tuple[str, str]]:
        """The words that stand on one another; boxes of neighbouring lines touch, as accents are tall."""
        by_page: dict[int, list[Word]] = {}
        for word in self.words:
            by_page.setdefault(word.page, []).append(word)
        for words in by_page.values():
            near = ((one, other) for one, other in combinations(words, 2) if abs(one.top - other.top) < 8)
            yield from ((one.text, other.text) for one, other in near if one.covers(other) > 0.4)

    def outside(self, margin: float) -> list[str]:
        """The words nearer than `margin` mm to an edge of their page."""
        return [
            word.text
            for word in self.words
            for width, height in [self.sizes[word.page - 1]]
            if not (margin <= word.left and word.right <= width - margin)
            or not (margin <= word.top and word.bottom <= height - margin)
        ]

    def fonts(self) -> set[str]:
        lines = self._run("pdffonts", str(self.path)).splitlines()[2:]
        return {line.split()[0].partition("+")[2] for line in lines}

    def qr(self, page: int = 1) -> str:
        """What a telephone reads from a print of the page at 150 dots to the inch."""
        picture = self.path.with_name(f"page-{page}")
        self._run(
            *("pdftoppm", "-r", "150", "-png", "-singlefile", "-f", str(page), "-l", str(page)),
            *(str(self.path), str(picture)),
        )
        read, _, _ = cv2.QRCodeDetector().detectAndDecode(cv2.imread(f"{picture}.png"))
        return read


def squeezed(text: str) -> str:
    """This will take away all that parts words, and what lets a long one break."""
    return re.sub(r"[\s\u200b\u00ad]+", "", unicodedata.normalize("NFC", text))
