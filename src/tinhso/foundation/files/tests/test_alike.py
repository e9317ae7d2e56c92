"""Is the same picture known again, and another one not taken for it?"""

import io
import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries, rules

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)

HASH = st.integers(0, 2**64 - 1).map(lambda n: f"{n:016x}")


def picture(seed, *, size=(900, 700), quality=90, kind="JPEG"):
    """This will paint a scene of patches, the same for the same seed at every size."""
    dice = random.Random(seed)
    image = Image.new("RGB", (900, 700), (dice.randrange(256),) * 3)
    pen = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = dice.randrange(900), dice.randrange(700)
        colour = tuple(dice.randrange(256) for _ in range(3))
        pen.ellipse((x, y, x + dice.randrange(40, 300), y + dice.randrange(40, 300)), fill=colour)
    out = io.BytesIO()
    image.resize(size).save(out, kind, quality=quality)
    return out.getvalue()


def _kept(content, owner, now=NOW):
    stored = files.receive(content, filename="", by=CITIZEN, now=now)
    files.attach([stored.id], owner=owner, by=CITIZEN, now=now)


@pytest.mark.django_db
def test_a_copy_that_was_scaled_and_saved_anew_is_known_again():
    _kept(picture(1), "report:1")
    _kept(picture(2), "report:2")
    for copy in (
        picture(1, size=(450, 350), quality=60),
        picture(1, size=(1800, 1400)),
        picture(1, kind="WEBP"),
        picture(1, quality=35),
    ):
        stored = files.receive(copy, filename="", by=CITIZEN, now=NOW)
        files.attach([stored.id], owner="answer:9", by=CITIZEN, now=NOW)
        photo = queries.of_owners(["answer:9"])["answer:9"][-1]
        found = queries.alike(photo.perceptual, but_owners=["answer:9"])
        assert [a.owner for a in found] == ["report:1"]


@pytest.mark.django_db
def test_the_dark_looks_like_nothing():
    out = io.BytesIO()
    Image.new("RGB", (800, 600), (3, 3, 3)).save(out, "JPEG")
    _kept(out.getvalue(), "report:1")
    photo = queries.of_owners(["report:1"])["report:1"][0]
    assert photo.perceptual == ""
    assert queries.alike(photo.perceptual) == []


@pytest.mark.django_db
def test_an_erased_picture_is_forgotten():
    _kept(picture(1), "report:1")
    perceptual = queries.of_owners(["report:1"])["report:1"][0].perceptual
    assert queries.alike(perceptual)
    assert queries.alike(perceptual, since=NOW + timedelta(days=1)) == []
    files.erase(owner="report:1", by=CITIZEN, now=NOW)
    assert queries.alike(perceptual) == []


@given(HASH, st.sets(st.integers(0, 63), max_size=3))
def test_three_bits_apart_share_a_band(one, flipped):
    other = f"{int(one, 16) ^ sum(1 << bit for bit in flipped):016x}"
    assert rules.distance(one, other) == len(flipped)
    assert any(a == b for a, b in zip(rules.bands(one), rules.bands(other), strict=True))


@given(HASH)
def test_a_band_fits_its_column(one):
    assert all(-(2**15) <= band < 2**15 for band in rules.bands(one) if band is not None)
