"""Who acts for a body? Its handlers, its leader, and whoever sits at its counter."""

import random

from tinhso.core.roles import Actor, Grant, Role
from tinhso.demo.province import Scene


class Staff:
    """The officers of a province, by the code of their body."""

    def __init__(self, scene: Scene, dice: random.Random) -> None:
        self._scene = scene
        self._dice = dice

    def handler(self, agency: str) -> Actor:
        """This will give one of the body's handlers."""
        return _officer(self._dice.choice(self._scene.officers[agency]), agency, Role.HANDLER)

    def leader(self, agency: str) -> Actor:
        """This will give the body's leader."""
        return _officer(self._scene.leaders[agency], agency, Role.LEADER, Role.HANDLER)

    def clerk(self, agency: str) -> Actor:
        """This will give somebody at the body's counter; where it has none a handler takes things in."""
        there = self._scene.clerks.get(agency)
        if there:
            return _officer(self._dice.choice(there), agency, Role.INTAKE)
        return self.handler(agency)


def _officer(key: str, agency: str, *roles: Role) -> Actor:
    return Actor(key, frozenset(Grant(role, agency) for role in roles))
