"""What may be kept, on what ground, who counts as looking, what is a paper worth on a day? Pure."""

from tinhso.foundation.vault.rules.grounds import Basis, BasisKind, by_consent, by_law, check_basis
from tinhso.foundation.vault.rules.papers import (
    Source,
    Status,
    Stay,
    check_paper,
    identity,
    is_owner,
    root_of,
    status_of,
)
from tinhso.foundation.vault.rules.readers import OWNER, Reader, reader_of

__all__ = [
    "OWNER", "Basis", "BasisKind", "Reader", "Source", "Status", "Stay", "by_consent", "by_law",
    "check_basis", "check_paper", "identity", "is_owner", "reader_of", "root_of", "status_of",
]  # fmt: skip
