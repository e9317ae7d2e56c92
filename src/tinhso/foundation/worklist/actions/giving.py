"""To whom does a duty go? To another agency, to a colleague or a unit; and what does the desk call it?"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import events
from tinhso.foundation.worklist.actions import timing
from tinhso.foundation.worklist.actions.clocks import NoSuchItem, said
from tinhso.foundation.worklist.actions.items import describe
from tinhso.foundation.worklist.models import WorkItem


class AlreadyWithAgency(Conflict):
    """The agency has this very duty already; two items of it would be one too many."""

    code = "already-with-agency"
    sentence = msg("Cơ quan này đang có việc này rồi.")


def hand_over(
    subject: str,
    duty: str,
    *,
    to_agency: str,
    by: Actor,
    now: datetime,
    from_agency: str | None = None,
) -> int:
    """This will give a duty to another agency. Its end never moves: the citizen was told one date.

    Where several agencies have the duty, `from_agency` says whose goes. Raises NoSuchItem, AlreadyWithAgency.
    """
    with transaction.atomic():
        items = timing.locked(subject, duty, from_agency)
        if not items:
            raise NoSuchItem()
        if len(items) > 1 or timing.locked(subject, duty, to_agency):
            raise AlreadyWithAgency()
        facts = []
        for item in items:
            before, item.agency_code = item.agency_code, to_agency
            item.assignee = item.unit = ""
            item.with_agency_since = now
            if item.urgent and item.alarmed_until and item.alarmed_until >= now:
                item.alarmed_until = now - timedelta(microseconds=1)  # the new duty contacts hear at once
            timing.set_alarms(item, now)
            item.save()
            facts.append(events.ItemHandedOver(from_agency=Code(before), **said(item)))
        ledger.append_all(facts, by=by, now=now)
        return len(items)


def assign(
    subject: str,
    duty: str,
    *,
    agency_code: str,
    by: Actor,
    now: datetime,
    assignee: str | None = None,
    unit: str | None = None,
) -> int:
    """This will give a duty to an officer or a unit of its agency; neither puts it back to everybody.

    Raises NoSuchItem when the agency does not have the duty, Invalid on "assignee" for an officer of
    another agency.
    """
    if assignee:
        staff = accounts.officers(agency_code, on=local_date(now))
        if all(officer.key != assignee for officer in staff):
            raise Invalid.field("assignee", msg("Người được giao không thuộc cơ quan này."))
    with transaction.atomic():
        items = timing.locked(subject, duty, agency_code)
        if not items:
            raise NoSuchItem()
        facts = []
        for item in items:
            item.assignee, item.unit = assignee or "", unit or ""
            item.save(update_fields=["assignee", "unit"])
            fact = events.ItemAssigned(
                assignee=Code(assignee) if assignee else None,
                unit=Code(unit) if unit else None,
                **said(item),
            )
            facts.append(fact)
        ledger.append_all(facts, by=by, now=now)
        return len(items)


def retitle(
    subject: str,
    *,
    title: str | None = None,
    summary: str | None = None,
    url: str | None = None,
    tags: Sequence[str] | None = None,
    by: Actor,
    now: datetime,
) -> int:
    """This will change what is shown of a subject's items, ended ones too; what is not given stays.

    Words that must go (hidden, forgotten) go everywhere. No fact: the room tells why they changed.
    """
    with transaction.atomic():
        rows = WorkItem.objects.select_for_update().filter(subject=subject)
        items = list(rows.order_by("pk"))
        for item in items:
            describe(
                item,
                title=item.title if title is None else title,
                summary=item.summary if summary is None else summary,
                url=item.url if url is None else url,
                tags=item.tags if tags is None else tags,
            )
            item.save(update_fields=["title", "summary", "url", "tags", "folded"])
        return len(items)


def group(subject: str, duty: str, *, bulk_url: str, by: Actor, now: datetime) -> int:
    """This will say where a desk posts this duty together with others; "" where it is done alone. No fact."""
    with transaction.atomic():
        items = timing.locked(subject, duty)
        changed = [item for item in items if item.bulk_url != bulk_url]
        for item in changed:
            item.bulk_url = bulk_url
            item.save(update_fields=["bulk_url"])
        return len(changed)
