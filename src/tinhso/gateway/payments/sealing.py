"""How are the texts of transfers kept? Sealed for this room, in rows that can be erased."""

from tinhso.core.sealing import Sealer

REMARKS = Sealer("tinhso.payments.remarks.1")
