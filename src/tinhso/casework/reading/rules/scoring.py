"""How sure is a model that a text is about a category, and which of its words say so? Pure arithmetic.

A model is linear: every gram it knows adds its weight to each category. The weights were learnt by
scikit-learn (`training`); here they are plain arrays, so that no web process loads scikit-learn.
"""

import hashlib
import math
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from tinhso.casework.reading.rules.grams import Cut, cut

SHOWN = 3
"""So many words are named as a reason."""


@dataclass(frozen=True)
class Model:
    """Weights learnt from examples, ready to be used.

    keys: hashes of grams, ascending; idf: per gram; weights: int16 per gram and category, to be multiplied by
    `scale` per category; offset: per category; telling: whether a gram is a way of saying by itself
    ("ổ gà"), so that it may be named to the citizen.
    """

    version: str
    categories: tuple[str, ...]
    keys: NDArray[np.uint32]
    idf: NDArray[np.float32]
    weights: NDArray[np.int16]
    scale: NDArray[np.float32]
    offset: NDArray[np.float32]
    telling: NDArray[np.bool_]


@dataclass(frozen=True)
class Read:
    """What a model makes of a text: categories with their probability, likeliest first, and telling words."""

    ranked: tuple[tuple[str, float], ...]
    words: tuple[str, ...]
    """The words, as written, that spoke most for the likeliest category."""
    known: int
    """How many grams of the text the model knows."""


def packed(model: Model) -> bytes:
    """This will give the model as a file (npz, no pickled objects); its version is not part of it."""
    out = BytesIO()  # numpy writes the same date into every archive: the same weights are the same bytes
    np.savez_compressed(
        out,
        categories=np.array(model.categories),
        keys=model.keys,
        idf=model.idf,
        weights=model.weights,
        scale=model.scale,
        offset=model.offset,
        telling=model.telling,
    )
    return out.getvalue()


def version_of(content: bytes) -> str:
    """This will name a model by its content."""
    return hashlib.sha256(content).hexdigest()[:12]


def unpacked(content: bytes, version: str) -> Model:
    """This will read a model file. Raises ValueError for anything that is none, or holds objects."""
    try:
        opened = np.load(BytesIO(content), allow_pickle=False)
    except (OSError, EOFError, BadZipFile) as broken:
        raise ValueError("no model: not a file of arrays") from broken
    with opened as stored:
        try:
            model = Model(version, tuple(str(c) for c in stored["categories"]),
                          stored["keys"], stored["idf"], stored["weights"],
                          stored["scale"], stored["offset"], stored["telling"])  # fmt: skip
        except KeyError as missing:
            raise ValueError(f"no model: {missing}") from missing
    grams, categories = len(model.keys), len(model.categories)
    if model.weights.shape != (grams, categories) or not model.idf.shape == model.telling.shape == (grams,):
        raise ValueError("no model: its parts do not fit each other")
    return model


def read(text: str, model: Model) -> Read:
    """This will weigh a text: O(words of the text), about a quarter of a millisecond for a long one."""
    pieces = cut(text)
    rows, values, spans = _known(pieces, model)
    if not rows:
        even = 1.0 / len(model.categories)
        return Read(tuple((c, even) for c in model.categories), (), 0)
    weights = model.weights[rows].astype(np.float32) * model.scale
    logits = values @ weights + model.offset
    shares = np.exp(logits - logits.max())
    shares /= shares.sum()
    order = np.argsort(-shares, kind="stable")
    best = int(order[0])
    for_it = values * (weights[:, best] - weights.mean(axis=1)) * model.telling[rows]
    ranked = tuple((model.categories[i], round(float(shares[i]), 4)) for i in order)
    return Read(ranked, _telling(pieces.words, spans, for_it), len(rows))


def _known(pieces: Cut, model: Model) -> tuple[list[int], NDArray[np.float32], list[tuple[int, int]]]:
    rows: list[int] = []
    values: list[float] = []
    spans: list[tuple[int, int]] = []
    for block in (pieces.folded, pieces.accented):
        if not block:
            continue
        keys = np.fromiter(block, dtype=np.uint32, count=len(block))
        places = np.searchsorted(model.keys, keys)
        places[places == len(model.keys)] = 0
        hits = model.keys[places] == keys
        found = [(int(p), block[int(k)]) for p, k, hit in zip(places, keys, hits, strict=True) if hit]
        weighed = [float(model.idf[p]) * (1 + math.log(times)) for p, (times, _, _) in found]
        length = math.sqrt(sum(w * w for w in weighed)) or 1.0
        rows += [p for p, _ in found]
        values += [w / length for w in weighed]
        spans += [(start, end) for _, (_, start, end) in found]
    return rows, np.array(values, dtype=np.float32), spans


def _telling(
    words: tuple[str, ...], spans: list[tuple[int, int]], for_it: NDArray[np.float32]
) -> tuple[str, ...]:
    """The words of a gram share what it says; runs of the best words are named together."""
    shares: dict[tuple[int, int], float] = {}
    for span, share in zip(spans, for_it, strict=True):
        shares[span] = shares.get(span, 0.0) + float(share)
    chosen: list[tuple[int, int]] = []
    for (start, end), share in sorted(shares.items(), key=lambda s: (-s[1], s[0])):
        if share <= 0 or len(chosen) == SHOWN:
            break
        named = words[start:end]
        if any(w.isdigit() for w in named) or sum(map(len, named)) < 3:
            continue
        if all(end <= s or start >= e for s, e in chosen):
            chosen.append((start, end))
    return tuple(" ".join(words[s:e]).lower() for s, e in sorted(chosen))
