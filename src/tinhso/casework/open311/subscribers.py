"""Which reports changed when? Kept from their facts, so that "what is new" needs no search."""

from collections.abc import Sequence

from tinhso.casework.open311 import actions
from tinhso.casework.reports import queries as reports
from tinhso.core.facts import Recorded, subscribe_to_many


@subscribe_to_many("open311.changes", *reports.PUBLIC_FACTS)
def note_changes(facts: Sequence[Recorded]) -> None:
    """This will note the moment of each public change."""
    actions.note_changes([(f.id, int(f.subject.partition(":")[2]), f.at) for f in facts])
