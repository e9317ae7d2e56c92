"""What happens when an owner agrees to a use of papers, or takes that back?"""

from datetime import datetime

from django.db import transaction

from tinhso.core.errors import Invalid, Missing
from tinhso.core.facts import Code
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.vault import events, queries, rules
from tinhso.foundation.vault.actions.recognising import note
from tinhso.foundation.vault.models import Consent, Link


def agree(*, owner: str, purpose: str, proof: str, by: Actor, now: datetime) -> str:
    """This will note an owner's express consent to one purpose, and give its key ("consent:<id>").

    Given already, it stays as it was given first. Raises Invalid.
    """
    basis = rules.by_consent(purpose, proof)
    errors = list(rules.check_basis(basis))
    if errors or not rules.is_owner(owner):
        raise Invalid(*errors)
    with transaction.atomic():
        note(owner, now=now)
        return str(given(owner, basis, by=by, now=now))


def given(owner: str, basis: rules.Basis, *, by: Actor, now: datetime) -> Consent:
    """This will give the standing consent for a ground, noting it where there is none."""
    standing = Consent.objects.filter(
        owner__in=queries.keys_of(owner), purpose=basis.purpose, withdrawn_at__isnull=True
    ).first()
    if standing is not None:
        return standing
    row, made = Consent.objects.get_or_create(
        owner=owner, purpose=basis.purpose, withdrawn_at=None,
        defaults={"proof": basis.proof, "given_at": now},
    )  # fmt: skip
    if made:
        fact = events.ConsentGiven(subject=Code(str(row)), purpose=Code(row.purpose))
        ledger.append(fact, by=by, now=now)
    return row


def withdraw_consent(consent_id: int, *, owner: str, by: Actor, now: datetime) -> int:
    """This will take an owner's consent back and close what was linked by it; tell how many links that were.

    What was done before stays lawful; from now on nobody opens the papers through those links. What a law
    allows is not touched. Luật 91/2025/QH15. Raises Missing for a consent that is not this owner's.
    """
    with transaction.atomic():
        rows = Consent.objects.select_for_update().filter(pk=consent_id, owner__in=queries.keys_of(owner))
        row = rows.first()
        if row is None:
            raise Missing
        if row.withdrawn_at is not None:
            return 0
        row.withdrawn_at = now
        row.save(update_fields=["withdrawn_at"])
        links = list(Link.objects.filter(consent=row, ended_at__isnull=True).order_by("pk"))
        Link.objects.filter(pk__in=[one.pk for one in links]).update(ended_at=now)
        fact = events.ConsentWithdrawn(
            subject=Code(str(row)), purpose=Code(row.purpose), closed=tuple(Code(one.to) for one in links)
        )
        ledger.append(fact, by=by, now=now)
    return len(links)
