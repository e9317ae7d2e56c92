"""How does a simulated dossier end? Decided, kept, paid, given out, rated, now and then objected to."""

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from tinhso.casework.onestop import actions as onestop
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.core.clock import local_date
from tinhso.core.roles import CITIZEN
from tinhso.demo.dossiers import offices, words
from tinhso.demo.dossiers.money import Step
from tinhso.demo.dossiers.papers import expires

if TYPE_CHECKING:
    from tinhso.demo.dossiers.life import Life

REJECTED, REOPENED, RATED = 0.03, 0.006, 0.4
VALUES = (("good", 78), ("fair", 16), ("poor", 6))
WHEN_LATE = (("good", 30), ("fair", 40), ("poor", 30))
OBJECTS_WHEN_LATE, OBJECTS_TO_RESULT = 0.13, 0.006
ANSWERED = 0.85
FETCHED_LATE = 0.12
"""How many come days later for what lies ready."""
NEVER_PAYS = 0.02
TRIES = 6
TO_BE_SIGNED, WAITS_TO_BE_SIGNED = timedelta(days=2), 0.5
"""So lately some results are brought unsigned and wait for whoever signs."""


def decide(life: "Life", at: datetime) -> list[Step]:
    """This will decide it and plan what goes out."""
    dice = life.dice
    rejects = life.version.term is not None and not life.version.is_internal and dice.random() < REJECTED
    reason = dice.choice(words.REJECTIONS) if rejects else ""
    outcome = "rejected" if rejects else "granted"
    row = onestop.decide(dossier_id=life.number, outcome=outcome, reason=reason, by=life.leader, now=at)
    life.is_late, life.owes = row.finished_verdict == "late", row.finance == "due"
    if life.owes and dice.random() < NEVER_PAYS:
        return [] if rejects else [_attached(life, at)]
    if rejects:
        out = offices.working(at, dice.uniform(0.2, 5) * 3600)
        return [(out, partial(give_out, life, out)), *_complaint(life, at)]
    return [_attached(life, at, then_out=True)]


def _attached(life: "Life", at: datetime, *, then_out: bool = False) -> Step:
    moment = offices.working(at, life.dice.uniform(300, 3600))
    return moment, partial(_attach, life, moment, then_out=then_out)


def _attach(life: "Life", at: datetime, *, then_out: bool) -> list[Step]:
    on = local_date(at)
    is_signed = life.year.now - at > TO_BE_SIGNED or life.dice.random() >= WAITS_TO_BE_SIGNED
    for kind in life.version.results:
        ends = expires(kind, on)
        issued = onestop.Issued(
            paper_type=kind.paper_type, title=kind.name, number=life.year.result_number(life, kind, on),
            issued_on=on, expires_on=ends,
            file=life.year.papers.result(kind, signed=is_signed, by=life.handler, now=at),
        )  # fmt: skip
        row = onestop.attach_result(dossier_id=life.number, issued=issued, by=life.handler, now=at)
        if row.paper and row.paper_version:
            life.who.papers[kind.paper_type] = (row.paper, row.paper_version, ends)
    if not then_out:
        return []
    dice, hours = life.dice, life.dice.uniform(0.1, 2) if life.is_online else life.dice.uniform(0.3, 8)
    if not life.is_online and dice.random() < FETCHED_LATE:
        hours += dice.uniform(8, 40)
    out = offices.working(at, hours * 3600)
    return [(out, partial(give_out, life, out))]


def give_out(life: "Life", at: datetime, tries: int = 0) -> list[Step]:
    """This will give it out once its fee is there; a transfer is known when the bank's file has come."""
    steps = life.pay(at)
    if life.owes:
        if tries >= TRIES:
            return steps
        later = offices.working(at + timedelta(hours=1), 4 * 3600)
        return [*steps, (later, partial(give_out, life, later, tries + 1))]
    by = life.clerk if life.chosen.channel != Channel.INTERNAL else life.handler
    onestop.return_result(dossier_id=life.number, by=by, now=at)
    return [*steps, *_afterwards(life, at)]


def _afterwards(life: "Life", at: datetime) -> list[Step]:
    dice = life.dice
    steps: list[Step] = []
    if life.version.is_internal:
        return steps
    if dice.random() < RATED:
        among = WHEN_LATE if life.is_late else VALUES
        value = dice.choices([v for v, _ in among], [w for _, w in among])[0]
        rated = at + timedelta(hours=dice.uniform(0.1, 50))
        steps.append(
            (rated, partial(onestop.rate, dossier_id=life.number, value=value, by=CITIZEN, now=rated))
        )
    if life.year.once("wrong") or dice.random() < OBJECTS_TO_RESULT:
        steps += _petition(life, at + timedelta(hours=dice.uniform(5, 60)), onestop.About.WRONG)
    if dice.random() < REOPENED:
        again = offices.working(at, dice.uniform(5, 30) * 3600)
        steps.append((again, partial(_reopen, life, again)))
    return steps


def _reopen(life: "Life", at: datetime) -> list[Step]:
    reason = life.dice.choice(words.REOPENINGS)
    onestop.reopen(dossier_id=life.number, reason=reason, by=life.leader, now=at)
    moment = offices.working(at, life.dice.uniform(1, 5) * 3600)
    return [(moment, partial(decide, life, moment))]


def complains_of_time(life: "Life", due: datetime | None) -> list[Step]:
    """This will plan the objection of somebody whose dossier will be late."""
    if due is None or life.target <= due + timedelta(hours=20) or life.version.is_internal:
        return []
    if life.dice.random() >= OBJECTS_WHEN_LATE:
        return []
    moment = due + (life.target - due) * life.dice.uniform(0.3, 0.9)
    return _petition(life, moment, onestop.About.LATE)


def _petition(life: "Life", at: datetime, about: onestop.About) -> list[Step]:
    text = life.dice.choice(words.LATE if about == onestop.About.LATE else words.WRONG)

    def object_() -> list[Step]:
        row = onestop.object_(
            dossier_id=life.number, kind=onestop.Kind.PETITION, about=about, text=text, by=CITIZEN, now=at
        )
        if not life.year.once("answered") and life.dice.random() >= ANSWERED:
            return []
        moment = offices.working(at, life.dice.uniform(3, 60) * 3600)
        return [(moment, partial(_answer, life, row.pk, row.agency_code, moment))]

    return [(at, object_)]


def _answer(life: "Life", objection: int, agency: str, at: datetime) -> None:
    text = life.dice.choice(words.ANSWERS)
    onestop.answer_objection(objection_id=objection, text=text, by=life.year.staff.handler(agency), now=at)


def _complaint(life: "Life", at: datetime) -> list[Step]:
    """A few complain of a refusal: that goes its own way, by its own law, and is answered nowhere here."""
    if life.year.complaints <= 0:
        return []
    life.year.complaints -= 1
    moment = at + timedelta(days=life.dice.uniform(1, 4))
    text = life.dice.choice(words.COMPLAINTS)
    return [
        (moment, partial(
            onestop.object_, dossier_id=life.number, kind=onestop.Kind.COMPLAINT, about=onestop.About.WRONG,
            text=text, by=CITIZEN, now=moment,
        ))
    ]  # fmt: skip
