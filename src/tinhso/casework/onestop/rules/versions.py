"""What does a later version of a dossier from the national portal say differently? Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from tinhso.casework.onestop.workflow import ENDED, Business

HOLDER = ("name", "kind", "number", "phone", "email", "address", "born")


class Fate(StrEnum):
    """What became of a later version."""

    APPLIED = "applied"
    SUPPLIED = "supplied"
    BESIDE = "beside"


@dataclass(frozen=True)
class Changed:
    """One thing said differently: "holder.phone", "data.ly_do", "procedure", "unit" or "withdrawn"."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Held:
    """One paper of the dossier: its row, the portal's mark ("": it came another way), in force or not."""

    id: int
    code: str
    mark: str
    stands: bool


@dataclass(frozen=True)
class Listed:
    """One document of the new version; one without an address brings no file."""

    code: str
    mark: str
    has_file: bool


@dataclass(frozen=True)
class Merged:
    """Which documents are to be fetched and which rows stand no more."""

    fresh: tuple[str, ...]
    """Marks that the dossier has never seen, in their order."""
    back: tuple[int, ...]
    """Rows that stood once and are named again."""
    gone: tuple[int, ...]

    @property
    def is_news(self) -> bool:
        """Whether anything is different at all."""
        return bool(self.fresh or self.back or self.gone)


def fate(business: str, *, may_apply: bool) -> Fate:
    """This will tell what becomes of a version that says something new.

    Before acceptance the dossier is still the applicant's own word, and while papers are asked for it answers
    that. Once somebody works on it, or it ended, nobody's work is changed under their hands.
    """
    if business == Business.FILED and may_apply:
        return Fate.APPLIED
    return Fate.SUPPLIED if business == Business.SUPPLEMENTING and may_apply else Fate.BESIDE


def is_ended(business: str) -> bool:
    """This will tell whether nothing more is done for the dossier."""
    return business in {one.value for one in ENDED}


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Changed, ...]:
    """This will list what is said differently, in a fixed order; nothing said and "" are the same."""
    found = []
    for part in ("holder", "data"):
        mine, theirs = before.get(part) or {}, after.get(part) or {}
        names: Sequence[str] = HOLDER if part == "holder" else sorted({*mine, *theirs})
        found += [
            Changed(f"{part}.{name}", mine.get(name), theirs.get(name))
            for name in names
            if (mine.get(name) or "") != (theirs.get(name) or "")
        ]
    for name in ("procedure", "unit", "withdrawn"):
        if (before.get(name) or "") != (after.get(name) or ""):
            found.append(Changed(name, before.get(name), after.get(name)))
    return tuple(found)


def merged(
    held: Sequence[Held], listed: Sequence[Listed], *, gone: Collection[str], is_whole: bool
) -> Merged:
    """This will compare the papers of a dossier with those of a new version, by what they are.

    A document without a file only repeats what the portal was told of: it is no news where the dossier has
    its component, and keeps what stands there unless a new file of that component came. `is_whole`: what the
    version does not name was taken away; an answer to a request may name the new files alone.
    """
    by_mark = {one.mark: one for one in held if one.mark}
    codes = {one.code for one in held if one.stands}
    fresh: list[Listed] = []
    back: list[Held] = []
    for one in listed:
        known = by_mark.get(one.mark)
        if known is None and (one.has_file or one.code not in codes):
            fresh.append(one)
        elif known is not None and not known.stands:
            back.append(known)
    named = {one.mark for one in listed}
    renewed = {one.code for one in fresh} | {one.code for one in back}
    repeated = {one.code for one in listed if not one.has_file}
    taken = []
    for row in held:
        if not (row.mark and row.stands) or row.mark in named:
            continue
        is_renewed = row.code in renewed
        is_dropped = is_whole and row.code not in repeated
        if row.mark in gone or is_renewed or is_dropped:
            taken.append(row.id)
    return Merged(tuple(one.mark for one in fresh), tuple(one.id for one in back), tuple(taken))
