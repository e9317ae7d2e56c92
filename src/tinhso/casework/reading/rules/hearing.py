"""Does a text sound like danger to life, or like a denunciation? A second listener beside the phrase rows.

A row knows the words somebody thought of. Here a text is described more loosely: its words and pairs, and
which kinds of thing are spoken of close together (a person, water, a wound; an official, money, taking).
Kinds are ways of saying named in `texts/signs/concepts.txt`; the weights were learnt (`hearing_training`).
Pure arithmetic: two sums over a table.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import BadZipFile
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from tinhso.casework.reading.rules.grams import LONGEST, MARKED_SHARE, words_of
from tinhso.casework.reading.rules.scoring import version_of

SIGNS = ("danger", "denunciation")
SURE = (0.03, 0.03)
"""From how sure each is called, unless a province says otherwise (`dated`). A missed cry costs more than a
call too many: chosen so that of whole lists left out, each by itself, 98 in a hundred texts are heard."""
NEAR = 14
"""Two kinds of thing belong together when so few words lie between their beginnings."""
PHRASE = 4
"""The longest way of saying a kind, in words."""
FEWEST = 10
"""A text of fewer traits (two or three words) counts as if it had so many: one word alone tells little."""

Table = Mapping[str, tuple[str, ...]]
Lengths = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Lexicon:
    """Which ways of saying name which kinds: once without accents, once with them."""

    bare: Table
    marked: Table
    lengths: tuple[Lengths, Lengths] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lengths", (_lengths(self.bare), _lengths(self.marked)))


def _lengths(table: Table) -> Lengths:
    """How many words have the ways that begin with a word, the most first: few words begin any."""
    found: dict[str, set[int]] = {}
    for way in table:
        words = way.split(" ")
        if len(words) <= PHRASE:
            found.setdefault(words[0], set()).add(len(words))
    return {word: tuple(sorted(some, reverse=True)) for word, some in found.items()}


@dataclass(frozen=True)
class Ear:
    """What was learnt: per trait its weight for each of `SIGNS`; an offset each; the kinds. `keys` ascend."""

    version: str
    concepts: str
    keys: NDArray[np.uint32]
    weights: NDArray[np.float32]
    offset: NDArray[np.float32]
    lexicon: Lexicon = field(repr=False, compare=False)


@dataclass(frozen=True)
class Heard:
    """How much a text sounds like each sign (0..1)."""

    danger: float
    denunciation: float


def lexicon(concepts: str) -> Lexicon:
    """This will read lines "kind: way|way"; lines that begin with "#" are notes.

    A kind that begins with ' is known by its accents only, one with " only where there are none: without
    them "ho" (ask), "va" (mend) or "lo" (worry) would be heard everywhere.
    """
    bare: dict[str, list[str]] = {}
    marked: dict[str, list[str]] = {}
    for line in concepts.splitlines():
        kind, _, ways = line.partition(":")
        if line.startswith("#") or not ways:
            continue
        for way in ways.split("|"):
            said = words_of(way)
            if not kind.startswith("'"):
                bare.setdefault(" ".join(said.bare), []).append(kind.strip('"'))
            if not kind.startswith('"'):
                marked.setdefault(" ".join(said.toned), []).append(kind.strip("'"))
    return Lexicon(*({w: tuple(sorted(set(k))) for w, k in t.items()} for t in (bare, marked)))


def traits(text: str, known: Lexicon, *, accented: bool = True) -> list[int]:
    """This will describe a text: hashes of its words, pairs, kinds, and kinds close together; each once.

    A text without accents is described by traits of its own: its words say less, so they weigh otherwise.
    """
    said = words_of(text[: LONGEST * 8])
    has_accents = accented and said.marked_share >= MARKED_SHARE
    bare, toned = said.bare[:LONGEST], said.toned[:LONGEST]
    found = _worded(b"f", bare) | (_worded(b"t", toned) if has_accents else set())
    lengths_bare, lengths_marked = known.lengths
    spoken = (
        _kinds(toned, known.marked, lengths_marked) if has_accents else _kinds(bare, known.bare, lengths_bare)
    )
    named: set[str] = set()
    for at, (place, kind) in enumerate(spoken):
        named.add(f"k+ {kind}" if f"k {kind}" in named else f"k {kind}")
        for other_place, other in spoken[at + 1 :]:
            if other_place - place > NEAR:
                break
            if other != kind:
                named.add(f"n {kind} {other}" if kind < other else f"n {other} {kind}")
    return sorted(found.union(crc32(trait.encode()) for trait in named))


def _worded(prefix: bytes, words: Sequence[str]) -> set[int]:
    """The hashes of "f word" and "f word next"; the second goes on from where the first has ended."""
    start = crc32(prefix)
    parts = [f" {word}".encode() for word in words]
    alone = [crc32(part, start) for part in parts]
    return {*alone, *map(crc32, parts[1:], alone)}


def _kinds(words: Sequence[str], table: Table, lengths: Lengths) -> list[tuple[int, str]]:
    """The longest way of saying at each place, from the left."""
    found: list[tuple[int, str]] = []
    free = 0
    for at in [at for at, word in enumerate(words) if word in lengths]:
        if at < free:
            continue
        for length in lengths[words[at]]:
            kinds = table.get(" ".join(words[at : at + length]))
            if kinds:
                found += [(at, kind) for kind in kinds]
                free = at + length
                break
    return found


def hear(text: str, ear: Ear) -> Heard:
    """This will weigh a text: O(its words), in about a tenth of a millisecond."""
    found = np.array(traits(text, ear.lexicon), dtype=np.uint32)
    places = np.minimum(np.searchsorted(ear.keys, found), len(ear.keys) - 1)
    known = places[ear.keys[places] == found]
    length = math.sqrt(max(len(found), FEWEST))  # a long story is not surer than a cry
    sums = ear.weights[known].sum(axis=0, dtype=np.float64) / length + ear.offset
    return Heard(*(1 / (1 + math.exp(-max(-30.0, min(30.0, s)))) for s in sums.tolist()))


def ear_of(
    concepts: str, keys: NDArray[np.uint32], weights: NDArray[np.float32], offset: NDArray[np.float32],
    version: str = "",
) -> Ear:  # fmt: skip
    """This will make an ear of its parts."""
    return Ear(version, concepts, keys, weights, offset, lexicon(concepts))


def packed(ear: Ear) -> bytes:
    """This will give it as a file (npz, no pickled objects), its list of kinds included."""
    out = BytesIO()
    np.savez_compressed(
        out,
        concepts=np.frombuffer(ear.concepts.encode(), dtype=np.uint8),
        keys=ear.keys,
        weights=ear.weights,
        offset=ear.offset,
    )
    return out.getvalue()


def unpacked(content: bytes) -> Ear:
    """This will read such a file; its version is the hash of its content. Raises ValueError."""
    try:
        with np.load(BytesIO(content), allow_pickle=False) as stored:
            concepts = stored["concepts"].tobytes().decode()
            parts = stored["keys"], stored["weights"], stored["offset"]
    except (OSError, EOFError, ValueError, BadZipFile, KeyError) as broken:
        raise ValueError("not an ear: no file of its arrays") from broken
    if parts[1].shape != (len(parts[0]), len(SIGNS)) or parts[2].shape != (len(SIGNS),):
        raise ValueError("not an ear: its parts do not fit each other")
    return ear_of(concepts, *parts, version=version_of(content))
