"""Is the card in docs/reference the card of the model that is shipped, and do its aims hold?"""

import re
from pathlib import Path

import pytest

from tinhso.casework.reading import corpus, dated, shelf
from tinhso.casework.reading.rules.scoring import read
from tinhso.core.folding import fold

CARD = (Path(__file__).resolve().parents[5] / "docs" / "reference" / "reading.md").read_text("utf-8")


def row(begin, page=CARD):
    """The numbers of the first row that begins so."""
    line = next(line for line in page.splitlines() if line.startswith(f"| {begin} |"))
    return [float(n) for n in re.findall(r"(\d+(?:\.\d+)?)(?: %)?(?= \|)", line)]


def test_the_card_is_of_the_model_that_is_shipped():
    assert f"Model `{shelf.shipped().version}`" in CARD


@pytest.mark.parametrize(
    ("begin", "change"), [("held-out texts", str), ("held-out texts, accents stripped", fold)]
)
def test_its_held_out_accuracy_can_be_measured_again(begin, change):
    model = shelf.shipped()
    told = [e for e in corpus.texts(corpus.APART) if e.category != "other"]
    right = sum(read(change(e.text), model).ranked[0][0] == e.category for e in told)
    assert row(begin) == [len(told), round(100 * right / len(told), 1)]


def test_its_aims_hold():
    assert row("five-fold cross-validation, all texts learnt from")[1] >= 82
    assert row("of these, texts written after the vocabulary was closed")[1] >= 80
    assert row("held-out texts")[1] >= 82
    wrong_among_chosen = row(f"{dated.THRESHOLD.initial:.2f}")
    assert max(wrong_among_chosen[-5::2]) <= 5
    unseen = CARD.split("### Texts that nothing was tuned on")[1]
    assert f"ear `{shelf.ear().version}`" in unseen
    for sign in ("danger", "denunciation"):
        texts, _rows, recall, bare, *_, precision = row(sign, unseen)
        assert texts >= 200
        assert recall >= 98
        assert bare >= 97
        assert precision > 85
