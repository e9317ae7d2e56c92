"""Pictures as phones write them and plain PDFs, made on the spot, and uploads already received."""

import io
import struct
from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

import pikepdf
import pillow_heif
from PIL import Image, ImageDraw

from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions

pillow_heif.register_heif_opener(thumbnails=False)

HUE = (16.463713, 107.590866)
MAKER_NOTE = b"MAKERNOTE-Nikon-000123"
OWNER_NAME = "Nguyen Van Dong"
AT = datetime(2026, 11, 20, 2, 15, tzinfo=UTC)


def jpeg(
    width: int = 640, height: int = 480, *, gps: tuple[float, float] | None = None, **options: Any
) -> bytes:
    """This will make a JPEG; options as for `picture`."""
    return picture("JPEG", width, height, gps=gps, **options)


def picture(
    kind: str,
    width: int = 640,
    height: int = 480,
    *,
    gps: tuple[float, float] | None = None,
    taken: str = "2026:11:20 09:15:00",
    orientation: int = 1,
    profile: bytes | None = None,
) -> bytes:
    """This will make a picture ("JPEG" "PNG" "WEBP" "HEIF") with a phone's EXIF: left red, right blue."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    ImageDraw.Draw(image).rectangle((width // 2, 0, width, height), fill=(30, 30, 200))
    said = Image.Exif()
    said[0x010F], said[0x0110], said[0x0112] = "Samsung", "SM-A556E", orientation
    said[0x013B] = OWNER_NAME
    said.get_ifd(0x8769).update({0x9003: taken, 0x927C: MAKER_NOTE})
    if gps:
        said.get_ifd(0x8825).update(
            {1: "N" if gps[0] >= 0 else "S", 2: _dms(gps[0]), 3: "E" if gps[1] >= 0 else "W", 4: _dms(gps[1])}
        )
    out = io.BytesIO()
    image.save(out, kind, exif=said.tobytes(), **({"icc_profile": profile} if profile else {}))
    return out.getvalue()


def sound(seconds: float = 4.0) -> bytes:
    """This will make an Ogg Opus recording of silence: its two headers, and a page for each second."""
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 312, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 6) + b"tinhso" + struct.pack("<I", 0)
    pages = [_page(2, 0, 0, [head]), _page(0, 0, 1, [tags])]
    done = 0.0
    while done < seconds:
        done = min(done + 1, seconds)
        last = 4 if done >= seconds else 0
        pages.append(_page(last, int(done * 48_000) + 312, len(pages), [b"\xf8\xff\xfe"] * 50))
    return b"".join(pages)


def _page(flags: int, samples: int, number: int, packets: list[bytes]) -> bytes:
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, samples, 7, number, 0)
    body = bytes([len(packets)]) + bytes(map(len, packets)) + b"".join(packets)
    return head[:22] + struct.pack("<I", _checksum(head + body)) + body


def _checksum(page: bytes) -> int:
    """CRC-32 as Ogg has it: neither mirrored nor inverted."""
    crc = 0
    for byte in page:
        crc ^= byte << 24
        for _ in range(8):
            crc = ((crc << 1) ^ 0x04C11DB7 if crc & 0x80000000 else crc << 1) & 0xFFFFFFFF
    return crc


def pdf(pages: int = 1, *, text: str = "Trich luc khai sinh", **catalogue: Any) -> bytes:
    """This will make a PDF with so many A4 pages; `catalogue` entries (OpenAction=…) go into its root."""
    out, made = io.BytesIO(), pikepdf.new()
    for number in range(pages):
        page = made.add_blank_page(page_size=(595, 842))
        drawn = f"BT /F1 24 Tf 72 700 Td ({text} {number + 1}) Tj ET".encode()
        page.Contents = made.make_stream(drawn)
        font = pikepdf.Dictionary({"/Type": pikepdf.Name.Font, "/Subtype": pikepdf.Name.Type1})
        font.BaseFont = pikepdf.Name("/Times-Roman")
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    for name, value in catalogue.items():
        made.Root[f"/{name}"] = value
    made.save(out, deterministic_id=True)
    return out.getvalue()


def upload_pdf(*, now: datetime = AT, **options: Any) -> actions.Stored:
    """This will receive one PDF; options as for `pdf`."""
    return actions.receive_document(pdf(**options), by=CITIZEN, now=now)


def upload(*, now: datetime = AT, shows_nobody: bool = True, **options: Any) -> actions.Stored:
    """This will receive one JPEG, which the public may see at once unless it is to be searched for faces."""
    return actions.receive(
        jpeg(**options), filename="IMG_0001.jpg", by=CITIZEN, now=now, shows_nobody=shows_nobody
    )


def _dms(value: float) -> tuple[Any, Any, Any]:
    value = abs(value)
    degrees, rest = divmod(value, 1)
    minutes, rest = divmod(rest * 60, 1)
    seconds = Fraction(rest * 60).limit_denominator(10_000)
    return float(degrees), float(minutes), float(seconds)
