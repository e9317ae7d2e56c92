"""What does a picture say about itself: when and where was it taken? Anything doubtful is None.

Exif 2.32 (CIPA DC-008): local times without a zone are Vietnamese times here.
"""

import math
import struct
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from PIL import Image

from tinhso.core.clock import VIETNAM
from tinhso.core.values import GeoPoint

ORIENTATION = 0x0112
DATE_TIME = 0x0132
EXIF_IFD, GPS_IFD = 0x8769, 0x8825
DATE_TIME_ORIGINAL, OFFSET_TIME_ORIGINAL = 0x9003, 0x9011
LAT_REF, LAT, LON_REF, LON = 1, 2, 3, 4

DOUBTFUL = (ValueError, TypeError, KeyError, IndexError, ArithmeticError, OSError, SyntaxError, struct.error)


def taken_at(said: Image.Exif) -> datetime | None:
    """This will read the moment of the shot, in UTC."""
    try:
        inner = said.get_ifd(EXIF_IFD)
        written = inner.get(DATE_TIME_ORIGINAL) or said.get(DATE_TIME)
        at = datetime.strptime(_text(written)[:19], "%Y:%m:%d %H:%M:%S")
        return at.replace(tzinfo=_zone(_text(inner.get(OFFSET_TIME_ORIGINAL)))).astimezone(UTC)
    except DOUBTFUL:
        return None


def gps(said: Image.Exif) -> GeoPoint | None:
    """This will read the position of the shot."""
    try:
        tags = said.get_ifd(GPS_IFD)
        lat = _degrees(tags, LAT, LAT_REF, "S")
        lon = _degrees(tags, LON, LON_REF, "W")
        if lat == 0 and lon == 0:
            return None  # cameras without a fix write zeros
        return GeoPoint(lat, lon)
    except DOUBTFUL:
        return None


def _degrees(tags: Mapping[int, Any], number: int, side: int, negative: str) -> float:
    degrees, minutes, seconds = (float(part) for part in tags[number])
    value = degrees + minutes / 60 + seconds / 3600
    if not math.isfinite(value):
        raise ValueError("not a number")
    return -value if _text(tags.get(side)).upper().startswith(negative) else value


def _zone(offset: str) -> Any:
    if len(offset) >= 6 and offset[0] in "+-" and offset[3] == ":":
        minutes = int(offset[1:3]) * 60 + int(offset[4:6])
        return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))
    return VIETNAM


def _text(value: Any) -> str:
    if isinstance(value, bytes):
        value = value.decode("ascii", "replace")
    return str(value or "").strip("\x00 ")
