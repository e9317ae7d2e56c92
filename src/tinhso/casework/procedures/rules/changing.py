"""May a version still be changed? Once in force it is what people relied on: it can only be ended."""

from collections.abc import Mapping
from datetime import date
from typing import Any

LOOSE = frozenset(
    {"valid_to", "citation", "code_note", "is_sample", "words", "name_en", "who_en", "online_reason_en"}
)
"""What may change in a version in force: its end, whether it was compared, how it is found and translated."""


def is_fixed(valid_from: date, *, today: date) -> bool:
    """This will tell whether a version is in force or was: dossiers may be pinned to it."""
    return valid_from <= today


def fixed_parts_changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    """This will name what differs between two whole documents and must not in a version in force."""
    return sorted(key for key in old.keys() | new.keys() if key not in LOOSE and old.get(key) != new.get(key))
