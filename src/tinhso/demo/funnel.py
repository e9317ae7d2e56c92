"""What comes in that is not worked on as it came? Said twice, no report at all, or for one desk's eyes alone.

About three in ten: Hue-S tells that so many are refused or merged. Each goes in by the same door; what is
refused, merged or sealed is decided by the rules that decide it for everybody.
"""

import random
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tinhso.casework.oversight import actions as oversight
from tinhso.casework.oversight import queries as oversight_queries
from tinhso.casework.reports import actions as reports
from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN, Actor, Grant, Role
from tinhso.demo import detours, texts
from tinhso.demo.where import beside

if TYPE_CHECKING:
    from tinhso.demo.story import Life, Step

ECHOES, ECHOES_IN_A_STORM = 0.32, 0.42
"""How many tell what somebody told within the last day; some words match too little and stay a suggestion."""
JUNK, SEALED, ODD = 0.07, 0.006, 0.008
"""What is no report, what only the restricted desk sees, and what is rough or about rules."""
LOOSELY = 0.18
NEAR_M, NEARBY_M = 6.0, 24.0
APPEALED, HEARD, UPHELD = 0.2, 0.85, 0.3
SEPARATE, BY_HAND = 0.02, 0.6
SEALED_DONE = 0.75
CALM = timedelta(hours=3, minutes=5)
FLOOD_M = 700.0
UNHEARD = timedelta(days=2)
"""So long a sampled decision waits for the auditor."""


def kind(dice: random.Random, *, storm: bool, told: int) -> str:
    """This will draw what a report is: "" for an ordinary one, "again", or a kind of `texts.ASIDE`."""
    drawn = dice.random()
    for word, share in (("junk", JUNK), ("sealed", SEALED), ("odd", ODD)):
        if drawn < share:
            return word
        drawn -= share
    echoes = ECHOES_IN_A_STORM if storm else ECHOES
    return "again" if told >= 20 and drawn < echoes else ""


def retold(life: "Life", first: "Life") -> None:
    """This will let a life tell what another told before: the same spot, the same thing, other words."""
    dice = life.dice
    life.place, life.category, life.row = first.place, first.category, first.row
    life.number, life.named, life.said = first.number, first.named, first.said
    loosely = dice.random() < LOOSELY
    if first.point is not None:
        life.point = beside(first.point, NEARBY_M if loosely else NEAR_M, dice)
    if loosely:
        # whoever writes in haste tells the first half of it
        words = first.said.split()
        life.text = " ".join(words[: max(4, len(words) // 2)]) + dice.choice(texts.HASTE)
    else:
        before, after = dice.choice(texts.RETOLD)
        life.text = f"{before}{first.said}{after}"


def compared(life: "Life", at: datetime) -> "tuple[str, list[Step]]":
    """This will look, as the worker does, whether it was told before and whether many tell of it now."""
    outcome = oversight.compare(life.report, now=at)
    if oversight.gather(life.report, now=at) is None:
        return outcome, []
    calm = at + CALM
    return outcome, [(calm, lambda: oversight.tick(calm))]


def merged(life: "Life", at: datetime) -> "list[Step]":
    """This will plan what becomes of a merged report: now and then its sender says that it is another."""
    if life.dice.random() >= SEPARATE:
        return []
    moment = at + timedelta(minutes=life.dice.randint(15, 400))

    def separate() -> "list[Step]":
        reports.unmerge(report_id=life.report, by=CITIZEN, now=moment)
        due = moment + timedelta(days=9)
        return life.handled(life.agency, moment, detours.soon(moment, due), due)

    return [(moment, separate)]


def suggested(life: "Life", handler: Actor, at: datetime) -> "list[Step]":
    """This will plan that an officer who reads what was found alike merges it by hand."""
    first = life.first
    if first is None or life.dice.random() >= BY_HAND:
        return []

    def merge() -> None:
        # the first one may have been answered by now: then the later one goes its own way
        with suppress(Invalid):
            reports.merge(report_id=life.report, first=first.code, by=handler, now=at)

    return [(at, merge)]


def refused(life: "Life", at: datetime) -> "list[Step]":
    """This will plan who asks to be heard after a refusal, and what the exceptions desk then says."""
    dice = life.dice
    if dice.random() >= APPEALED:
        return []
    filed = at + timedelta(minutes=dice.randint(3, 900))
    heard = filed + timedelta(minutes=dice.randint(30, 1500))
    upheld, plea = dice.random() < UPHELD, dice.choice(texts.PLEAS)
    desk = Actor(life.story.scene.keys["dieuphoi"], frozenset({Grant(Role.COORDINATOR, detours.DESK)}))

    def appeal() -> None:
        reports.appeal(report_id=life.report, text=plea, by=CITIZEN, now=filed)

    def hear() -> "list[Step]":
        if not upheld:
            reason = dice.choice(texts.DISMISSALS)
            reports.dismiss_appeal(report_id=life.report, reason=reason, by=desk, now=heard)
            return []
        to, due = life.committee(), heard + timedelta(days=9)
        reports.rule_on_exception(
            report_id=life.report, agency=to, category="lighting", reason=texts.HEARD, by=desk, now=heard
        )
        return life.handled(to, heard, detours.soon(heard, due), due, len(detours.NOT_MINE))

    return [(filed, appeal), *([(heard, hear)] if dice.random() < HEARD else [])]


def restricted(life: "Life", at: datetime, due: datetime) -> "list[Step]":
    """This will plan what the restricted desk does with what nobody else may see."""
    dice = life.dice
    if dice.random() >= SEALED_DONE:
        return []
    desk = Actor(life.story.scene.keys["hanche"], frozenset({Grant(Role.RESTRICTED, detours.RESTRICTED)}))
    taken = at + (due - at) * dice.uniform(0.02, 0.1)
    answered = at + (due - at) * dice.uniform(0.3, 0.9)

    def accept() -> None:
        reports.accept(report_id=life.report, by=desk, now=taken)

    def answer() -> None:
        life.draft(desk, answered)
        reports.approve(report_id=life.report, by=desk, now=answered)

    return [(taken, accept), (answered, answer)]


def audit(auditor: str, *, dice: random.Random, now: datetime) -> int:
    """This will let an auditor judge the sampled decisions, all but those of the last two days."""
    by = Actor(auditor, frozenset({Grant(Role.AUDITOR)}))
    waiting = oversight_queries.samples(before=now - UNHEARD)
    for sample in waiting:
        verdict = dice.choices(("right", "wrong", "unsure"), (93, 4, 3))[0]
        comment = dice.choice(texts.VERDICTS[verdict])
        moment = min(sample.at + timedelta(hours=dice.randint(20, 47)), now)
        oversight.judge(sample_id=sample.id, verdict=verdict, comment=comment, by=by, now=moment)
    return len(waiting)
