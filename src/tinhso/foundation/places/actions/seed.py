"""How does a province start without a boundary file? With names, codes and stand-in boundaries."""

import hashlib
from datetime import date, datetime

import shapely
from django.db import transaction
from shapely.geometry.base import BaseGeometry

from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.core.values import GeoPoint
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places import gazetteer, rules
from tinhso.foundation.places.actions import register
from tinhso.foundation.places.actions.boundaries import ImportReport, imported
from tinhso.foundation.places.actions.serve import serve_if_none
from tinhso.foundation.places.boundary_file import BoundariesRefused
from tinhso.foundation.places.rules import Level


class UnknownProvince(Missing):
    """The gazetteer has no province with this code."""

    code = "unknown-province"
    sentence = msg("Không có tỉnh, thành phố mã %(province)s.")


def seed_province(
    code: str, *, valid_from: date, by: Actor, now: datetime, structure: str = gazetteer.NOW
) -> ImportReport:
    """This will write a province and its communes from the gazetteer, with approximate boundaries.

    `structure` "2025-01" gives the units of before 01/07/2025, with districts. Boundaries that were
    imported stay. The same again changes nothing. Raises UnknownProvince.
    """
    listing = gazetteer.listings(structure).get(code)
    if listing is None:
        raise UnknownProvince(province=code)
    incoming = _incoming(listing)
    source = gazetteer.source()
    terms = register.Terms(structure, valid_from, True, source, "")
    digest = hashlib.sha256(f"{source} {structure} {code}".encode()).hexdigest()
    with transaction.atomic():
        plan = register.plan(incoming, terms)
        if plan.errors:
            raise BoundariesRefused(*plan.errors)
        if not plan.changes_nothing:
            register.write(plan, terms)
            ledger.append(imported(incoming, plan, terms, digest), by=by, now=now)
        serve_if_none(code, structure=structure, valid_from=valid_from, by=by, now=now)
    created, updated = len(plan.created), len(plan.updated)
    return ImportReport(
        len(incoming), plan.warnings, created + updated, created, updated, plan.unchanged, plan.ended, digest
    )


def _incoming(listing: gazetteer.Listing) -> list[register.Incoming]:
    drawn = gazetteer.cells(listing)
    kind, name = rules.split_name(listing.full_name)
    areas = [
        register.Incoming(
            where=listing.code,
            code=listing.code,
            level=Level.PROVINCE,
            kind=kind,
            name=name,
            full_name=listing.full_name,
            parent_code="",
            polygon=shapely.union_all(drawn),
        )
    ]
    ground = dict(zip(listing.communes, drawn, strict=True))
    for unit in (*listing.districts, *listing.communes):
        kind, name = rules.split_name(unit.full_name, unit.kind)
        areas.append(
            register.Incoming(
                where=unit.code,
                code=unit.code,
                level=Level.COMMUNE if unit in ground else Level.DISTRICT,
                kind=kind,
                name=name,
                full_name=unit.full_name,
                parent_code=unit.parent_code or listing.code,
                polygon=ground.get(unit) or _together(unit, ground),
                label=GeoPoint(unit.lat, unit.lon),
            )
        )
    return areas


def _together(district: gazetteer.Unit, ground: dict[gazetteer.Unit, BaseGeometry]) -> BaseGeometry:
    return shapely.union_all([cell for unit, cell in ground.items() if unit.parent_code == district.code])
