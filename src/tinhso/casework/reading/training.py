"""How are the weights learnt? With scikit-learn, by command; nothing that is served imports this file.

Two linear models over the same grams (tf-idf of single words and pairs) are added up: a logistic regression,
which learns what tells categories apart, and a multinomial naive Bayes, which is steadier where a word was
seen twice. Their sum is linear again. Every text is learnt twice, once without its accents. How much of each,
and how sure the sum may be (temperature), is chosen on texts left out of five turns of training.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.naive_bayes import MultinomialNB

from tinhso.casework.reading import corpus
from tinhso.casework.reading.corpus import Example
from tinhso.casework.reading.rules.grams import cut
from tinhso.casework.reading.rules.scoring import Model, packed, version_of

SEEN = 2
"""A gram is kept when so many texts have it, or the vocabulary: so no name from one report is kept."""
PENALTY = 20.0
SMOOTHING = 0.05
TURNS = 5
SEED = 20251122


@dataclass(frozen=True)
class Mixed:
    """How the two models are added: naive Bayes' share, and the temperature that divides the sum."""

    share: float
    temperature: float


SHIPPED_MIXTURE = Mixed(share=1.0, temperature=2.0)
"""What `mixed_for` chose for the shipped model; `make reading` says when it would choose otherwise."""


@dataclass(frozen=True)
class Fitted:
    """Both models of scikit-learn, and what they were fitted on."""

    categories: tuple[str, ...]
    keys: NDArray[np.uint32]
    folded: NDArray[np.bool_]
    weighing: tuple[TfidfTransformer, TfidfTransformer]
    regression: LogisticRegression
    bayes: MultinomialNB

    def features(self, texts: Sequence[str], *, accented: bool = True) -> sp.csr_matrix:
        """This will give tf-idf: one row a text, one column a gram."""
        counts = _counted(texts, self.keys)
        blocks = [self.weighing[0].transform(counts[:, self.folded]),
                  self.weighing[1].transform(counts[:, ~self.folded])]  # fmt: skip
        if not accented:
            blocks[1] = sp.csr_matrix(blocks[1].shape)
        return sp.hstack(blocks).tocsr()

    def logits(self, texts: Sequence[str]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """This will give what each of the two models says: one row a text, one column a category."""
        x = self.features(texts)
        return self.regression.decision_function(x), self.bayes.predict_joint_log_proba(x)


def probabilities(
    regression: NDArray[np.float64], bayes: NDArray[np.float64], mixed: Mixed
) -> NDArray[np.float64]:
    """This will add the two models up and give probabilities."""
    z = (_centred(regression) + mixed.share * _centred(bayes)) / mixed.temperature
    shares = np.exp(z - z.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)


def _centred(z: NDArray[np.float64]) -> NDArray[np.float64]:
    return z - z.mean(axis=1, keepdims=True)


def _counted(texts: Sequence[str], keys: NDArray[np.uint32]) -> sp.csr_matrix:
    place = {int(key): at for at, key in enumerate(keys)}
    counts, columns, starts = [], [], [0]
    for text in texts:
        pieces = cut(text)
        for key, (times, _, _) in (*pieces.folded.items(), *pieces.accented.items()):
            if key in place:
                columns.append(place[key])
                counts.append(float(times))
        starts.append(len(columns))
    return sp.csr_matrix((counts, columns, starts), shape=(len(texts), len(keys)))


def _kept(examples: Sequence[Example]) -> tuple[NDArray[np.uint32], NDArray[np.bool_]]:
    seen: dict[int, int] = {}
    is_folded: dict[int, bool] = {}
    for example in examples:
        pieces = cut(example.text)
        for block, folded in ((pieces.folded, True), (pieces.accented, False)):
            for key in block:
                seen[key] = seen.get(key, 0) + (SEEN if example.is_vocabulary else 1)
                is_folded[key] = folded
    keys = np.array(sorted(k for k, times in seen.items() if times >= SEEN), dtype=np.uint32)
    return keys, np.array([is_folded[int(k)] for k in keys], dtype=np.bool_)


def fitted(examples: Sequence[Example]) -> Fitted:
    """This will fit both models. Examples in the same order give the same numbers."""
    keys, folded = _kept(examples)
    counts = _counted([e.text for e in examples], keys)
    weighing = (TfidfTransformer(sublinear_tf=True), TfidfTransformer(sublinear_tf=True))
    bare = weighing[0].fit_transform(counts[:, folded])
    marked = weighing[1].fit_transform(counts[:, ~folded])
    twice = sp.vstack([sp.hstack([bare, marked]), sp.hstack([bare, sp.csr_matrix(marked.shape)])]).tocsr()
    about = np.array([e.category for e in examples] * 2)
    regression = LogisticRegression(C=PENALTY, max_iter=200, tol=2e-3).fit(twice, about)
    bayes = MultinomialNB(alpha=SMOOTHING, fit_prior=False).fit(twice, about)
    return Fitted(tuple(str(c) for c in regression.classes_), keys, folded, weighing, regression, bayes)


@dataclass(frozen=True)
class LeftOut:
    """What models said of texts they had not learnt."""

    examples: tuple[Example, ...]
    categories: tuple[str, ...]
    regression: NDArray[np.float64]
    bayes: NDArray[np.float64]

    def only(self, *parts: str) -> "LeftOut":
        """This will keep the texts of some parts."""
        at = [i for i, e in enumerate(self.examples) if e.part in parts]
        return LeftOut(
            tuple(self.examples[i] for i in at), self.categories, self.regression[at], self.bayes[at]
        )

    def right(self) -> NDArray[np.intp]:
        """This will give the column of each text's true category."""
        place = {c: i for i, c in enumerate(self.categories)}
        return np.array([place[e.category] for e in self.examples])


def left_out(examples: Sequence[Example]) -> LeftOut:
    """This will train five times, each without a fifth of the texts, and ask about those."""
    told = [e for e in examples if not e.is_vocabulary]
    vocabulary = [e for e in examples if e.is_vocabulary]
    categories = tuple(sorted({e.category for e in examples}))
    said = np.zeros((2, len(told), len(categories)))
    turns = StratifiedKFold(TURNS, shuffle=True, random_state=SEED)
    for known, asked in turns.split(told, [f"{e.category} {e.part}" for e in told]):
        model = fitted([told[i] for i in known] + vocabulary)
        said[:, asked] = model.logits([told[i].text for i in asked])
    return LeftOut(tuple(told), categories, said[0], said[1])


def mixed_for(said: LeftOut) -> Mixed:
    """This will choose share and temperature that make texts left out least surprising (log loss)."""
    right = said.right()
    rows = np.arange(len(right))

    def surprise(mixed: Mixed) -> float:
        found = probabilities(said.regression, said.bayes, mixed)[rows, right]
        return float(-np.log(np.maximum(found, 1e-9)).mean())

    tried = [Mixed(share / 10, t / 10) for share in range(0, 21, 2) for t in range(4, 61, 2)]
    return min(tried, key=lambda m: (round(surprise(m), 6), m.share, m.temperature))


def _ways_of_saying() -> set[int]:
    """The hashes of the vocabulary's entries of one word or two."""
    found: set[int] = set()
    for entry in corpus.texts(corpus.VOCABULARY):
        pieces = cut(entry.text)
        if len(pieces.words) <= 2:
            for block in (pieces.folded, pieces.accented):
                found |= {key for key, (_, start, end) in block.items() if end - start == len(pieces.words)}
    return found


def exported(model: Fitted, mixed: Mixed) -> Model:
    """This will give the sum of both models as plain arrays, named by their hash."""
    weights = model.regression.coef_.T + mixed.share * model.bayes.feature_log_prob_.T
    offset = model.regression.intercept_ + mixed.share * model.bayes.class_log_prior_
    idf = np.concatenate([model.weighing[0].idf_, model.weighing[1].idf_])
    keys = np.concatenate([model.keys[model.folded], model.keys[~model.folded]])
    weights = _centred(weights) / mixed.temperature
    offset = (offset - offset.mean()) / mixed.temperature
    order = np.argsort(keys)
    ways = _ways_of_saying()
    scale = np.abs(weights).max(axis=0) / 32_767
    plain = Model(
        version="",
        categories=model.categories,
        keys=keys[order].astype(np.uint32),
        idf=idf[order].astype(np.float32),
        weights=np.round(weights[order] / scale).astype(np.int16),
        scale=scale.astype(np.float32),
        offset=offset.astype(np.float32),
        telling=np.array([int(key) in ways for key in keys[order]], dtype=np.bool_),
    )
    return Model(**{**vars(plain), "version": version_of(packed(plain))})


def trained(own: Sequence[Example] = ()) -> tuple[Model, Mixed]:
    """This will learn from what is shipped and a province's own reports."""
    examples = [*corpus.shipped(), *own]
    mixed = mixed_for(left_out(examples).only(corpus.SECOND, "own"))
    return exported(fitted(examples), mixed), mixed
