"""Which papers has an owner, what is each worth on a day, who looked at them, and what are they used for?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import orjson

from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.core.sealing import Unreadable
from tinhso.foundation.vault import rules
from tinhso.foundation.vault.models import Access, Consent, Link, Version
from tinhso.foundation.vault.queries.owners import keys_of
from tinhso.foundation.vault.sealing import REASONS, WORDS

MOST_ACCESSES = 200


class NoSuchPaper(Missing):
    """The paper or its version is unknown, erased, or not this owner's (404)."""

    sentence = msg("Không tìm thấy giấy tờ.")


@dataclass(frozen=True)
class PaperView:
    """A fixed version of a paper: `key` "paper:12", `status` on the day asked; `expires_on` is its last good
    day, `certified_by` the officer's key, `signature` what the issuer's room said of it (None: none), `kind`
    and `pages` of the file. Who needs the file itself calls `actions.open_paper`."""

    key: str
    version: int
    status: rules.Status
    owner: str
    type_code: str
    title: str
    number: str
    issuer_code: str
    issuer_name: str
    issued_on: date
    expires_on: date | None
    source: rules.Source
    certified_by: str
    signature: dict[str, Any] | None
    basis: rules.Basis
    about: str
    sha256: str
    kind: str
    pages: int
    kept_at: datetime


@dataclass(frozen=True)
class AccessView:
    """One opening as the owner may see it: `who_key` is a role ("handler", "citizen" for the owner,
    "machine") and `agency` a body's code, never a person; `to` is what it was for."""

    at: datetime
    who_key: str
    agency: str
    reason: str
    paper: str
    version: int
    to: str


@dataclass(frozen=True)
class LinkView:
    """A paper used again: always this version. `ended_at` says since when it may not be opened for this."""

    paper: str
    version: int
    to: str
    basis: rules.BasisKind
    citation: str
    purpose: str
    linked_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class ConsentView:
    """Consent to one purpose: its number, where its proof lies, since and until when."""

    id: int
    purpose: str
    proof: str
    given_at: datetime
    withdrawn_at: datetime | None


def papers_of(owner: str, *, on: date, types: Collection[str] = ()) -> list[PaperView]:
    """This will list an owner's papers in their newest version, the newest issued first."""
    rows = _versions().filter(
        paper__owner__in=keys_of(owner), paper__erased_at__isnull=True, replaced_at__isnull=True
    )
    if types:
        rows = rows.filter(paper__type_code__in=types)
    return [view_of(row, on=on) for row in rows.order_by("-issued_on", "-pk")]


def paper(key: str, *, version: int | None = None, on: date | None = None) -> PaperView:
    """This will give a paper, in its newest version unless one is named. Raises NoSuchPaper.

    Without a day no paper is expired (`rules.status_of`).
    """
    return view_of(version_row(key, version), on=on)


def version_row(key: str, version: int | None = None) -> Version:
    """This will give the row of a version for actions of this room. Raises NoSuchPaper."""
    word, _, number = key.partition(":")
    if word != "paper" or not number.isdecimal() or len(number) > 18 or (version or 0) > 2**31 - 1:
        raise NoSuchPaper()
    rows = _versions().filter(paper__pk=int(number), paper__erased_at__isnull=True)
    wanted = rows.filter(number=version) if version is not None else rows.order_by("-number")
    row = wanted.first()
    if row is None:
        raise NoSuchPaper()
    return row


def accesses(owner: str, *, most: int = MOST_ACCESSES) -> list[AccessView]:
    """This will list who opened an owner's papers, the latest first."""
    rows = Access.objects.filter(version__paper__owner__in=keys_of(owner)).select_related("version")
    return [
        AccessView(
            row.at, row.role, row.agency, _unsealed(row.sealed), f"paper:{row.version.paper_id}",
            row.version.number, row.to,
        )
        for row in rows.order_by("-at", "-pk")[:most]
    ]  # fmt: skip


def links_to(subject: str) -> list[LinkView]:
    """This will list what a thing uses: "dossier:12" finds "dossier:12/component:hk01" too."""
    rows = Link.objects.filter(root=rules.root_of(subject)).select_related("version", "consent")
    inside = [r for r in rows.order_by("pk") if r.to == subject or r.to.startswith(f"{subject}/")]
    return [_link(row) for row in inside]


def links_of(owner: str) -> list[LinkView]:
    """This will list where an owner's papers are used, the latest first."""
    rows = Link.objects.filter(version__paper__owner__in=keys_of(owner)).select_related("version", "consent")
    return [_link(row) for row in rows.order_by("-linked_at", "-pk")[:MOST_ACCESSES]]


def consents(owner: str) -> list[ConsentView]:
    """This will list what an owner agreed to, the latest first."""
    rows = Consent.objects.filter(owner__in=keys_of(owner)).order_by("-given_at", "-pk")
    return [ConsentView(r.pk, r.purpose, r.proof, r.given_at, r.withdrawn_at) for r in rows]


def view_of(row: Version, *, on: date | None) -> PaperView:
    """This will show a version's row, read with its paper and words."""
    said = _words(row)
    paper, ended = row.paper, [at for at in (row.replaced_at, row.paper.replaced_at) if at]
    stay = rules.Stay(
        expires_on=row.expires_on,
        revoked_on=local_date(paper.revoked_at) if paper.revoked_at else None,
        replaced_on=local_date(min(ended)) if ended else None,
    )
    return PaperView(
        key=paper.key,
        version=row.number,
        status=rules.status_of(stay, on),
        owner=paper.owner,
        type_code=paper.type_code,
        title=said.get("title", ""),
        number=said.get("number", ""),
        issuer_code=paper.issuer_code,
        issuer_name=row.issuer_name,
        issued_on=row.issued_on,
        expires_on=row.expires_on,
        source=rules.Source(row.source),
        certified_by=row.certified_by,
        signature=said.get("signature"),
        basis=rules.Basis(rules.BasisKind(row.basis), row.citation, row.purpose),
        about=row.about,
        sha256=row.sha256,
        kind=row.kind,
        pages=row.pages,
        kept_at=row.kept_at,
    )


def _versions() -> Any:
    return Version.objects.select_related("paper", "words")


def _words(row: Version) -> dict[str, Any]:
    try:
        return dict(orjson.loads(WORDS.unseal(row.words.sealed)))
    except (Version.words.RelatedObjectDoesNotExist, Unreadable):
        return {}  # sealed with a secret that is no longer known: the paper itself can still be opened


def _unsealed(sealed: str) -> str:
    try:
        return REASONS.unseal(sealed)
    except Unreadable:
        return ""


def _link(row: Link) -> LinkView:
    purpose = row.consent.purpose if row.consent else ""
    return LinkView(
        f"paper:{row.version.paper_id}", row.version.number, row.to, rules.BasisKind(row.basis), row.citation,
        purpose, row.linked_at, row.ended_at,
    )  # fmt: skip
