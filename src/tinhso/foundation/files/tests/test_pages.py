"""Photographed pages: one document, in their order, upright, nothing of the pictures' own words in it."""

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions, queries
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.tests import factories

AT = factories.AT


def page(colour: str, size=(600, 800), *, turned: bool = False) -> bytes:
    image = Image.new("RGB", size, "white")
    ImageDraw.Draw(image).rectangle((0, 0, size[0], size[1] // 2), fill=colour)
    said = Image.Exif()
    said[0x010E] = "chụp ở nhà ông An"
    if turned:
        image, said[0x0112] = image.transpose(Image.Transpose.ROTATE_90), 6
    out = io.BytesIO()
    image.save(out, "JPEG", quality=95, exif=said)
    return out.getvalue()


def opened(stored) -> bytes:
    actions.attach_papers([stored.id], owner="dossier:1/component:hk01", by=CITIZEN, now=AT)
    stream, _paper = queries.open_original(stored.id, owner="dossier:1/component:hk01")
    return stream.read()


@pytest.mark.django_db
def test_pages_become_one_document_in_their_order():
    stored = actions.receive_pages(
        [page("red"), page("blue", turned=True), page("green", (800, 600))], by=CITIZEN, now=AT
    )
    assert (stored.kind, stored.pages) == ("application/pdf", 3)
    content = opened(stored)
    document = pypdfium2.PdfDocument(content)
    sizes = [tuple(round(side) for side in one.get_size()) for one in document]
    assert sizes == [(595, 842), (595, 842), (842, 595)]
    tops = []
    for one in document:
        drawn = one.render(scale=0.2).to_pil().convert("RGB")
        tops.append(drawn.getpixel((drawn.width // 2, drawn.height // 4)))
    names = [max("rgb", key=lambda c, top=top: top["rgb".index(c)]) for top in tops]
    assert names == ["r", "b", "g"]
    assert "nhà ông An".encode() not in content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert "/Names" not in pdf.Root


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("contents", "said"),
    [
        ([page("red"), factories.pdf()], "không chọn lẫn"),
        ([page("red"), b"GIF89a"], "Không nhận ảnh GIF"),
        ([page("red", (40, 40))] * 21, "Nhiều nhất 20 ảnh trang giấy"),
    ],
    ids=["a pdf among them", "no picture", "too many"],
)
def test_what_is_not_taken_leaves_nothing(contents, said):
    with pytest.raises(Invalid) as refused:
        actions.receive_pages(contents, by=CITIZEN, now=AT)
    assert said in str(refused.value.errors[0].message)
    assert not StoredFile.objects.exists()
