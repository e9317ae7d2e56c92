"""May a one-time link from a notice be opened? Once."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports.models import UsedLink


def use_link(*, digest: str, now: datetime) -> bool:
    """This will mark a link as used and tell whether it was fresh."""
    with transaction.atomic():
        _, is_fresh = UsedLink.objects.get_or_create(digest=digest, defaults={"at": now})
    return is_fresh
