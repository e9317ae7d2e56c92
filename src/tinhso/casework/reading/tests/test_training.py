"""Does what is served say the same as scikit-learn, and can the shipped model be learnt anew?"""

import numpy as np

from tinhso.casework.reading import corpus, shelf, training
from tinhso.casework.reading.corpus import Example
from tinhso.casework.reading.rules.scoring import packed, read, version_of
from tinhso.core.folding import fold

FEW = ("road", "lighting", "waste", "water")


def small():
    return [e for e in corpus.shipped() if e.category in FEW][::2]


def test_the_exported_form_gives_scikit_learns_probabilities():
    fitted = training.fitted(small())
    mixed = training.Mixed(share=0.6, temperature=1.4)
    plain = training.exported(fitted, mixed)
    texts = [e.text for e in corpus.texts(corpus.APART)]
    texts += [fold(t) for t in texts[:50]]
    expected = training.probabilities(*fitted.logits(texts), mixed)
    for text, shares in zip(texts, expected, strict=True):
        said = dict(read(text, plain).ranked)
        assert np.allclose([said[c] for c in fitted.categories], shares, atol=0.001), text


def test_learning_twice_gives_the_same_model():
    mixed = training.Mixed(share=0.6, temperature=1.4)
    once, twice = (training.exported(training.fitted(small()), mixed) for _ in range(2))
    assert once.version == twice.version == version_of(packed(once))


def test_a_name_that_stands_in_one_report_is_not_kept():
    named = Example("ông Nguyễn Văn Xyzabc làm ồn", "noise", "own")
    fitted = training.fitted([*small(), named])
    from zlib import crc32

    assert crc32(b"f xyzabc") not in set(fitted.keys.tolist())
    assert crc32(b"f o ga") in set(fitted.keys.tolist())


def test_the_shipped_model_is_small_and_can_be_learnt_anew():
    """Not byte for byte: other processors round otherwise. The probabilities must agree."""
    shipped = shelf.shipped()
    assert shelf.SHIPPED.stat().st_size < 2_000_000
    again = training.exported(training.fitted(corpus.shipped()), training.SHIPPED_MIXTURE)
    assert np.array_equal(again.keys, shipped.keys)
    for example in corpus.texts(corpus.APART)[::8]:
        ours, theirs = dict(read(example.text, shipped).ranked), dict(read(example.text, again).ranked)
        assert max(abs(ours[c] - theirs[c]) for c in ours) < 0.03, example.text
