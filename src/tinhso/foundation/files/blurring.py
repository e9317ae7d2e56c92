"""Where are faces and number plates in a picture, and how are they made unrecognisable? No Django here.

Found with the cascades that OpenCV's wheel carries (frontal faces, profiles of both sides, plates); they
miss faces that are turned, covered, dark or small, and plates seen aslant: people have a brush for those.
Where a region lies is said in fractions of the picture's sides, so one region fits every rendition.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from PIL import Image, ImageFilter

from tinhso.foundation.files.pictures import QUALITY
from tinhso.foundation.files.rules import PUBLIC_PARTS, RENDITIONS

LOOKED_AT = 1280
"""Longest side in pixels of what is searched; a face under about 1/50 of it is not found."""
LEAST_FACE, LEAST_PLATE = (24, 24), (60, 18)
STEP, AGREEING = 1.12, 4
MARGIN = 0.18
"""How much of its own size is blurred beyond a found region on each side: ears, hair, a plate's edge."""
CELLS = 5
"""Cells that remain of a region's longer side, whatever its size: too few to read a plate or know a face."""
SAME = 0.4
"""Share of the smaller region from which two count as one."""


@dataclass(frozen=True)
class Box:
    """A region: its left upper corner and size in fractions of the picture, what it is ("face", "plate",
    "drawn"), and the cascade's vote (0 where a person drew it)."""

    x: float
    y: float
    w: float
    h: float
    kind: str = "drawn"
    score: float = 0.0


@cache
def _cascades() -> tuple[tuple[str, bool, Any, tuple[int, int]], ...]:
    """Kind, whether the mirrored picture is searched too, cascade, least size. Only the worker loads them."""
    import cv2

    cv2.setNumThreads(1)
    folder = cv2.data.haarcascades  # type: ignore[attr-defined]
    named = (
        ("face", False, "haarcascade_frontalface_alt2.xml", LEAST_FACE),
        ("face", True, "haarcascade_profileface.xml", LEAST_FACE),
        ("plate", False, "haarcascade_russian_plate_number.xml", LEAST_PLATE),
    )
    found = tuple(
        (kind, both, cv2.CascadeClassifier(folder + name), least) for kind, both, name, least in named
    )
    if any(cascade.empty() for _, _, cascade, _ in found):
        raise RuntimeError("OpenCV came without its cascades")
    return found


def find(rendition: bytes) -> list[Box]:
    """This will find faces and plates in a rendition (JPEG without metadata)."""
    import cv2
    import numpy as np

    with Image.open(io.BytesIO(rendition), formats=["JPEG"]) as image:
        image.draft("L", (LOOKED_AT, LOOKED_AT))
        grey = image.convert("L")
    grey.thumbnail((LOOKED_AT, LOOKED_AT), Image.Resampling.BILINEAR)
    width, height = grey.size
    plain = cv2.equalizeHist(np.asarray(grey))
    found: list[Box] = []
    for kind, both, cascade, least in _cascades():
        for mirrored in (False, True) if both else (False,):
            searched = cv2.flip(plain, 1) if mirrored else plain
            boxes, _, votes = cascade.detectMultiScale3(
                searched, scaleFactor=STEP, minNeighbors=AGREEING, minSize=least, outputRejectLevels=True
            )
            for (x, y, w, h), vote in zip(boxes, np.ravel(votes), strict=True):
                left = width - x - w if mirrored else x
                found.append(
                    Box(left / width, y / height, w / width, h / height, kind, round(float(vote), 2))
                )
    return _each_once(found)


def _each_once(found: Iterable[Box]) -> list[Box]:
    kept: list[Box] = []
    for box in sorted(found, key=lambda b: (-b.w * b.h, b.x)):
        if all(_shared(box, other) < SAME * box.w * box.h for other in kept):
            kept.append(box)
    return kept


def _shared(one: Box, other: Box) -> float:
    wide = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
    high = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
    return max(0.0, wide) * max(0.0, high)


def draw(rendition: bytes, boxes: Sequence[Box]) -> dict[str, bytes]:
    """This will draw the public renditions: the same pixels with all regions blurred for good.

    The small one is made from the large one after blurring, so that it can tell nothing more.
    """
    with Image.open(io.BytesIO(rendition), formats=["JPEG"]) as image:
        shown = Image.new("RGB", image.size)
        shown.paste(image.convert("RGB"))
    for box in boxes:
        _blur(shown, box)
    made = {}
    for size, side in RENDITIONS.items():
        copy = shown.copy()
        copy.thumbnail((side, side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        copy.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        made[PUBLIC_PARTS[size]] = out.getvalue()
    return made


def _blur(image: Image.Image, box: Box) -> None:
    more = MARGIN if box.kind != "drawn" else 0.0
    left = max(0, int((box.x - more * box.w) * image.width))
    top = max(0, int((box.y - more * box.h) * image.height))
    right = min(image.width, int((box.x + (1 + more) * box.w) * image.width + 1))
    bottom = min(image.height, int((box.y + (1 + more) * box.h) * image.height + 1))
    if right <= left or bottom <= top:
        return
    part = image.crop((left, top, right, bottom))
    cell = max(part.size) / CELLS
    few = (max(1, round(part.width / cell)), max(1, round(part.height / cell)))
    # a mean of each cell first: what a softening alone leaves can be sharpened again
    means = part.resize(few, Image.Resampling.BOX).resize(part.size, Image.Resampling.NEAREST)
    image.paste(means.filter(ImageFilter.GaussianBlur(cell / 3)), (left, top))
