"""Can a file break what reads it? Boundaries, assets, tables, pictures, voices and letters, good and spoilt.

Whatever stands in it, a reader gives what it read or refuses in a sentence of ours: no other exception,
within bounded time and memory. There is no reader of XLSX here: tables come as CSV or JSON.
"""

import csv
import io
import json
import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import pillow_heif
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from tests.security.attacks import JSON, TEXT, bounded, spoilt, tried
from tinhso.casework.doors import letters
from tinhso.core.errors import Invalid
from tinhso.foundation.assets import asset_file
from tinhso.foundation.files import pictures, sounds
from tinhso.foundation.files.tests.factories import picture, sound
from tinhso.foundation.files.tests.test_sounds import mp4, webm
from tinhso.foundation.places import boundary_file, table_file

SQUARE = [[107.5, 16.4], [107.6, 16.4], [107.6, 16.5], [107.5, 16.5], [107.5, 16.4]]
NUMBER = (
    st.floats() | st.integers(-(2**80), 2**80) | st.sampled_from([107.5, 16.4, 180, -180.0000001, 1e-320])
)
POINT = st.lists(NUMBER, max_size=4) | st.sampled_from([tuple(p) for p in SQUARE]) | JSON
RING = st.lists(POINT, max_size=6) | st.lists(POINT, min_size=3, max_size=6).map(lambda r: [*r, r[0]])
COORDINATES = (
    st.lists(RING, max_size=3) | st.lists(st.lists(RING, max_size=2), max_size=2) | RING | POINT | JSON
)
GEOMETRY = st.fixed_dictionaries(
    {"type": st.sampled_from([*asset_file.KINDS, "GeometryCollection", "MultiPoint"]) | TEXT,
     "coordinates": COORDINATES},
    optional={"geometries": st.lists(JSON, max_size=2), "bbox": JSON},
) | JSON  # fmt: skip
WORD = st.sampled_from(["19789", "46", "province", "commune", "Phường Thuận Hóa", "VN-2025-07"]) | TEXT | JSON
FEATURE = st.fixed_dictionaries(
    {"type": st.just("Feature"), "geometry": GEOMETRY},
    optional={
        "properties": JSON
        | st.fixed_dictionaries(
            {"code": WORD, "level": WORD, "name": WORD},
            optional={"kind": WORD, "parent_code": WORD, "structure": WORD, "manager": WORD},
        )
    },
)
COLLECTION = st.fixed_dictionaries(
    {"type": st.just("FeatureCollection") | TEXT, "features": st.lists(FEATURE | JSON, max_size=4) | JSON},
    optional={"crs": JSON},
)
READERS = {
    "boundaries": lambda content: boundary_file.read(content, structure="VN-2025-07"),
    "assets": asset_file.read,
}


def written(value: object) -> bytes:
    """JSON as Python writes it: NaN, Infinity and numbers of any length too."""
    return json.dumps(value, ensure_ascii=False).encode(errors="surrogatepass")


def good_map() -> bytes:
    properties = {
        "code": "19789",
        "level": "commune",
        "name": "Phường Thuận Hóa",
        "parent_code": "46",
        "kind": "Phường",
    }
    feature = {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
    }
    return written({"type": "FeatureCollection", "features": [feature]})


@pytest.mark.parametrize("reader", READERS)
@tried(200, 5_000)
@given(content=COLLECTION.map(written) | spoilt(st.just(good_map())) | st.binary(max_size=60))
@example(content=good_map())
@example(content=b'{"type":"FeatureCollection","features":' + b"[" * 100_000)
@example(content=b"\xef\xbb\xbf" * 2)
def test_geojson(reader, content):
    with bounded(), suppress(Invalid):
        READERS[reader](content)


def test_a_good_map_is_read():
    assert [row.code for row in READERS["boundaries"](good_map()).rows] == ["19789"]
    assert [row.key for row in READERS["assets"](good_map())[0]] == ["19789"]


CELL = (
    st.sampled_from(["setting", "province", "area", "agency", "grant", "from_structure", "46", "19789", "0"])
    | TEXT
)
ROW = st.fixed_dictionaries({}, optional=dict.fromkeys(table_file.COLUMNS, CELL))


def as_csv(rows: list[dict[str, str]]) -> bytes:
    out = io.StringIO(newline="")
    table = csv.DictWriter(out, table_file.COLUMNS)
    table.writeheader()
    table.writerows(rows)
    return out.getvalue().encode(errors="surrogatepass")


TABLE = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("from_structure", "to_structure", "province", "citation"), WORD),
        **dict.fromkeys(("areas", "agencies", "grants"), st.lists(JSON | st.dictionaries(
            st.sampled_from(["code", "name", "from", "lat", "lon", "old", "new", "where", "boundary"]), WORD,
        ), max_size=3) | JSON),
    },
)  # fmt: skip


@tried(200, 5_000)
@given(content=st.lists(ROW, max_size=5).map(as_csv) | TABLE.map(written) | st.binary(max_size=80))
@example(content=b'row,old\n"' + b"x" * 200_000)
@example(content=b"row,old\nsetting,areas,,x\n")
@example(content=b"row,old,old_name,new\nsetting,where,,1\nsetting,province,,46\n")
@example(content=b"row\n" + b"\x00\n")
@example(content=b'{"areas":[{"from":1}]}')
@example(content=b"{" + b'"a":[' * 50_000)
def test_tables_of_old_to_new(content):
    with bounded(), suppress(Invalid):
        table_file.read(content)


SOUNDS = (webm(3), sound(2), mp4(3), mp4(3, told=False))


@tried(300, 8_000)
@given(content=spoilt(st.sampled_from(SOUNDS)))
@example(content=b"\x1a\x45\xdf\xa3" + b"\x80" * 100_000)
@example(content=b"OggS" + bytes(22) + b"\x00" + b"OggS" * 50_000)
@example(content=b"\0\0\0\x18ftypM4A " + bytes(8) + struct.pack(">I4s", 8, b"moov") * 50_000)
def test_voices(content):
    with bounded(), suppress(sounds.NotASound):
        found = sounds.read(content)
        assert found.kind in sounds.KINDS
        assert found.seconds >= 0


KINDS = ("JPEG", "PNG", "WEBP", "HEIF")
PICTURES = tuple(picture(kind, 96, 64, gps=(16.46, 107.59)) for kind in KINDS)


@tried(120, 2_500)
@given(content=spoilt(st.sampled_from(PICTURES)))
def test_pictures(content):
    with bounded(), suppress(pictures.NotAPicture, pictures.TooManyPixels):
        found = pictures.read(content, max_megapixels=1)
        assert found.width * found.height <= 1_000_000
        assert set(found.renditions) == set(pictures.RENDITIONS)


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *more: bytes, pixels: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = pixels or zlib.compress(bytes(height * (1 + 3 * width)))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), *more, chunk(b"IDAT", body), chunk(b"IEND", b""))
    )


def zeros(megabytes: int) -> bytes:
    """So many megabytes of nothing, packed into a thousandth."""
    packer, out = zlib.compressobj(9), b""
    for _ in range(megabytes):
        out += packer.compress(bytes(1 << 20))
    return out + packer.flush()


def heif(side: int) -> bytes:
    """A small HEIF that says of itself to be large."""
    content = picture("HEIF", 64, 64)
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", side, side) + content[at + 8 :]


BOMBS = {
    "pixels": png(20_000, 20_000, pixels=zeros(1)),
    "pixels for nothing": png(30_000, 1_000, pixels=zeros(90)),
    "words": png(8, 8, chunk(b"zTXt", b"Comment\0\0" + zeros(200))),
    "words in every language": png(8, 8, chunk(b"iTXt", b"C\0\1\0\0\0" + zeros(200))),
    "colours": png(8, 8, chunk(b"iCCP", b"p\0\0" + zeros(200))),
    "heif": heif(30_000),
    "more than it says": png(8, 8, pixels=zeros(200)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_does_not_go_off(name, tmp_path):
    """In a process of its own, so that its most memory is this picture's."""
    content = tmp_path / "picture"
    content.write_bytes(BOMBS[name])
    assert content.stat().st_size < 1 << 20
    assert peak_kb(content) - peak_kb(tmp_path / "none") < 160 * 1024


def peak_kb(path: Path) -> int:
    """The most memory of a process that reads a picture, or none."""
    words = f"""
import pathlib, resource
from tinhso.core.errors import Invalid
from tinhso.foundation.files import pictures
path = pathlib.Path({str(path)!r})
if path.exists():
    try:
        pictures.read(path.read_bytes(), max_megapixels=50)
    except Invalid:
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    return int(done.stdout)


def test_the_samples_are_good():
    for content in PICTURES:
        assert pictures.read(content, max_megapixels=1).width == 96
    for content in SOUNDS:
        assert sounds.read(content).seconds > 1
    assert Image.open(io.BytesIO(BOMBS["pixels for nothing"])).size == (30_000, 1_000)
    assert pillow_heif.open_heif(picture("HEIF", 64, 64)).size == (64, 64)


LETTER = b"""From: =?utf-8?q?L=C3=AA?= <a@example.vn>
Subject: =?utf-8?b?Q+G7kW5nIG5naOG6uXQ=?=
Message-ID: <1@example.vn>
Content-Type: multipart/mixed; boundary="b"; charset*0*=utf-8''x

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

C=E1=BB=91ng t=E1=BA=AFc =
=20
--b
Content-Type: message/rfc822

From: b@example.vn
Content-Type: multipart/alternative; boundary=c

--c
Content-Type: text/html

<p>x</p><!-- <script>&amp;
--c--
--b
Content-Type: image/jpeg
Content-Disposition: attachment; filename*=utf-8''a.jpg
Content-Transfer-Encoding: base64

/9j/4AAQ
--b--
"""
NAMES = st.sampled_from(
    [
        "From",
        "Reply-To",
        "Subject",
        "Message-ID",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Auto-Submitted",
    ]
)
PIECES = st.sampled_from(
    ["(", ")", '"', "<", ">", "@", ":", ";", ",", "=?utf-8?q?", "?=", "\\", "[", "multipart/mixed",
     "boundary=", "charset=", "*0*=", "\r", "\t", "é", "\x00", "text/html", "base64", "x-uuencode",
     "message/rfc822"]
)  # fmt: skip
HEADERS = st.lists(st.tuples(NAMES, st.lists(PIECES, max_size=30).map("".join)), max_size=5)


def letter(headers: list[tuple[str, str]], body: bytes) -> bytes:
    return "".join(f"{name}: {value}\n" for name, value in headers).encode() + b"\n" + body


@tried(250, 6_000)
@given(content=spoilt(st.just(LETTER)) | st.builds(letter, HEADERS, st.binary(max_size=60)))
def test_letters(content):
    with bounded():
        found = letters.read(content)
    assert found.id.encode()
    assert "\0" not in found.text
    assert len(found.text.encode()) <= 4 * letters.TEXT_MOST


def test_the_good_letter_is_read():
    found = letters.read(LETTER)
    assert (found.sender, found.id) == ("a@example.vn", "<1@example.vn>")
    assert found.text.startswith("Cống nghẹt")
    assert len(found.pictures) == 1
