"""By which name does another system know an agency? Learnt from a person's decision, from a day on."""

from datetime import date, datetime

from django.db import transaction

from tinhso.core.errors import Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.agencies.actions.permits import check_can_teach, check_lengths, check_said, find
from tinhso.foundation.agencies.events import AgencyIdentified, agency_subject
from tinhso.foundation.agencies.models import Identifier
from tinhso.foundation.ledger import actions as ledger


def identify(
    *, agency: str, scheme: str, value: str, valid_from: date, citation: str, by: Actor, now: datetime
) -> None:
    """This will let a scheme's `value` name an agency from a day; whom it named before it names until then.

    Raises NotPermitted (the exceptions desk and administrators may), UnknownAgency, Invalid.
    """
    check_can_teach(by=by, on=valid_from)
    check_said(value=value)
    check_lengths(Identifier, {"scheme": scheme, "value": value, "citation": citation})
    row = find(agency)
    with transaction.atomic():
        known = Identifier.objects.filter(scheme=scheme, value=value)
        if known.filter(valid_from__gte=valid_from).exists():
            raise Invalid.field("value", msg("Mã định danh này đã thuộc cơ quan khác."))
        for before in known.filter(valid_to__isnull=True) | known.filter(valid_to__gt=valid_from):
            before.valid_to = valid_from
            before.save()
        Identifier.objects.create(
            agency=row, scheme=scheme, value=value, valid_from=valid_from, citation=citation
        )
        fact = AgencyIdentified(subject=agency_subject(agency), scheme=Code(scheme), valid_from=valid_from)
        ledger.append(fact, by=by, now=now)
