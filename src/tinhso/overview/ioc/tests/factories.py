"""Streams of facts as the reports announce them, and their way through the ledger."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from tinhso.casework.reports import events
from tinhso.casework.reports.workflow import Status
from tinhso.core.facts import Code, Digest, Fact
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger import actions as ledger

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # a Friday, 9:00 in Huế
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
NO_DIGEST = Digest("")


class Told:
    """One report and what is said about it; every method appends one act's facts."""

    def __init__(self, number: int, *, at=NOW, category="road", place="19789", agency="UB-THUAN-HOA",
                 visibility="public", urgent=False, routed=True, due=7 * DAY):  # fmt: skip
        self.number, self.agency, self.category, self.place = number, agency, category, place
        self.about = {"subject": Code(f"report:{number}"), "code": Code(f"{number:010d}")}
        self.due_at, self.round = at + due, 1
        facts: list[Fact] = [
            events.ReportReceived(
                **self.about, category=Code(category), place=Code(place), structure=Code("2025-07"),
                channel=Code("web"), visibility=Code(visibility), urgent=urgent, occurred_at=None,
                content=NO_DIGEST, reporter=NO_DIGEST,
            )
        ]  # fmt: skip
        if visibility == "sealed":
            facts.append(events.ReportSealed(**self.about, rule=Code("phrase:1")))
        self.say(*facts, self._routed(at, routed, urgent), at=at)

    def _routed(self, at, routed, urgent):
        return events.ReportRouted(
            **self.about, agency=Code(self.agency), category=Code(self.category), place=Code(self.place),
            rule=Code("competence:1"), routed=routed, urgent=urgent, hop=0,
            status=Status.ASSIGNED if routed else Status.RECEIVED, accept_by=at + HOUR, due_at=self.due_at,
        )  # fmt: skip

    def say(self, *facts: Fact, at):
        """This will append facts in one transaction."""
        with transaction.atomic():
            ledger.append_all(facts, by=MACHINE, now=at)
        return self

    def accepted(self, at):
        """The agency took it."""
        return self.say(events.ReportAccepted(**self.about, agency=Code(self.agency), in_time=True), at=at)

    def forwarded(self, to, at):
        """Not mine."""
        was, self.agency = self.agency, to
        return self.say(
            events.ReportForwarded(
                **self.about, from_agency=Code(was), to_agency=Code(to), hop=1, chosen_by=Code("officer"),
                status=Status.ASSIGNED, accept_by=at + HOUR,
            ),
            at=at,
        )  # fmt: skip

    def ruled(self, agency, at, category=None, visibility="public"):
        """The exceptions desk decided."""
        self.agency, self.category = agency, category or self.category
        return self.say(
            events.ExceptionRuled(
                **self.about, agency=Code(agency), category=Code(self.category), visibility=Code(visibility),
                competence=Code(""), accept_by=at + HOUR,
            ),
            at=at,
        )  # fmt: skip

    def asked(self, at):
        """The citizen was asked."""
        fact = events.CitizenAsked(**self.about, agency=Code(self.agency), exchange=1, until=at + 5 * DAY)
        return self.say(fact, at=at)

    def replied(self, at, due_at):
        """The citizen replied; the clock runs on."""
        self.due_at = due_at
        fact = events.CitizenReplied(**self.about, agency=Code(self.agency), exchange=1, due_at=due_at)
        return self.say(fact, at=at)

    def answered(self, at):
        """The answer went out."""
        return self.say(
            events.ReportAnswered(
                **self.about, agency=Code(self.agency), category=Code(self.category), place=Code(self.place),
                answer=1, due_at=self.due_at, in_time=at <= self.due_at, approved=True,
            ),
            at=at,
        )  # fmt: skip

    def rated(self, satisfaction, at):
        """The reporter judged."""
        return self.say(
            events.ReportRated(
                **self.about, agency=Code(self.agency), category=Code(self.category), place=Code(self.place),
                satisfaction=Code(satisfaction), round=self.round,
            ),
            at=at,
        )  # fmt: skip

    def reopened(self, at):
        """Not content: again."""
        self.round, self.due_at = self.round + 1, at + 7 * DAY
        fact = events.ReportReopened(
            **self.about, agency=Code(self.agency), accept_by=at + HOUR, due_at=self.due_at
        )
        return self.say(fact, at=at)

    def sealed(self, at):
        """An officer saw a denunciation in it."""
        return self.say(events.ReportSealed(**self.about, rule=Code("officer")), at=at)

    def unsealed(self, at, visibility="private"):
        """The restricted desk gave it back."""
        unsealed = events.ReportUnsealed(**self.about, visibility=Code(visibility))
        return self.say(unsealed, self._routed(at, True, False), at=at)


def heard(limit: int = 100_000) -> None:
    """This will number the facts and let every subscriber take them in."""
    ledger.sequence()
    ledger.deliver(limit, now=NOW)
