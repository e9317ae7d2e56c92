"""Are cries for help and denunciations heard? The lists in `spoken/` are the measure of `signs.PHRASES`."""

from datetime import date
from pathlib import Path

import pytest

from tinhso.casework.rulebook import signs
from tinhso.casework.rulebook.rules import phrases
from tinhso.casework.rulebook.rules.phrases import Kind, Phrase
from tinhso.core.values import RuleRef, Validity

TODAY = date(2026, 11, 20)
ROWS = [Phrase(Kind(k), p, u, e, Validity(date(2025, 7, 1)), RuleRef("t:1")) for k, p, u, e in signs.PHRASES]
KINDS = {"danger": (Kind.DANGER,), "denunciation": (Kind.DENUNCIATION, Kind.COMPLAINT)}


def spoken(name):
    lines = (Path(__file__).parent / "spoken" / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line.strip()]


def is_heard(text, kinds):
    heard = phrases.spoken(text, marked_share=0.4)
    return phrases.first(heard, ROWS, TODAY, *kinds) is not None


@pytest.mark.parametrize("what", KINDS)
def test_of_two_hundred_texts_at_most_two_in_a_hundred_are_missed(what):
    texts = spoken(f"{what}-first") + spoken(f"{what}-second")
    missed = [t for t in texts if not is_heard(t, KINDS[what])]
    assert len(texts) >= 200
    assert len(missed) / len(texts) <= 0.02, missed


@pytest.mark.parametrize("what", KINDS)
def test_the_same_texts_are_heard_without_accents(what):
    from tinhso.core.folding import fold

    texts = spoken(f"{what}-first") + spoken(f"{what}-second")
    missed = [t for t in texts if not is_heard(fold(t), KINDS[what])]
    assert len(missed) / len(texts) <= 0.04, missed


@pytest.mark.parametrize("what", KINDS)
def test_what_only_sounds_like_it_is_let_pass(what):
    texts = spoken(f"{what}-not")
    called = [t for t in texts if is_heard(t, KINDS[what])]
    assert len(texts) >= 145
    assert len(called) / len(texts) <= 0.03, called
