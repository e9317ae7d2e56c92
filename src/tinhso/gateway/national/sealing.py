"""How are payloads and tokens kept? Encrypted with a key of this room; known again by a keyed digest."""

import json
from typing import Any

from tinhso.core.sealing import Sealer, Unreadable

_SEALER = Sealer("tinhso.national.sealing.1")

seal = _SEALER.seal
unseal = _SEALER.unseal
mark = _SEALER.mark
marks = _SEALER.marks


def canonical(payload: Any) -> str:
    """This will write a JSON value in one way only: the same content has the same text."""
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


__all__ = ["Unreadable", "canonical", "mark", "marks", "seal", "unseal"]
