"""Does the second listener hear what no phrase row names? On texts it never learnt: the blind lists."""

from datetime import date
from pathlib import Path
from time import process_time

import numpy as np
import pytest

from tinhso.casework.reading import queries, shelf
from tinhso.casework.reading.hearing_training import (
    ORDINARY,
    Told,
    calibrated,
    learnt,
    left_out,
    lesson,
)
from tinhso.casework.reading.rules import hearing
from tinhso.casework.reading.rules.hearing import SURE, hear
from tinhso.core.folding import fold

TODAY = date(2026, 11, 20)
BLIND = Path(__file__).parents[2] / "rulebook" / "tests" / "spoken" / "blind"
EAR = shelf.ear()
AT = {"danger": 0, "denunciation": 1}


def unseen(name):
    return [t for t in (BLIND / f"{name}.txt").read_text("utf-8").splitlines() if t]


def called(text, what):
    heard = hear(text, EAR)
    return (heard.danger, heard.denunciation)[AT[what]] >= SURE[AT[what]]


@pytest.mark.parametrize("what", AT)
@pytest.mark.parametrize("change", [str, fold])
def test_unseen_words_are_heard_without_any_row(what, change):
    texts = unseen(what)
    assert len(texts) >= 200
    assert np.mean([called(change(t), what) for t in texts]) >= 0.97


@pytest.mark.parametrize(("what", "most"), [("danger", 0.08), ("denunciation", 0.10)])
def test_most_ordinary_texts_are_let_pass(what, most):
    assert np.mean([called(t, what) for t in unseen("ordinary")]) <= most


def test_it_learns_kinds_of_things_and_not_only_words():
    concepts = "person: cụ|cháu\nhurt: bất tỉnh|gãy chân\nthing: đèn|rác"
    told = [Told("cụ bất tỉnh", "danger"), Told("đèn hỏng", ORDINARY), Told("sếp ăn tiền", "denunciation"),
            Told("cụ hỏi rác", ORDINARY)] * 5  # fmt: skip
    ear = learnt(lesson(told, concepts), concepts)
    assert hear("cháu gãy chân", ear).danger > 0.5 > hear("cháu hỏi đèn", ear).danger


def test_how_sure_it_is_comes_from_texts_left_out():
    told = [Told(f"nhà cháy số {n}", "danger") for n in ("một", "hai", "ba", "bốn", "năm")]
    told += [Told(f"sếp đòi tiền lần {n}", "denunciation") for n in ("một", "hai", "ba", "bốn", "năm")]
    told += [Told(f"đèn hỏng ngõ {n}", ORDINARY) for n in ("một", "hai", "ba", "bốn", "năm")]
    of = lesson(told, "")
    said = left_out(of, np.arange(len(told)) % 5)
    ear = learnt(of, "", calibrated(of, said))
    assert said[:5, 0].min() > said[10:15, 0].max()
    assert hear("nhà cháy", ear).danger > 0.9
    assert hear("đèn hỏng", ear).danger < 0.1


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


def test_listening_takes_less_than_a_third_of_a_millisecond():
    texts = unseen("danger") + unseen("denunciation")
    best = min(_seconds(texts) for _ in range(5))
    assert best / len(texts) < 0.0003


def _seconds(texts):
    """Of the processor, so that a busy machine changes nothing."""
    begun = process_time()
    for text in texts:
        hear(text, EAR)
    return process_time() - begun
