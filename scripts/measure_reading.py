# ruff: noqa: E501 (sentences and tables of the page)
"""How well does the machine read? Measures the shipped model and writes docs/reference/reading.md.

Trains five times (about a minute). Every figure of the page comes from this run.
"""

import sys
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
from reading_words import CALLED, HEAD, OTHER_FLOORS, READ_SO, SIGNS, TAIL, UNSEEN, WRONGLY

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "reading.md"
SPOKEN = ROOT / "src/tinhso/casework/rulebook/tests/spoken"
ON = date(2026, 1, 1)
FLOORS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
UNSEEN_FLOORS = (0.01, 0.03, 0.05, 0.1, 0.2, 0.5, 0.8)


def percent(share: float) -> str:
    """This will write 0.1234 as "12.3 %"."""
    return f"{100 * share:.1f} %"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """This will write a table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows]) + "\n"


class Measured:
    """What was said of some texts, against what is true: `shares` has one row a text."""

    def __init__(self, shares, right, categories):  # type: ignore[no-untyped-def]
        self.shares, self.right, self.categories = shares, right, categories
        self.said, self.sure = shares.argmax(axis=1), shares.max(axis=1)
        self.named = right != categories.index("other")
        self.hits = self.said == right

    def accuracy(self) -> float:
        """Over the 24 named categories."""
        return float(self.hits[self.named].mean())

    def above(self, floor: float) -> tuple[float, float]:
        """How many are chosen when so sure, and how many of those are wrong (texts about nothing included)."""
        chosen = (self.sure >= floor) & (self.said != self.categories.index("other"))
        return float(chosen.mean()), float((~self.hits[chosen]).mean()) if chosen.any() else 0.0


def read_all(model, examples, change=lambda text: text):  # type: ignore[no-untyped-def]
    """This will read texts with the model that is served."""
    from tinhso.casework.reading.rules.scoring import read

    categories = model.categories
    shares = np.array([
        [dict(said)[c] for c in categories]
        for said in (read(change(e.text), model).ranked for e in examples)
    ])  # fmt: skip
    right = np.array([categories.index(e.category) for e in examples])
    return Measured(shares, right, categories)


@lru_cache(maxsize=1)
def phrase_rows():  # type: ignore[no-untyped-def]
    """This will give the rows that a new deployment begins with."""
    from tinhso.casework.rulebook.rules.phrases import Kind, Phrase
    from tinhso.casework.rulebook.signs import PHRASES
    from tinhso.core.values import RuleRef, Validity

    return [Phrase(Kind(k), p, u, e, Validity(date(2025, 7, 1)), RuleRef("card")) for k, p, u, e in PHRASES]


def heard() -> list[tuple[str, str, int, int]]:
    """This will count which lists of spoken texts are recognised: what, part, texts, recognised."""
    from tinhso.casework.rulebook.rules import phrases
    from tinhso.casework.rulebook.rules.phrases import Kind

    on, rows = date(2026, 1, 1), phrase_rows()
    kinds = {"danger": (Kind.DANGER,), "denunciation": (Kind.DENUNCIATION, Kind.COMPLAINT)}
    found = []
    for what, of in kinds.items():
        for part in ("first", "second", "not"):
            texts = [t for t in (SPOKEN / f"{what}-{part}.txt").read_text("utf-8").splitlines() if t.strip()]
            said = [phrases.first(phrases.spoken(t, marked_share=0.4), rows, on, *of) for t in texts]
            found.append((what, part, len(texts), sum(s is not None for s in said)))
    return found


def page() -> str:
    """This will measure everything and write the page."""
    from tinhso.casework.reading import corpus, shelf, training
    from tinhso.core.folding import fold

    said = training.left_out(list(corpus.shipped()))
    mixture = training.mixed_for(said.only(corpus.SECOND))
    if mixture != training.SHIPPED_MIXTURE:
        print(f"mixed_for would now choose {mixture}", file=sys.stderr)

    def turned(part):  # type: ignore[no-untyped-def]
        shares = training.probabilities(part.regression, part.bayes, training.SHIPPED_MIXTURE)
        return Measured(shares, part.right(), list(part.categories))

    whole, second = turned(said), turned(said.only(corpus.SECOND))
    model = shelf.shipped()
    model = type(model)(**{**vars(model), "categories": list(model.categories)})
    apart = read_all(model, corpus.texts(corpus.APART))
    bare = read_all(model, corpus.texts(corpus.APART), fold)
    counts = {p: len(corpus.texts(p)) for p in ("first", "second", "vocabulary", "apart")}
    parts = [HEAD.format(version=model.version, **counts)]
    parts.append("## Accuracy over the 24 named categories\n\n" + table(
        ("measured on", "texts", "right"),
        [("five-fold cross-validation, all texts learnt from", len(whole.right), percent(whole.accuracy())),
         ("of these, texts written after the vocabulary was closed", len(second.right), percent(second.accuracy())),
         ("held-out texts", len(apart.right), percent(apart.accuracy())),
         ("held-out texts, accents stripped", len(bare.right), percent(bare.accuracy()))]))  # fmt: skip
    parts.append(READ_SO)
    parts.append("## The threshold (0.90; parameter `reading.threshold`)\n\n" + table(
        ("sure at least", "chosen (second)", "wrong of these", "chosen (all)", "wrong", "chosen (held-out)", "wrong"),
        [(f"{f:.2f}", *(percent(x) for m in (second, whole, apart) for x in m.above(f))) for f in FLOORS]))  # fmt: skip
    parts.append("## Calibration (cross-validation, texts after the vocabulary)\n\n" + table(
        ("said to be sure", "texts", "mean said", "right"), calibration(second)))  # fmt: skip
    parts.append("## Each category (cross-validation, all texts)\n\n" + table(
        ("category", "texts", "found (recall)", "right of those said (precision)", "held-out found"),
        per_category(whole, apart)))  # fmt: skip
    parts.append(
        "## Confusion (cross-validation, all texts; rows are true, columns said)\n\n" + confusion(whole)
    )
    parts.append(signs())
    parts.append(unseen())
    parts.append(TAIL)
    return "\n".join(parts)


def called_for_nothing() -> str:
    """This will count ordinary texts that the rows take for a sign."""
    from tinhso.casework.reading import corpus
    from tinhso.casework.rulebook.rules import phrases
    from tinhso.casework.rulebook.rules.phrases import Kind

    texts = [e for part in (corpus.FIRST, corpus.SECOND, corpus.APART) for e in corpus.texts(part)
             if e.category not in ("disaster", "security")]  # fmt: skip
    on, rows = date(2026, 1, 1), phrase_rows()
    said = [phrases.spoken(e.text, marked_share=0.4) for e in texts]
    danger = sum(phrases.first(h, rows, on, Kind.DANGER) is not None for h in said)
    sealed = sum(phrases.first(h, rows, on, Kind.DENUNCIATION, Kind.COMPLAINT) is not None for h in said)
    return CALLED.format(texts=len(texts), danger=danger, sealed=sealed)


def unseen() -> str:
    """This will measure what is served, rows and ear together, on the lists nothing was tuned on."""
    import learn_signs

    from tinhso.casework.reading import shelf
    from tinhso.casework.reading.rules.hearing import SIGNS as KINDS
    from tinhso.casework.reading.rules.hearing import SURE as floors
    from tinhso.core.folding import fold

    ear = shelf.ear()

    def called(texts, at):  # type: ignore[no-untyped-def]
        rows = np.array([learn_signs.by_rows(t)[at] for t in texts])
        sure = learn_signs.asked(ear, texts)[:, at]
        return rows, sure, rows | (sure >= floors[at])

    lists = {name: learn_signs.lines(SPOKEN / "blind" / f"{name}.txt") for name in (*KINDS, "ordinary")}
    found, other = [], []
    for at, sign in enumerate(KINDS):
        rows, sure, both = called(lists[sign], at)
        bare = called([fold(t) for t in lists[sign]], at)[2]
        plain_rows, plain_sure, plain = called(lists["ordinary"], at)
        found.append((sign, len(both), percent(rows.mean()), percent(both.mean()), percent(bare.mean()),
                      f"{plain.sum()} of {len(plain)} ({percent(plain.mean())})",
                      percent(both.sum() / (both.sum() + plain.sum()))))  # fmt: skip
        for floor in UNSEEN_FLOORS:
            hits, wrong = rows | (sure >= floor), plain_rows | (plain_sure >= floor)
            other.append((sign, f"{floor:.2f}", percent(hits.mean()), percent(wrong.mean())))
    heard = learn_signs.Heard((learn_signs.SIGNS_TEXTS / "concepts.txt").read_text("utf-8"))
    unclear = set(learn_signs.lines(learn_signs.SIGNS_TEXTS / "unclear.txt"))
    texts = learn_signs.corpus_texts()
    rows = np.array([learn_signs.by_rows(t) for t in texts])
    wrongly = []
    for at, sign in enumerate(KINDS):
        sure = dict(zip((t.text for t in heard.told), heard.sure[:, at], strict=True))
        # what was not learnt at all, unclear or called by a row, is asked of the shipped ear
        sure |= {t: learn_signs.asked(ear, [t])[0, at] for t in texts if t not in sure}
        either = rows[:, at] | np.array([sure[t] >= floors[at] for t in texts])
        clear = np.array([t not in unclear for t in texts])
        wrongly.append((sign, f"{rows[:, at].sum()} of {len(texts)}", f"{either.sum()} ({percent(either.mean())})",
                        f"{either[clear].sum()} of {clear.sum()} ({percent(either[clear].mean())})"))  # fmt: skip
    return (
        UNSEEN.format(version=ear.version)
        + table(
            (
                "sign",
                "texts",
                "rows alone",
                "rows and ear",
                "the same, accents stripped",
                "ordinary texts called",
                "precision",
            ),
            found,
        )
        + OTHER_FLOORS.format(danger=floors[0], denunciation=floors[1])
        + table(("sign", "sure at least", "recall", "ordinary texts called"), other)
        + WRONGLY
        + table(("sign", "rows alone", "rows and ear", "without unclear texts"), wrongly)
    )


def calibration(m: Measured) -> list[tuple[object, ...]]:
    """This will compare what was said with what came true, in bands."""
    rows: list[tuple[object, ...]] = []
    edges = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0001)
    for low, high in pairwise(edges):
        at = (m.sure >= low) & (m.sure < high)
        if at.any():
            band = f"{low:.2f}–{min(high, 1):.2f}"
            rows.append(
                (band, int(at.sum()), percent(float(m.sure[at].mean())), percent(float(m.hits[at].mean())))
            )
    return rows


def per_category(m: Measured, apart: Measured) -> list[tuple[object, ...]]:
    """This will give recall and precision of every category."""
    rows = []
    for at, code in enumerate(m.categories):
        true, said = m.right == at, m.said == at
        other = apart.right == at
        found = percent(float(apart.hits[other].mean())) if other.any() else "–"
        right = percent(float(m.hits[said].mean())) if said.any() else "–"
        rows.append((f"`{code}`", int(true.sum()), percent(float(m.hits[true].mean())), right, found))
    return rows


def confusion(m: Measured) -> str:
    """This will count what was taken for what."""
    counts = np.zeros((len(m.categories),) * 2, dtype=int)
    np.add.at(counts, (m.right, m.said), 1)
    short = [c[:5] for c in m.categories]
    return table(
        ("", *short), [(f"`{c}`", *(n or "" for n in counts[at])) for at, c in enumerate(m.categories)]
    )


def signs() -> str:
    """This will write how danger and denunciation are recognised."""
    found = {(what, part): (texts, hits) for what, part, texts, hits in heard()}
    rows = []
    for what in ("danger", "denunciation"):
        first, second, hard = (found[what, p] for p in ("first", "second", "not"))
        texts, hits = first[0] + second[0], first[1] + second[1]
        rows.append((what, texts, percent(hits / texts), percent(first[1] / first[0]), percent(second[1] / second[0]),
                     f"{hard[1]} of {hard[0]}", percent(hits / (hits + hard[1]))))  # fmt: skip
    head = ("sign", "texts", "recall", "first half", "second half", "hard negatives called", "precision")
    return SIGNS + table(head, rows) + called_for_nothing()


def main() -> None:
    """This will write the page."""
    sys.path.insert(0, str(ROOT / "src"))
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
