"""Is this a PDF that may be kept and opened? Content decides, and a program apart reads it (`inspector`).

Taken is a whole, plain document: pages to be read. Refused is what is closed by a password, runs or opens
something by itself, carries other files, asks to be filled by a program, is broken, or unpacks without end.
A form with electronic signatures is a plain document. No Django here.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import threading
import zipfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

from tinhso.core.errors import Invalid, Unavailable
from tinhso.core.messages import msg
from tinhso.foundation.files import inspector
from tinhso.foundation.files.rules import RENDITIONS

PDF = "application/pdf"
KINDS = frozenset({PDF})
PROGRAM = Path(inspector.__file__)
LONGEST_S = 40.0
"""On the wall; the program's own bound is processor time."""
AT_ONCE = threading.BoundedSemaphore(2)
"""Programs that read at the same time in one process: each may take a gigabyte for seconds."""
QUALITY = 82
WAITS_S = 20.0
"""For one of the two; an honest file is read in less than a second."""

WHY = {
    inspector.ENCRYPTED: msg(
        "Tệp PDF này đặt mật khẩu hoặc bị khoá; xin gỡ khoá rồi gửi lại, hoặc chụp ảnh giấy tờ."
    ),
    inspector.SCRIPT: msg("Tệp PDF này có chứa đoạn mã chạy được nên không được nhận; xin in lại thành PDF."),
    inspector.ACTION: msg(
        "Tệp PDF này tự mở chương trình, tệp hoặc địa chỉ khác nên không được nhận; xin in lại thành PDF."
    ),
    inspector.EMBEDDED: msg("Tệp PDF này có tệp khác đính kèm bên trong; xin gửi riêng từng tệp."),
    inspector.XFA: msg("Tệp PDF này là biểu mẫu động (XFA), nhiều máy không mở được; xin in lại thành PDF."),
    inspector.MEDIA: msg("Tệp PDF này có âm thanh hoặc phim bên trong nên không được nhận."),
    inspector.BOMB: msg("Tệp PDF này quá phức tạp hoặc giải nén ra quá lớn nên không được nhận."),
    inspector.BROKEN: msg("Tệp PDF bị hỏng hoặc chưa tải lên hết; xin quét hoặc xuất lại tệp."),
}


class NotADocument(Invalid):
    """The content is not a whole, plain PDF (field "file")."""

    code = "not-a-document"


class TooManyPages(Invalid):
    """The document has more pages than allowed (field "file")."""

    code = "too-many-pages"


class ReadersBusy(Unavailable):
    """Other documents are being read, for too long (503)."""

    code = "readers-busy"
    sentence = msg("Máy đang đọc nhiều tệp PDF khác; xin gửi lại sau ít phút.")
    retry_after = 60


@dataclass(frozen=True)
class Document:
    """A document read: its kind, its pages, and how its first page looks (JPEG by name, or nothing)."""

    kind: str
    pages: int
    renditions: dict[str, bytes]


def kind_of(content: bytes) -> str:
    """This will tell by the first bytes whether this may be a document; "" for anything else."""
    return PDF if content.startswith(b"%PDF-") else ""


def read(content: bytes, *, most_pages: int) -> Document:
    """This will judge a PDF and draw its first page. Raises NotADocument, TooManyPages, ReadersBusy.

    It takes a tenth of a second for a plain file, and no more than LONGEST_S for any.
    """
    if not kind_of(content):
        raise NotADocument.field("file", msg("Tệp này không phải là tài liệu PDF."))
    if b"%%EOF" not in content[-2048:] or zipfile.is_zipfile(io.BytesIO(content)):
        raise _refused(inspector.BROKEN)
    verdict, drawn = _asked(content, most_pages)
    if verdict["why"] == inspector.PAGES:
        sentence = msg("Tệp PDF có hơn %(most)s trang; xin chia thành nhiều tệp.")
        raise TooManyPages.field("file", sentence, most=most_pages)
    if verdict["why"]:
        raise _refused(str(verdict["why"]))
    return Document(PDF, int(verdict["pages"]), _renditions(drawn))


def _refused(why: str) -> NotADocument:
    return NotADocument.field("file", WHY[why])


def _asked(content: bytes, most_pages: int) -> tuple[dict[str, Any], bytes]:
    """What the program says, and the line and pixels of its drawing (nothing, where it could not draw).

    A program that ended before it said anything was ended by a bound.
    """
    told = {k: v for k, v in os.environ.items() if k in ("LD_LIBRARY_PATH", "SYSTEMROOT")}
    if not AT_ONCE.acquire(timeout=WAITS_S):
        raise ReadersBusy
    try:
        with tempfile.TemporaryFile() as answer, suppress(subprocess.TimeoutExpired):
            try:
                subprocess.run(  # noqa: S603 - our own program, and the file comes by its standard input
                    [sys.executable, "-I", str(PROGRAM), str(most_pages)],
                    input=content, stdout=answer, stderr=subprocess.DEVNULL, timeout=LONGEST_S, env=told,
                    check=False,
                )  # fmt: skip
            finally:
                answer.seek(0)
                said = answer.read(inspector.MOST_SAID)
    finally:
        AT_ONCE.release()
    line, _, drawn = said.partition(b"\n")
    try:
        verdict = json.loads(line)
        if verdict["why"] in ("", inspector.PAGES, *WHY) and int(verdict["pages"]) >= 0:
            return verdict, drawn
    except (ValueError, KeyError, TypeError):
        pass
    return {"why": inspector.BOMB, "pages": 0}, b""


def _renditions(drawn: bytes) -> dict[str, bytes]:
    line, _, pixels = drawn.partition(b"\n")
    try:
        size = json.loads(line)
        page = Image.frombytes("RGB", (int(size["width"]), int(size["height"])), pixels)
    except (ValueError, KeyError, TypeError):
        return {}
    made = {}
    for name, side in RENDITIONS.items():
        copy = page.copy()
        copy.thumbnail((side, side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        copy.save(out, "JPEG", quality=QUALITY, optimize=True, progressive=True)
        made[name] = out.getvalue()
    return made
