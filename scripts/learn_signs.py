# ruff: noqa: E501 (tables of what is measured)
"""Let the second listener learn to hear danger and denunciations, and say what it then hears.

Learnt from: the spoken lists (first, second, third), `texts/signs` and its `ways`, ordinary reports and the
ways of saying of ordinary categories. `--missed` prints which texts left out are missed or called for nothing.
Run: .venv/bin/python scripts/learn_signs.py
"""

import hashlib
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
SPOKEN = ROOT / "src/tinhso/casework/rulebook/tests/spoken"
SIGNS_TEXTS = ROOT / "src/tinhso/casework/reading/texts/signs"
DANGEROUS = ("disaster", "security")
"""Ordinary reports of these categories are often dangerous: neither learnt as ordinary nor counted."""


def lines(path: Path) -> list[str]:
    """This will read a list: one text a line, "#" begins a note."""
    return [t.strip() for t in path.read_text("utf-8").splitlines() if t.strip() and not t.startswith("#")]


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
    told += [Told(t, ORDINARY, is_way=True) for t in lines(SIGNS_TEXTS / "ways" / "ordinary.txt")]
    for sign in SIGNS:
        bearing = [*lines(SPOKEN / f"{sign}-first.txt"), *lines(SPOKEN / f"{sign}-second.txt"),
                   *lines(SPOKEN / "third" / f"{sign}.txt"), *lines(SIGNS_TEXTS / f"{sign}.txt")]  # fmt: skip
        told += [Told(t, sign) for t in bearing]
        told += [Told(t, sign, is_way=True) for t in lines(SIGNS_TEXTS / "ways" / f"{sign}.txt")]
        told += [
            Told(t, ORDINARY)
            for t in [*lines(SPOKEN / f"{sign}-not.txt"), *lines(SPOKEN / "third" / f"{sign}_no.txt")]
        ]
    return told


def ordinary() -> list:  # type: ignore[type-arg]
    """This will give the corpus without texts that are, or may be, signs: by the rows, or by hand."""
    from tinhso.casework.reading import corpus
    from tinhso.casework.reading.hearing_training import ORDINARY, Told

    unclear = set(lines(SIGNS_TEXTS / "unclear.txt"))
    reports = [Told(t, ORDINARY) for t in corpus_texts() if t not in unclear and not any(by_rows(t))]
    ways = [e.text for e in corpus.texts(corpus.VOCABULARY) if e.category not in DANGEROUS]
    return reports + [
        Told(t, ORDINARY, is_way=True) for t in ways if t not in unclear and not any(by_rows(t))
    ]


def everything() -> list:  # type: ignore[type-arg]
    """This will give all that is learnt, each text once."""
    return list({t.text: t for t in [*written(), *ordinary()]}.values())


@lru_cache(maxsize=20_000)
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


def hash_turn(text: str) -> int:
    """This will give the turn of five in which a text is left out."""
    return hashlib.sha256(text.encode()).digest()[1] % 5


class Heard:
    """What an ear says of texts when it has not learnt them, beside what the rows say."""

    def __init__(self, concepts: str) -> None:
        """This will train five times for each sign (about half a minute)."""
        from tinhso.casework.reading import hearing_training as training

        self.told = everything()
        self.lesson = training.lesson(self.told, concepts)
        said = training.left_out(self.lesson, np.array([hash_turn(t.text) for t in self.told]))
        self.scale = training.calibrated(self.lesson, said)
        sums = said * [s for s, _ in self.scale] + [z for _, z in self.scale]
        sure = 1 / (1 + np.exp(-np.clip(sums, -30, 30)))
        self.sure, self.bare = sure[: len(self.told)], sure[len(self.told) :]
        self.rows = np.array([by_rows(t.text) for t in self.told])
        self.sign = np.array([t.sign for t in self.told])
        self.is_report = np.array([not t.is_way for t in self.told])
        self.is_corpus = np.isin([t.text for t in self.told], corpus_texts())

    def called(self, at: int, floor: float, *, bare: bool = False):  # type: ignore[no-untyped-def]
        """This will tell which texts are called, rows and ear together."""
        return ((self.bare if bare else self.sure)[:, at] >= floor) | self.rows[:, at]


def main() -> None:
    """This will learn, write the ear beside the room, and print what it hears of texts left out."""
    from tinhso.casework.reading import hearing_training as training
    from tinhso.casework.reading.rules.hearing import SIGNS, SURE, packed

    concepts = (SIGNS_TEXTS / "concepts.txt").read_text("utf-8")
    heard = Heard(concepts)
    ear = training.learnt(heard.lesson, concepts, heard.scale)
    (ROOT / "src/tinhso/casework/reading/ear.npz").write_bytes(packed(ear))
    for at, sign in enumerate(SIGNS):
        bears = (heard.sign == sign) & heard.is_report
        plain = (heard.sign == training.ORDINARY) & heard.is_report
        for floor in (0.02, 0.03, 0.04, 0.05, 0.08, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
            called, bare = heard.called(at, floor), heard.called(at, floor, bare=True)
            print(f"{sign} sure {floor}: recall {called[bears].mean():.3f} (bare {bare[bears].mean():.3f}), called for nothing: "
                  f"corpus {called[plain & heard.is_corpus].mean():.3f}, hard ones {called[plain & ~heard.is_corpus].mean():.3f}")  # fmt: skip
        if "--missed" in sys.argv:
            for i in np.argsort(heard.sure[:, at]):
                sure = heard.sure[i, at]
                if bears[i] and not heard.rows[i, at] and sure < SURE[at]:
                    print(f"  missed {sure:.2f} {heard.told[i].text}")
                if plain[i] and sure >= SURE[at]:
                    print(f"  called {sure:.2f} {heard.told[i].text}")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "src"))
    sys.path.insert(0, str(ROOT / "scripts"))
    main()
