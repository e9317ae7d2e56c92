"""How does a commune get its list of thôn, bản and tổ dân phố? By name, with or without a point."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tinhso.core import folding, revisions
from tinhso.core.errors import FieldError, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.core.values import GeoPoint
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places import events
from tinhso.foundation.places.models import Area, Locality
from tinhso.foundation.places.queries import UnknownPlace
from tinhso.foundation.places.rules import Level

LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class NewLocality:
    """A hamlet to list. `key` tells it from its neighbours; without one the folded name serves."""

    name: str
    kind: str
    point: GeoPoint | None = None
    key: str = ""


def add_localities(
    area_code: str,
    localities: Sequence[NewLocality],
    *,
    valid_from: date,
    by: Actor,
    now: datetime,
    citation: str = "",
) -> int:
    """This will list hamlets of a commune from a day on and give how many were added or changed.

    A key that is listed already is corrected in place; hamlets not named stay. Without a `citation` new
    rows are marked as not checked. Raises UnknownPlace, Invalid (no name, a key named twice).
    """
    area = _commune(area_code, valid_from)
    wanted = _keyed(localities)
    with transaction.atomic():
        listed = {
            row.key: row
            for row in Locality.objects.filter(
                Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from),
                area__code=area.code,
                area__structure=area.structure,
                key__in=wanted,
            )
        }
        created, changed = [], []
        for key, new in wanted.items():
            row = listed.get(key)
            if row is None:
                created.append(
                    Locality(
                        area=area, key=key, valid_from=valid_from, citation=citation, is_sample=not citation
                    )
                )
                _fill(created[-1], new)
            elif _fill(row, new):
                changed.append(row)
        if not (created or changed):
            return 0
        Locality.objects.bulk_create(created)
        if changed:
            Locality.objects.bulk_update(changed, ["name", "kind", "lat", "lon"])
        revisions.touch("places")
        fact = events.LocalitiesListed(
            subject=Code(f"area:{area.structure}:{area.code}"),
            valid_from=valid_from,
            added=len(created),
            changed=len(changed),
        )
        ledger.append(fact, by=by, now=now)
    return len(created) + len(changed)


def _commune(code: str, on: date) -> Area:
    valid = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    rows = Area.objects.filter(valid, code=code, level=Level.COMMUNE, valid_from__lte=on)
    area = rows.defer("boundary").order_by("-valid_from").first()
    if area is None:
        raise UnknownPlace(place=code, on=f"{on:%d/%m/%Y}")
    return area


def _keyed(localities: Sequence[NewLocality]) -> dict[str, NewLocality]:
    wanted: dict[str, NewLocality] = {}
    errors = []
    for i, new in enumerate(localities):
        name = folding.nfc(new.name).strip()
        key = new.key or folding.fold(f"{new.kind} {name}").replace(" ", "-")[:60]
        if not name or len(name) > LONGEST_NAME:
            sentence = msg("Phải có từ 1 đến %(longest)s ký tự đọc được.")
            errors.append(FieldError(f"{i}.name", Message(sentence, {"longest": LONGEST_NAME})))
        elif key in wanted:
            errors.append(FieldError(f"{i}.key", Message(msg("Khoá này dùng hai lần trong danh sách."))))
        wanted[key] = new
    if errors:
        raise Invalid(*errors)
    return wanted


def _fill(row: Locality, new: NewLocality) -> bool:
    """Write the new content into the row; tell whether anything differs."""
    name = folding.nfc(new.name).strip()
    lat, lon = (new.point.lat, new.point.lon) if new.point else (row.lat, row.lon)
    before = (row.name, row.kind, row.lat, row.lon)
    row.name, row.kind, row.lat, row.lon = name, folding.nfc(new.kind).strip(), lat, lon
    return before != (row.name, row.kind, row.lat, row.lon)
