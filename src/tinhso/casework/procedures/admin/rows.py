"""How is a list of rows edited in the administration? Each row by its own fields; empty rows stand ready.

What was typed goes to the check of documents as it stands where it cannot be read, so that one place alone
knows what is right. A row is left out by emptying it or by its tick; without scripts empty ones are there.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from tinhso.casework.procedures.admin import cells

MOST = 100
BLANK = 2
"""Empty rows at the end."""
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One field of every row."""

    key: str
    label: Any
    kind: str = "text"
    """text, long, number, decimal, flag, choice or condition."""
    choices: Sequence[tuple[str, Any]] = ()
    default: Any = ""
    """What a row without this key means."""

    def read(self, typed: str) -> Any:
        """This will read a cell of this column; an empty one means the default."""
        value = cells.read(self.kind, typed)
        return self.default if value is None and self.default != "" else value


class RowsWidget(forms.Widget):
    """Draws rows and reads them back, in the order of `order` where a column of that key counts them."""

    template_name = "admin/procedures/rows.html"
    use_fieldset = True

    class Media:
        """Looks, and the button that adds a row."""

        css = {"screen": ["procedures/rows.css"]}
        js = ["procedures/rows.js"]

    def __init__(self, columns: Sequence[Column], *, order: str = "") -> None:
        super().__init__()
        self.columns, self.order = columns, order
        self.faults: dict[tuple[int, str], list[str]] = {}
        """By row and key; filled when a document was refused."""

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """No row at all is an answer too."""
        return False

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[dict[str, str]]:
        """This will give what was typed, without rows that are empty or dropped."""
        named = re.compile(rf"{re.escape(name)}-(\d{{1,3}})-[a-z_]+")
        numbers = sorted({int(found[1]) for key in data if (found := named.fullmatch(key))})
        typed = [
            {c.key: str(data.get(f"{name}-{n}-{c.key}", "")).strip() for c in self.columns}
            for n in numbers[: MOST + BLANK]
            if f"{name}-{n}-drop" not in data
        ]
        flags = {c.key for c in self.columns if c.kind == "flag"}
        rows = [row for row in typed if any(v for k, v in row.items() if k not in (*flags, self.order))]
        return self._counted(rows) if self.order else rows

    def _counted(self, rows: list[dict[str, str]]) -> list[dict[str, str]]:
        numbers = {id(row): cells.read("number", row[self.order]) for row in rows}
        rows.sort(key=lambda row: n if isinstance(n := numbers[id(row)], int) else MOST)
        return [{**row, self.order: str(place)} for place, row in enumerate(rows, 1)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """This will lay out every row's cells, then the empty ones."""
        context = super().get_context(name, value, attrs)
        rows = list(value or [])
        context["widget"]["rows"] = [
            self._row(name, n, row, _("Dòng %(number)d") % {"number": n + 1}) for n, row in enumerate(rows)
        ]
        context["widget"]["blank"] = [
            self._row(name, len(rows) + n, {}, _("Dòng mới")) for n in range(BLANK)
        ]  # fmt: skip
        return context

    def _row(self, name: str, number: int, row: Row, title: str) -> dict[str, Any]:
        start = f"{name}-{number}"
        return {
            "title": title,
            "drop": f"{start}-drop",
            "cells": [self._cell(one, f"{start}-{one.key}", number, row) for one in self.columns],
        }

    def _cell(self, column: Column, name: str, number: int, row: Row) -> dict[str, Any]:
        errors = self.faults.get((number, column.key), [])
        given = row.get(column.key, column.default if row else "")
        is_typed = isinstance(given, str) and column.kind != "flag"
        value = given if is_typed else cells.write(column.kind, given)
        attrs = {"id": f"id_{name}"}
        if errors:
            attrs |= {"aria-invalid": "true", "aria-describedby": f"id_{name}-error"}
        return {
            "id": attrs["id"],
            "label": column.label,
            "kind": column.kind,
            "errors": errors,
            "html": cells.widget(column.kind, column.choices, str(value)).render(name, value, attrs),
        }


class RowsField(forms.Field):
    """A list of rows, each an object of the columns' keys."""

    def __init__(self, columns: Sequence[Column], *, order: str = "", **kwargs: Any) -> None:
        self.columns = columns
        super().__init__(widget=RowsWidget(columns, order=order), **{"required": False, **kwargs})

    def to_python(self, value: Any) -> Any:
        """This will read each cell; what cannot be read stays a text, and is refused by the check."""
        return [{c.key: c.read(row.get(c.key, "")) for c in self.columns} for row in value or []]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """This will compare rows, a key that is not there meaning its default."""
        before = [{c.key: row.get(c.key, c.default) for c in self.columns} for row in self.rows(initial)]
        return before != self.to_python(data)

    def rows(self, value: Any) -> list[Row]:
        """This will give what is kept as rows."""
        return list(value or [])

    def mark(self, row: int, key: str, sentence: str) -> str:
        """This will put a fault beside its cell, and give the sentence for the top with the place named."""
        self.widget.faults.setdefault((row, key), []).append(sentence)
        label = next((c.label for c in self.columns if c.key == key), key)
        return _("Dòng %(number)d, %(column)s: %(fault)s") % {
            "number": row + 1, "column": label, "fault": sentence,
        }  # fmt: skip


class PairsField(RowsField):
    """A mapping, edited as rows of two columns; a key that stands twice is refused."""

    def __init__(self, columns: Sequence[Column], *, doubled: Callable[[], str], **kwargs: Any) -> None:
        self.doubled = doubled
        super().__init__(columns, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """This will show a mapping as rows; what was typed is rows already."""
        return self.rows(value)

    def rows(self, value: Any) -> list[Row]:
        """This will give what is kept as rows."""
        if not isinstance(value, Mapping):
            return list(value or [])
        first, second = (c.key for c in self.columns)
        return [{first: key, second: one} for key, one in value.items()]

    def to_python(self, value: Any) -> dict[str, str]:
        """This will read the rows as a mapping."""
        first, second = (c.key for c in self.columns)
        read = [(row.get(first, ""), row.get(second, "")) for row in value or []]
        if len({key for key, _one in read}) < len(read):
            raise forms.ValidationError(self.doubled())
        return dict(read)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """This will compare mappings."""
        try:
            return bool(dict(initial or {}) != self.to_python(data))
        except forms.ValidationError:
            return True
