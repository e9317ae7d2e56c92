"""Is this a voice recording, and how long does it last? Content decides: the container is read, never a name.

WebM and Ogg (Android, desktop browsers) and MP4 (iPhones, recorder apps), sound only: a file with a picture
track is no voice note. The length is counted from the frames where the recorder, as browsers do, did not know
it when it wrote the header. What is kept is the private original; it is never drawn anew. No Django here.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from math import isfinite

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg

WEBM, OGG, MP4 = "audio/webm", "audio/ogg", "audio/mp4"
KINDS = frozenset({WEBM, OGG, MP4})
BYTES_A_SECOND = 32_000
"""What a recorder app writes at most (256 kbit/s): judges a recording whose length is told nowhere."""
_EBML = b"\x1a\x45\xdf\xa3"
_PICTURE_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis", b"crx ")


class NotASound(Invalid):
    """The content is not a recording of a kind that is taken (field "file")."""

    code = "not-a-sound"


@dataclass(frozen=True)
class Sound:
    """A recording: its kind, and its length in seconds."""

    kind: str
    seconds: float


def kind_of(content: bytes) -> str:
    """This will tell by the first bytes which kind of recording this may be; "" for anything else."""
    if content.startswith(_EBML):
        return WEBM
    if content.startswith(b"OggS"):
        return OGG
    if content[4:8] == b"ftyp" and content[8:12] not in _PICTURE_BRANDS:
        return MP4
    return ""


def read(content: bytes) -> Sound:
    """This will read a recording's container. Raises NotASound."""
    kind = kind_of(content)
    try:
        seconds = {WEBM: _webm, OGG: _ogg, MP4: _mp4}[kind](content)
    except (KeyError, IndexError, ValueError, struct.error, ArithmeticError) as broken:
        raise _refused() from broken
    if not isfinite(seconds):
        raise _refused()
    return Sound(kind, seconds or len(content) / BYTES_A_SECOND)


def _refused() -> NotASound:
    return NotASound.field("file", msg("Tệp này không phải bản ghi âm dùng được (WebM, Ogg hoặc MP4)."))


# --- WebM: elements of EBML; browsers leave the sizes of Segment and Cluster open ---

SEGMENT, INFO, TRACKS, TRACK, CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675
GROUP, BLOCK, SIMPLE_BLOCK, AT = 0xA0, 0xA1, 0xA3, 0xE7
SCALE, DURATION, TRACK_TYPE, DOC_TYPE, HEADER = 0x2AD7B1, 0x4489, 0x83, 0x4282, 0x1A45DFA3
OPENED = frozenset({HEADER, SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP})
SOUND_TRACK = 2


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Every element in order; containers are stepped into, so that sizes left open do no harm."""
    at = 0
    while at < len(data):
        id_length = 9 - data[at].bit_length()
        if id_length > 4:
            raise ValueError("no element")
        name = int.from_bytes(data[at : at + id_length], "big")
        at += id_length
        size_length = 9 - data[at].bit_length()
        if size_length > 8:
            raise ValueError("no size")
        size = int.from_bytes(data[at : at + size_length], "big") & ((1 << 7 * size_length) - 1)
        at += size_length
        if name in OPENED:
            yield name, b""
            continue
        if at + size > len(data):  # cut off while it was being written: what is whole can be heard
            return
        yield name, data[at : at + min(size, 16)]
        at += size


def _webm(content: bytes) -> float:
    scale, told, cluster, last, tracks = 1_000_000, 0.0, 0, 0, []
    doc_type = b""
    for name, value in _elements(content):
        if name == DOC_TYPE:
            doc_type = value.rstrip(b"\0")
        elif name == SCALE:
            scale = int.from_bytes(value, "big")
        elif name == DURATION:
            told = struct.unpack(">d" if len(value) == 8 else ">f", value)[0]
        elif name == TRACK_TYPE:
            tracks.append(int.from_bytes(value, "big"))
        elif name == AT:
            cluster = int.from_bytes(value, "big")
        elif name in (SIMPLE_BLOCK, BLOCK):
            skip = 9 - value[0].bit_length()
            last = max(last, cluster + struct.unpack(">h", value[skip : skip + 2])[0])
    if doc_type != b"webm" or not tracks or set(tracks) != {SOUND_TRACK}:
        raise ValueError("not sound alone")
    return max(told, last) * scale / 1e9


# --- Ogg: pages; the last one says how many samples there were ---


def _ogg(content: bytes) -> float:
    at, serial, rate, skipped, samples = 0, None, 0, 0, 0
    while at + 27 <= len(content):
        magic, position, of, parts = struct.unpack_from("<4s2xqI8xB", content, at)
        if magic != b"OggS":
            raise ValueError("no page")
        sizes = content[at + 27 : at + 27 + parts]
        body = at + 27 + parts
        if serial is None:
            serial = of
            rate, skipped = _codec(content[body : body + 30])
        elif of != serial:
            raise ValueError("more than one stream")
        samples = max(samples, position)
        at = body + sum(sizes)
    if not rate:
        raise ValueError("no sound")
    return max(0, samples - skipped) / rate


def _codec(head: bytes) -> tuple[int, int]:
    """Samples a second, and how many of them before the sound begins."""
    if head.startswith(b"OpusHead"):
        return 48_000, struct.unpack_from("<H", head, 10)[0]
    if head.startswith(b"\x01vorbis"):
        return struct.unpack_from("<I", head, 12)[0], 0
    raise ValueError("neither Opus nor Vorbis")


# --- MP4: boxes; a browser writes fragments, whose samples are added up ---

INSIDE = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf", b"mvex"})


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, name = struct.unpack_from(">I4s", data, at)
        head = 8
        if size == 1:
            size, head = struct.unpack_from(">Q", data, at + 8)[0], 16
        elif size == 0:
            size = len(data) - at
        if size < head:
            raise ValueError("no box")
        if name in INSIDE:
            yield name, b""
            at += head
            continue
        yield name, data[at + head : min(at + size, len(data))] if name != b"mdat" else b""
        at += size


def _mp4(content: bytes) -> float:
    told, scale, handlers, usual, fragments = 0.0, 0, [], 0, 0
    for name, box in _boxes(content):
        if name == b"hdlr":
            handlers.append(box[8:12])
        elif name in (b"mvhd", b"mdhd"):
            unit, length = struct.unpack_from(*((">IQ", box, 20) if box[0] else (">II", box, 12)))
            told = max(told, length / unit)
            scale = unit if name == b"mdhd" else scale
        elif name == b"trex":
            usual = struct.unpack_from(">I", box, 12)[0]
        elif name == b"tfhd":
            usual = _default_of(box) or usual
        elif name == b"trun":
            fragments += _run(box, usual)
    if b"soun" not in handlers or b"vide" in handlers:
        raise ValueError("not sound alone")
    return max(told, fragments / scale if scale else 0.0)


def _flags(box: bytes) -> int:
    return int.from_bytes(box[1:4], "big")


def _default_of(tfhd: bytes) -> int:
    """The length of a sample in this fragment, where it is told."""
    flags = _flags(tfhd)
    if not flags & 0x8:
        return 0
    at = 8 + (8 if flags & 0x1 else 0) + (4 if flags & 0x2 else 0)
    return int(struct.unpack_from(">I", tfhd, at)[0])


def _run(trun: bytes, usual: int) -> int:
    """The length of one run of samples."""
    flags, count = _flags(trun), struct.unpack_from(">I", trun, 4)[0]
    if not flags & 0x100:
        return int(count * usual)
    at = 8 + (4 if flags & 0x1 else 0) + (4 if flags & 0x4 else 0)
    each = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
    if at + count * each > len(trun):
        raise ValueError("cut off")
    return sum(struct.unpack_from(">I", trun, at + i * each)[0] for i in range(count))
