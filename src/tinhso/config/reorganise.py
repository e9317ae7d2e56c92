"""How do all rooms carry out one reorganisation together? In floor order, in one transaction, or not at all.

Each room plans (a pure report; a dry run ends there) and then writes its own rows. `places` knows where areas
went, `agencies` who took over, `accounts` which roles the table gives, `worklist` who has the open duties,
`reports` which commune a report's own point lies in.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from tinhso.casework.reports import actions as reports
from tinhso.core.clock import local_date
from tinhso.core.errors import FieldError, Invalid
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.accounts import queries as staff
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.places import actions as places
from tinhso.foundation.places import queries as tables
from tinhso.foundation.worklist import actions as worklist

ROOMS = {
    "places": msg("Địa bàn"),
    "agencies": msg("Cơ quan, thẩm quyền"),
    "accounts": msg("Tài khoản, vai trò"),
    "worklist": msg("Việc chờ"),
    "reports": msg("Phản ánh hiện trường"),
}


class CannotReorganise(Invalid):
    """The table cannot be carried out; every reason is named and nothing was written."""

    code = "cannot-reorganise"
    sentence = msg("Chưa thực hiện được việc sắp xếp; chưa ghi gì.")

    def __init__(self, *errors: FieldError) -> None:
        super().__init__(*errors)
        self.message = Message(self.sentence)


@dataclass(frozen=True)
class Reorganised:
    """What was (or, in a dry run, would be) done, room by room."""

    on: date
    written: bool
    rooms: tuple[tables.Findings, ...]

    @property
    def errors(self) -> list[FieldError]:
        """What forbids it."""
        return [error for room in self.rooms for error in room.errors]

    def as_json(self) -> dict[str, Any]:
        """This will give the form for programs; sentences are Vietnamese."""
        return {
            "on": self.on.isoformat(),
            "written": self.written,
            "rooms": [
                {
                    "room": room.room,
                    "counts": {line.key: line.count for line in room.lines},
                    "errors": [{"field": e.field, "message": str(e.message)} for e in room.errors],
                    "decisions": [str(message) for message in room.decisions],
                    "warnings": [str(message) for message in room.warnings],
                }
                for room in self.rooms
            ],
        }

    def as_text(self) -> str:
        """This will give the report that a person reads."""
        done = "Đã thực hiện" if self.written else "Chạy thử, chưa ghi gì"
        lines = [f"Sắp xếp đơn vị hành chính từ ngày {self.on:%d/%m/%Y}. {done}."]
        for room in self.rooms:
            lines += ["", f"## {ROOMS[room.room]}"]
            lines += [f"{line.count:>8}  {line.label}" for line in room.lines]
            titles: dict[str, Sequence[FieldError | Message]] = {
                "Không thực hiện được": room.errors,
                "Cần quyết định": room.decisions,
                "Lưu ý": room.warnings,
            }
            for title, rows in titles.items():
                lines += [f"  {title}:"] if rows else []
                lines += [f"   - {getattr(row, 'message', row)}" for row in rows]
        return "\n".join(lines)


def reorganise(
    table: tables.Reorganisation, *, on: date, dry_run: bool, by: Actor, now: datetime
) -> Reorganised:
    """This will carry the table out as of a day; the same again changes nothing.

    Raises CannotReorganise naming every reason; a dry run gives them in its report instead.
    """
    if on > local_date(now) and not dry_run:
        sentence = msg("Ngày sắp xếp còn ở phía trước; trước ngày đó chỉ chạy thử được.")
        raise CannotReorganise(FieldError("on", Message(sentence)))
    with nullcontext() if dry_run else transaction.atomic():
        areas = places.plan_reorganisation(table, on=on)
        if areas.findings.errors:
            return _refused(dry_run, Reorganised(on, False, (areas.findings,)))
        moving = accounts.staff_of(table.grants)
        bodies = agencies.plan_reorganisation(areas, staff=moving)
        roles = accounts.plan_reorganisation(bodies, table.grants, now=now)
        cases = reports.plan_reorganisation(areas, bodies, now=now)
        waiting = worklist.plan_reorganisation(bodies, chosen=cases.chosen, followers=moving)
        rooms = (areas.findings, bodies.findings, roles.findings, waiting.findings, cases.findings)
        found = Reorganised(on, not dry_run, rooms)
        if found.errors or dry_run:
            return _refused(dry_run, found)
        places.apply_reorganisation(areas, by=by, now=now)
        agencies.apply_reorganisation(bodies, by=by, now=now)
        accounts.apply_reorganisation(roles, by=by, now=now)
        worklist.apply_reorganisation(waiting, by=by, now=now)
        reports.apply_reorganisation(cases, by=by, now=now)
        worklist.check_owned(bodies.closing)
    return found


def roles_to_review(table: tables.Reorganisation, *, on: date) -> tuple[tables.GrantRow, ...]:
    """This will propose a row for every officer whose agency has one successor, for people to review.

    Nothing moves by itself: the rows do something only in the table that is carried out.
    """
    areas = places.plan_reorganisation(table, on=on)
    bodies = agencies.plan_reorganisation(areas, staff=())
    rows = []
    for old, heirs in sorted(bodies.heirs.items()):
        if len(heirs) == 1:
            for officer in staff.officers(old, on=tables.day_before(on)):
                rows += [
                    tables.GrantRow(officer.key, role.value, heirs[0], old) for role in sorted(officer.roles)
                ]
    return tuple(rows)


def _refused(dry_run: bool, found: Reorganised) -> Reorganised:
    if not dry_run:
        raise CannotReorganise(*found.errors)
    return found
