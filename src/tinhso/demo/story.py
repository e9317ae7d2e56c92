"""What becomes of each simulated report? A life drawn from one seed, played through the rooms' own actions.

Shares follow what Hue-S published: about 106 reports a day, three in ten refused or merged, 98 % of the rest
processed, 92 % satisfied among those rated, 45 % rated; some agencies are always late, storms double a day.
"""

import random
import uuid
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import orjson

from tinhso.casework.reports import actions as reports
from tinhso.core import clock
from tinhso.core.roles import CITIZEN, Actor, Grant, Role
from tinhso.core.values import GeoPoint
from tinhso.demo import detours, funnel, pictures, texts
from tinhso.demo.paces import Paces
from tinhso.demo.province import Scene, committee
from tinhso.demo.where import Spots, beside
from tinhso.foundation.files import actions as files
from tinhso.foundation.places.queries import Place

A_DAY = 106
HOURS = (1, 1, 1, 1, 1, 3, 6, 9, 10, 9, 8, 7, 6, 6, 8, 8, 7, 7, 8, 9, 7, 4, 2, 1)
"""How lively each hour of the day is."""
CHANNELS = (("web", 60), ("pwa", 22), ("phone", 10), ("counter", 5), ("helper", 3))
FLOODED = 14
"""How many tell of one flood within an hour, on a day of storm."""
STORMY = 1.9
"""How many reports a stormy day has for each of a quiet one."""
REMEMBERED = 0.8
"""For how many days others may tell again what somebody told: until the agency has probably answered."""
Step = tuple[datetime, Callable[[], object]]


class Story:
    """All lives of one load, drawn from one seed; `a_day` reports a day on average, storms included."""

    def __init__(self, scene: Scene, *, seed: int, days: int, now: datetime, a_day: int = A_DAY) -> None:
        self.a_day = a_day
        self.dice = random.Random(seed)
        self.scene = scene
        self.now = now
        self.days = days
        self.spots = Spots(scene, on=clock.local_date(now), dice=self.dice)
        self.paces = Paces(self.dice)
        self.told: deque[Life] = deque(maxlen=max(20, round(a_day * REMEMBERED)))
        # the storms are over when somebody looks, so that an incident has been opened and closed
        storms = min(max(1, days // 18), max(0, days - 2))
        self.storms = set(self.dice.sample(range(1, max(2, days - 1)), storms))
        self.usual = (a_day * days - FLOODED * storms) / (days + (STORMY - 1) * storms)

    def beginnings(self) -> Iterator[tuple[datetime, "Life"]]:
        """This will give every report of the period, oldest first: when it comes in, and its life."""
        first = self.now - timedelta(days=self.days)
        for day in range(self.days + 1):
            storm = day in self.storms
            number = round(self.usual * self.dice.gauss(1.0, 0.12) * (STORMY if storm else 1.0))
            start = clock.day_bounds(clock.local_date(first + timedelta(days=day)))[0]
            coming: list[tuple[datetime, GeoPoint | None]] = [
                (self._moment(start), None) for _ in range(number)
            ]
            if storm:
                coming += self._flood(start)
            for moment, spot in sorted(coming, key=lambda one: one[0]):
                if first <= moment < self.now:
                    yield moment, Life(self, storm, flooded=spot)

    def _flood(self, start: datetime) -> list[tuple[datetime, GeoPoint | None]]:
        """One evening, one commune: many tell of it within three quarters of an hour."""
        spot = self.spots.point(self.spots.commune())
        begins = start + timedelta(hours=self.dice.randint(14, 19))
        return [(begins + timedelta(seconds=self.dice.randrange(2700)), spot) for _ in range(FLOODED)]

    def _moment(self, start: datetime) -> datetime:
        hour = self.dice.choices(range(24), HOURS)[0]
        return start + timedelta(hours=hour, seconds=self.dice.randrange(3600))


class Life:
    """One report from the citizen's press of the button to the end; steps come one after another."""

    def __init__(self, story: Story, storm: bool, *, flooded: GeoPoint | None = None) -> None:
        self.story = story
        self.dice = dice = story.dice
        self.first: Life | None = None
        self.kind = "flood" if flooded else funnel.kind(dice, storm=storm, told=len(story.told))
        self.place: Place = story.spots.at(flooded) if flooded else story.spots.commune()
        self.point: GeoPoint | None = None
        self.number = dice.randint(2, 9)
        self.named = story.spots.named(self.place)
        self.category, self.row = "", ("", "", "")
        if self.kind == "again":
            self.first = dice.choice(story.told)
            funnel.retold(self, self.first)
            return
        if self.kind in texts.ASIDE:
            self.category, text, answer = dice.choice(texts.ASIDE[self.kind])
            self.row = ("all", text, answer)
        else:
            self.category = "drainage" if flooded else self._category(storm)
            self.row = dice.choice(story.spots.rows(self.category, self.place))
        self.text = self.said = self._spoken(self.row[1])
        if flooded:
            self.point = beside(flooded, funnel.FLOOD_M, dice)
        elif dice.random() < 0.96:
            self.point = story.spots.point(self.place)

    def _category(self, storm: bool) -> str:
        upland = self.story.scene.setting[self.place.code] == "upland"
        weights = {c: w[1] if upland else w[0] for c, w in texts.WEIGHTS.items()}
        if storm:
            weights |= {c: weights[c] * 5 for c in ("disaster", "drainage", "trees", "power")}
        return self.dice.choices(list(weights), list(weights.values()))[0]

    def _spoken(self, sentence: str) -> str:
        said = sentence.format(spot=self.named, n=self.number)
        return said[0].upper() + said[1:] if sentence.startswith("{spot}") else said

    def committee(self) -> str:
        """This will give the body that answers where nobody else does."""
        return committee(self.place.code)

    def submit(self, at: datetime) -> list[Step]:
        """This will send the report and plan what follows."""
        dice = self.dice
        is_aside = self.kind in texts.ASIDE
        self.with_photo = not is_aside and dice.random() < photo_share(self.story.now - at)
        body = {
            "id": str(uuid.UUID(int=dice.getrandbits(128), version=4)),
            "text": self.text,
            "category": self.category if self.category and dice.random() < 0.9 else None,
            **self._where(),
            "occurred_at": self._happened(at),
            "photos": [self._photo(mended=False, at=at)] if self.with_photo else [],
            "contact": None if self.kind == "junk" else self._contact(),
            "public": dice.random() < 0.94,
            "channel": dice.choices([c for c, _ in CHANNELS], [w for _, w in CHANNELS])[0],
            "on_behalf_of": None,
        }
        sent = reports.submit_report(body=body, by=CITIZEN, now=at, is_simulated=True)
        reply = orjson.loads(sent.reply)
        self.report, self.code, self.agency = sent.report_id, sent.code, reply["agency"]["code"]
        if reply["status"] == "refused":
            return funnel.refused(self, at)
        accept_by, due = (datetime.fromisoformat(reply[name]) for name in ("accept_by", "due_at"))
        if self.agency == detours.RESTRICTED:
            return funnel.restricted(self, at, due)
        outcome, steps = funnel.compared(self, at)
        if outcome == "merged":
            return steps + funnel.merged(self, at)
        if self.point is not None and not is_aside and body["public"]:
            self.story.told.append(self)
        return steps + self.handled(self.agency, at, accept_by, due, is_alike=outcome == "suggested")

    def _happened(self, at: datetime) -> str | None:
        """Half say when it was. In the uplands one first walks to where there is a signal."""
        dice = self.dice
        if dice.random() < 0.5:
            return None
        upland = self.story.scene.setting[self.place.code] == "upland"
        minutes = dice.randint(60, 900) if upland and dice.random() < 0.5 else dice.randint(1, 90)
        return (at - timedelta(minutes=minutes)).isoformat()

    def _where(self) -> dict[str, object]:
        if self.point is not None:
            at = {"lat": self.point.lat, "lon": self.point.lon, "accuracy_m": self.point.accuracy_m}
            return {"point": at, "place": None}
        return {"point": None, "place": {"code": self.place.code, "locality": None, "detail": self.named}}

    def _contact(self) -> dict[str, str] | None:
        if self.dice.random() < 0.35:
            return None
        families = texts.families(self.story.scene.province.code)
        name = f"{self.dice.choice(families)} {self.dice.choice(texts.GIVEN)}"
        # 0100… is no Vietnamese number and cannot be assigned as one.
        return {"name": name, "phone": f"0100{self.dice.randrange(10**6):06d}", "email": ""}

    def _photo(self, *, mended: bool, at: datetime) -> str:
        content = pictures.picture(self.category, mended=mended, seed=self.number)
        return files.receive(content, filename="", by=CITIZEN, now=at, shows_nobody=True).id

    def handled(
        self,
        agency: str,
        at: datetime,
        accept_by: datetime,
        due: datetime,
        hops: int = 0,
        *,
        is_alike: bool = False,
    ) -> list[Step]:
        """This will plan what an agency does with the report that came to it at `at`, after so many hops."""
        if agency == detours.DESK:
            return detours.ruled(self, at, due)
        handlers = self.story.scene.officers.get(agency, ())
        pace = self.story.paces.of(agency)
        if not handlers or self.dice.random() < pace.forgets:
            return []
        handler = officer(self.dice.choice(handlers), agency, Role.HANDLER)
        if steps := detours.not_mine(self, agency, handler, at=at, due=due, hops=hops):
            return steps
        leader = officer(self.story.scene.leaders[agency], agency, Role.LEADER, Role.HANDLER)
        accepted = between(at, accept_by, self.dice.uniform(0.05, 0.9))
        share = max(0.06, self.dice.gauss(pace.mean, 0.24))
        answered = max(accepted + timedelta(minutes=20), between(at, due, share))
        return [
            *self._work(handler, accepted, answered),
            *(funnel.suggested(self, handler, accepted + timedelta(minutes=5)) if is_alike else ()),
            *detours.beside(
                self, agency, handler, leader=leader, accepted=accepted, answered=answered, due=due
            ),
            *self._judged(handler, leader, answered),
        ]

    def _judged(self, handler: Actor, leader: Actor, answered: datetime) -> list[Step]:
        """The leader approves; one answer in twenty goes back for a better one first."""

        def approve() -> None:
            reports.approve(report_id=self.report, by=leader, now=answered)

        steps: list[Step] = [(answered, approve), *self._aftermath(answered)]
        if self.dice.random() < 0.05:
            steps += detours.returned(self, handler, leader, answered)
        return steps

    def _work(self, handler: Actor, accepted: datetime, answered: datetime) -> list[Step]:
        dice, report = self.dice, self.report
        steps: list[Step] = [(accepted, lambda: reports.accept(report_id=report, by=handler, now=accepted))]
        if dice.random() < 0.03:
            steps += self._dialogue(
                handler, between(accepted, answered, 0.3), between(accepted, answered, 0.5)
            )
        elif dice.random() < 0.25:
            began = between(accepted, answered, 0.4)
            steps.append((began, lambda: reports.start(report_id=report, by=handler, now=began)))
        drafted = between(accepted, answered, 0.85)
        return [*steps, (drafted, lambda: self.draft(handler, drafted))]

    def _dialogue(self, handler: Actor, asked: datetime, told: datetime) -> list[Step]:
        question, answer = self.dice.choice(texts.QUESTIONS), self.dice.choice(texts.REPLIES)

        def ask() -> None:
            reports.ask_citizen(report_id=self.report, question=question, by=handler, now=asked)

        def tell() -> None:
            reports.reply(report_id=self.report, text=answer, by=CITIZEN, now=told)

        return [(asked, ask), (told, tell)]

    def draft(self, handler: Actor, at: datetime) -> None:
        text = self._spoken(self.row[2])
        photos = [self._photo(mended=True, at=at)] if self.with_photo else []
        reports.draft_answer(report_id=self.report, text=text, by=handler, now=at, photos=photos)
        reports.submit_for_approval(report_id=self.report, by=handler, now=at)

    def _aftermath(self, answered: datetime) -> list[Step]:
        dice = self.dice
        if dice.random() > 0.45:
            return []
        rated = answered + timedelta(hours=dice.uniform(0.5, 60))
        again = rated + timedelta(minutes=5)
        satisfaction = dice.choices(["satisfied", "acceptable", "unsatisfied"], [68, 22, 10])[0]
        comment = dice.choice(texts.GRUMBLES if satisfaction == "unsatisfied" else texts.PRAISES)
        reason = dice.choice(texts.REOPENINGS)

        def rate() -> None:
            reports.rate(
                report_id=self.report, satisfaction=satisfaction, comment=comment, by=CITIZEN, now=rated
            )

        def reopen() -> None:
            reports.reopen(report_id=self.report, reason=reason, by=CITIZEN, now=again)

        unhappy = satisfaction == "unsatisfied" and dice.random() < 0.4
        return [(rated, rate), (again, reopen)] if unhappy else [(rated, rate)]


def officer(key: str, agency: str, *roles: Role) -> Actor:
    """This will give the actor behind an officer's key for one agency."""
    return Actor(key, frozenset(Grant(role, agency) for role in roles))


def photo_share(age: timedelta) -> float:
    """This will give the share of reports that carry photographs: about 60 recent ones in all.

    Drawing and re-encoding them is slow; the newest stand in the lists, the week before has been answered.
    """
    if age < timedelta(days=1):
        return 0.25
    return 0.05 if age < timedelta(days=8) else 0.0


def between(start: datetime, end: datetime, share: float) -> datetime:
    """This will give the moment at a share of the way; beyond 1 it is after the end."""
    return start + (end - start) * share
