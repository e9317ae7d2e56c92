"""What happens when an owner comes again under a new secret key? The new digest stands beside the old."""

from datetime import datetime

from django.db import transaction

from tinhso.foundation.vault import queries
from tinhso.foundation.vault.models import Owner
from tinhso.foundation.vault.queries.owners import candidates_of


def recognise(identity_number: str, *, kind: str = "person", now: datetime) -> str:
    """This will give the key of somebody whose number was just vouched for, as `queries.owner_key`, and note
    the digest under the present secret, so that an older secret may be forgotten. Raises Invalid."""
    candidates = candidates_of(identity_number, kind)
    key = queries.owner_key(identity_number, kind)
    others = [one for one in candidates if one != key]
    if others and Owner.objects.filter(key__in=candidates).exists():
        with transaction.atomic():
            for one in others:
                note(one, now=now, same_as=key)
    return key


def note(key: str, *, now: datetime, same_as: str = "") -> Owner:
    """This will know an owner's key from now on."""
    row, _made = Owner.objects.get_or_create(key=key, defaults={"same_as": same_as, "created_at": now})
    if same_as and row.same_as != same_as:
        row.same_as = same_as
        row.save(update_fields=["same_as"])
    return row
