"""Which facts does this room announce? Dossiers that came, what was told, and where two sides differ."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@fact("national.dossier_arrived")
@dataclass(frozen=True, kw_only=True)
class DossierArrived(Fact):
    """The portal brought a dossier that can be read (subject "arrival:<id>").

    `version` counts what came for the same dossier: from 2 on the citizen changed it at the portal.
    """

    code: Code
    procedure: Code
    status: Code
    version: int


@fact("national.dossier_taken")
@dataclass(frozen=True, kw_only=True)
class DossierTaken(Fact):
    """A room took an arrival in (subject "arrival:<id>"); `about` is the room's own key."""

    about: Code
    code: Code


@fact("national.arrival_malformed")
@dataclass(frozen=True, kw_only=True)
class ArrivalMalformed(Fact):
    """The portal brought something that cannot be read (subject "arrival:<id>"); fields are in its row."""

    wrong: int


@fact("national.arrival_held")
@dataclass(frozen=True, kw_only=True)
class ArrivalHeld(Fact):
    """No room could take an arrival in (subject "arrival:<id>"); it waits for a person, who gets it to do."""

    reason: Code


@fact("national.arrival_retried")
@dataclass(frozen=True, kw_only=True)
class ArrivalRetried(Fact):
    """Somebody had a held arrival taken in again (subject "arrival:<id>")."""


@fact("national.arrival_set_aside")
@dataclass(frozen=True, kw_only=True)
class ArrivalSetAside(Fact):
    """Somebody put a malformed or held arrival aside (subject "arrival:<id>")."""


@fact("national.told")
@dataclass(frozen=True, kw_only=True)
class Told(Fact):
    """The portal took a telling (subject: the key of what it is about, "dossier:12")."""

    kind: Code
    code: Code
    status: Code
    number: int
    attempts: int


@fact("national.given_up")
@dataclass(frozen=True, kw_only=True)
class GivenUp(Fact):
    """The portal would not take a telling (subject: what it is about); it waits for a person."""

    kind: Code
    code: Code
    number: int
    reason: Code


@fact("national.retried")
@dataclass(frozen=True, kw_only=True)
class Retried(Fact):
    """Somebody had a telling sent again (subject: what it is about)."""

    kind: Code
    code: Code
    number: int


@fact("national.set_aside")
@dataclass(frozen=True, kw_only=True)
class SetAside(Fact):
    """Somebody let a dead telling go, so that those behind it may go on (subject: what it is about)."""

    kind: Code
    code: Code
    number: int


@fact("national.differs")
@dataclass(frozen=True, kw_only=True)
class Differs(Fact):
    """The portal and this system do not say the same of a dossier (subject "difference:<id>")."""

    code: Code
    about: Code
    kind: Code
    fields: tuple[Code, ...]


@fact("national.erased")
@dataclass(frozen=True, kw_only=True)
class Erased(Fact):
    """Every word kept about a dossier was wiped before its time (subject: what it was about)."""

    payloads: int
