"""Which facts does this room announce? Keys by number, documents by a keyed digest: never a name."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@fact("signing.key_added")
@dataclass(frozen=True, kw_only=True)
class KeyAdded(Fact):
    """A body's or an officer's key may sign here (subject "key:<id>")."""

    agency: Code
    holder: Code
    is_simulated: bool


@fact("signing.key_ended")
@dataclass(frozen=True, kw_only=True)
class KeyEnded(Fact):
    """A key signs no more from a day on; what is sealed of it is gone."""

    on: Code


@fact("signing.document_signed")
@dataclass(frozen=True, kw_only=True)
class DocumentSigned(Fact):
    """A key signed a document about something; `digest` is known again by whoever has document and secret."""

    about: Code
    digest: Code
