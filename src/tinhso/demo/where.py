"""Where do people report from? Near label points, inside their commune, denser in wards."""

import random
from collections.abc import Sequence
from datetime import date
from math import cos, radians

from tinhso.core.values import GeoPoint
from tinhso.foundation.places import queries as places
from tinhso.foundation.places.queries import Place

SPREAD_M = {"town": 550.0, "coast": 800.0, "upland": 1100.0, "all": 900.0}
WEIGHT = {"town": 6.0, "coast": 2.0, "upland": 1.2, "all": 2.0}
TRIES = 12
METRES_A_DEGREE = 111_320.0


class Spots:
    """Draws communes and points from one seed."""

    def __init__(
        self, communes: Sequence[Place], setting: dict[str, str], *, on: date, dice: random.Random
    ) -> None:
        self._communes = list(communes)
        self._setting = setting
        self._on = on
        self._dice = dice
        # Every place has its own liveliness, so that the league table is not flat.
        self._weights = [WEIGHT[setting[p.code]] * dice.uniform(0.4, 1.7) for p in communes]
        self._centres = {p.code: places.label_point(p.code, on=on) for p in communes}

    def commune(self) -> Place:
        """This will draw a commune."""
        return self._dice.choices(self._communes, self._weights)[0]

    def point(self, place: Place) -> GeoPoint:
        """This will draw a point in the commune: near its centre, never outside its boundary."""
        centre = self._centres[place.code]
        spread = SPREAD_M[self._setting[place.code]]
        for _ in range(TRIES):
            north, east = self._dice.gauss(0, spread), self._dice.gauss(0, spread)
            point = GeoPoint(
                round(centre.lat + north / METRES_A_DEGREE, 6),
                round(centre.lon + east / METRES_A_DEGREE / cos(radians(centre.lat)), 6),
                round(self._dice.uniform(4, 35), 1),
            )
            found = places.locate(point, on=self._on)
            if found and found.place.code == place.code:
                return point
            spread *= 0.7
        return GeoPoint(centre.lat, centre.lon, 20.0)
