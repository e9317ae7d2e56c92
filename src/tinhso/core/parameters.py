"""Which numbers of law and practice may a province change, from which day? Rooms declare them here.

A room declares `REMIND_AT = parameter("worklist.remind_at", [50, 80], …)` once; the first dated row is
written after `migrate`, later rows by the administrator; `value(REMIND_AT, on)` reads the one in force.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models.signals import post_migrate

from tinhso.core.revisions import Remembered
from tinhso.core.values import RuleRef, Validity

if TYPE_CHECKING:
    from tinhso.core.models import ParameterValue

SINCE = date(2025, 7, 1)
"""The first day for which rules are kept: the two-level local government (Luật 72/2025/QH15)."""


@dataclass(frozen=True)
class Parameter:
    """A declared parameter: its key, first value, unit word, Vietnamese label, and source."""

    key: str
    initial: Any
    unit: str
    label: str
    citation: str = ""
    is_sample: bool = True


_declared: dict[str, Parameter] = {}


def parameter(
    key: str, initial: Any, *, unit: str, label: str, citation: str = "", is_sample: bool = True
) -> Parameter:
    """This will declare a parameter of a room, with the value that holds until a row says otherwise."""
    declared = Parameter(key, initial, unit, label, citation, is_sample)
    _declared[key] = declared
    return declared


def declared() -> dict[str, Parameter]:
    """This will list every declared parameter by key."""
    return dict(_declared)


@dataclass(frozen=True)
class _Rows:
    by_key: dict[str, list[tuple[Validity, Any, RuleRef]]]
    asked: dict[tuple[str, date], tuple[Any, RuleRef]] = field(default_factory=dict)
    """What was in force on the days that were asked for; every report asks ten times."""


MOST_ASKED = 10_000


def _load() -> _Rows:
    from tinhso.core.models import ParameterValue

    rows: dict[str, list[tuple[Validity, Any, RuleRef]]] = {}
    for row in ParameterValue.objects.order_by("key", "-valid_from"):
        ref = RuleRef(f"parameter:{row.key}", row.valid_from, row.citation, row.is_sample)
        rows.setdefault(row.key, []).append((Validity(row.valid_from, row.valid_to), row.value, ref))
    return _Rows(rows)


_rows = Remembered(("parameters",), _load)


def value(parameter: Parameter, on: date) -> Any:
    """This will give the value in force on that day (the declared one where no row covers the day)."""
    return value_and_rule(parameter, on)[0]


def value_and_rule(parameter: Parameter, on: date) -> tuple[Any, RuleRef]:
    """This will give the value in force and the row that says so."""
    rows = _rows.get()
    found = rows.asked.get((parameter.key, on))
    if found is None:
        if len(rows.asked) >= MOST_ASKED:
            rows.asked.clear()
        found = rows.asked[parameter.key, on] = _in_force(parameter, rows, on)
    return found


def _in_force(parameter: Parameter, rows: _Rows, on: date) -> tuple[Any, RuleRef]:
    for validity, stored, ref in rows.by_key.get(parameter.key, ()):
        if validity.covers(on):
            return stored, ref
    return parameter.initial, RuleRef(
        f"parameter:{parameter.key}", None, parameter.citation, parameter.is_sample
    )


def write(
    key: str, stored: Any, *, valid_from: date, citation: str = "", is_sample: bool = False
) -> "ParameterValue":
    """This will set the value of a declared parameter from a day on, and give its row.

    Whoever calls it tells the ledger (`ledger.actions.record_rule_change`) in the same transaction.
    Raises KeyError for a parameter that nobody declared.
    """
    from tinhso.core.models import ParameterValue

    declared_as = _declared[key]
    row, _made = ParameterValue.objects.update_or_create(
        key=declared_as.key,
        valid_from=valid_from,
        defaults={"value": stored, "citation": citation, "is_sample": is_sample},
    )
    return row


def _write_initial_rows(**_: object) -> None:
    from tinhso.core.models import ParameterValue
    from tinhso.core.revisions import touch

    known = set(ParameterValue.objects.values_list("key", flat=True))
    missing = [
        ParameterValue(
            key=p.key, value=p.initial, valid_from=SINCE, citation=p.citation, is_sample=p.is_sample
        )
        for p in _declared.values()
        if p.key not in known
    ]
    if missing:
        ParameterValue.objects.bulk_create(missing)
        touch("parameters")


def connect() -> None:
    """This will write the first row of each newly declared parameter after `migrate`."""
    from django.apps import apps

    post_migrate.connect(
        _write_initial_rows,
        sender=apps.get_app_config("core"),
        dispatch_uid="parameters.initial",
    )
