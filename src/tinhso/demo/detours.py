"""Which ways lead off the straight road? "Not mine", loops, the desk, help, more time, hidden parts."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tinhso.casework.reports import actions as reports
from tinhso.core.roles import CITIZEN, Actor, Grant, Role
from tinhso.demo import texts

if TYPE_CHECKING:
    from tinhso.demo.story import Life, Step

DESK, RESTRICTED = "DP", "TCD"
REALLY = {
    "46": {"trees": "CVCX", "waste": "MT", "road": "SXD", "traffic": "SXD", "construction": "SXD"},
    "11": {"road": "BTDB", "traffic": "SXD", "pollution": "SNNMT", "construction": "SXD"},
}
OTHERWISE = {"road": "SXD", "traffic": "SXD", "pollution": "SNNMT", "construction": "SXD"}
"""Who has what the table of competence leaves with the communes, by province and category."""
NOT_MINE = (0.08, 0.35, 0.8)
"""How often an agency says "not mine", by the hops before: most first hops find the right one."""
RULED = 0.9
TAUGHT = 0.4
EXTENDED, HELPED, FLAGGED, HIDDEN, HIDDEN_PHOTOS = 0.02, 0.02, 0.01, 0.006, 0.2


def owner(life: "Life") -> str | None:
    """This will tell which body really has such a thing, where the machine would ask the commune."""
    return REALLY.get(life.story.scene.province.code, OTHERWISE).get(life.category)


def not_mine(
    life: "Life", agency: str, handler: Actor, *, at: datetime, due: datetime, hops: int
) -> "list[Step]":
    """This will plan a hop: to the body that has the thing, back again, and in the end to the desk."""
    dice, rightly = life.dice, owner(life)
    if hops >= len(NOT_MINE) or rightly is None or dice.random() >= NOT_MINE[hops]:
        return []
    to = rightly if agency != rightly else life.committee()
    moment = at + timedelta(minutes=dice.randint(10, 300))
    reason = dice.choice(texts.NOT_MINE)

    def forward() -> "list[Step]":
        went = reports.forward(report_id=life.report, to_agency=to, reason=reason, by=handler, now=moment)
        return life.handled(went.code, moment, soon(moment, due), due, hops + 1)

    return [(moment, forward)]


def ruled(life: "Life", at: datetime, due: datetime) -> "list[Step]":
    """This will plan what the exceptions desk does within a day; some wait longer than the story lasts."""
    dice = life.dice
    if dice.random() > RULED:
        return []
    moment = at + timedelta(minutes=dice.randint(20, 1200))
    to = owner(life) or life.committee()
    teaches = dice.random() < TAUGHT
    coordinator = Actor(life.story.scene.keys["dieuphoi"], frozenset({Grant(Role.COORDINATOR, DESK)}))

    def rule() -> "list[Step]":
        reports.rule_on_exception(
            report_id=life.report, agency=to, reason=dice.choice(texts.RULINGS), teach=teaches,
            citation=texts.TAUGHT_BY if teaches else "", by=coordinator, now=moment,
        )  # fmt: skip
        return life.handled(to, moment, soon(moment, due), due, len(NOT_MINE))

    return [(moment, rule)]


def returned(life: "Life", handler: Actor, leader: Actor, answered: datetime) -> "list[Step]":
    """This will plan an answer sent back shortly before it would have been approved, and a better one."""
    back, again = answered - timedelta(minutes=10), answered - timedelta(minutes=4)
    reason = life.dice.choice(texts.RETURNS)

    def give_back() -> None:
        reports.return_answer(report_id=life.report, reason=reason, by=leader, now=back)

    return [(back, give_back), (again, lambda: life.draft(handler, again))]


def beside(
    life: "Life", agency: str, handler: Actor, *, leader: Actor, accepted: datetime, answered: datetime,
    due: datetime,
) -> "list[Step]":  # fmt: skip
    """This will plan what happens beside the main way of a report between its acceptance and its answer."""
    dice = life.dice
    steps: list[Step] = []
    halfway = accepted + (answered - accepted) / 2
    if dice.random() < HELPED and (helper := _helper(life, agency)):
        steps += _help(life, helper, handler, halfway, answered)
    if dice.random() < EXTENDED:
        steps += _more_time(life, handler, leader, halfway, due)
    if dice.random() < FLAGGED:
        flagged = accepted + timedelta(minutes=30)
        steps.append(
            (flagged, lambda: reports.flag(report_id=life.report, reason="insult", by=CITIZEN, now=flagged))
        )
    if part := _hidden_part(life):
        hidden = accepted + timedelta(minutes=45)
        steps.append(
            (hidden, lambda: reports.hide(
                report_id=life.report, part=part, reason="personal_data", by=handler, now=hidden,
            ))
        )  # fmt: skip
    return steps


def _hidden_part(life: "Life") -> str:
    if life.with_photo and life.dice.random() < HIDDEN_PHOTOS:
        return "photos"
    return "text" if life.dice.random() < HIDDEN else ""


def _helper(life: "Life", agency: str) -> str | None:
    return next((one for one in ("SXD", "DL") if one != agency and life.story.scene.officers.get(one)), None)


def _help(life: "Life", helper: str, handler: Actor, asked: datetime, answered: datetime) -> "list[Step]":
    done = asked + (answered - asked) / 2
    helps = Actor(life.story.scene.officers[helper][0], frozenset({Grant(Role.HANDLER, helper)}))

    def ask() -> "list[Step]":
        row = reports.add_co_handler(
            report_id=life.report, agency=helper, task=texts.HELP, by=handler, now=asked
        )
        return [(done, lambda: reports.finish_co_handling(co_handling_id=row, by=helps, now=done))]

    return [(asked, ask)]


def _more_time(life: "Life", handler: Actor, leader: Actor, asked: datetime, due: datetime) -> "list[Step]":
    until, settled = max(due, asked) + timedelta(days=5), asked + timedelta(minutes=40)
    granted, reason = life.dice.random() < 0.8, life.dice.choice(texts.MORE_TIME)

    def ask() -> None:
        reports.request_extension(report_id=life.report, until=until, reason=reason, by=handler, now=asked)

    def settle() -> None:
        if granted:
            reports.grant_extension(report_id=life.report, by=leader, now=settled)
        else:
            reports.refuse_extension(report_id=life.report, reason=texts.NO_MORE_TIME, by=leader, now=settled)

    return [(asked, ask), (settled, settle)]


def soon(at: datetime, due: datetime) -> datetime:
    """This will tell until when the next agency will probably have looked at it."""
    return at + max(timedelta(hours=2), (due - at) / 6)
