"""How sure is it that two reports tell of one matter? Words, pictures and metres, never who sent them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tinhso.core.folding import fold

_COMMON = (
    "o tai cho nay co bi da dang roi thi la ma va cua tren duoi trong truoc sau gan ben canh kinh de "
    "nghi xin mong nhanh som xu ly giup voi nhe a toi em chung nguoi dan khu vuc duong pho phuong xa so "
    "nha rat qua lam nhieu lan ngay hom nay cac nhung the in at on an of and to is please near"
)
COMMON = frozenset(_COMMON.split())
"""Words that two reports share without telling the same."""
WORDS_THAT_TELL = 5
"""From so many telling words on, equal words weigh fully; "ổ gà" beside "ổ gà" may be two holes."""
SAME_PICTURE, LIKE_PICTURE = 3, 8


@dataclass(frozen=True)
class Likeness:
    """How alike two reports are (0..1), and by what."""

    sure: float
    words: float
    picture: float


def telling(text: str) -> frozenset[str]:
    """This will give the folded words of a text that tell something."""
    return frozenset(w for w in fold(text).split() if w not in COMMON and (len(w) > 1 or w.isdigit()))


def words_alike(one: Collection[str], other: Collection[str]) -> float:
    """This will compare two sets of words (0..1): shared of all, or of the shorter text."""
    shared = len(set(one) & set(other))
    if not shared:
        return 0.0
    smaller, all_of_them = min(len(one), len(other)), len(set(one) | set(other))
    weight = min(1.0, smaller / WORDS_THAT_TELL)
    return weight * max(shared / all_of_them, 0.85 * shared / smaller)


def pictures_alike(one: Sequence[str], other: Sequence[str]) -> float:
    """This will compare perceptual hashes (hex of 64 bits): 1 for one picture, 0.6 for a very like one."""
    bits = [_bits(a, b) for a in one for b in other if a and b]
    nearest = min(bits, default=64)
    if nearest <= SAME_PICTURE:
        return 1.0
    return 0.6 if nearest <= LIKE_PICTURE else 0.0


def _bits(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def compare(*, words: float, picture: float, metres: float, radius_m: float) -> Likeness:
    """This will weigh together: words and pictures each speak alone, nearness alone never does.

    At the edge of the radius half of it counts.
    """
    nearness = 1.0 - 0.5 * min(1.0, metres / radius_m) if radius_m > 0 else 0.0
    together = 1.0 - (1.0 - words) * (1.0 - picture)
    return Likeness(round(together * nearness, 3), round(words, 3), picture)
