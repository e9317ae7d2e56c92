"""With which seals are keys closed, and signed documents known again?"""

from tinhso.core.sealing import Sealer

KEYS = Sealer("tinhso.signing.keys.1")
DOCUMENTS = Sealer("tinhso.signing.documents.1")
