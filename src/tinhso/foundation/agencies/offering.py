"""Which agencies and rooms may somebody choose from on a day?"""

from datetime import date

from django.db.models import Q
from django.utils.translation import get_language

from tinhso.core.folding import sort_key
from tinhso.core.picking import named
from tinhso.core.revisions import Remembered
from tinhso.core.values import Validity
from tinhso.foundation.agencies.models import TOPIC, Agency, AssetClass, Unit


def offered(*, on: date) -> list[tuple[str, str]]:
    """This will list the agencies not over by that day, as code and name for people, in Vietnamese order."""
    not_over = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    found = Agency.objects.filter(not_over).values_list("code", "name", "valid_from")
    rows = sorted(found, key=lambda row: sort_key(row[1]))
    return [(code, named(name, code, since, on=on)) for code, name, since in rows]


def offered_units(*, on: date) -> list[tuple[str, str]]:
    """This will list the rooms valid on that day, as "agency/room" and name for people."""
    valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    rows = Unit.objects.filter(valid).select_related("agency")
    return [
        (f"{row.agency.code}/{row.code}", f"{row.name} – {row.agency.name}")
        for row in sorted(rows, key=lambda r: (sort_key(r.agency.name), sort_key(r.name)))
    ]


_classes: Remembered[list[AssetClass]] = Remembered((TOPIC,), lambda: list(AssetClass.objects.order_by("pk")))


def asset_class_names(*, on: date) -> dict[str, str]:
    """This will give the classes of assets of every category on that day: code and name, by name."""
    is_english = get_language() == "en"
    named = {
        c.code: (c.name_en if is_english else "") or c.name
        for c in _classes.get()
        if Validity(c.valid_from, c.valid_to).covers(on)
    }
    return dict(sorted(named.items(), key=lambda pair: sort_key(pair[1])))
