"""Is this a picture, and what may be shown of it? Content decides; names and declared types do not.

A picture is accepted when its first bytes, its header and a full decode agree, and nothing else hides in
it. What is shown is drawn anew from the pixels, so no metadata can come along. GIF is refused: no camera
writes it, and an animation cannot be a proof. No Django here.
"""

import ctypes
import io
import re
import struct
import threading
import zipfile
from dataclasses import dataclass
from datetime import datetime

import filetype
import imagehash
import pillow_heif
from PIL import Image, ImageCms, ImageOps, ImageStat

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg
from tinhso.core.values import GeoPoint
from tinhso.foundation.files import exif
from tinhso.foundation.files.rules import RENDITIONS

pillow_heif.register_heif_opener(thumbnails=False)

KINDS = {
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WEBP",
    "image/heic": "HEIF",
    "image/heif": "HEIF",
}
"""Accepted kinds, and the only Pillow decoder tried for each."""
QUALITY = 82
LEAST_CONTRAST = 6.0
"""Standard deviation of brightness (0..255) below which a picture has nothing to be known by."""
LEAST_BITS = 6
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))

# What a browser, an archiver or an interpreter would run; a photograph's bytes hold none of these by chance
_FOREIGN = re.compile(
    rb"<script[\s>]|<html[\s>]|<!doctype\s+html|<iframe\s|<body[\s>]|<\?php\s|__halt_compiler"
    rb"|<svg\s[^>]{0,300}xmlns|rar!\x1a\x07|7z\xbc\xaf\x27\x1c"
)
# Looked for first: over 15 MB the expression alone takes more than a second
_SIGNS = (
    b"<script",
    b"<html",
    b"<!doctype",
    b"<iframe",
    b"<body",
    b"<?php",
    b"__halt",
    b"<svg",
    b"rar!",
    b"7z\xbc",
)
MOST_WORK = 1_000
"""Scans times megapixels of a JPEG: cameras need at most ten scans, a bomb makes thousands of tiny ones."""
_decoder = threading.Lock()
"""One picture is decoded at a time in a process: a 51 megapixel HEIC takes about 200 MB."""
_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
"""Gives freed memory back to the system; glibc alone has it, and alone keeps some 60 MB of pixels."""


class NotAPicture(Invalid):
    """The content is not a whole, honest picture of a kind that is taken (field "file")."""

    code = "not-a-picture"


class TooManyPixels(Invalid):
    """The header announces more pixels than are decoded here (field "file")."""

    code = "too-many-pixels"


@dataclass(frozen=True)
class Picture:
    """A picture read: its kind, its size in pixels as shown (turned upright), its JPEG renditions by name
    ("large", "thumb"), time and place that its EXIF tells, and its perceptual hash ("" when flat)."""

    kind: str
    width: int
    height: int
    renditions: dict[str, bytes]
    taken_at: datetime | None
    gps: GeoPoint | None
    perceptual: str


def read(content: bytes, *, max_megapixels: float) -> Picture:
    """This will check and decode a picture. Raises NotAPicture, TooManyPixels."""
    kind = _kind(content)
    if _hides_something(content):
        raise NotAPicture.field("file", msg("Tệp ảnh có chứa nội dung khác ngoài ảnh nên không được nhận."))
    with _decoder:
        if kind == "image/webp":
            _check_pixels(*_webp_size(content), max_megapixels)
        try:
            image = Image.open(io.BytesIO(content), formats=[KINDS[kind]])
        except Image.DecompressionBombError as bomb:  # Pillow's own limit lies above ours
            raise _too_many_pixels(max_megapixels) from bomb
        except Exception as broken:
            raise _broken() from broken
        with image:
            _check_pixels(*image.size, max_megapixels)
            if kind == "image/png" and b"IEND" not in content:
                raise _broken()
            if kind == "image/jpeg" and _scans(content) * image.width * image.height > MOST_WORK * 1_000_000:
                raise _too_many_pixels(max_megapixels)
            found = _decode(kind, image)
        if _trim is not None:
            _trim(0)
        return found


def _kind(content: bytes) -> str:
    guessed = filetype.guess(content[:8192])
    kind = guessed.mime if guessed else ""
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"heim", b"heis", b"mif1"):
        kind = "image/heic"  # filetype 1.2 does not know the 10-bit and multi-layer brands
    if kind in KINDS:
        return kind
    if kind == "image/gif":
        raise NotAPicture.field(
            "file", msg("Không nhận ảnh GIF; xin gửi ảnh chụp (JPEG, PNG, WebP hoặc HEIC).")
        )
    if kind.startswith("video/"):
        raise NotAPicture.field("file", msg("Tệp này là video; hiện chỉ nhận ảnh JPEG, PNG, WebP hoặc HEIC."))
    raise NotAPicture.field("file", msg("Tệp này không phải là ảnh JPEG, PNG, WebP hoặc HEIC."))


def _broken() -> Invalid:
    return NotAPicture.field(
        "file", msg("Tệp ảnh bị hỏng hoặc chưa tải lên hết; xin chụp hoặc chọn lại ảnh.")
    )


def _check_pixels(width: int, height: int, max_megapixels: float) -> None:
    if width < 1 or height < 1:
        raise _broken()
    if width * height > max_megapixels * 1_000_000:
        raise _too_many_pixels(max_megapixels)


def _too_many_pixels(limit: float) -> Invalid:
    sentence = msg("Ảnh có hơn %(limit)s triệu điểm ảnh; xin giảm kích thước rồi gửi lại.")
    return TooManyPixels.field("file", sentence, limit=limit)


def _hides_something(content: bytes) -> bool:
    lowered = content.lower()
    if any(sign in lowered for sign in _SIGNS) and _FOREIGN.search(lowered):
        return True
    if b"%PDF-" in content[:1024]:
        return True
    # Film clips and gain maps behind a JPEG (motion photo, Ultra HDR) are real cameras' work and stay allowed
    return zipfile.is_zipfile(io.BytesIO(content))


def _scans(content: bytes) -> int:
    """How often a JPEG goes over its pixels (start-of-scan markers before its end)."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] != b"\xda":
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")  # past a segment, thumbnails included
    end = content.find(b"\xff\xd9", at)
    return content.count(b"\xff\xda", at, end if end >= 0 else len(content))


def _webp_size(content: bytes) -> tuple[int, int]:
    """Width and height as a WebP header says: libwebp would reserve the canvas on opening."""
    chunk, body = content[12:16], content[20:30]
    if len(body) < 10:
        raise _broken()
    if chunk == b"VP8X":
        return 1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little")
    if chunk == b"VP8L":
        bits = int.from_bytes(body[1:5], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    if chunk == b"VP8 ":
        width, height = struct.unpack("<HH", body[6:10])
        return width & 0x3FFF, height & 0x3FFF
    raise _broken()


def _decode(kind: str, image: Image.Image) -> Picture:
    try:
        width, height = image.size
        said = image.getexif()
        if said.get(exif.ORIENTATION) in (5, 6, 7, 8):
            width, height = height, width
        renditions, perceptual = _renditions(image)
    except Exception as broken:
        raise _broken() from broken
    return Picture(kind, width, height, renditions, exif.taken_at(said), exif.gps(said), perceptual)


def _renditions(image: Image.Image) -> tuple[dict[str, bytes], str]:
    # `thumbnail` lets the JPEG decoder skip detail it will not need, and loads every other kind in full
    largest = max(RENDITIONS.values())
    image.thumbnail((largest, largest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image.load()
    shown = _bare(ImageOps.exif_transpose(image))
    made = {}
    for name, side in RENDITIONS.items():
        copy = shown.copy()
        copy.thumbnail((side, side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        copy.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        made[name] = out.getvalue()
    return made, _perceptual(shown)


def _perceptual(shown: Image.Image) -> str:
    """The difference hash: 64 bits that scaling and saving anew leave (almost) as they are.

    A picture without contrast, such as one in the dark, would be like every other such picture: no hash.
    """
    small = shown.convert("L").resize((9, 8), Image.Resampling.LANCZOS)
    if ImageStat.Stat(small).stddev[0] < LEAST_CONTRAST:
        return ""
    found = str(imagehash.dhash(shown))
    return found if LEAST_BITS <= int(found, 16).bit_count() <= 64 - LEAST_BITS else ""


def _bare(image: Image.Image) -> Image.Image:
    """The pixels alone, in sRGB on white: a new image that carries no profile, comment or EXIF."""
    profile = image.info.get("icc_profile")
    if image.mode.startswith("I;16"):
        image = image.point(lambda value: value * (1 / 256)).convert("L")
    elif image.mode in ("P", "PA", "LA", "La", "RGBa") or (
        image.mode != "RGBA" and "transparency" in image.info
    ):
        image = image.convert("RGBA")
    elif image.mode not in ("RGB", "RGBA", "L", "CMYK"):
        image = image.convert("RGB")
    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    if alpha:
        image = image.convert("RGB")
    image = _in_srgb(image, profile)
    bare = Image.new("RGB", image.size, "white")
    bare.paste(image, mask=alpha)
    return bare


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # an unusable profile: its colours are shown as if they were sRGB, as browsers do
    return image.convert("RGB")
