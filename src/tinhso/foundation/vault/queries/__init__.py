"""Which papers has an owner, who looked, where are they used, and how much is asked once only?"""

from tinhso.foundation.vault.queries.counting import Counts, counts_about, counts_between
from tinhso.foundation.vault.queries.owners import keys_of, owner_key
from tinhso.foundation.vault.queries.papers import (
    AccessView,
    ConsentView,
    LinkView,
    NoSuchPaper,
    PaperView,
    accesses,
    consents,
    links_of,
    links_to,
    paper,
    papers_of,
    version_row,
    view_of,
)

__all__ = [
    "AccessView", "ConsentView", "Counts", "LinkView", "NoSuchPaper", "PaperView", "accesses", "consents",
    "counts_about", "counts_between", "keys_of", "links_of", "links_to", "owner_key", "paper", "papers_of",
    "version_row", "view_of",
]  # fmt: skip
