"""What becomes of one dossier? From the door to the rating, one step after another, as its office works."""

import uuid
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from tinhso.casework.onestop import actions as onestop
from tinhso.casework.onestop.rules.filing import BODY, ONLINE, Capacity, Channel, Filing
from tinhso.core.clock import local_date
from tinhso.core.roles import CITIZEN, Assurance
from tinhso.demo.dossiers import brought, ending, offices, turns, words
from tinhso.demo.dossiers.applied import Chosen
from tinhso.demo.dossiers.money import Step
from tinhso.demo.dossiers.people import Citizen

if TYPE_CHECKING:
    from tinhso.demo.dossiers.year import Year

OPENS = 0.9
"""How many at a counter are known there by an identity that was seen."""
POVERTY = "ho-ngheo"
POOR = 0.08
STARTS = 0.4
"""How many handlers say that they began before they hand it on."""


class Life:
    """One dossier; its steps come one after another, each telling what follows."""

    def __init__(self, year: "Year", chosen: Chosen, who: Citizen, *, turn: str) -> None:
        self.year = year
        self.dice = year.dice
        self.chosen = chosen
        self.version = chosen.version
        self.who = who
        self.turn = turn
        self.pace = year.paces.of(chosen.agency)
        self.handler = year.staff.handler(chosen.agency)
        self.leader = year.staff.leader(chosen.agency)
        self.clerk = year.staff.clerk(chosen.intake)
        self.stage = 0
        self.number = 0
        self.wanted = ""
        self.is_late = False
        self.owes = False
        self.due: datetime | None = None
        self.begun = self.target = year.now

    # who acts

    @property
    def subject(self) -> str:
        """The key by which facts name it."""
        return f"dossier:{self.number}"

    @property
    def is_online(self) -> bool:
        """Whether it came without anybody going anywhere."""
        return self.chosen.channel in ONLINE

    # the way in

    def submit(self, at: datetime) -> list[Step]:
        """This will file it and plan what follows."""
        by = CITIZEN if self.is_online else self.clerk
        known = self.is_online or self.chosen.channel == Channel.INTERNAL or self.dice.random() < OPENS
        sent = onestop.submit(
            filing=self._filing(at), by=by, now=at, is_simulated=True,
            assurance=Assurance.IDENTITY if known else Assurance.ANONYMOUS,
            filed_at=at - timedelta(seconds=40) if self.chosen.channel == Channel.NATIONAL else None,
        )  # fmt: skip
        self.number = sent.id
        if not self.is_online:
            minutes = self.dice.randint(3, 12)
            return [(at + timedelta(minutes=minutes), partial(self.take_in, at + timedelta(minutes=minutes)))]
        share = max(0.03, self.dice.gauss(self.pace.mean, 0.25)) * 0.8
        looked = offices.working(at, offices.left(at, sent.accept_by) * share)
        return [(looked, partial(turns.looked_at, self, looked))]

    def _filing(self, at: datetime) -> Filing:
        chosen, on = self.chosen, local_date(at)
        internal = chosen.channel == Channel.INTERNAL
        data = self.year.answers.of(self.version, self.who, on)
        is_body = self.who.person.kind == BODY and not internal
        grounds = {POVERTY} if self.dice.random() < POOR else set()
        offered = self.year.grounds(self.version, on)
        return Filing(
            id=uuid.UUID(int=self.dice.getrandbits(128), version=4),
            procedure=self.version.code,
            holder=self.who.person,
            applicant=self.year.people.somebody(self.chosen.home, on).person if is_body else None,
            proxy_basis=words.REPRESENTATIVE if is_body else "",
            capacity=Capacity.REPRESENTATIVE.value if is_body else "",
            holder_vouched=is_body and self.is_online,
            channel=chosen.channel,
            agency=chosen.agency,
            intake=chosen.intake,
            area=chosen.home.code,
            data=data,
            given=brought.given(self, data, at),
            delivery=self._delivery(),
            grounds=frozenset(grounds & offered) if not internal else frozenset(),
            national_code=self.year.national_code(at) if chosen.channel == Channel.NATIONAL else "",
        )

    def _delivery(self) -> str:
        if self.chosen.channel == Channel.INTERNAL:
            return "electronic"
        if self.chosen.channel == Channel.POST:
            return "post"
        ways = ("electronic", "post", "counter")
        return self.dice.choices(ways, (80, 8, 12) if self.is_online else (20, 6, 74))[0]

    def take_in(self, at: datetime) -> list[Step]:
        """This will receive it: its time runs, and what is owed at once is paid."""
        row = onestop.receive(dossier_id=self.number, grounds=(POVERTY,), by=self.clerk, now=at)
        self.owes = row.finance == "due"
        self._aim(at, row.current_due)
        return [*self._paid(at), *ending.complains_of_time(self, row.current_due), *self._onward()]

    # the work

    def _aim(self, at: datetime, due: datetime | None) -> None:
        """When it will be decided: at this office's share of the time it has."""
        self.due = due
        left = offices.left(at, due) if due else 0.0
        share = max(0.08, self.dice.gauss(self.pace.mean, 0.2))
        self.begun, self.target = at, offices.working(at, max(900.0, left * share))

    def again(self, at: datetime, due: datetime | None) -> list[Step]:
        """This will go on after the clock stood."""
        self._aim(at, due)
        return self._onward()

    def _onward(self) -> list[Step]:
        """The next hand-over, or the decision after the last one."""
        hands = self.year.hands(self.version)
        self.stage += 1
        if self.stage > hands:
            return [(self.target, partial(ending.decide, self, self.target))]
        whole = offices.left(self.begun, self.target)
        moment = offices.working(self.begun, whole * (self.stage / (hands + 1)) ** 1.4)
        return [(moment, partial(self.hand_over, moment))]

    def hand_over(self, at: datetime) -> list[Step]:
        """This will hand it on, unless its way turns here."""
        if self.stage > 1 and (turned := turns.take(self, at)) is not None:
            return turned
        is_first = self.stage == 1
        unit, to = self.year.desk(self) if is_first else ("", "")
        by = self.clerk if is_first and self.chosen.intake == self.chosen.agency else self.handler
        if is_first and by is self.handler and self.dice.random() < STARTS:
            onestop.start(dossier_id=self.number, by=by, now=at)
        onestop.hand_over(
            dossier_id=self.number, to=to, unit=unit, note=self.dice.choice(words.NOTES), by=by, now=at
        )
        return self._onward()

    # money

    def _paid(self, at: datetime) -> list[Step]:
        """Most pay at once where somebody sits; from home within some hours."""
        if not self.owes:
            return []
        if not self.is_online:
            return self.pay(at)
        moment = at + timedelta(minutes=self.dice.randint(4, 900))
        return [(moment, partial(self.pay, moment))]

    def pay(self, at: datetime) -> list[Step]:
        """This will pay whatever is owed and not under way."""
        if not self.owes:
            return []
        at_counter = not self.is_online and self.chosen.channel != Channel.POST
        clerk = self.clerk if at_counter else None
        steps: list[Step] = []
        for order in self.year.money.owed(self.subject):
            steps += self.year.money.pay(order, at, clerk=clerk, counter=self.chosen.intake)
        self.owes = self.year.money.is_awaited(self.subject)
        return steps
