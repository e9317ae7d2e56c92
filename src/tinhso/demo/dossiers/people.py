"""Who applies? Invented people who come back, with numbers that nobody has.

Identity numbers begin with 000, the code of no province (Thông tư 59/2021/TT-BCA), telephone numbers with
0100, tax codes with 0000: none of them is or can be given to anybody.
"""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from tinhso.casework.onestop.rules.filing import BODY, Person
from tinhso.demo import texts
from tinhso.demo.accounts import DemoAccount
from tinhso.demo.dossiers import words
from tinhso.demo.standins import KNOWN, Known
from tinhso.foundation.places.queries import Place

RETURNING = 0.3
FIRMS = ("Hộ kinh doanh", "Công ty TNHH", "Cơ sở", "Hợp tác xã")


@dataclass
class Citizen:
    """Somebody who applies, at home in a commune.

    `papers` are in the vault: type -> (key, version, last good day).
    """

    person: Person
    home: Place
    papers: dict[str, tuple[str, int, date | None]] = field(default_factory=dict)

    def valid(self, paper_type: str, on: date) -> tuple[str, int] | None:
        """This will give a paper of that type that is good on a day."""
        found = self.papers.get(paper_type)
        return found[:2] if found and (found[2] is None or found[2] >= on) else None


def known_citizens() -> list[DemoAccount]:
    """This will list the citizens who can be played, as accounts: they have no password."""
    return [DemoAccount(one.number, "", f"công dân {one.name} (VNeID mô phỏng)") for one in KNOWN]


class People:
    """The people of one province, drawn from one seed."""

    def __init__(self, province: str, *, shown: Place, dice: random.Random) -> None:
        self._dice = dice
        self._families = texts.families(province)
        self._of: dict[str, list[Citizen]] = {}
        self._numbers = 0
        self.known = [Citizen(_person(one, shown), shown) for one in KNOWN]

    def somebody(self, home: Place, on: date) -> Citizen:
        """This will draw somebody of a commune: now and then one who came before."""
        there = self._of.setdefault(home.code, [])
        if there and self._dice.random() < RETURNING:
            return self._dice.choice(there)
        new = Citizen(self._new(home, on), home)
        there.append(new)
        return new

    def firm(self, home: Place) -> Citizen:
        """This will draw a firm of a commune."""
        dice = self._dice
        name = f"{dice.choice(FIRMS)} {dice.choice(texts.GIVEN)}"
        self._numbers += 1
        person = Person(
            name=name, kind=BODY, number=f"0000{self._numbers:06d}", phone=self._phone(),
            address=self._address(home),
        )  # fmt: skip
        return Citizen(person, home)

    def name(self) -> str:
        """This will draw a name."""
        return f"{self._dice.choice(self._families)} {self._dice.choice(texts.GIVEN)}"

    def _new(self, home: Place, on: date) -> Person:
        self._numbers += 1
        born = on - timedelta(days=self._dice.randrange(19 * 365, 72 * 365))
        return Person(
            name=self.name(), number=f"000{born.year % 100:02d}{self._numbers:07d}", phone=self._phone(),
            address=self._address(home), born=born,
        )  # fmt: skip

    def _phone(self) -> str:
        return f"0100{self._dice.randrange(100, 10**6):06d}"

    def _address(self, home: Place) -> str:
        return f"{self._dice.choice(words.STREETS)}, {home.name}"


def _person(known: Known, home: Place) -> Person:
    return Person(
        name=known.name, number=known.number, phone=known.phone, born=date.fromisoformat(known.born),
        address=f"{words.STREETS[0]}, {home.name}",
    )  # fmt: skip
