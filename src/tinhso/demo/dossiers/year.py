"""What is applied for in the time before somebody looks? Lives drawn from one seed, oldest first."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tinhso.casework.onestop.rules.filing import ONLINE, Channel, Person
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.queries import ProcedureVersion, Result
from tinhso.core import clock
from tinhso.demo import bodies
from tinhso.demo.dossiers import applied, offices, turns
from tinhso.demo.dossiers.answers import Answers
from tinhso.demo.dossiers.life import Life
from tinhso.demo.dossiers.money import Money
from tinhso.demo.dossiers.papers import Papers
from tinhso.demo.dossiers.people import Citizen, People
from tinhso.demo.dossiers.staff import Staff
from tinhso.demo.paces import Paces
from tinhso.demo.province import SINCE, Scene
from tinhso.demo.where import WEIGHT
from tinhso.foundation.agencies import queries as agencies
from tinhso.gateway.payments.simulator import Simulator

DAYS = 365
NUMBER = 800
"""Dossiers in a whole year."""
COMPLAINTS = 2
LONG = 60
"""Days from which a load has time for a sheet of each common result."""
HOLIDAY_TRIES = 6
BY_NAME = 0.4
"""How many are handed to an officer by name, the others to a room."""


@dataclass(frozen=True)
class Own:
    """What a demonstration citizen applies for, at which share of the period before its end."""

    citizen: int
    procedure: str
    ago: float
    channel: Channel


OF_KNOWN = (
    Own(0, "1.004873", 0.62, Channel.NATIONAL),
    Own(0, "1.000894", 0.58, Channel.COUNTER),
    Own(0, "1.013225", 0.36, Channel.NATIONAL),
    Own(0, "2.000635", 0.16, Channel.NATIONAL),
    Own(0, "DP.000001", 0.11, Channel.SITE),
    Own(0, "1.001776", 0.008, Channel.NATIONAL),
    Own(1, "2.000720", 0.47, Channel.NATIONAL),
    Own(1, "2.001035", 0.28, Channel.COUNTER),
    Own(1, "DP.000004", 0.12, Channel.SITE),
    Own(1, "2.001827", 0.02, Channel.NATIONAL),
    Own(2, "2.000815", 0.4, Channel.COUNTER),
    Own(2, "3.000333", 0.2, Channel.NATIONAL),
    Own(2, "DP.000004", 0.09, Channel.SITE),
    Own(2, "1.001699", 0.014, Channel.NATIONAL),
)


class Year:
    """All dossiers of one load."""

    def __init__(
        self, scene: Scene, simulator: Simulator, *, seed: int, days: int, now: datetime, number: int = NUMBER
    ) -> None:
        # of its own, so that the reports of a seed stay what they are
        self.dice = random.Random(f"dossiers {seed}")
        self.now = now
        self.number = round(number * days / DAYS)
        self.first = max(now - timedelta(days=days), clock.day_bounds(SINCE)[0])
        self.scene = scene
        self.staff = Staff(scene, self.dice)
        self.paces = Paces(self.dice)
        self.people = People(scene.province.code, shown=scene.shown, dice=self.dice)
        self.catalogue = applied.Catalogue(scene.communes, self.dice)
        self.answers = Answers(self.people, self.dice)
        self.papers = Papers(scene.province.name, staff=self.staff, begins=self.first, is_long=days > LONG)
        self.money = Money(simulator, self.staff.leader, self.dice)
        self.complaints = COMPLAINTS
        self._still = list(turns.FIRST)
        self._once: set[str] = set()
        self._weights = [WEIGHT[scene.setting[p.code]] * self.dice.uniform(0.5, 1.6) for p in scene.communes]
        whole = self.now - self.first
        self._known_on = [offices.working_day(self.now - whole * one.ago) for one in OF_KNOWN]
        self._told: Counter[date] = Counter()
        self._issued: Counter[tuple[str, str, int]] = Counter()
        self._hands: dict[str, int] = {}
        self._grounds: dict[str, frozenset[str]] = {}

    def beginnings(self) -> Iterator[tuple[datetime, Life]]:
        """This will give every dossier of the period, oldest first: when it is filed, and its life."""
        busy = offices.busy_days(self.dice, number=self.number, first=self.first, until=self.now)
        for start, number in busy:
            coming = [self._drawn(start) for _ in range(number)] + list(self._of_known(start))
            for at, life in sorted(coming, key=lambda one: one[0]):
                if life is not None and self.first <= at < self.now:
                    yield at, life

    def _of_known(self, start: datetime) -> Iterator[tuple[datetime, Life]]:
        """What the citizens apply for whom anybody may play."""
        on = clock.local_date(start)
        for place, one in enumerate(OF_KNOWN):
            if self._known_on[place] == on:
                who = self.people.known[one.citizen]
                chosen = self.catalogue.chosen(one.procedure, who.home, on, one.channel)
                at = offices.moment(self.dice, start, online=chosen.channel in ONLINE)
                yield at, Life(self, chosen, who, turn="")

    def _drawn(self, start: datetime) -> tuple[datetime, Life | None]:
        on = clock.local_date(start)
        home = self.dice.choices(self.scene.communes, self._weights)[0]
        who = self.people.somebody(home, on)
        chosen = self._chosen(who, on)
        if chosen is None:
            return start, None
        if chosen.channel == Channel.INTERNAL:
            who = Citizen(Person(name=self._named(chosen.intake, on), kind="org"), home)
        elif self.dice.random() < applied.FIRMS.get(chosen.version.code, 0.0):
            who = self.people.firm(home)
        at = offices.moment(self.dice, start, online=chosen.channel in ONLINE)
        turn = turns.first(chosen, self._still)
        turn = turn or turns.drawn(chosen.version, self.dice, age=self.now - at)
        return at, Life(self, chosen, who, turn=turn)

    def _chosen(self, who: Citizen, on: date) -> applied.Chosen | None:
        """On a day off only what is filed from home."""
        for _ in range(HOLIDAY_TRIES):
            chosen = self.catalogue.chosen(self.catalogue.code(who, on), who.home, on)
            if offices.works(on) or chosen.channel in ONLINE:
                return chosen
        return None

    def _named(self, agency: str, on: date) -> str:
        found = agencies.agency(agency, on=on)
        return found.name if found else agency

    # what lives ask of their year

    def once(self, what: str) -> bool:
        """This will be true the first time: also a short load has one of each."""
        is_first = what not in self._once
        self._once.add(what)
        return is_first

    def hands(self, version: ProcedureVersion) -> int:
        """This will tell how often a procedure is handed on before its leader decides."""
        if version.ref not in self._hands:
            deciding = [place for place, step in enumerate(version.steps) if step.role == "leader"]
            self._hands[version.ref] = deciding[0] if deciding else max(0, len(version.steps) - 1)
        return self._hands[version.ref]

    def grounds(self, version: ProcedureVersion, on: date) -> frozenset[str]:
        """This will give the grounds on which fees of a procedure are less."""
        if version.ref not in self._grounds:
            self._grounds[version.ref] = frozenset(g.code for g in procedures.grounds(version, on=on))
        return self._grounds[version.ref]

    def desk(self, life: Life) -> tuple[str, str]:
        """This will give the room, or the officer, to whom the first hand-over of a dossier goes."""
        is_commune = life.chosen.agency.startswith("UB.")
        if not is_commune or self.dice.random() < BY_NAME:
            return "", life.handler.key
        own = (
            bodies.ROOM_OF_A_WARD if life.chosen.home.name.startswith("Phường") else bodies.ROOM_OF_A_COMMUNE
        )
        return applied.ROOMS.get(life.version.field_code, own[0]), ""

    def national_code(self, at: datetime) -> str:
        """This will give the next code of the national portal."""
        day = clock.local_date(at)
        self._told[day] += 1
        return f"MP.DVCQG-{day:%y%m%d}-{self._told[day]:04d}"

    def result_number(self, life: Life, kind: Result, on: date) -> str:
        """This will give the next number of a body's results of a kind in a year."""
        key = life.chosen.agency, kind.paper_type, on.year
        self._issued[key] += 1
        return f"{self._issued[key]}/{on.year}/MP"
