"""How do a thousand tests begin with one scene in a blink? It is acted once, then its rows are laid down.

The first time in a process a scene is built through the rooms' own actions, and the rows it left are kept.
Afterwards the same rows are written at once, where the database is as empty as it was that first time;
where it is not, the scene is acted as ever. Revisions come back with their numbers, so what a process
remembers of the scene's rules is rightly remembered in the next test too.
"""

import functools
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import models, transaction

from tinhso.core import revisions
from tinhso.core.models import Revision
from tinhso.foundation.ledger.models import Fact

P = ParamSpec("P")
T = TypeVar("T")
Rows = dict[str, dict[Any, models.Model]]


@dataclass(frozen=True)
class _Laid:
    """The rows a scene added or changed, by table, and what it gave back: pickled, so nobody shares them."""

    before: dict[str, int]
    rows: bytes
    gave: bytes


def acted_once(build: Callable[P, T]) -> Callable[P, T]:
    """This will make a scene that is laid down as rows whenever it is asked for again with the same words."""
    kept: dict[Any, _Laid] = {}

    @functools.wraps(build)
    def scene(*args: P.args, **words: P.kwargs) -> T:
        key = (args, tuple(sorted(words.items())))
        with transaction.atomic():
            before = _beginning()
            if before is None:
                return build(*args, **words)
            if key not in kept or kept[key].before != before:
                kept[key], gave = _act(before, lambda: build(*args, **words))
                return gave
            _lay(kept[key])
        given: T = pickle.loads(kept[key].gave)  # noqa: S301 -- pickled above
        return given

    return scene


def _beginning() -> dict[str, int] | None:
    """The numbers of the rules where nothing has happened yet, None where something has."""
    if Fact.objects.exists():
        return None
    return dict(Revision.objects.values_list("topic", "number"))


def _act(before: dict[str, int], build: Callable[[], T]) -> tuple[_Laid, T]:
    old = rows()
    gave = build()
    new = rows()
    assert all(old[name].keys() <= new[name].keys() for name in old), "a scene may not take rows away"
    added = [
        (name, [row for key, row in rows.items() if key not in old[name]], _changed(old[name], rows))
        for name, rows in new.items()
    ]
    found = [(name, fresh, changed) for name, fresh, changed in added if fresh or changed]
    return _Laid(before, pickle.dumps(found), pickle.dumps(gave)), gave


def rows() -> Rows:
    """This will read all that lies in the database, by table and key."""
    tables = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy]
    return {m._meta.label: {row.pk: row for row in m._base_manager.all()} for m in tables}


def _changed(old: dict[Any, models.Model], new: dict[Any, models.Model]) -> list[models.Model]:
    return [row for key, row in new.items() if key in old and _values(row) != _values(old[key])]


def _values(row: models.Model) -> list[Any]:
    return [getattr(row, field.attname) for field in row._meta.concrete_fields]


def _lay(laid: _Laid) -> None:
    for name, fresh, changed in pickle.loads(laid.rows):  # noqa: S301 -- pickled above
        model = apps.get_model(name)
        model._base_manager.bulk_create(fresh)
        if changed:
            fields = [f.name for f in model._meta.concrete_fields if not f.primary_key]
            model._base_manager.bulk_update(changed, fields)
    revisions.forget()
