"""On what ground is a paper kept, or used again: the owner's consent, or a law that says so?

Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15: consent is for one purpose, given expressly, provable and can be
taken back; a body of the state that acts on a legal duty names the duty instead.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tinhso.core.errors import FieldError
from tinhso.core.messages import Message, msg

CITATION_MAX, PROOF_MAX = 300, 200
_PURPOSE = re.compile(r"[A-Za-z0-9._:/-]{1,60}")


class BasisKind(StrEnum):
    """Consent of the owner, or law."""

    CONSENT = "consent"
    LAW = "law"


@dataclass(frozen=True)
class Basis:
    """A ground: law with its citation; or consent for one `purpose` (a code) with its `proof` (where the
    owner's tick or signature is kept: "dossier:12#consent-2026-07")."""

    kind: BasisKind
    citation: str = ""
    purpose: str = ""
    proof: str = ""


def by_law(citation: str) -> Basis:
    """This will make the ground of a law."""
    return Basis(BasisKind.LAW, citation=citation)


def by_consent(purpose: str, proof: str) -> Basis:
    """This will make the ground of the owner's consent."""
    return Basis(BasisKind.CONSENT, purpose=purpose, proof=proof)


def check_basis(basis: Basis) -> Iterator[FieldError]:
    """This will say what a ground lacks."""
    if basis.kind == BasisKind.LAW and not 0 < len(basis.citation.strip()) <= CITATION_MAX:
        yield _error("basis.citation", msg("Phải nêu căn cứ pháp luật."))
    if basis.kind == BasisKind.CONSENT:
        if not _PURPOSE.fullmatch(basis.purpose):
            yield _error("basis.purpose", msg("Sự đồng ý phải cho một mục đích cụ thể."))
        if not 0 < len(basis.proof.strip()) <= PROOF_MAX:
            yield _error("basis.proof", msg("Phải có bằng chứng của sự đồng ý."))


def _error(field: str, sentence: str) -> FieldError:
    return FieldError(field, Message(sentence))
