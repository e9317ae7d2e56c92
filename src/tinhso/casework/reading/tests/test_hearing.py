"""Does the second listener hear what no phrase row names? On texts it never learnt: half B of the third."""

import hashlib
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from tinhso.casework.reading import queries, shelf
from tinhso.casework.reading.hearing_training import ORDINARY, Told, learnt
from tinhso.casework.reading.rules import hearing
from tinhso.casework.reading.rules.hearing import SURE, hear

TODAY = date(2026, 11, 20)
THIRD = Path(__file__).parents[2] / "rulebook" / "tests" / "spoken" / "third"
EAR = shelf.ear()
AT = {"danger": 0, "denunciation": 1}


def unseen(name):
    texts = [t for t in (THIRD / f"{name}.txt").read_text("utf-8").splitlines() if t and t[0] != "#"]
    return [t for t in texts if hashlib.sha256(t.encode()).digest()[0] % 2]


def called(text, what):
    heard = hear(text, EAR)
    return (heard.danger, heard.denunciation)[AT[what]] >= SURE[AT[what]]


# what docs/reference/reading.md says, less what one or two texts make
@pytest.mark.parametrize(("what", "least"), [("danger", 0.84), ("denunciation", 0.79)])
def test_of_unseen_words_so_many_are_heard_without_any_row(what, least):
    texts = unseen(what)
    assert np.mean([called(t, what) for t in texts]) >= least


@pytest.mark.parametrize("what", AT)
def test_what_only_sounds_like_it_is_let_pass(what):
    assert np.mean([called(t, what) for t in unseen(f"{what}_no")]) <= 0.06


def test_it_learns_kinds_of_things_and_not_only_words():
    concepts = "person: cụ|cháu\nhurt: bất tỉnh|gãy chân\nthing: đèn|rác"
    told = [Told("cụ bất tỉnh", "danger"), Told("đèn hỏng", ORDINARY), Told("sếp ăn tiền", "denunciation"),
            Told("cụ hỏi rác", ORDINARY)] * 5  # fmt: skip
    ear = learnt(told, concepts)
    assert hear("cháu gãy chân", ear).danger > 0.5 > hear("cháu hỏi đèn", ear).danger


def test_an_ear_survives_the_shelf_and_a_damaged_one_is_refused():
    again = hearing.unpacked(hearing.packed(EAR))
    # the wrapping of the file is the zip library's, so only what is in it must come back the same
    assert hearing.packed(again) == hearing.packed(EAR)
    assert hear("nước cuốn mất cháu bé", again) == hear("nước cuốn mất cháu bé", EAR)
    with pytest.raises(ValueError, match="not an ear"):
        hearing.unpacked(b"nothing of the kind")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "🙂", "a" * 50_000, "1 2 3 " * 3_000])
def test_whatever_is_written_is_listened_to(text):
    assert len(queries.sounds(text, TODAY)) == 2


def test_listening_takes_less_than_half_a_millisecond():
    texts = unseen("danger") + unseen("denunciation")
    best = min(_seconds(texts) for _ in range(3))
    assert best / len(texts) < 0.0005


def _seconds(texts):
    begun = perf_counter()
    for text in texts:
        hear(text, EAR)
    return perf_counter() - begun
