"""Which reports may the machine learn from? Answered ones whose kind a person chose."""

from collections.abc import Iterator

from tinhso.casework.reports.models import Report
from tinhso.casework.reports.rules.submission import SPOKEN
from tinhso.casework.reports.workflow import Status, Visibility
from tinhso.casework.rulebook.queries import OTHER

MOST = 20_000


def confirmed_texts() -> Iterator[tuple[str, str]]:
    """This will give (text, category), newest first.

    Only what a person called so (the machine does not teach itself) and the first office answered without
    passing it on; never what is sealed, private, hidden or simulated.
    """
    found = (
        Report.objects.filter(
            status__in=(Status.ANSWERED, Status.CLOSED),
            visibility=Visibility.PUBLIC,
            text_hidden=False,
            is_simulated=False,
            hops=0,
            decisions__kind="category",
            decisions__confidence=1.0,
        )
        .exclude(category=OTHER)
        .exclude(text__in=("", SPOKEN))
        .distinct()
    )
    rows = found.order_by("-id").values_list("id", "text", "category")[:MOST]
    for _, text, category in rows.iterator(chunk_size=1000):
        yield text, category
