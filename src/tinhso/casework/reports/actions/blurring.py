"""What does a person cover in a photo, so that the public does not see it? Reporter and officers may."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from tinhso.casework.reports.actions.stepping import begin
from tinhso.casework.reports.models import Answer
from tinhso.core.errors import Missing
from tinhso.core.roles import Actor, Role
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as pictures


def blur_photo(
    *,
    report_id: int,
    photo: str,
    drawn: Sequence[tuple[float, float, float, float]],
    removed: Collection[int] = (),
    by: Actor,
    now: datetime,
) -> None:
    """This will cover parts of a photo of the report or its answers, or uncover some; the fact is of `files`.

    The reporter covers the photos that they sent and takes back what was drawn by hand; officers also take
    back what the machine found falsely, and cover photos of answers. Raises Missing, NotPermitted, Invalid.
    """
    with transaction.atomic():
        report = begin("blur_photo", report_id=report_id, by=by, now=now)
        is_citizen = by.has(Role.CITIZEN)
        owners = [report.subject]
        if not is_citizen:
            owners += [
                f"answer:{pk}" for pk in Answer.objects.filter(report=report).values_list("pk", flat=True)
            ]
        found = pictures.of_owners(owners)
        owner = next((o for o in owners if any(p.id == photo for p in found[o])), None)
        if owner is None:
            raise Missing
        files.change_regions(
            photo,
            owner=owner,
            drawn=drawn,
            removed=removed,
            may_remove_machines=not is_citizen,
            by=by,
            now=now,
        )
