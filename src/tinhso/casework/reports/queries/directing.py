"""Who answers for it? The competent agency, the class of the thing, and how sure the machine must be."""

from collections.abc import Collection
from datetime import date

from tinhso.casework.reports import dated
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.shapes import AgencyView, CategoryView
from tinhso.casework.reports.rules import routing
from tinhso.core.errors import Invalid
from tinhso.core.messages import Message, msg
from tinhso.core.parameters import value
from tinhso.core.values import GeoPoint
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.assets import queries as assets
from tinhso.foundation.places import queries as places

SAID_ASSET = msg("Người báo cho biết đây là %(asset)s.")


def routed(
    *,
    category: CategoryView,
    place_code: str,
    place_name: str,
    located_confidence: float,
    on: date,
    asset_class: str = "",
    point: GeoPoint | None = None,
    hops: int = 0,
    excluded: Collection[str] = (),
) -> tuple[AgencyView, bool, Decided]:
    """This will choose the agency, or the exceptions desk: the agency, whether it was found, and why.

    Where nobody said of which class the thing is, the asset at `point` tells.
    """
    near = at_asset(point, category=category.code, on=on) if not asset_class else None
    if near is not None:
        asset_class, located_confidence = near.outcome, min(located_confidence, near.confidence or 0.0)
    candidates = agencies.answers_for(
        category=category.code, sub_kind=None, asset_class=asset_class or None, place_code=place_code, on=on,
        category_name=category.name_vi, place_name=places.in_sentence(place_name),
    )  # fmt: skip
    found = routing.route(
        candidates, located_confidence=located_confidence, hops=hops, excluded_agencies=excluded,
        certainty=certainty(on),
    )  # fmt: skip
    inputs = {
        "category": category.code,
        "place": place_code,
        "asset_class": asset_class,
        "hops": hops,
        "excluded": sorted(excluded),
        "candidates": [[c.agency.code, c.rule.key, round(c.confidence, 3)] for c in candidates[:5]],
    }
    if isinstance(found, routing.Routed):
        agency, is_routed = found.agency, True
    else:
        agency, is_routed = agencies.exceptions_desk(on=on), False
    decided = Decided("agency", agency.code, found.because, found.rule, found.confidence, inputs)
    return AgencyView(agency.code, agency.name), is_routed, decided


def at_asset(point: GeoPoint | None, *, category: str, on: date) -> Decided | None:
    """This will tell of which class the thing at a point is, by the nearest asset; None where none is."""
    near = assets.nearest(point, category=category, on=on) if point is not None else None
    if near is None:
        return None
    inputs = {"asset": near.asset.key, "distance_m": near.distance_m}
    if near.other is not None:
        inputs["other"] = near.other.key
    asset = near.asset
    return Decided("asset", asset.asset_class, near.because, asset.rule, near.confidence, inputs)


def said_asset(code: str, category: str, on: date) -> Decided:
    """What somebody says of the thing wins over what lies near it. Raises Invalid on "asset_class"."""
    known = {a.code: a.name for a in agencies.asset_classes(category, on=on)}
    if code not in known:
        raise Invalid.field("asset_class", msg("Lĩnh vực này không có loại công trình đó."))
    name = known[code]
    return Decided("asset", code, Message(SAID_ASSET, {"asset": name[:1].lower() + name[1:]}))


def certainty(on: date) -> routing.Certainty:
    """This will say how sure the machine must be that day."""
    return routing.Certainty(
        first=value(dated.CERTAIN_FIRST, on),
        after_hop=value(dated.CERTAIN_AFTER_HOP, on),
        hops=value(dated.HOPS, on),
    )
