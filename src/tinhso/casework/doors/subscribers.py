"""Who hears of reports here? The index by number, and who wrote by Zalo, where no other way leads."""

from tinhso.casework.doors import actions, queries
from tinhso.casework.reports import events
from tinhso.core.facts import Recorded, subscribe
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.notices import recipients


@subscribe("doors.mark_phone", events.ReportReceived)
def mark_phone(recorded: Recorded) -> None:
    """This will note under which number a report that came in can be found."""
    report_id = int(recorded.subject.partition(":")[2])
    if code := queries.code_of(report_id):
        actions.mark_phone(report_id=report_id, code=code)


@subscribe("doors.wipe", events.ReporterErased, events.ReportWiped)
def wipe(recorded: Recorded) -> None:
    """This will let go what came in for a report whose reporter is forgotten: words, places, who wrote."""
    actions.wipe(
        report_id=int(recorded.subject.partition(":")[2]), code=recorded.payload["code"], now=recorded.at
    )


@subscribe(
    "doors.tell_zalo", events.ReportAnswered, events.CitizenAsked, events.ReportForwarded,
    events.ExtensionGranted, from_now=True,
)  # fmt: skip
def tell_zalo(recorded: Recorded) -> None:
    """This will tell who sent a report by Zalo that something happened, as long as they may be written to."""
    found = queries.told_by_zalo(int(recorded.subject.partition(":")[2]), now=recorded.at)
    if found is None:
        return
    sender, values = found
    notices.reply(
        "doors/state",
        f"sender:{sender}",
        values,
        channel="zalo",
        idempotency_key=f"fact:{recorded.id}",
        now=recorded.at,
    )


recipients.register("sender", queries.address_of)
