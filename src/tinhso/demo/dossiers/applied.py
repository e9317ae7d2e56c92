"""What do people apply for, through which door, and who handles it? A few procedures have most of it.

Some sample procedures stand in no list here: nobody ever applied for them, as in every province, and QĐ 766
counts them.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.queries import OnlineLevel, ProcedureVersion
from tinhso.demo.accounts import CENTRE
from tinhso.demo.dossiers.people import Citizen
from tinhso.demo.province import committee, police
from tinhso.foundation.places.queries import Place

WEIGHTS = {
    "2.000815": 240, "2.000635": 110, "1.004873": 90, "1.001193": 85, "2.000884": 60, "1.004222": 60,
    "1.004194": 55, "1.000894": 45, "1.001612": 38, "1.000656": 36, "1.013831": 34, "1.013225": 32,
    "3.000333": 30, "2.001035": 28, "CT.000001": 26, "DP.000001": 26, "DP.000004": 22, "1.001776": 22,
    "BHYT.000001": 20, "DP.000002": 18, "1.014027": 16, "1.002755": 10, "1.004859": 12, "2.000720": 10,
    "2.001583": 9, "1.012753": 9, "1.010038": 8, "1.001699": 8, "1.001731": 8, "1.002759": 8, "1.013229": 8,
    "1.011607": 7, "1.001266": 6, "DP.000003": 7, "2.001827": 6, "1.001622": 5, "1.013992": 5,
    "1.003197": 4, "1.013227": 4, "1.013226": 3, "1.010833": 3, "1.000689": 2, "2.001019": 2, "1.004884": 2,
    "NB.000003": 10, "NB.000002": 7, "NB.000001": 4,
}  # fmt: skip
FIELDS = {
    "cu-tru": "police", "lltp": "CAT", "dat-dai": "SNNMT", "doanh-nghiep": "STC", "an-toan-thuc-pham": "SYT",
    "bhyt": "BHXH", "bhxh": "BHXH",
}  # fmt: skip
"""Who handles a field; what is not named here is the committee's, or the one named below."""
BODIES = {
    "DP.000004": "SXD", "3.000333": "CAT", "NB.000001": "STP", "NB.000002": "STC", "NB.000003": "SNV",
    "1.012753": "committee", "1.013992": "committee",
}  # fmt: skip
ASKERS = ("SXD", "SNNMT", "SYT", "SGDDT", "SKHCN", "SCT")
"""Departments that apply for internal procedures."""
ROOMS = {"ho-tich": "VP", "chung-thuc": "VP", "bao-tro": "VHXH", "giam-ngheo": "VHXH", "giao-duc": "VHXH"}
"""Which room of a commune works on a field; the others are the economic room's."""
HABIT = 8.0
"""So much likelier somebody applies for what a paper of theirs is good for."""
ONLINE = {OnlineLevel.FULL: 0.64, OnlineLevel.PARTIAL: 0.22, OnlineLevel.INFORMATION: 0.0}
AT_COUNTER_ONLY = {"2.000815": 0.03, "2.000884": 0.04, "2.001035": 0.02, "1.000894": 0.12}
ELSEWHERE, AT_CENTRE, BY_POST = 0.14, 0.5, 0.05
FIRMS = {"2.001583": 1.0, "2.001827": 0.6, "DP.000001": 0.15}


@dataclass(frozen=True)
class Chosen:
    """A procedure applied for: through which door, taken in where, handled by whom."""

    version: ProcedureVersion
    channel: Channel
    agency: str
    intake: str
    home: Place


class Catalogue:
    """The procedures that are applied for, drawn by their weights."""

    def __init__(self, communes: Sequence[Place], dice: random.Random) -> None:
        self._dice = dice
        self._communes = communes
        self._codes, self._weights = list(WEIGHTS), [float(w) for w in WEIGHTS.values()]
        self._uses: dict[str, set[str]] = {}

    def code(self, who: Citizen, on: date) -> str:
        """This will draw what somebody applies for."""
        if not who.papers:
            return self._dice.choices(self._codes, self._weights)[0]
        held = {one for one in who.papers if who.valid(one, on)}
        weights = [
            weight * (HABIT if held & self._used_by(code, on) else 1.0)
            for code, weight in zip(self._codes, self._weights, strict=True)
        ]
        return self._dice.choices(self._codes, weights)[0]

    def _used_by(self, code: str, on: date) -> set[str]:
        if code not in self._uses:
            version = procedures.version_in_force(code, on)
            self._uses[code] = {one.paper_type for one in version.components if one.paper_type}
        return self._uses[code]

    def chosen(self, code: str, home: Place, on: date, channel: Channel | None = None) -> Chosen:
        """This will draw the door and name who handles it; a `channel` is kept where the procedure has it."""
        version = procedures.version_in_force(code, on)
        agency = _handler(version, home)
        if version.is_internal:
            asker = self._dice.choice([one for one in ASKERS if one != agency])
            return Chosen(version, Channel.INTERNAL, agency, asker, home)
        channel = channel or self._channel(version)
        if channel in (Channel.SITE, Channel.NATIONAL):
            return Chosen(version, channel, agency, agency, home)
        is_ours = agency in (committee(home.code), police(home.code))
        if not is_ours or channel == Channel.POST:
            return Chosen(version, channel, agency, CENTRE, home)
        return Chosen(version, channel, agency, self._counter(agency), home)

    def _channel(self, version: ProcedureVersion) -> Channel:
        online = AT_COUNTER_ONLY.get(version.code, ONLINE[version.online_level])
        if self._dice.random() < online:
            return Channel.SITE if version.is_local else Channel.NATIONAL
        return Channel.POST if self._dice.random() < BY_POST else Channel.COUNTER

    def _counter(self, agency: str) -> str:
        """Most go to their own commune; some to whatever counter is nearest (phi địa giới)."""
        if self._dice.random() >= ELSEWHERE:
            return agency
        other = committee(self._dice.choice(self._communes).code)
        return CENTRE if self._dice.random() < AT_CENTRE or other == agency else other


def _handler(version: ProcedureVersion, home: Place) -> str:
    found = BODIES.get(version.code) or FIELDS.get(version.field_code, "committee")
    return {"committee": committee(home.code), "police": police(home.code)}.get(found, found)
