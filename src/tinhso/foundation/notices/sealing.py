"""How are addresses, device keys and tokens kept? Encrypted with a key made from the deployment's secret."""

from tinhso.core.sealing import Sealer, Unreadable

_SEALER = Sealer("tinhso.notices.sealing.1")

seal = _SEALER.seal
unseal = _SEALER.unseal
place = _SEALER.mark
"""A short keyed digest of an address: equal for equal ones, telling nothing of them."""

__all__ = ["Unreadable", "place", "seal", "unseal"]
