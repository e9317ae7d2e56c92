"""What can be done with a report? Every verb; the only place that writes."""

from tinhso.casework.reports.actions.links import use_link
from tinhso.casework.reports.actions.submit import AnotherBody, Submitted, submit_report

__all__ = ["AnotherBody", "Submitted", "submit_report", "use_link"]
