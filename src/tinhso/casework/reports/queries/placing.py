"""In which commune is it, and how sure is that? From a point, or from the commune that was chosen."""

from dataclasses import dataclass
from datetime import date

from tinhso.casework.reports import dated
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.rules.submission import GivenPlace
from tinhso.core.errors import Invalid
from tinhso.core.messages import Message, msg
from tinhso.core.parameters import value_and_rule
from tinhso.core.values import GeoPoint
from tinhso.foundation.places import queries as places

CHOSEN_PLACE = msg("Người gửi chọn %(place)s.")


@dataclass(frozen=True)
class Spot:
    """Where it is: a commune of the served province, and how sure that is."""

    place: places.Place
    confidence: float
    decided: Decided


def spot(point: GeoPoint | None, given: GivenPlace | None, on: date) -> Spot:
    """This will find the commune of a point, or take the one chosen. Raises Invalid naming where it is."""
    if point is not None:
        return _located(point, on)
    if given is None:
        raise Invalid.field("point", msg("Cần cho biết chỗ đó ở đâu: một điểm, hoặc xã, phường."))
    found = places.place(given.code, on=on)
    if found is None or found.level != places.Level.COMMUNE:
        raise Invalid.field("place.code", msg("Không có xã, phường mang mã này."))
    province, served = places.province_of(given.code, on=on), places.served_province(on=on)
    if province is None or served is None or province.code != served.code:
        raise Invalid.field(
            "place.code", msg("%(place)s không thuộc địa bàn được phục vụ."), place=found.name
        )
    confidence, rule = value_and_rule(dated.LOCALITY_CONFIDENCE, on)
    because = Message(CHOSEN_PLACE, {"place": places.in_sentence(found.name)})
    return Spot(found, confidence, Decided("place", found.code, because, rule, confidence, {"how": "chosen"}))


def _located(point: GeoPoint, on: date) -> Spot:
    located = places.locate(point, on=on, prefer_served=True)
    if located is None or not located.served or located.place.level != places.Level.COMMUNE:
        raise _outside(point, on)
    inputs = {
        "how": str(located.how),
        "distance_m": round(located.distance_m, 1),
        "approximate": located.approximate,
        "accuracy_m": point.accuracy_m,
    }
    decided = Decided("place", located.place.code, located.because, located.rule, located.confidence, inputs)
    return Spot(located.place, located.confidence, decided)


def _outside(point: GeoPoint, on: date) -> Invalid:
    served = places.served_province(on=on)
    values = {"province": served.name if served else "", "where": places.whereabouts(point, on) or ""}
    if values["where"]:
        sentence = msg("Điểm này ở %(where)s, ngoài địa bàn %(province)s; xin gửi tới địa phương đó.")
    else:
        sentence = msg("Điểm này nằm ngoài địa bàn %(province)s.")
    return Invalid.field("point", sentence, **values)
