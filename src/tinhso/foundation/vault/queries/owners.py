"""Under which key does the vault know a person or a body? A keyed digest that outlives its secret."""

from tinhso.foundation.vault import rules
from tinhso.foundation.vault.models import Owner
from tinhso.foundation.vault.sealing import OWNERS


def owner_key(identity_number: str, kind: str = "person") -> str:
    """This will give the key of a person, or of a body (kind "org"), by the number of identification.

    Papers kept under a digest made with an older secret key, still known to the deployment, keep that key; so
    it is the same before and after the key is changed. The number is not kept. Raises Invalid on "number".
    """
    candidates = candidates_of(identity_number, kind)
    known = {row.key: row.same_as for row in Owner.objects.filter(key__in=candidates)}
    for key in reversed(candidates):  # the oldest first: the first papers are there
        if key in known:
            return known[key] or key
    return candidates[0]


def candidates_of(identity_number: str, kind: str) -> list[str]:
    """This will give the digests under every secret that is known, the present one first. Raises Invalid."""
    return [f"{kind}:{mark}" for mark in OWNERS.marks(rules.identity(identity_number, kind))]


def keys_of(owner: str) -> list[str]:
    """This will give all keys that mean the same owner as this one; none for what is no owner's key."""
    if not rules.is_owner(owner):
        return []
    first = Owner.objects.filter(key=owner).values_list("same_as", flat=True).first() or owner
    return [first, *Owner.objects.filter(same_as=first).exclude(key=first).values_list("key", flat=True)]
