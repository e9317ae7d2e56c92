"""What does the room announce? That a catalogue was taken in; each row tells of itself."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact

CATALOGUE = Code("procedures:catalogue")
"""The subject of a fact about the catalogue as a whole."""


@fact("procedures.catalogue_imported")
@dataclass(frozen=True, kw_only=True)
class CatalogueImported(Fact):
    """A file was taken in: its form, SHA-256, and how many versions were new or changed."""

    form: Code
    digest: Code
    added: int
    changed: int
