"""Who is told when something happened to a report? The reporter who can be reached, and the officers."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.functional import lazy

from tinhso.casework.reports import addresses, events, ownership
from tinhso.casework.reports.models import Answer, Report, Reporter
from tinhso.casework.reports.workflow import Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import rows
from tinhso.core.clock import local, local_date
from tinhso.core.facts import Recorded, subscribe
from tinhso.core.roles import Role
from tinhso.core.values import spoken_code
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.notices import queries as told
from tinhso.foundation.notices import recipients
from tinhso.foundation.notices.recipients import Address
from tinhso.foundation.worklist import queries as worklist

TO_REPORTER = {
    events.ReportRouted.type: "received",
    events.ReportRefused.type: "refused",
    events.AppealDismissed.type: "dismissed",
    events.ReportForwarded.type: "moved",
    events.ExceptionRuled.type: "moved",
    events.CitizenAsked.type: "asked",
    events.ExtensionGranted.type: "extended",
    events.ReportAnswered.type: "answered",
    events.ReportStoodDown.type: "stood_down",
}
TO_OFFICERS = {
    events.ReportRouted.type: "new",
    events.ReportForwarded.type: "new",
    events.ExceptionRuled.type: "new",
    events.CitizenReplied.type: "replied",
    events.AnswerSubmitted.type: "submitted",
    events.AnswerReturned.type: "returned",
    events.ReportReopened.type: "reopened",
    events.ReportAppealed.type: "appealed",
    events.CoHandlerAdded.type: "help",
    events.ReportStoodDown.type: "stood_down",
}


@subscribe(
    "reports.tell_reporter",
    events.ReportRouted,
    events.ReportRefused,
    events.AppealDismissed,
    events.ReportForwarded,
    events.ExceptionRuled,
    events.CitizenAsked,
    events.ExtensionGranted,
    events.ReportAnswered,
    events.ReportStoodDown,
)
def tell_reporter(recorded: Recorded) -> None:
    """This will tell the reporter, if there is any way to; the link in it opens once."""
    report = _report(recorded)
    if report is None or not told.is_reachable(f"reporter:{report.pk}", now=recorded.at):
        return
    name = TO_REPORTER[recorded.type]
    if name == "received" and report.visibility == Visibility.SEALED:
        name = "sealed"
    url = f"/phan-anh/mo/{ownership.link(report.code)}"
    notices.send(
        f"reports/{name}",
        f"reporter:{report.pk}",
        {**_values(report, recorded), "url": url},
        idempotency_key=f"fact:{recorded.id}",
        now=recorded.at,
    )


@subscribe(
    "reports.tell_officers",
    events.ReportRouted,
    events.ReportForwarded,
    events.ExceptionRuled,
    events.CitizenReplied,
    events.AnswerSubmitted,
    events.AnswerReturned,
    events.ReportReopened,
    events.ReportAppealed,
    events.CoHandlerAdded,
    events.ReportStoodDown,
)
def tell_officers(recorded: Recorded) -> None:
    """This will write to those who must act next; of urgent new ones the worklist itself tells at once."""
    report = _report(recorded)
    name = TO_OFFICERS[recorded.type]
    if report is None or (report.urgent and name == "new"):
        return
    values = {**_values(report, recorded), "url": addresses.case(report.code)}
    for key in sorted(set(_concerned(report, recorded, name))):
        notices.send(
            f"reports/officer_{name}", key, values, idempotency_key=f"fact:{recorded.id}", now=recorded.at
        )


@subscribe("reports.withdraw_notices", events.ReportSealed)
def withdraw_notices(recorded: Recorded) -> None:
    """This will take back, once more, what officers outside the restricted desk were told of a sealed report.

    Sealing does it at once; another worker may have been telling somebody at that very moment.
    """
    report = _report(recorded)
    if report is None or report.visibility != Visibility.SEALED:
        return
    desk = _officers(report.agency_code, recorded, Role.RESTRICTED)
    notices.withdraw(url=addresses.case(report.code), prefix="officer", kept_for=desk)


def _report(recorded: Recorded) -> Report | None:
    # asked twice for each fact that is told: the ORM would compile its sixty columns each time
    report = rows.first(Report, id=int(recorded.subject.partition(":")[2]))
    return None if report is None or report.is_simulated else report


def _values(report: Report, recorded: Recorded) -> dict[str, Any]:
    on = local_date(report.received_at)
    category = lazy(lambda: rulebook.category_or_code(report.category, on).name, str)
    sealed = report.visibility == Visibility.SEALED
    return {
        "code": spoken_code(report.code),
        "category": "" if sealed else category(),  # said in each language of the notice
        "place": report.place_name,
        "agency": report.agency_name,
        "due": f"{local(report.due_at):%H:%M %d/%m/%Y}",
        "accept_by": f"{local(report.accept_by):%H:%M %d/%m/%Y}",
    }


def _concerned(report: Report, recorded: Recorded, name: str) -> Iterable[str]:
    agency = recorded.payload.get("co_agency") if name == "help" else report.agency_code
    if report.visibility == Visibility.SEALED:
        return _officers(report.agency_code, recorded, Role.RESTRICTED)
    if name == "stood_down":
        return _called_out(report, recorded)
    choose: dict[str, Callable[[], list[str]]] = {
        "submitted": lambda: _officers(agency, recorded, Role.LEADER),
        "returned": lambda: list(
            Answer.objects.filter(pk=recorded.payload["answer"]).values_list("author", flat=True)
        ),
    }
    found = choose.get(name, lambda: _officers(agency, recorded, Role.HANDLER))()
    return found or _officers(agency, recorded, None)


def _called_out(report: Report, recorded: Recorded) -> list[str]:
    """Whom the urgent duties called (as the worklist's alarm did), but for the one who called it off."""
    bodies = {
        item.agency_code
        for item in worklist.items_of(report.subject, now=recorded.at)
        if item.done_at is None
    }
    found = [
        key for code in sorted(bodies)
        for key in agencies.duty_contacts(code, at=recorded.at) or _officers(code, recorded, None)
    ]  # fmt: skip
    return [key for key in found if key != recorded.actor]


def _officers(agency: str | None, recorded: Recorded, role: Role | None) -> list[str]:
    if not agency:
        return []
    return [o.key for o in accounts.officers(agency, on=local_date(recorded.at), role=role)]


def reporter_address(key: str) -> Address | None:
    """This will tell where "reporter:<report id>" is reached.

    Who left nothing, or was forgotten, has no address; a device that took pushes for the report still does.
    """
    row = Reporter.objects.filter(report_id=int(key.partition(":")[2])).first()
    return Address(email=row.email, phone=row.phone, language=row.language) if row else Address()


recipients.register("reporter", reporter_address)
