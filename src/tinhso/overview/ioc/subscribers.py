"""What does the centre hear? Every fact that moves a report between counters."""

from tinhso.casework.reports import events
from tinhso.core.facts import Recorded, subscribe
from tinhso.overview.ioc import actions


@subscribe(
    "ioc.turns",
    events.ReportReceived,
    events.ReportRouted,
    events.ReportSealed,
    events.ReportUnsealed,
    events.ReportAccepted,
    events.ReportForwarded,
    events.ExceptionRuled,
    events.CitizenAsked,
    events.CitizenReplied,
    events.WaitingEnded,
    events.ExtensionGranted,
    events.ReportAnswered,
    events.ReportRated,
    events.ReportReopened,
)
def count(recorded: Recorded) -> None:
    """This will count what happened to the report."""
    actions.take_in(recorded)
