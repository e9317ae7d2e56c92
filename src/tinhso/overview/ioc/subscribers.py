"""What does the centre hear? Every fact that moves a report between counters."""

from collections.abc import Sequence

from tinhso.casework.reports import events
from tinhso.core.facts import Recorded, subscribe_to_many
from tinhso.overview.ioc import actions


@subscribe_to_many(
    "ioc.turns",
    events.ReportReceived,
    events.ReportRouted,
    events.ReportRefused,
    events.ReportAppealed,
    events.AppealDismissed,
    events.ReportMerged,
    events.ReportUnmerged,
    events.ReportSealed,
    events.ReportUnsealed,
    events.ReportMadePrivate,
    events.ReportAccepted,
    events.ReportForwarded,
    events.ExceptionRuled,
    events.CitizenAsked,
    events.CitizenReplied,
    events.WaitingEnded,
    events.ExtensionGranted,
    events.ReportStoodDown,
    events.ReportAnswered,
    events.ReportRated,
    events.ReportReopened,
)
def count(recorded: Sequence[Recorded]) -> None:
    """This will count what happened to the reports."""
    actions.take_in_all(recorded)
