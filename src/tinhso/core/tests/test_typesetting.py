"""Does a paper hold its values as text, the same to the byte, and see nothing else of the machine?"""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import typst
from PIL import ImageFont

from tinhso.core import typesetting

SRC = Path(__file__).resolve().parents[3]
MADE = datetime(2026, 11, 23, 1, 5, tzinfo=UTC)
SHOWN = """
#set page(width: 60cm, height: 3cm, margin: 5mm)
#set text(font: "Tinos", 12pt)
#json(bytes(sys.inputs.values)).name
"""
"""A template that draws one value; a value that were markup would draw something else, or fail."""

HOSTILE = (
    "#read(\"/etc/passwd\")", "#panic()", "$x^2$", "*đậm* _nghiêng_ `mã`", "\\u{41}\\#", "<nhãn> @dẫn",
    "// hết /* dòng",
    '"}, {"name": "khác', "'; DROP TABLE dossier; --", "= Đầu đề", "- mục\n+ mục", "~---...", "[x](y){z}",
)  # fmt: skip


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "paper" / "name.typ"
    path.parent.mkdir()
    path.write_text(SHOWN)
    return path


@pytest.mark.parametrize("name", HOSTILE)
def test_a_value_is_never_markup(template, tmp_path, name):
    """The page of the value is the page of the same letters, given one by one as code points."""
    by_points = "+".join(f"str.from-unicode({ord(letter)})" for letter in name)
    other = tmp_path / "points.typ"
    other.write_text(SHOWN.replace("json(bytes(sys.inputs.values)).name", f"({by_points})"))
    made = typesetting.pdf(template, {"name": name}, made_at=MADE)
    assert streams(made) == streams(typesetting.pdf(other, {}, made_at=MADE))
    assert streams(made) != streams(typesetting.pdf(template, {"name": ""}, made_at=MADE))


def streams(made: bytes) -> list[bytes]:
    return re.findall(rb"stream\r?\n(.*?)endstream", made, re.DOTALL)[:1]


def test_the_same_values_give_the_same_bytes(template):
    values = {"name": "Nguyễn Thị Ánh Tuyết"}
    first = typesetting.pdf(template, values, made_at=MADE)
    typesetting.pdf(template, {"name": "Trần Văn Bảy"}, made_at=MADE)
    assert typesetting.pdf(template, values, made_at=MADE) == first
    assert b"D:20261123010500" in first
    assert typesetting.pdf(template, values, made_at=MADE.replace(hour=2)) != first


def test_many_threads_set_at_once_and_none_gets_another_s_paper(template):
    names = [f"Người thứ {n}" for n in range(40)]
    alone = [typesetting.pdf(template, {"name": name}, made_at=MADE) for name in names]
    with ThreadPoolExecutor(8) as threads:
        together = list(
            threads.map(lambda name: typesetting.pdf(template, {"name": name}, made_at=MADE), names)
        )
    assert together == alone


@pytest.mark.parametrize("source", ["/etc/hostname", "../secret.txt", "../../secret.txt"])
def test_a_template_sees_its_own_folder_alone(template, tmp_path, source):
    (tmp_path / "secret.txt").write_text("ngoài thư mục")
    template.write_text(f'#read("{source}")')
    with pytest.raises(typst.TypstError):
        typesetting.pdf(template, {})


def test_no_template_of_the_house_asks_for_a_package():
    asking = [path for path in SRC.rglob("*.typ") if re.search(r'"@\w+/', path.read_text(encoding="utf-8"))]
    assert not asking


def test_after_a_failure_papers_are_set_again(template):
    good = typesetting.pdf(template, {"name": "Huế"}, made_at=MADE)
    with pytest.raises(typst.TypstError):
        typesetting.pdf(template, {"title": "no name"})
    assert typesetting.pdf(template, {"name": "Huế"}, made_at=MADE) == good


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Nguye\u0302\u0303n", "Nguyễn"),
        ("tạm \u202edlog\u202c", "tạm dlog"),
        ("a\u200bb\ufeffc\u00ad", "abc"),
        ("một\x00hai\x07\tba", "một hai  ba"),
        ("dòng\r\nsau\u2028nữa", "dòng\nsau nữa"),
        ("\ud83d", "\ufffd"),
        ("\ue000", "\ufffd"),
        ("5.000\u00a0đồng", "5.000\u00a0đồng"),
    ],
)
def test_what_is_printed_is_what_is_seen(written, printed):
    assert typesetting.plain({"many": [written, 1, None, True]}) == {"many": [printed, 1, None, True]}


def test_an_archive_gets_its_standard(template):
    template.write_text('#set document(title: "Giấy tiếp nhận")\n' + SHOWN)
    made = typesetting.pdf(template, {"name": "Đặng Thuỳ Trâm"}, made_at=MADE, standard="a-2b")
    assert re.search(rb"pdfaid:part.?>?\W*2", made)


def test_without_its_typeface_no_paper_is_made_in_another(template, tmp_path, monkeypatch):
    monkeypatch.setattr(typesetting, "TYPEFACES", tmp_path)
    with pytest.raises(typesetting.NoTypeface, match="make setup"):
        typesetting.pdf(template, {"name": "Huế"})


VIETNAMESE = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"


@pytest.mark.parametrize("face", typesetting.FACES)
def test_every_face_holds_every_letter_of_vietnamese(face):
    """A letter that a typeface lacks is drawn as its missing-glyph box: no two of 134 may look alike."""
    letters = VIETNAMESE + VIETNAMESE.upper()
    assert len(set(letters)) == 134
    font = ImageFont.truetype(BytesIO((typesetting.TYPEFACES / f"{face}.ttf").read_bytes()), 200)
    pictures = {bytes(font.getmask(letter)) + repr(font.getbbox(letter)).encode() for letter in letters}
    box = bytes(font.getmask("\U0010fffd")) + repr(font.getbbox("\U0010fffd")).encode()
    assert len(pictures) == 134
    assert box not in pictures
