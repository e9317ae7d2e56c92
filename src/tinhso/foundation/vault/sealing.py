"""With which seals are the vault's words closed, and its owners and numbers known again?"""

from tinhso.core.sealing import Sealer

OWNERS = Sealer("tinhso.vault.owners.1")
NUMBERS = Sealer("tinhso.vault.numbers.1")
WORDS = Sealer("tinhso.vault.words.1")
REASONS = Sealer("tinhso.vault.reasons.1")
