"""Where do people report from? Near label points, inside their commune, denser in wards."""

import random
from datetime import date
from math import cos, radians

from tinhso.core.values import GeoPoint
from tinhso.demo import texts
from tinhso.demo.province import Scene
from tinhso.foundation.places import queries as places
from tinhso.foundation.places.queries import Place

SPREAD_M = {"town": 550.0, "coast": 800.0, "upland": 1100.0, "all": 900.0}
WEIGHT = {"town": 6.0, "coast": 2.0, "upland": 1.2, "all": 2.0}
TRIES = 12
METRES_A_DEGREE = 111_320.0


class Spots:
    """Draws communes, points, names of spots and sentences said there from one seed."""

    def __init__(self, scene: Scene, *, on: date, dice: random.Random) -> None:
        self._communes = list(scene.communes)
        self._province = scene.province.code
        self._setting = scene.setting
        self._hamlets = scene.hamlets
        self._on = on
        self._dice = dice
        # Every place has its own liveliness, so that the league table is not flat.
        self._weights = [WEIGHT[scene.setting[p.code]] * dice.uniform(0.4, 1.7) for p in self._communes]
        self._centres = {p.code: places.label_point(p.code, on=on) for p in self._communes}
        self._rows: dict[tuple[str, str], list[texts.Row]] = {}

    def commune(self) -> Place:
        """This will draw a commune."""
        return self._dice.choices(self._communes, self._weights)[0]

    def at(self, point: GeoPoint) -> Place:
        """This will give the commune around a point of this province."""
        found = places.locate(point, on=self._on)
        return found.place if found else self._communes[0]

    def named(self, place: Place) -> str:
        """This will draw what people call a spot there: a street in town, elsewhere a hamlet."""
        city = texts.CITIES.get(self._province)
        if self._setting[place.code] == "town" and (city is None or place.name.split(" ", 1)[1] in city):
            return self._dice.choice(texts.STREETS.get(self._province, texts.STREETS[""]))
        return self._dice.choice(self._hamlets[place.code])

    def rows(self, category: str, place: Place) -> list[texts.Row]:
        """This will list what is said of a category in such a place; what belongs elsewhere is left out."""
        setting = self._setting[place.code]
        if (category, setting) not in self._rows:
            here = {"all", setting, self._province}
            fitting = [r for r in texts.TEXTS[category] if here.issuperset(r[0].split())]
            self._rows[category, setting] = fitting or list(texts.TEXTS[category][-1:])
        return self._rows[category, setting]

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


def beside(point: GeoPoint, metres: float, dice: random.Random) -> GeoPoint:
    """This will draw a point about so many metres from another."""
    north, east = dice.gauss(0, metres / 2), dice.gauss(0, metres / 2)
    return GeoPoint(
        round(point.lat + north / METRES_A_DEGREE, 6),
        round(point.lon + east / METRES_A_DEGREE / cos(radians(point.lat)), 6),
        round(dice.uniform(4, 35), 1),
    )
