"""What does the room hear? Every report that was routed, refused, merged, appealed, sealed or answered."""

from collections.abc import Sequence

from tinhso.casework.oversight import actions
from tinhso.casework.oversight.models import Follower
from tinhso.casework.reports import addresses, events
from tinhso.casework.reports import queries as reports
from tinhso.core.facts import Recorded, subscribe, subscribe_to_many
from tinhso.core.values import spoken_code
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.notices import queries as told
from tinhso.foundation.notices import recipients
from tinhso.foundation.notices.recipients import Address

MACHINE = "machine"


def _id(recorded: Recorded) -> int:
    return int(recorded.subject.partition(":")[2])


@subscribe("oversight.compare", events.ReportRouted)
def compare(recorded: Recorded) -> None:
    """This will look whether somebody told of it before, and whether many tell of it now."""
    if not recorded.payload["hop"]:
        actions.compare(_id(recorded), now=recorded.at)
        actions.gather(_id(recorded), now=recorded.at)


DECIDED = {
    events.ReportRefused.type: ("refusal", "asked"),
    events.ReportMerged.type: ("duplicate",),
    events.ReportRouted.type: ("place", "category", "agency", "asked"),
}


@subscribe_to_many("oversight.sample", events.ReportRouted, events.ReportRefused, events.ReportMerged)
def sample(facts: Sequence[Recorded]) -> None:
    """This will put a share of what the machine decided aside for an auditor; sealed reports never."""
    for recorded in facts:
        chosen = actions.chosen(recorded.id, DECIDED[recorded.type], at=recorded.at)
        if chosen:  # few are: only for these is it asked who decided
            report_id = _id(recorded)
            kinds = [k for k in reports.decided_by_machine(report_id) if k in chosen]
            actions.keep_sample(
                fact_id=recorded.id,
                report_id=report_id,
                code=recorded.payload["code"],
                kinds=kinds,
                at=recorded.at,
            )


@subscribe("oversight.appeals", events.ReportAppealed, events.AppealDismissed, events.ExceptionRuled)
def appeals(recorded: Recorded) -> None:
    """This will keep what became of each appeal."""
    if recorded.type == events.ReportAppealed.type:
        actions.note_appeal(report_id=_id(recorded), at=recorded.at)
    else:
        outcome = "dismissed" if recorded.type == events.AppealDismissed.type else "upheld"
        actions.note_heard(report_id=_id(recorded), outcome=outcome, at=recorded.at)


@subscribe("oversight.separate", events.ReportSealed)
def separate(recorded: Recorded) -> None:
    """This will leave nobody waiting for a report that nobody else may know of any more."""
    actions.separate_from_sealed(_id(recorded), now=recorded.at)
    actions.forget_followers(_id(recorded))


@subscribe("oversight.wipe", events.ReportWiped)
def wipe(recorded: Recorded) -> None:
    """This will forget who followed a report that ended long ago."""
    actions.forget_followers(_id(recorded))


TOLD = {
    events.ReportForwarded.type: "followed_moved",
    events.ExceptionRuled.type: "followed_moved",
    events.ReportAnswered.type: "followed_answered",
    events.ReportReopened.type: "followed_reopened",
}


@subscribe(
    "oversight.tell_followers",
    events.ReportForwarded,
    events.ExceptionRuled,
    events.ReportAnswered,
    events.ReportReopened,
)
def tell_followers(recorded: Recorded) -> None:
    """This will tell those who follow, and the reporters of what was merged into it, what became of it."""
    report_id = _id(recorded)
    following = Follower.objects.filter(report_id=report_id)
    keys = [f"follower:{pk}" for pk in following.values_list("pk", flat=True)]
    keys += [f"reporter:{pk}" for pk in reports.merged_into(report_id)]
    code = recorded.payload["code"]
    if not keys or not reports.is_public(code):
        return
    values = {"code": spoken_code(code), "url": addresses.page(code)}
    for key in keys:
        if told.is_reachable(key, now=recorded.at):
            notices.send(
                f"oversight/{TOLD[recorded.type]}", key, values, idempotency_key=f"fact:{recorded.id}",
                now=recorded.at,
            )  # fmt: skip


@subscribe("oversight.tell_merged", events.ReportMerged, events.ReportUnmerged)
def tell_merged(recorded: Recorded) -> None:
    """This will tell a reporter that the matter was known before, with the page that can say otherwise."""
    key = f"reporter:{_id(recorded)}"
    if not told.is_reachable(key, now=recorded.at):
        return
    code = recorded.payload["code"]
    values = {"code": spoken_code(code), "url": addresses.page(code)}
    name = "merged" if recorded.type == events.ReportMerged.type else "separated"
    notices.send(f"oversight/{name}", key, values, idempotency_key=f"fact:{recorded.id}", now=recorded.at)


def follower_address(key: str) -> Address | None:
    """This will tell where "follower:<id>" is reached."""
    row = Follower.objects.filter(pk=int(key.partition(":")[2])).first()
    return Address(email=row.email, language=row.language) if row else Address()


recipients.register("follower", follower_address)
