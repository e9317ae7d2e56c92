"""Which folded words of a report may the search hold now? Only what the public may read at this moment."""

from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries import showing
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.folding import fold


def public_words(report: Report) -> str:
    """This will give the words, "" while the text is not public."""
    text = showing.public_text(report)
    if not text:
        return ""
    category = rulebook.category_or_code(report.category, local_date(report.received_at))
    return words(text, category.name_vi, report.place_name)


def words(public_text: str, *names: str) -> str:
    """This will fold a public text and the names beside it."""
    return fold(" ".join((public_text, *names)))
