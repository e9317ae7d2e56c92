# ruff: noqa: E501 (tables of what is measured)
"""Let the second listener learn to hear danger and denunciations, and say what it then hears.

Learnt from: the spoken lists (first, second, half A of the third), `texts/signs`, and ordinary reports.
Half B of the third list is only ever measured. Run: .venv/bin/python scripts/learn_signs.py
"""

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SPOKEN = ROOT / "src/tinhso/casework/rulebook/tests/spoken"
SIGNS_TEXTS = ROOT / "src/tinhso/casework/reading/texts/signs"
DANGEROUS = ("disaster", "security")
"""Ordinary reports of these categories are often dangerous: neither learnt as ordinary nor counted."""
TURNS = 5


def lines(path: Path) -> list[str]:
    """This will read a list: one text a line, "#" begins a note."""
    return [t.strip() for t in path.read_text("utf-8").splitlines() if t.strip() and not t.startswith("#")]


def is_for_tuning(text: str) -> bool:
    """This will tell half A of the third list from half B: by the text's hash."""
    return hashlib.sha256(text.encode()).digest()[0] % 2 == 0


def third(name: str, *, tuning: bool) -> list[str]:
    """This will give half of a part of the third list."""
    return [t for t in lines(SPOKEN / "third" / f"{name}.txt") if is_for_tuning(t) == tuning]


def corpus_texts() -> list[str]:
    """This will give the ordinary reports of every part."""
    from tinhso.casework.reading import corpus

    parts = (corpus.FIRST, corpus.SECOND, corpus.APART)
    return [e.text for part in parts for e in corpus.texts(part) if e.category not in DANGEROUS]


def written() -> list:  # type: ignore[type-arg]
    """This will give what was written to be learnt from."""
    from tinhso.casework.reading.hearing_training import ORDINARY, Told
    from tinhso.casework.reading.rules.hearing import SIGNS

    told = [Told(t, ORDINARY) for t in lines(SIGNS_TEXTS / "ordinary.txt")]
    for sign in SIGNS:
        bearing = [*lines(SPOKEN / f"{sign}-first.txt"), *lines(SPOKEN / f"{sign}-second.txt"),
                   *lines(SIGNS_TEXTS / f"{sign}.txt"), *third(sign, tuning=True)]  # fmt: skip
        told += [Told(t, sign) for t in bearing]
        told += [
            Told(t, ORDINARY) for t in [*lines(SPOKEN / f"{sign}-not.txt"), *third(f"{sign}_no", tuning=True)]
        ]
    return told


def ordinary() -> list[str]:
    """This will give the corpus without texts that are, or may be, signs: by the rows, or by hand."""
    unclear = set(lines(SIGNS_TEXTS / "unclear.txt"))
    return [t for t in corpus_texts() if t not in unclear and not any(by_rows(t))]


def by_rows(text: str) -> tuple[bool, bool]:
    """This will tell what the phrase rows hear: danger, denunciation or complaint."""
    from measure_reading import ON, phrase_rows

    from tinhso.casework.rulebook.rules import phrases
    from tinhso.casework.rulebook.rules.phrases import Kind

    rows, heard = phrase_rows(), phrases.spoken(text, marked_share=0.4)
    return (
        phrases.first(heard, rows, ON, Kind.DANGER) is not None,
        phrases.first(heard, rows, ON, Kind.DENUNCIATION, Kind.COMPLAINT) is not None,
    )


def asked(ear, texts: Sequence[str]):  # type: ignore[no-untyped-def]
    """This will give what an ear hears: one row a text, one column a sign."""
    from tinhso.casework.reading.rules.hearing import hear

    return np.array([(h.danger, h.denunciation) for h in (hear(t, ear) for t in texts)]).reshape(-1, 2)


def left_out(concepts: str):  # type: ignore[no-untyped-def]
    """This will ask about every text of the corpus an ear that did not learn it: texts, what was heard."""
    from tinhso.casework.reading.hearing_training import ORDINARY, Told, learnt

    told, plain, texts = written(), set(ordinary()), corpus_texts()
    said = np.zeros((len(texts), 2))
    for turn in range(TURNS):
        held = [i for i in range(len(texts)) if hash_turn(texts[i]) == turn]
        known = [Told(t, ORDINARY) for t in texts if hash_turn(t) != turn and t in plain]
        said[held] = asked(learnt([*told, *known], concepts), [texts[i] for i in held])
    return texts, said


def hash_turn(text: str) -> int:
    """This will give the turn of five in which a text is left out."""
    return hashlib.sha256(text.encode()).digest()[1] % TURNS


def main() -> None:
    """This will learn, write the ear beside the room, and print what it hears of half A and of the corpus."""
    from tinhso.casework.reading.hearing_training import ORDINARY, Told, learnt
    from tinhso.casework.reading.rules.hearing import SIGNS, packed

    concepts = (SIGNS_TEXTS / "concepts.txt").read_text("utf-8")
    ear = learnt([*written(), *(Told(t, ORDINARY) for t in ordinary())], concepts)
    (ROOT / "src/tinhso/casework/reading/ear.npz").write_bytes(packed(ear))
    texts, said = left_out(concepts)
    unclear = set(lines(SIGNS_TEXTS / "unclear.txt"))
    clear = np.array([t not in unclear for t in texts])
    rows = np.array([by_rows(t) for t in texts])
    for at, sign in enumerate(SIGNS):
        for floor in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
            either = (said[:, at] >= floor) | rows[:, at]
            print(f"{sign} sure {floor}: of {len(texts)} ordinary {either.sum()} ({either.mean():.2%}); "
                  f"of {clear.sum()} clear ones {either[clear].sum()} ({either[clear].mean():.2%})")  # fmt: skip


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    sys.path.insert(0, str(ROOT / "scripts"))
    main()
