"""Can a PDF break or deceive what reads it? Good ones spoilt, attacks hidden in every way a PDF knows.

Whatever stands in it, `documents.read` gives pages or refuses in a sentence of ours, and what runs, opens or
carries something is never given through: not by another spelling of its name, not packed away, not in a part
that no page shows, not behind a second end.
"""

import io
import zlib
from contextlib import suppress

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from tests.security.attacks import spoilt, tried
from tinhso.core.errors import Invalid
from tinhso.foundation.files import documents, inspector
from tinhso.foundation.files.tests.factories import pdf

PLAIN = pdf(2)


def built(*objects: bytes, root: bytes = b"") -> bytes:
    """A PDF of one page by hand: catalogue 1, pages 2, page 3, then what is given from 4 on."""
    body = [
        b"<</Type/Catalog/Pages 2 0 R" + root + b">>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>", *objects,
    ]  # fmt: skip
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(body, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(body) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(body) + 1, table)
    return bytes(out)


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def packed_away(script: bytes) -> bytes:
    """The script in an object stream, where a search through the bytes finds nothing."""
    made = pikepdf.open(io.BytesIO(built(script, root=b"/OpenAction 4 0 R")))
    out = io.BytesIO()
    made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    assert b"JavaScript" not in out.getvalue()
    return out.getvalue()


def updated(old: bytes) -> bytes:
    """A second part behind the end of a plain file, as an editor does: object 1 says something else."""
    at = len(old)
    start = int(old.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    new = b"1 0 obj\n<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(x)>>>>\nendobj\n"
    table = at + len(new)
    tail = b"xref\n1 1\n%010d 00000 n \ntrailer\n<</Size 4/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return old + new + tail % (at, start, table)


SCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"
DEEP = b"<</A " * 30_000 + b"1" + b">>" * 30_000
WIDE = zlib.compress(bytes(200_000_000), 9)
HIDDEN = {
    "spelt in hexadecimals": built(b"<</#53/J#61vaScript/#4aS(x)>>", root=b"/OpenAction 4 0 R"),
    "nowhere on a page": built(SCRIPT),
    "in an array in an array": built(b"[[[<</Next " + SCRIPT + b">>]]]"),
    "packed away": packed_away(SCRIPT),
    "behind a second end": updated(built()),
    "by name of the tree": built(root=b"/Names<</JavaScript<</Names[(a)" + SCRIPT + b"]>>>>"),
    "in a field": built(root=b"/AcroForm<</Fields[<</T(a)/AA<</K" + SCRIPT + b">>>>]>>"),
    "launch after turning": built(root=b"/OpenAction<</S/GoTo/Next[<</S/GoTo/Next<</S/Launch>>>>]>>"),
    "scripts in the address": built(b"<</S/URI/URI(  JAVASCRIPT:alert(1))>>"),
    "address in UTF-16": built(b"<</S/URI/URI<FEFF00660069006C0065003A002F002F0061>>>"),
    "associated file": built(stream(b"MZ", b"/Type/EmbeddedFile"), root=b"/AF[<</EF<</F 4 0 R>>>>]"),
    "portfolio": built(root=b"/Collection<</View/D>>"),
    "actions without end": built(b"<</S/GoTo/Next 4 0 R>>", root=b"/OpenAction 4 0 R"),
    "image that is drawn as text": built(
        stream(WIDE, b"/Type/XObject/Subtype/Image/Width 1/Height 1/Filter/FlateDecode")
    ),
    "packed a hundred times": built(stream(b"x", b"/Filter[" + b"/ASCIIHexDecode" * 100 + b"/FlateDecode]")),
    "runs without end": built(stream(b"\x81A" * 5_000_000 + b"\x80", b"/Filter/RunLengthDecode")),
}  # fmt: skip


@pytest.mark.parametrize("how", HIDDEN)
def test_an_attack_is_found_wherever_it_hides(how):
    with pytest.raises(documents.NotADocument):
        documents.read(HIDDEN[how], most_pages=300)


@pytest.mark.parametrize(
    "content", [built(DEEP), built(b"[" * 400_000), b"%PDF-1.7\n" + b"1 0 obj\n" * 200_000 + b"%%EOF"]
)
def test_depth_without_end_ends(content):
    with suppress(Invalid):
        assert documents.read(content, most_pages=300).pages == 1


@tried(150, 5_000)
@given(content=spoilt(st.just(PLAIN)) | st.binary(max_size=200).map(lambda b: b"%PDF-1.7\n" + b + b"\n%%EOF"))
def test_a_spoilt_file_is_read_or_refused_in_one_of_our_words(content):
    """In this process: a program for each would take hours; the program itself is tried above."""
    why = ""
    try:
        assert inspector.examine(content, 300) > 0
    except inspector.No as refused:
        why = str(refused)
    assert why in {"", *documents.WHY}


@pytest.mark.django_db
def test_a_plain_pdf_is_refused_where_pictures_are_asked_for(client):
    for name, said in (("a.pdf", "application/pdf"), ("a.jpg", "image/jpeg")):
        sent = {"file": SimpleUploadedFile(name, PLAIN, said)}
        answer = client.post("/api/v1/uploads", sent)
        assert answer.status_code == 422, answer.content
        assert answer.json()["errors"][0]["field"] == "file"
