"""Where do hamlets belong after a reorganisation? Where their commune went, or where their point lies."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import shapely
from django.db.models import Q
from shapely.geometry.base import BaseGeometry

from tinhso.core.facts import Code
from tinhso.core.folding import fold
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places import events
from tinhso.foundation.places.models import Area, Locality
from tinhso.foundation.places.old_to_new import Reorganisation


@dataclass
class Moves:
    """Hamlets with the code of their new commune; those that end; names per new commune, folded."""

    moved: list[tuple[Locality, str, str]] = field(default_factory=list)
    """(row, old commune's code, new commune's code)"""
    ended: list[Locality] = field(default_factory=list)
    names: dict[str, set[str]] = field(default_factory=dict)
    undecided: list[Message] = field(default_factory=list)


def plan(table: Reorganisation, polygons: Mapping[str, BaseGeometry], on: date) -> Moves:
    """This will decide for each hamlet of an area that passes; a commune's own new list is left alone."""
    moves = Moves()
    same = table.from_structure == table.to_structure
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    new_codes = [area.code for area in table.areas]
    listed: dict[str, set[str]] = {}
    there = Locality.objects.filter(still, area__structure=table.to_structure, area__code__in=new_codes)
    for row in there.select_related("area").defer("area__boundary"):
        if not same:
            listed.setdefault(row.area.code, set()).add(row.key)
            _name(moves, row, row.area.code)
    rows = Locality.objects.filter(still, area__structure=table.from_structure, area__code__in=table.heirs)
    for row in rows.select_related("area").defer("area__boundary").order_by("pk"):
        old = row.area.code
        if same and old in table.kept:
            continue
        heirs = [h.code for h in table.heirs[old]]
        new = heirs[0] if len(heirs) == 1 else _by_point(row, heirs, polygons)
        if new is None or row.valid_from >= on:  # listed later, for a commune that had gone by then
            sentence = msg(
                "%(hamlet)s (%(old)s cũ) chưa rõ thuộc đơn vị nào; xin thêm vào danh sách của đơn vị mới."
            )
            name = table.old_names.get(old, old)
            moves.undecided.append(Message(sentence, {"hamlet": str(row), "old": name}))
            if row.valid_from < on:
                moves.ended.append(row)
            continue
        _name(moves, row, new)
        if same and new == old:
            continue
        moves.ended.append(row)
        if new not in listed:
            moves.moved.append((row, old, new))
    return moves


def _name(moves: Moves, row: Locality, code: str) -> None:
    moves.names.setdefault(code, set()).update({fold(row.name), fold(f"{row.kind} {row.name}")})


def _by_point(row: Locality, heirs: list[str], polygons: Mapping[str, BaseGeometry]) -> str | None:
    if row.lat is None or row.lon is None:
        return None
    held = (c for c in heirs if c in polygons and shapely.intersects_xy(polygons[c], row.lon, row.lat))
    return next(held, None)


def write(moves: Moves, table: Reorganisation, on: date, *, by: Actor, now: datetime) -> None:
    """This will end the old rows and list the hamlets in their new communes; one fact for each pair."""
    if not moves.ended:
        return
    areas: dict[str, Area] = {}
    found = Area.objects.filter(structure=table.to_structure, code__in={new for _, _, new in moves.moved})
    for area in found.defer("boundary").order_by("valid_from"):
        areas[area.code] = area
    taken: set[tuple[str, str]] = set(
        Locality.objects.filter(area__in=areas.values(), valid_from=on).values_list("area__code", "key")
    )
    created, pairs = [], dict[tuple[str, str], int]()
    for row, old, new in moves.moved:
        key = row.key if (new, row.key) not in taken else f"{row.key[:48]}-{old}"
        taken.add((new, key))
        pairs[old, new] = pairs.get((old, new), 0) + 1
        created.append(
            Locality(
                area=areas[new], key=key, name=row.name, kind=row.kind, lat=row.lat, lon=row.lon,
                valid_from=on, citation=table.citation, is_sample=row.is_sample,
            )
        )  # fmt: skip
    Locality.objects.filter(pk__in=[row.pk for row in moves.ended]).update(valid_to=on)
    Locality.objects.bulk_create(created, batch_size=500)
    ledger.append_all(
        [
            events.LocalitiesMoved(
                subject=Code(f"area:{table.from_structure}:{old}"),
                successor=Code(new),
                structure=Code(table.to_structure),
                on=on,
                moved=number,
            )
            for (old, new), number in sorted(pairs.items())
        ],
        by=by,
        now=now,
    )
