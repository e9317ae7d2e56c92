"""What does the room announce? Assets imported, as counts; where they lie stands in the rows."""

from dataclasses import dataclass
from datetime import date

from tinhso.core.facts import Code, Fact, fact


@fact("assets.assets_imported")
@dataclass(frozen=True, kw_only=True)
class AssetsImported(Fact):
    """A file (`digest`: its SHA-256) was read for one class; the subject is "assets:<class>"."""

    valid_from: date
    created: int
    updated: int
    ended: int
    digest: Code
