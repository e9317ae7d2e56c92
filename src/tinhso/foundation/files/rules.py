"""How is a stored file named, where does it lie, and which picture kinds are taken? No Django, no clock."""

import re
import secrets

from tinhso.core.facts import Digest, salted

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
ID_LENGTH = 26
"""26 letters of 5 bits: 130 bits, so an id cannot be guessed; who holds it may use the file once."""
_ID = re.compile(rf"[{ALPHABET}]{{{ID_LENGTH}}}")

ORIGINAL = "original"
RENDITIONS = {"large": 2048, "thumb": 480}
"""Renditions and their longest side in pixels."""
PUBLIC_PARTS = {size: f"public-{size}" for size in RENDITIONS}
"""What the public gets instead where something is blurred."""
RENDITION_TYPE = "image/jpeg"


BANDS = ("band_1", "band_2", "band_3", "band_4")
"""The columns of `bands`."""


def new_id() -> str:
    """This will draw an unguessable id of 26 lower-case base32 letters."""
    return "".join(secrets.choice(ALPHABET) for _ in range(ID_LENGTH))


def is_id(text: object) -> bool:
    """This will tell whether a value a client sent can be the id of a stored file."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def folder(file_id: str) -> str:
    """This will give the folder of one file: 1,024 shards by its own first letters, no client's name."""
    return f"photos/{file_id[:2]}/{file_id}"


def path(file_id: str, part: str) -> str:
    """This will give where one part ("original", "large", "thumb") of a file lies in the storage."""
    return f"{folder(file_id)}/{part}"


def distance(one: str, other: str) -> int:
    """This will count the bits in which two perceptual hashes differ; 64 where one of them is missing."""
    return (int(one, 16) ^ int(other, 16)).bit_count() if one and other else 64


def bands(perceptual: str) -> tuple[int | None, ...]:
    """This will cut a hash into four: two that differ in at most three bits share at least one of them."""
    if not perceptual:
        return (None, None, None, None)
    return tuple(int(perceptual[at : at + 4], 16) - 0x8000 for at in (0, 4, 8, 12))


def seal(salt: str, sha256: str) -> Digest:
    """This will give the digest that a fact may hold: proof while the row keeps its salt, nothing after."""
    return salted(sha256, bytes.fromhex(salt))
