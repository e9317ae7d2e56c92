"""Which dossiers are copied? Some hundred, played through the rooms' own actions at one body of the commune.

They lie within the last two weeks, at all hours of work, on every side of their time: filed, received, with
the unit, waiting for a paper, decided, returned, refused, withdrawn, stopped. A twentieth was taken in at
another counter of the province. Only procedures whose form asks nothing are played: what a form says
is sealed and no list reads it.
"""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from tinhso.casework.onestop import actions
from tinhso.casework.onestop.models import Dossier, Result
from tinhso.casework.onestop.rules.filing import Channel, Filing, Given, Person
from tinhso.casework.procedures import queries as procedures
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.roles import CITIZEN, Actor, Assurance, Grant, Role
from tinhso.foundation.agencies import queries as agencies

ENDS = {
    "returned": 70, "refused": 5, "withdrawn": 3, "stopped": 2,
    "filed": 12, "received": 12, "handling": 24, "supplementing": 8, "decided": 8,
}  # fmt: skip
"""How many are played to which state. The last five are open ones: copied seldom, and lately."""
LATELY = 14
ELSEWHERE_EVERY = 20
KNOWN_NUMBER, KNOWN_PHONE = "046188000123", "0912345678"
"""The person whose dossiers are looked for among a million."""
CHANNELS = (Channel.NATIONAL,) * 12 + (Channel.COUNTER,) * 7 + (Channel.POST,)
CLIENTS = tuple(UUID(int=(0xBE << 120) + place) for place in range(sum(ENDS.values())))
"""The ids under which the played ones were sent: by these they are found again."""
HOUR = timedelta(hours=1)


def play(agency: str, elsewhere: str, *, seed: int = 5) -> list[int]:
    """This will play the dossiers of one body and give their ids, oldest first."""
    dice, now = random.Random(seed), clock.now()
    on = local_date(now)
    body = agencies.agency(agency, on=on)
    assert body is not None, agency
    offered = [v.code for v in procedures.catalogue(on, level="commune") if not v.form_schema.get("required")]
    dice.shuffle(offered)
    plans = []
    for state, number in ENDS.items():
        for _ in range(number):
            began = now - timedelta(days=dice.uniform(1, LATELY))
            plans.append((began.replace(hour=dice.randint(1, 9), microsecond=0), state))
    played = []
    for place, (began, state) in enumerate(sorted(plans)):
        intake = elsewhere if place % ELSEWHERE_EVERY == 0 else agency
        life = _Life(agency, intake, dice, began)
        # some procedures are applied for often and most seldom
        procedure = offered[int(len(offered) * dice.random() ** 2)]
        played.append(life.until(state, procedure, CLIENTS[place]))
    return played


class _Life:
    """One dossier and the people through whose hands it goes."""

    def __init__(self, agency: str, intake: str, dice: random.Random, began: datetime) -> None:
        self.dice = dice
        self.agency, self.intake = agency, intake
        self.clerk = _officer(Role.INTAKE, intake, 900_001)
        self.handler = _officer(Role.HANDLER, agency, 900_002)
        self.leader = _officer(Role.LEADER, agency, 900_003)
        self.at = began

    def until(self, state: str, procedure: str, client: UUID) -> int:
        """This will play up to a state and give the dossier's id."""
        steps: dict[str, Sequence[str]] = {
            "filed": (), "refused": ("refuse",), "received": ("receive",),
            "withdrawn": ("receive", "withdraw"), "handling": ("receive", "hand_over"),
            "supplementing": ("receive", "ask_supplement"),
            "stopped": ("receive", "hand_over", "stop"), "decided": ("receive", "hand_over", "decide"),
            "returned": ("receive", "hand_over", "decide", "return_result"),
        }  # fmt: skip
        pk = self._file(procedure, client)
        for name in steps[state]:
            self.at += HOUR * self.dice.choice((1, 2, 5, 20))
            self._step(name, pk)
        return pk

    def _file(self, procedure: str, client: UUID) -> int:
        version = procedures.version_in_force(procedure, local_date(self.at))
        channel = self.dice.choice(CHANNELS)
        online = channel == Channel.NATIONAL
        filing = Filing(
            id=client, procedure=procedure, channel=channel, agency=self.agency, intake=self.intake,
            holder=Person(name="Nguyễn Thị Hằng", number=KNOWN_NUMBER, phone=KNOWN_PHONE),
            given=tuple(
                Given(one.code, **({} if online else {"form": "original", "source": "digitised"}))
                for one in version.components
            ),
            delivery="electronic" if online else "counter",
        )  # fmt: skip
        return actions.submit(
            filing=filing, by=CITIZEN if online else self.clerk, now=self.at,
            assurance=Assurance.IDENTITY if online else Assurance.ANONYMOUS,
        ).id  # fmt: skip

    def _step(self, name: str, pk: int) -> None:
        how = {
            "receive": partial(actions.receive, anyway=True, by=self.clerk),
            "refuse": partial(actions.refuse, reason="Không thuộc thẩm quyền", by=self.clerk),
            "hand_over": partial(actions.hand_over, by=self.handler),
            "ask_supplement": partial(
                actions.ask_supplement, papers=[{"code": "", "text": "Ghi rõ địa chỉ"}], by=self.clerk
            ),
            "stop": partial(actions.stop, reason="Người nộp không đến", by=self.leader),
            "withdraw": partial(actions.withdraw, reason="Không cần nữa", by=CITIZEN),
            "decide": partial(
                actions.decide, outcome="rejected", reason="Theo hồ sơ đã nộp", by=self.leader
            ),
            "return_result": partial(self._return, by=self.clerk),
        }  # fmt: skip
        how[name](dossier_id=pk, now=self.at)

    def _return(self, *, dossier_id: int, by: Actor, now: datetime) -> None:
        """A debt would keep the result back, and a grant would need its signed file: neither is listed."""
        rows = Dossier.objects.filter(pk=dossier_id)
        rows.update(finance="nothing")
        actions.return_result(dossier_id=dossier_id, by=by, now=now)
        if self.dice.randrange(10):
            rows.update(outcome="granted")
            Result.objects.create(
                dossier_id=dossier_id, paper_type="quyet-dinh", title="Quyết định", number=f"{dossier_id}/QĐ",
                signature={"by": "bench"}, attached_at=now, attached_by=by.key,
            )  # fmt: skip


def _officer(role: Role, agency: str, number: int) -> Actor:
    return Actor(f"officer:{number}", frozenset({Grant(role, agency)}))
