"""Are the examples what the card says: enough, different, and kept apart?"""

from collections import Counter

import pytest

from tinhso.casework.reading import corpus, shelf
from tinhso.core.folding import fold

NAMED = set(shelf.shipped().categories) - {"other"}
PARTS = (corpus.FIRST, corpus.SECOND, corpus.APART)


def test_every_named_category_has_at_least_sixty_texts_and_ten_apart():
    learnt = Counter(e.category for e in corpus.texts(corpus.FIRST) + corpus.texts(corpus.SECOND))
    apart = Counter(e.category for e in corpus.texts(corpus.APART))
    assert len(NAMED) == 24
    assert min(learnt[c] for c in NAMED) >= 60
    assert min(apart[c] for c in NAMED) >= 10
    assert set(learnt) | set(apart) == NAMED | {"other"}


def test_about_a_third_is_written_without_accents():
    texts = corpus.texts(corpus.FIRST) + corpus.texts(corpus.SECOND)
    bare = sum(e.text.isascii() for e in texts) / len(texts)
    assert 0.2 < bare < 0.5


def test_no_two_texts_are_nearly_the_same():
    """Jaccard likeness of folded words below 0.8, across all parts: so nothing apart is known already."""
    texts = [e for part in PARTS for e in corpus.texts(part)]
    words = [frozenset(fold(e.text).split()) for e in texts]
    holding: dict[str, list[int]] = {}
    for at, held in enumerate(words):
        for other in {o for w in held for o in holding.get(w, ())}:
            shared = len(held & words[other])
            if shared / (len(held) + len(words[other]) - shared) >= 0.8:
                pytest.fail(f"{texts[at].text!r} ~ {texts[other].text!r}")
        for word in held:
            holding.setdefault(word, []).append(at)


def test_a_province_own_reports_count_once():
    own = corpus.own([("Ổ gà", "road"), ("Ổ gà ", "traffic"), ("", "road")])
    assert [(e.text, e.category) for e in own] == [("Ổ gà", "traffic")]
