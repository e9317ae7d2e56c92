"""What does a reorganisation say? Which areas, agencies and roles pass into which; and what a room finds.

Pure: the table and the report are plain values that every room reads (`table_file` reads them from a file).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tinhso.core.errors import FieldError, Invalid
from tinhso.core.messages import Message, msg
from tinhso.core.values import GeoPoint


class TableRefused(Invalid):
    """The table cannot be carried out as it stands; every bad row is named."""

    code = "table-refused"
    sentence = msg("Bảng sắp xếp chưa dùng được.")


@dataclass(frozen=True)
class NewArea:
    """A commune after the reorganisation; `made_from` are (old code, whether this is its main heir)."""

    code: str
    name: str
    made_from: tuple[tuple[str, bool], ...]
    label: GeoPoint | None = None
    boundary: Mapping[str, Any] | None = None
    where: str = ""


@dataclass(frozen=True)
class AgencyRow:
    """One agency takes over from another; `name` is given where the new one is not open yet."""

    old: str
    new: str
    name: str = ""
    where: str = ""


@dataclass(frozen=True)
class GrantRow:
    """An officer ("officer:12" or the sign-in name) gets a role at the new agency; nothing else moves it."""

    account: str
    role: str
    new: str
    old: str = ""
    where: str = ""


@dataclass(frozen=True)
class Reorganisation:
    """The whole table: from which structure to which, by which decision."""

    from_structure: str
    to_structure: str
    province: str
    province_name: str
    citation: str
    areas: tuple[NewArea, ...]
    agencies: tuple[AgencyRow, ...] = ()
    grants: tuple[GrantRow, ...] = ()
    old_names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def heirs(self) -> Mapping[str, tuple[NewArea, ...]]:
        """Old code -> the areas it passed into, its main heir first."""
        found: dict[str, list[tuple[bool, NewArea]]] = {}
        for area in self.areas:
            for old, is_main in area.made_from:
                found.setdefault(old, []).append((not is_main, area))
        return {old: tuple(a for _, a in sorted(rows, key=lambda r: r[0])) for old, rows in found.items()}

    @cached_property
    def kept(self) -> frozenset[str]:
        """Codes of areas that stay what they were: same code, same name, nothing added, nothing lost."""
        return frozenset(
            area.code
            for area in self.areas
            if [old for old, _ in area.made_from] == [area.code]
            and len(self.heirs[area.code]) == 1
            and self.old_names.get(area.code, area.name) == area.name
        )


@dataclass(frozen=True)
class Line:
    """One count of a report: a word for programs, a Vietnamese sentence without its number, the number."""

    key: str
    label: str
    count: int


@dataclass
class Findings:
    """What one room would do (or did): counts, what people must decide, what forbids it."""

    room: str
    lines: list[Line] = field(default_factory=list)
    decisions: list[Message] = field(default_factory=list)
    warnings: list[Message] = field(default_factory=list)
    errors: list[FieldError] = field(default_factory=list)

    def count(self, key: str, label: str, number: int) -> None:
        """This will add a count."""
        self.lines.append(Line(key, label, number))

    def refuse(self, where: str, sentence: str, **values: Any) -> None:
        """This will add what forbids the reorganisation."""
        self.errors.append(FieldError(where, Message(sentence, values)))


def day_before(on: date) -> date:
    """This will give the last day of the old order."""
    return date.fromordinal(on.toordinal() - 1)
