"""Which code does a report bear? For rooms that hear of it by its id."""

from tinhso.casework.reports.models import Report


def code_of(report_id: int) -> str:
    """This will give the code of a report that really was sent, "" for none (or a simulated one)."""
    found = Report.objects.filter(pk=report_id, is_simulated=False).values_list("code", flat=True).first()
    return found or ""
