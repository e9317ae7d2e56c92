"""Which facts does this room announce? Ids, codes, times: never whose paper it is, no number, no name."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@fact("vault.paper_kept")
@dataclass(frozen=True, kw_only=True)
class PaperKept(Fact):
    """A version of a paper is in the vault (subject "paper:<id>")."""

    version: int
    paper_type: Code
    source: Code
    basis: Code
    about: Code


@fact("vault.paper_linked")
@dataclass(frozen=True, kw_only=True)
class PaperLinked(Fact):
    """A version of a paper is used again, for good in this version."""

    version: int
    to: Code
    basis: Code


@fact("vault.paper_opened")
@dataclass(frozen=True, kw_only=True)
class PaperOpened(Fact):
    """Somebody read a version of a paper; its owner sees the role and the body."""

    version: int
    role: Code
    agency: Code
    to: Code


@fact("vault.paper_revoked")
@dataclass(frozen=True, kw_only=True)
class PaperRevoked(Fact):
    """The issuer took a paper back: no version of it is valid from now on."""


@fact("vault.paper_replaced")
@dataclass(frozen=True, kw_only=True)
class PaperReplaced(Fact):
    """Another paper stands in the place of this one."""

    replaced_by: Code


@fact("vault.paper_erased")
@dataclass(frozen=True, kw_only=True)
class PaperErased(Fact):
    """All versions of a paper were erased; a tombstone stays."""

    versions: int


@fact("vault.consent_given")
@dataclass(frozen=True, kw_only=True)
class ConsentGiven(Fact):
    """An owner agreed to one purpose (subject "consent:<id>")."""

    purpose: Code


@fact("vault.consent_withdrawn")
@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(Fact):
    """An owner took consent back; what was linked by it is closed."""

    purpose: Code
    closed: tuple[Code, ...]
