"""Which turns does a dossier take? Refused, sent back, asked about, put off, taken back, stopped, or lost."""

import random
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from tinhso.casework.onestop import actions as onestop
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.procedures.queries import Moment, ProcedureVersion
from tinhso.core.clock import local_date
from tinhso.core.roles import CITIZEN
from tinhso.demo.dossiers import brought, offices, words
from tinhso.demo.dossiers.applied import Chosen
from tinhso.demo.dossiers.money import Step

if TYPE_CHECKING:
    from tinhso.demo.dossiers.life import Life

TURNS = (
    ("", 830), ("supplement", 50), ("consult", 44), ("extend", 34), ("withdraw", 16), ("stop", 10),
    ("forgotten", 16),
)  # fmt: skip
AT_ONCE = (("", 960), ("withdraw", 12), ("forgotten", 8))
"""What is due within the day is seldom asked about and never put off."""
ASKED_OFTEN = {"xay-dung": 0.4, "dat-dai": 0.4, "noi-bo": 0.6}
"""How often another body is asked for its opinion in some fields."""
PARTNERS = {"xay-dung": "SXD", "dat-dai": "SNNMT", "noi-bo": "STP", "giao-thong": "SXD"}
PAUSING = 0.3
KEPT = 0.3
"""How often nobody has asked yet for what was paid for a dossier that was taken back."""
REFUSED, LACKING, NEVER_SUPPLIED = 0.035, 0.07, 0.12
FORGOTTEN_LATELY = timedelta(days=35)
"""Nobody forgets a dossier for longer: sooner or later somebody asks."""
FIRST = ("withdraw", "supplement", "stop", "consult", "extend", "withdraw")
LONG_ENOUGH = 3
DAY_S = 7.5 * 3600
ENOUGH_LEFT = 2.5 * DAY_S
"""An apology with a new date comes at the latest a working day before the old one."""


def drawn(version: ProcedureVersion, dice: random.Random, *, age: timedelta) -> str:
    """This will draw the turn that a dossier takes while it is worked on; "" for none."""
    is_short = version.term is None
    if not is_short and dice.random() < ASKED_OFTEN.get(version.field_code, 0.0):
        return "consult"
    among = AT_ONCE if is_short else TURNS
    found = dice.choices([t for t, _ in among], [w for _, w in among])[0]
    return "" if found == "forgotten" and age > FORGOTTEN_LATELY else found


def first(chosen: Chosen, still: list[str]) -> str:
    """This will take from `still` a turn that fits: also a short load takes each of them once."""
    term = chosen.version.term
    if term is None or term.amount < LONG_ENOUGH or chosen.version.is_internal:
        return ""
    pays_at_counter = chosen.channel == Channel.COUNTER and any(
        fee.when == Moment.RECEIPT for fee in chosen.version.fees
    )
    for place, one in enumerate(still):
        if one != "withdraw" or pays_at_counter:
            return still.pop(place)
    return ""


def looked_at(life: "Life", at: datetime) -> list[Step]:
    """This will look at what was filed online: it is refused, sent back for what is missing, or received."""
    drawn_ = life.dice.random()
    if drawn_ < REFUSED:
        reason = life.dice.choice(words.REFUSALS)
        onestop.refuse(dossier_id=life.number, reason=reason, by=life.clerk, now=at)
        return []
    if drawn_ < REFUSED + LACKING:
        _ask(life, at)
        return _supplied(life, at, again=True)
    return life.take_in(at)


def _ask(life: "Life", at: datetime) -> None:
    named = [one for one in life.version.components if one.required and one.when is None]
    code = life.dice.choice(named).code if named else ""
    wanted: list[onestop.Wanted] = [{"code": code, "text": life.dice.choice(words.WANTED)}]
    by = life.clerk if life.stage == 0 else life.handler
    onestop.ask_supplement(dossier_id=life.number, papers=wanted, by=by, now=at)
    life.wanted = code


def _supplied(life: "Life", at: datetime, *, again: bool) -> list[Step]:
    """Most bring it within a week; for the others the body waits as long as the law says, and stops."""
    if life.dice.random() < NEVER_SUPPLIED:
        stopped = at + timedelta(days=31, hours=life.dice.randint(1, 5))
        return [] if again else [(stopped, partial(_stop, life, stopped, words.STOPS[0]))]
    moment = at + timedelta(hours=life.dice.uniform(3, 170))
    return [(moment, partial(_supply, life, moment))]


def _supply(life: "Life", at: datetime) -> list[Step]:
    component = next((one for one in life.version.components if one.code == life.wanted), None)
    given = [brought.sent(life, component or life.version.components[0], at)]
    by = CITIZEN if life.is_online else life.clerk
    row = onestop.supply(dossier_id=life.number, given=given, by=by, now=at)
    if row.received_at:
        return life.again(at, row.current_due)
    looked = offices.working(at, offices.left(at, row.accept_by) * life.dice.uniform(0.1, 0.9))
    return [(looked, partial(life.take_in, looked))]


def take(life: "Life", at: datetime) -> list[Step] | None:
    """This will turn the way of a dossier that has a turn to take; None where it goes straight on."""
    found, life.turn = life.turn, ""
    return WAYS[found](life, at) if found else None


def _forget(_life: "Life", _at: datetime) -> list[Step]:
    return []


def _send_back(life: "Life", at: datetime) -> list[Step]:
    _ask(life, at)
    return _supplied(life, at, again=False)


def _consult(life: "Life", at: datetime) -> list[Step]:
    asked = PARTNERS.get(life.version.field_code, "SNV")
    if asked == life.chosen.agency:
        asked = "VP"
    pauses = life.dice.random() < PAUSING
    row = onestop.consult(
        dossier_id=life.number, agency=asked, question=life.dice.choice(words.QUESTIONS), pauses=pauses,
        by=life.handler, now=at,
    )  # fmt: skip
    share = max(0.1, life.dice.gauss(0.75, 0.3))
    moment = offices.working(at, offices.left(at, row.due_at) * share)
    return [(moment, partial(_answer, life, asked, moment))]


def _answer(life: "Life", asked: str, at: datetime) -> list[Step]:
    by = life.year.staff.handler(asked)
    row = onestop.answer_consultation(
        dossier_id=life.number, text=life.dice.choice(words.OPINIONS), by=by, now=at
    )
    return life.again(at, row.dossier.current_due)


def _extend(life: "Life", at: datetime) -> list[Step] | None:
    if life.due is None or offices.left(at, life.due) < ENOUGH_LEFT:
        return None
    to = local_date(offices.working(life.due, life.dice.randint(3, 6) * DAY_S))
    reason = life.dice.choice(words.EXTENSIONS)
    row = onestop.extend(dossier_id=life.number, to=to, reason=reason, by=life.leader, now=at)
    return life.again(at, row.current_due)


def _withdraw(life: "Life", at: datetime) -> list[Step]:
    reason = life.dice.choice(words.WITHDRAWALS)
    row = onestop.withdraw(dossier_id=life.number, reason=reason, by=CITIZEN, now=at)
    return _money_back(life, row.finance, at)


def _stop(life: "Life", at: datetime, reason: str = words.STOPS[1]) -> list[Step]:
    row = onestop.stop(dossier_id=life.number, reason=reason, by=life.leader, now=at)
    return _money_back(life, row.finance, at)


def _money_back(life: "Life", finance: str, at: datetime) -> list[Step]:
    if finance != "refund":
        return []
    # the first one gets the money back, the second still waits for it
    if not life.year.once("refund") and (life.year.once("kept") or life.dice.random() < KEPT):
        return []
    asked = offices.working(at, life.dice.uniform(1, 9) * 3600)
    give = life.year.money.give_back
    return [(asked, partial(give, life.subject, asked, handler=life.handler, leader=life.leader))]


WAYS: dict[str, Callable[["Life", datetime], list[Step] | None]] = {
    "forgotten": _forget,
    "supplement": _send_back,
    "withdraw": _withdraw,
    "stop": _stop,
    "extend": _extend,
    "consult": _consult,
}
