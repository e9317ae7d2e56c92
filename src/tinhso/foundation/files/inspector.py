"""What is in this PDF: is it whole, does it run anything, and how does its first page look?

A program of its own, run by `documents` for one file and ended after it: it knows no Django and none of the
deployment's settings, and the system bounds its memory, processor time and answer, so whatever a hostile
file does to the two libraries in C++ it does here. In: the file on standard input, the most pages allowed as
argument. Out: a line of JSON ({"why": "", "pages": 3}), then, if there is a preview, one more ({"width",
"height"}) and the pixels of page one, three bytes each.
"""

import json
import os
import sys
import zlib
from collections.abc import Iterator
from typing import Any

MEMORY = 1 << 30
MOST_SAID = 16 << 20
"""Bytes of an answer: a page of 2048 by 2048 pixels has 12 million."""
CPU_S = 15
MOST_OBJECTS = 200_000
"""Every piece counts, direct ones too: a tagged text of 200 pages has some 60,000."""
MOST_UNPACKED = 128 << 20
"""Bytes of text, drawing and fonts once unpacked, in all."""
MOST_UNPACKED_IMAGES = 1 << 30
MOST_PIXELS = 120_000_000
"""Of one image: A3 at 600 dots an inch has 70 million."""
PREVIEW = 2048
"""The longer side of the preview in pixels."""
CHUNK = 1 << 20

SCRIPT, ACTION, EMBEDDED, XFA, BOMB = "script", "action", "embedded", "xfa", "bomb"
ENCRYPTED, BROKEN, PAGES, MEDIA = "encrypted", "broken", "pages", "media"
KEYS = {
    "/JS": SCRIPT, "/JavaScript": SCRIPT, "/XFA": XFA, "/EmbeddedFiles": EMBEDDED, "/EF": EMBEDDED,
    "/RichMediaContent": MEDIA, "/Collection": EMBEDDED,
}  # fmt: skip
"""What no dictionary may have."""
ACTIONS = {
    "/JavaScript": SCRIPT, "/Rendition": SCRIPT, "/Launch": ACTION, "/SubmitForm": ACTION,
    "/ImportData": ACTION, "/GoToR": ACTION, "/GoToE": EMBEDDED, "/Movie": MEDIA, "/Sound": MEDIA,
    "/RichMediaExecute": MEDIA,
}  # fmt: skip
SUBTYPES = {
    "/FileAttachment": EMBEDDED, "/RichMedia": MEDIA, "/Movie": MEDIA, "/Sound": MEDIA, "/Screen": MEDIA,
    "/3D": MEDIA,
}  # fmt: skip
SCHEMES = ("http:", "https:", "mailto:", "tel:")
"""Where a link that a reader presses may lead."""
PACKED = {"/FlateDecode", "/Fl"}
LOOSE = {"/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"}
MOST_FILTERS = 3
MOST_STEPS = 100


class No(Exception):
    """The file is refused, and this is the word for why."""


def bound() -> None:
    """This will let the system end this process when it takes too much."""
    import resource

    os.nice(5)
    wanted = {
        resource.RLIMIT_CPU: CPU_S,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: MOST_SAID,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in wanted.items():
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS bounds no address space; the parent's clock still does
            continue


def examine(content: bytes, most_pages: int) -> int:
    """This will look at every object of a file and give its number of pages. Raises No."""
    import io

    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise No(ENCRYPTED)
            if len(pdf.objects) > MOST_OBJECTS:
                raise No(BOMB)
            pages = len(pdf.pages)
            if not pages:
                raise No(BROKEN)
            if pages > most_pages:
                raise No(PAGES)
            _look_everywhere(pdf, pikepdf)
            return pages
    except pikepdf.PasswordError:
        raise No(ENCRYPTED) from None
    except (MemoryError, RecursionError):
        raise No(BOMB) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, RuntimeError, zlib.error):
        raise No(BROKEN) from None


def _look_everywhere(pdf: Any, pikepdf: Any) -> None:
    drawn = {one.objgen for page in pdf.pages for one in _streams_of(page.obj.get("/Contents"), pikepdf)}
    seen = unpacked = images = 0
    for top in [pdf.trailer, *pdf.objects]:
        for piece in _pieces(top, pikepdf):
            seen += 1
            if seen > MOST_OBJECTS:
                raise No(BOMB)
            if isinstance(piece, pikepdf.Dictionary | pikepdf.Stream):
                _judge(piece, pikepdf)
        if not isinstance(top, pikepdf.Stream):
            continue
        if str(top.get("/Subtype")) == "/Image" and top.objgen not in drawn:
            pixels = int(top.get("/Width", 0)) * int(top.get("/Height", 0))
            if pixels > MOST_PIXELS:
                raise No(BOMB)
            images += _unpacked(top, pikepdf, min(pixels * 8 + CHUNK, MOST_UNPACKED_IMAGES - images))
        else:
            unpacked += _unpacked(top, pikepdf, MOST_UNPACKED - unpacked)


def _streams_of(contents: Any, pikepdf: Any) -> list[Any]:
    if isinstance(contents, pikepdf.Array):
        return [one for one in contents if isinstance(one, pikepdf.Stream)]
    return [contents] if isinstance(contents, pikepdf.Stream) else []


def _pieces(top: Any, pikepdf: Any) -> Iterator[Any]:
    """An object and what stands directly in it; what is named by number comes in its own turn."""
    waiting = [top]
    while waiting:
        piece = waiting.pop()
        yield piece
        if isinstance(piece, pikepdf.Dictionary | pikepdf.Stream):
            inner = [value for _key, value in piece.items()]
        elif isinstance(piece, pikepdf.Array):
            inner = list(piece)
        else:
            continue
        containers = (pikepdf.Dictionary, pikepdf.Array)
        waiting += [one for one in inner if isinstance(one, containers) and not one.is_indirect]


def _judge(piece: Any, pikepdf: Any) -> None:
    keys = set(piece.keys())
    for key in keys & KEYS.keys():
        raise No(KEYS[key])
    if "/S" in keys and (why := ACTIONS.get(str(piece["/S"]))):
        raise No(why)
    if "/Subtype" in keys and (why := SUBTYPES.get(str(piece["/Subtype"]))):
        raise No(why)
    if str(piece.get("/Type")) == "/EmbeddedFile" or (isinstance(piece, pikepdf.Stream) and "/F" in keys):
        raise No(EMBEDDED)
    link = piece.get("/URI")
    if isinstance(link, pikepdf.String) and not str(link).strip().lower().startswith(SCHEMES):
        raise No(ACTION)
    if "/OpenAction" in keys:
        _opens_nothing(piece["/OpenAction"], pikepdf)
    if "/AA" in keys and isinstance(piece["/AA"], pikepdf.Dictionary):
        for _when, action in piece["/AA"].items():
            _opens_nothing(action, pikepdf)


def _opens_nothing(action: Any, pikepdf: Any) -> None:
    """What happens without anybody's press may turn to a page of this file, and nothing else."""
    waiting, steps = [action], 0
    while waiting:
        one = waiting.pop()
        steps += 1
        if steps > MOST_STEPS:
            raise No(BOMB)
        if not isinstance(one, pikepdf.Dictionary):
            continue
        if "/S" in one and str(one["/S"]) not in ("/GoTo", "/Named"):
            raise No(ACTION)
        following = one.get("/Next")
        waiting += list(following) if isinstance(following, pikepdf.Array) else [following]


def _unpacked(stream: Any, pikepdf: Any, most: int) -> int:
    """How many bytes a stream has once unpacked; images' own formats are as large as they are."""
    said = stream.get("/Filter")
    if said is None:
        return 0
    filters = [str(one) for one in said] if isinstance(said, pikepdf.Array) else [str(said)]
    if len(filters) > MOST_FILTERS:
        raise No(BOMB)
    if not set(filters) & (PACKED | LOOSE):
        return 0
    first, *others = filters
    if not set(filters) <= PACKED and (first not in PACKED or set(others) & (PACKED | LOOSE)):
        # seldom: unpacked whole, within the bounds of this process
        return _within(len(stream.read_bytes(pikepdf.StreamDecodeLevel.generalized)), most)
    return _inflated(stream.read_raw_bytes(), sum(one in PACKED for one in filters), most)


def _inflated(packed: bytes, times: int, most: int) -> int:
    layers = [zlib.decompressobj() for _ in range(times)]
    sizes = [0] * times
    waiting = [(0, packed)]
    while waiting:
        level, data = waiting.pop()
        made = layers[level].decompress(data, CHUNK)
        sizes[level] = _within(sizes[level] + len(made), most)
        if layers[level].unconsumed_tail and made:
            waiting.append((level, layers[level].unconsumed_tail))
        if level + 1 < times and made:
            waiting.append((level + 1, made))
    return sizes[-1]


def _within(size: int, most: int) -> int:
    if size > most:
        raise No(BOMB)
    return size


def draw(content: bytes) -> tuple[int, int, bytes]:
    """This will draw the first page: width, height, and three bytes for each pixel."""
    import pypdfium2

    page = pypdfium2.PdfDocument(content)[0]
    scale = PREVIEW / max(*page.get_size(), 1.0)
    bitmap = page.render(
        scale=scale, may_draw_forms=False, rev_byteorder=True, prefer_bgrx=False, fill_color=(255,) * 4
    )
    shown, row = bytes(bitmap.buffer), bitmap.width * bitmap.n_channels
    lines = [shown[at * bitmap.stride : at * bitmap.stride + row] for at in range(bitmap.height)]
    pixels = b"".join(lines)
    if bitmap.n_channels == 4:
        kept = bytearray(bitmap.width * bitmap.height * 3)
        for channel in range(3):
            kept[channel::3] = pixels[channel::4]
        pixels = bytes(kept)
    elif bitmap.n_channels == 1:
        pixels = b"".join(bytes((grey,)) * 3 for grey in pixels)
    return bitmap.width, bitmap.height, pixels


def main() -> None:
    """This will judge the file on standard input, say so at once, and then try to draw its first page."""
    bound()
    content = sys.stdin.buffer.read()
    out = sys.stdout.buffer
    try:
        answer = {"why": "", "pages": examine(content, int(sys.argv[1]))}
    except No as refused:
        answer = {"why": str(refused), "pages": 0}
    out.write(json.dumps(answer).encode() + b"\n")
    out.flush()
    if not answer["why"]:
        width, height, pixels = draw(content)
        out.write(json.dumps({"width": width, "height": height}).encode() + b"\n" + pixels)


if __name__ == "__main__":
    main()
