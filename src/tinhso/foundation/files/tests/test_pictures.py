"""What is a picture, and what is left of it when it is shown?"""

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image

from tinhso.foundation.files import pictures
from tinhso.foundation.files.tests import factories

LIMIT = 51


def read(content: bytes) -> pictures.Picture:
    return pictures.read(content, max_megapixels=LIMIT)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_renditions_hold_no_metadata_and_the_original_told_its_place_and_time(kind):
    content = factories.picture(kind, 800, 600, gps=factories.HUE)
    assert factories.OWNER_NAME.encode() in content
    picture = read(content)
    assert (picture.width, picture.height) == (800, 600)
    assert picture.gps is not None
    assert (picture.gps.lat, picture.gps.lon) == pytest.approx(factories.HUE, abs=1e-5)
    assert picture.taken_at == datetime(2026, 11, 20, 2, 15, tzinfo=UTC)  # 09:15 in Vietnam
    for rendition in picture.renditions.values():
        for trace in (
            b"Exif",
            b"ICC_PROFILE",
            b"http://ns.adobe",
            factories.MAKER_NOTE,
            b"Samsung",
            b"Nguyen",
        ):
            assert trace not in rendition
        shown = Image.open(io.BytesIO(rendition))
        assert shown.format == "JPEG"
        assert not shown.getexif()
        assert set(shown.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }


def test_comment_xmp_and_embedded_thumbnail_are_gone():
    image = Image.new("RGB", (900, 700), "green")
    said = Image.Exif()
    said[0x0112] = 1
    out = io.BytesIO()
    thumbnail = factories.jpeg(160, 120)
    image.save(
        out, "JPEG", exif=said.tobytes(), comment=b"so nha 12 Le Loi", xmp=b"<x:xmpmeta>Huong</x:xmpmeta>"
    )
    content = out.getvalue()
    content = content[:2] + b"\xff\xec" + struct.pack(">H", len(thumbnail) + 2) + thumbnail + content[2:]
    for rendition in read(content).renditions.values():
        assert b"Le Loi" not in rendition
        assert b"xmpmeta" not in rendition
        assert rendition.count(b"\xff\xd8\xff") == 1


def test_sides_are_bounded_and_small_pictures_are_not_enlarged():
    big = read(factories.jpeg(4000, 3000)).renditions
    assert Image.open(io.BytesIO(big["large"])).size == (2048, 1536)
    assert Image.open(io.BytesIO(big["thumb"])).size == (480, 360)
    small = read(factories.jpeg(100, 50)).renditions
    assert Image.open(io.BytesIO(small["large"])).size == (100, 50)


def test_a_picture_lying_on_its_side_is_shown_upright():
    picture = read(factories.jpeg(640, 480, orientation=6))
    assert (picture.width, picture.height) == (480, 640)
    shown = Image.open(io.BytesIO(picture.renditions["large"])).convert("RGB")
    assert shown.size == (480, 640)
    red, _, blue = shown.getpixel((240, 100))
    assert red > 150
    assert blue < 100  # left of the sensor is up


def test_transparent_becomes_white_and_an_animation_its_first_frame():
    out = io.BytesIO()
    frames = [Image.new("RGBA", (64, 64), colour) for colour in ((0, 0, 0, 0), (255, 0, 0, 255))]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    shown = Image.open(io.BytesIO(read(out.getvalue()).renditions["large"])).convert("RGB")
    assert min(shown.getpixel((32, 32))) > 250


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "RGBA"])
def test_every_mode_of_pixels_is_shown(mode):
    kind = "JPEG" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    grey = (
        Image.new("I;16", (50, 40), 32768) if mode == "I;16" else Image.new("L", (50, 40), 128).convert(mode)
    )
    grey.save(out, kind)
    shown = Image.open(io.BytesIO(read(out.getvalue()).renditions["thumb"])).convert("L")
    assert shown.size == (50, 40)
    if mode not in ("1", "CMYK"):
        assert abs(shown.getpixel((20, 20)) - 128) < 6


def test_an_unusable_colour_profile_does_not_stop_the_picture():
    assert read(factories.jpeg(profile=b"not a profile at all" * 10)).renditions


def _png(width: int, height: int, tail: bytes = b"") -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"") + tail


def _webp(width: int, height: int) -> bytes:
    body = struct.pack("<I", 0) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", 10) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def _jpeg_claiming(width: int, height: int) -> bytes:
    content = bytearray(factories.jpeg(64, 64))
    start = content.index(b"\xff\xc0")
    content[start + 5 : start + 9] = struct.pack(">HH", height, width)
    return bytes(content)


@pytest.mark.parametrize(
    "bomb", [_png(60_000, 60_000), _webp(16_000, 16_000), _jpeg_claiming(65_000, 65_000)]
)
def test_a_pixel_bomb_is_refused_by_its_header(bomb):
    with pytest.raises(pictures.TooManyPixels) as refused:
        read(bomb)
    assert "triệu điểm ảnh" in str(refused.value)


def test_a_jpeg_of_thousands_of_scans_is_refused_and_a_progressive_one_is_not():
    out = io.BytesIO()
    Image.new("RGB", (2000, 1500), "red").save(out, "JPEG", progressive=True)
    content = out.getvalue()
    assert read(content).width == 2000
    end = content.rindex(b"\xff\xda")
    scan = content[end:-2]
    with pytest.raises(pictures.TooManyPixels):
        read(content[:-2] + scan * 1000 + content[-2:])


def test_a_fifty_megapixel_camera_is_welcome_by_the_header_rule():
    pictures._check_pixels(8192, 6144, LIMIT)


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("a.class", "x")
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8\xff",
        b"\xff\xd8\xff" + b"rac" * 500,
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"GIF89a" + bytes(50),
        b"%PDF-1.7\n",
        b"BM" + bytes(100),
        _png(10, 10)[:40],
        b"RIFF\x10\0\0\0WEBPVP8 ",
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        factories.jpeg() + _zip(),
        factories.jpeg() + b"<HTML><body>",
        factories.jpeg() + b"<?php system('id'); ?>",
        _png(10, 10, b"Rar!\x1a\x07\x00"),
        factories.jpeg()[:20] + b"%PDF-1.7" + factories.jpeg()[20:],
    ],
)
def test_what_is_no_honest_picture_is_refused_with_a_sentence(content):
    with pytest.raises(pictures.NotAPicture) as refused:
        read(content)
    assert refused.value.errors[0].field == "file"
    assert len(str(refused.value)) > 20


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
@pytest.mark.parametrize("share", [0.3, 0.7, 0.95])
def test_a_truncated_picture_is_refused(kind, share):
    noise = Image.effect_noise((300, 200), 80).convert("RGB")
    out = io.BytesIO()
    noise.save(out, kind)
    content = out.getvalue()
    with pytest.raises(pictures.NotAPicture):
        read(content[: int(len(content) * share)])


def test_a_motion_photo_of_a_phone_is_taken():
    clip = b"\0\0\0\x18ftypmp42\0\0\0\0isommp42" + bytes(2000)
    assert read(factories.jpeg() + clip).kind == "image/jpeg"


@pytest.mark.parametrize(
    ("gps", "taken", "expected"),
    [
        ((0.0, 0.0), "2026:11:20 09:15:00", None),
        (factories.HUE, "    :  :     :  :  ", None),
        (None, "rác", None),
    ],
)
def test_doubtful_exif_is_none_and_no_error(gps, taken, expected):
    picture = read(factories.jpeg(gps=gps, taken=taken.encode("ascii", "replace").decode()))
    if gps != factories.HUE:
        assert picture.gps is expected
    if not taken.startswith("2026"):
        assert picture.taken_at is None
