"""Faces and plates: found, covered beyond recall, covered by hand, and nothing shown before."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from tinhso.core.errors import Invalid, Missing
from tinhso.core.roles import CITIZEN, Actor
from tinhso.foundation.files import actions, blurring, queries
from tinhso.foundation.files.blurring import Box
from tinhso.foundation.files.models import Region, StoredFile
from tinhso.foundation.files.tests.factories import AT, jpeg, upload
from tinhso.foundation.ledger import queries as ledger

COLLINS = Path(__file__).parent / "pictures" / "collins.jpg"
"""Eileen Collins, portrait by NASA, public domain."""
FACE = (0.35, 0.13, 0.53, 0.32)
"""Left, top, right, bottom of her face, by eye."""
OWNER = "report:7"
HANDLER = Actor("officer:1", frozenset())

needs_db = pytest.mark.django_db(transaction=True)


def kept(content: bytes) -> str:
    stored = actions.receive(content, filename="", by=CITIZEN, now=AT)
    actions.attach([stored.id], owner=OWNER, by=CITIZEN, now=AT)
    return stored.id


def seen(file_id: str, size: str = "large") -> Image.Image:
    stream, _ = queries.open_public_rendition(file_id, size, owner=OWNER)
    with stream:
        return Image.open(io.BytesIO(stream.read())).convert("RGB")


def whole(file_id: str, size: str = "large") -> Image.Image:
    stream, _ = queries.open_rendition(file_id, size, owner=OWNER)
    with stream:
        return Image.open(io.BytesIO(stream.read())).convert("RGB")


def crop(image: Image.Image, box: tuple[float, float, float, float]) -> Image.Image:
    w, h = image.size
    return image.crop((int(box[0] * w), int(box[1] * h), int(box[2] * w), int(box[3] * h)))


def difference(one: Image.Image, other: Image.Image) -> float:
    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


def detail(image: Image.Image) -> float:
    """How much neighbouring pixels differ."""
    grey = image.convert("L")
    return ImageStat.Stat(ImageChops.difference(grey, ImageChops.offset(grey, 2, 0))).mean[0]


def test_a_face_is_found_where_it_is():
    found = blurring.find(COLLINS.read_bytes())
    faces = [b for b in found if b.kind == "face"]
    middle = ((FACE[0] + FACE[2]) / 2, (FACE[1] + FACE[3]) / 2)
    assert any(b.x < middle[0] < b.x + b.w and b.y < middle[1] < b.y + b.h for b in faces)
    assert all(b.score > 0 for b in faces)


def test_a_drawn_plate_is_found():
    image = Image.new("RGB", (900, 600), (70, 75, 80))
    pen = ImageDraw.Draw(image)
    pen.rectangle((300, 300, 560, 358), fill="white", outline="black", width=4)
    pen.text((318, 300), "A 123 BC", fill="black", font=ImageFont.load_default(size=50))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=90)
    assert [b.kind for b in blurring.find(out.getvalue())] == ["plate"]


def test_nothing_is_found_in_a_picture_without_people():
    assert blurring.find(jpeg(1200, 900)) == []


def test_what_is_covered_cannot_be_read_any_more():
    """Of text under a region so few means remain that two texts give the same picture."""
    out = []
    for text in ("75A-123.45", "75A-987.60"):
        image = Image.new("RGB", (1000, 600), "white")
        ImageDraw.Draw(image).text((400, 300), text, fill="black", font=ImageFont.load_default(size=40))
        jpg = io.BytesIO()
        image.save(jpg, "JPEG", quality=90)
        public = blurring.draw(jpg.getvalue(), [Box(0.38, 0.48, 0.3, 0.12)])["public-large"]
        out.append(Image.open(io.BytesIO(public)).convert("RGB"))
    assert difference(*out) < 0.5
    assert detail(crop(out[0], (0.4, 0.5, 0.66, 0.58))) < 2


@needs_db
def test_the_public_sees_no_picture_before_and_no_face_after():
    file_id = kept(COLLINS.read_bytes())
    with pytest.raises(queries.NoSuchPicture):
        queries.open_public_rendition(file_id, "thumb", owner=OWNER)
    assert not queries.of_owners([OWNER])[OWNER][0].is_masked

    assert actions.mask_waiting(now=AT) == 1
    assert actions.mask_waiting(now=AT) == 0
    for size in ("large", "thumb"):
        inner = (0.38, 0.16, 0.5, 0.29)
        assert detail(crop(seen(file_id, size), inner)) < 0.35 * detail(crop(whole(file_id, size), inner))
        away = (0.6, 0.6, 1, 1)
        assert difference(crop(seen(file_id, size), away), crop(whole(file_id, size), away)) < 4
    row = StoredFile.objects.get()
    [fact] = [f for f in ledger.facts_of(f"file:{row.pk}") if f.type == "files.masked"]
    assert fact.payload["faces"] == row.blurred == 1
    assert Region.objects.get().by == "machine"


@needs_db
def test_a_brush_covers_more_and_a_false_find_is_taken_back():
    file_id = kept(COLLINS.read_bytes())
    actions.mask_waiting(now=AT)
    flag = (0.0, 0.0, 0.25, 0.5)
    actions.change_regions(file_id, owner=OWNER, drawn=[flag], by=CITIZEN, now=AT)
    with pytest.raises(queries.NoSuchPicture):  # never the old drawing for a moment longer
        queries.open_public_rendition(file_id, "large", owner=OWNER)
    actions.mask_waiting(now=AT)
    assert difference(crop(seen(file_id), flag), crop(whole(file_id), flag)) > 8

    machine, mine = queries.regions_of(file_id)
    assert (machine.by_machine, mine.by_machine) == (True, False)
    with pytest.raises(Invalid, match="cán bộ"):
        actions.change_regions(file_id, owner=OWNER, drawn=[], removed=[machine.id], by=CITIZEN, now=AT)
    actions.change_regions(
        file_id, owner=OWNER, drawn=[], removed=[machine.id, mine.id], may_remove_machines=True,
        by=HANDLER, now=AT,
    )  # fmt: skip
    actions.mask_waiting(now=AT)
    assert difference(seen(file_id), whole(file_id)) == 0
    changes = [f for f in ledger.facts_of(OWNER) if f.type == "files.regions_changed"]
    assert [(f.actor, f.payload["drawn"], f.payload["removed"]) for f in changes] == [
        ("citizen", 1, 0), ("officer:1", 0, 2),
    ]  # fmt: skip


@needs_db
@pytest.mark.parametrize(
    "box", [(1.2, 0, 0.1, 0.1), (0, 0, 0, 0.5), (0.5, 0.5, -0.2, 0.1), (float("nan"), 0, 1, 1)]
)
def test_a_box_outside_the_picture_is_refused(box):
    file_id = kept(jpeg())
    with pytest.raises(Invalid, match="vùng che"):
        actions.change_regions(file_id, owner=OWNER, drawn=[box], by=CITIZEN, now=AT)


@needs_db
def test_another_owner_has_no_such_picture_and_there_is_an_end_to_regions():
    file_id = kept(jpeg())
    with pytest.raises(Missing):
        actions.change_regions(file_id, owner="report:8", drawn=[(0, 0, 1, 1)], by=CITIZEN, now=AT)
    with pytest.raises(Invalid, match="60"):
        actions.change_regions(file_id, owner=OWNER, drawn=[(0, 0, 0.1, 0.1)] * 61, by=CITIZEN, now=AT)


@needs_db
def test_a_change_during_the_drawing_is_drawn_too(monkeypatch):
    file_id = kept(jpeg())
    drawing = blurring.find

    def while_looking(rendition):
        actions.change_regions(file_id, owner=OWNER, drawn=[(0, 0, 0.5, 0.5)], by=CITIZEN, now=AT)
        return drawing(rendition)

    monkeypatch.setattr(blurring, "find", while_looking)
    actions.mask_waiting(now=AT)
    assert not queries.of_owners([OWNER])[OWNER][0].is_masked
    actions.mask_waiting(now=AT)
    assert queries.of_owners([OWNER])[OWNER][0].is_masked
    assert StoredFile.objects.get().blurred == 1


@needs_db
def test_a_broken_picture_is_never_shown_and_stops_nobody(caplog):
    from tinhso.foundation.files import storage

    broken, sound = kept(jpeg()), kept(jpeg(500, 400))
    storage.remove(broken)
    for _ in range(8):
        actions.mask_waiting(now=AT)
    shown = {p.id: p.is_masked for p in queries.of_owners([OWNER])[OWNER]}
    assert shown == {broken: False, sound: True}
    assert actions.mask_waiting(now=AT) == 0


@needs_db
def test_erasing_takes_the_regions_and_the_public_renditions_too():
    from tinhso.foundation.files import storage

    file_id = kept(COLLINS.read_bytes())
    actions.mask_waiting(now=AT)
    actions.erase(owner=OWNER, by=HANDLER, now=AT)
    assert not Region.objects.exists()
    with pytest.raises(FileNotFoundError):
        storage.open_part(file_id, "public-large")


@needs_db
def test_what_a_program_drew_is_shown_at_once():
    stored = upload()
    actions.attach([stored.id], owner=OWNER, by=CITIZEN, now=AT)
    assert seen(stored.id).size == (640, 480)
    assert actions.mask_waiting(now=AT) == 0
