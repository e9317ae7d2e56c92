"""Has every commune its committee and its police? Opened in one go, where a province begins."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.agencies import actions, queries
from tinhso.foundation.agencies.queries import AgencyKind
from tinhso.foundation.places import queries as places

BODIES = (
    (AgencyKind.COMMUNE_COMMITTEE, "UB", "UBND %s"),
    (AgencyKind.COMMUNE_POLICE, "CA", "Công an %s"),
)
"""Kind, beginning of the code, name. The law names both; what they answer for is the table of competence."""


def open_bodies(
    *, valid_from: date, citation: str, escalates_to: str, dry_run: bool, by: Actor, now: datetime
) -> Sequence[str]:
    """This will open what is missing on that day, and give the codes; a second time nothing is missing.

    `escalates_to` is the body to which late work goes. Raises Invalid where no province is served,
    UnknownAgency, CodeTaken.
    """
    communes = places.communes(on=valid_from)
    if not communes:
        sentence = msg("Chưa có xã, phường nào vào ngày này; hãy nhập địa giới và chọn tỉnh trước.")
        raise Invalid.field("valid_from", sentence)
    opened = []
    with transaction.atomic():
        for kind, prefix, name in BODIES:
            there = {agency.area_code for agency in queries.agencies_at(on=valid_from, kind=kind)}
            for place in communes:
                if place.code in there:
                    continue
                opened.append(f"{prefix}.{place.code}")
                if not dry_run:
                    called = name % (place.name[0].lower() + place.name[1:])
                    actions.open_agency(
                        code=opened[-1], kind=kind, name=called, short_name=called, area_code=place.code,
                        area_structure=place.structure, escalates_to=escalates_to, valid_from=valid_from,
                        citation=citation, by=by, now=now,
                    )  # fmt: skip
    return opened
