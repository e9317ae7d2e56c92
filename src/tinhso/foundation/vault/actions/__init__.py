"""What changes the vault: keeping, using again, opening, taking back, replacing, agreeing, erasing."""

from tinhso.foundation.vault.actions.consenting import agree, withdraw_consent
from tinhso.foundation.vault.actions.ending import erase, expire, remove, replace, revoke
from tinhso.foundation.vault.actions.keeping import keep
from tinhso.foundation.vault.actions.opening import hand_out, open_paper, preview
from tinhso.foundation.vault.actions.recognising import recognise
from tinhso.foundation.vault.actions.using import link, release
from tinhso.foundation.vault.queries import NoSuchPaper, PaperView
from tinhso.foundation.vault.rules import Basis, BasisKind, Source, Status, by_consent, by_law

__all__ = [
    "Basis", "BasisKind", "NoSuchPaper", "PaperView", "Source", "Status", "agree", "by_consent", "by_law",
    "erase", "expire", "hand_out", "keep", "link", "open_paper", "preview", "recognise", "release", "remove",
    "replace", "revoke", "withdraw_consent",
]  # fmt: skip
