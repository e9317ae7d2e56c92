"""How do assets come in? From a GeoJSON file of one class, checked as a whole, then written as a whole."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import shapely
from django.db import transaction
from django.db.models import Q

from tinhso.core import revisions
from tinhso.core.errors import FieldError, Invalid, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.assets import asset_file, events
from tinhso.foundation.assets.models import TOPIC, Asset
from tinhso.foundation.ledger import actions as ledger

BATCH = 200
CONTENT = ("name", "manager", "geometry", "citation", "is_sample")


@dataclass(frozen=True)
class ImportReport:
    """What an import found and did; in a dry run `written` is False and the counts say what would be done."""

    assets: int
    created: int
    updated: int
    unchanged: int
    ended: int
    written: bool


def import_assets(
    source: Path | bytes,
    *,
    asset_class: str,
    valid_from: date,
    citation: str,
    dry_run: bool,
    by: Actor,
    now: datetime,
    complete: bool = False,
    is_sample: bool = False,
) -> ImportReport:
    """This will read a file (path or bytes) and write its assets of one class from a day on.

    The same file again changes nothing. What changed ends on that day and begins anew. With `complete` the
    assets of the class that the file does not name end too. Without a `citation` the rows are marked as not
    checked against a text. Raises NotPermitted, Invalid (unknown class), AssetsRefused naming every bad row.
    """
    if not (by.has(Role.MACHINE) or by.has(Role.ADMINISTRATOR)):
        raise NotPermitted()
    if not agencies.is_asset_class(asset_class, on=valid_from):
        sentence = msg("Không có loại công trình %(asset_class)s vào ngày đó; xin lập loại này trước.")
        raise Invalid.field("asset_class", sentence, asset_class=asset_class)
    rows, digest = asset_file.read(source)
    _check_managers(rows, valid_from)
    with transaction.atomic():
        plan = _Plan(asset_class, valid_from, citation[:300], is_sample or not citation, _named(source))
        plan.compare(rows, complete=complete)
        if plan.errors:
            raise asset_file.AssetsRefused(*plan.errors)
        changes = bool(plan.created or plan.updated or plan.ended)
        if changes and not dry_run:
            plan.write()
            fact = events.AssetsImported(
                subject=Code(f"assets:{asset_class}"),
                valid_from=valid_from,
                created=len(plan.created),
                updated=len(plan.updated),
                ended=len(plan.ended),
                digest=Code(digest),
            )
            ledger.append(fact, by=by, now=now)
    return ImportReport(
        len(rows),
        len(plan.created),
        len(plan.updated),
        plan.unchanged,
        len(plan.ended),
        changes and not dry_run,
    )


def _named(source: Path | bytes) -> str:
    return "" if isinstance(source, bytes) else source.name[:300]


def _check_managers(rows: list[asset_file.Row], on: date) -> None:
    sentence = msg("Không có cơ quan mang mã %(agency)s vào ngày đó.")
    known = {code: agencies.agency(code, on=on) is not None for code in {r.manager for r in rows} - {""}}
    errors = [
        FieldError(f"{row.where}.manager", Message(sentence, {"agency": row.manager}))
        for row in rows
        if row.manager and not known[row.manager]
    ]
    if errors:
        raise asset_file.AssetsRefused(*errors[: asset_file.MOST_ERRORS])


class _Plan:
    """The rows that would be written; a changed asset ends and begins anew, unless it began that very day."""

    def __init__(self, asset_class: str, on: date, citation: str, is_sample: bool, source: str) -> None:
        self.asset_class, self.on = asset_class, on
        self.citation, self.is_sample, self.source = citation, is_sample, source
        self.created: list[Asset] = []
        self.updated: list[Asset] = []
        self.ended: list[Asset] = []
        self.errors: list[FieldError] = []
        self.unchanged = 0

    def compare(self, rows: list[asset_file.Row], *, complete: bool) -> None:
        """This will compare the rows with what is there; it writes nothing."""
        still = Q(valid_to__isnull=True) | Q(valid_to__gt=self.on)
        known: dict[str, list[Asset]] = {}
        for there in Asset.objects.filter(still, asset_class=self.asset_class).order_by("valid_from"):
            known.setdefault(there.key, []).append(there)
        for row in rows:
            self._compare_one(row, known.pop(row.key, []))
        if complete:
            for left in known.values():
                self.ended += [there for there in left if there.valid_from < self.on]

    def _compare_one(self, row: asset_file.Row, there: list[Asset]) -> None:
        current = next((a for a in there if a.valid_from <= self.on), None)
        later = next((a for a in there if a.valid_from > self.on), None)
        if current is None and later is not None:
            sentence = msg("Công trình này đã có từ %(day)s, sau ngày nhập.")
            values = {"day": f"{later.valid_from:%d/%m/%Y}"}
            self.errors.append(FieldError(row.where, Message(sentence, values)))
            return
        new = Asset(
            asset_class=self.asset_class, key=row.key, name=row.name, manager=row.manager,
            geometry=shapely.to_wkb(row.geometry, output_dimension=2), citation=self.citation,
            is_sample=self.is_sample, source=self.source, valid_from=self.on,
        )  # fmt: skip
        if current is None:
            self.created.append(new)
        elif _content(current) == _content(new):
            self.unchanged += 1
        elif current.valid_from == self.on:
            for name in (*CONTENT, "source"):
                setattr(current, name, getattr(new, name))
            self.updated.append(current)
        else:
            new.valid_to = current.valid_to
            self.ended.append(current)
            self.created.append(new)

    def write(self) -> None:
        """This will write the rows; the caller holds the transaction."""
        Asset.objects.filter(pk__in=[a.pk for a in self.ended]).update(valid_to=self.on)
        Asset.objects.bulk_update(self.updated, [*CONTENT, "source"], batch_size=BATCH)
        Asset.objects.bulk_create(self.created, batch_size=BATCH)
        revisions.touch(TOPIC)


def _content(row: Asset) -> tuple[object, ...]:
    return tuple(bytes(v) if isinstance(v, memoryview) else v for v in (getattr(row, n) for n in CONTENT))
