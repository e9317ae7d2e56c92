"""What did the application's form say, in the order in which it asks?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.counter.views import words
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.forms import Field
from tinhso.ui import formats

Rows = list[dict[str, Any]]


def answers(schema: Mapping[str, Any], data: Mapping[str, Any], language: str) -> Rows:
    """This will lay out what the form was told, in the order in which it asks: [title, rows] a section."""
    if not schema:
        return []
    sections: Rows = []
    for one in forms.fields(schema, data, language=language):
        if not sections or sections[-1]["title"] != one.section:
            sections.append({"title": one.section, "rows": []})
        sections[-1]["rows"] += _answered(one, data.get(one.path), "")
    return [one for one in sections if one["rows"]]


def _answered(one: Field, value: Any, before: str) -> list[dict[str, str]]:
    label = f"{before}{one.title}"
    if one.kind == "group" and isinstance(value, Mapping):
        inner = (_answered(f, value.get(f.path), f"{label}: ") for f in one.fields)
        return [row for rows in inner for row in rows]
    if one.kind == "list" and isinstance(value, list):
        found = []
        for number, item in enumerate(value, 1):
            for field in one.fields if isinstance(item, Mapping) else ():
                found += _answered(field, item.get(field.path), f"{label} {number}: ")
        return found
    said = _value(one, value)
    return [{"label": label, "value": said}] if said else []


def _value(one: Field, value: Any) -> str:
    if value in (None, ""):
        return ""
    match one.kind:
        case "boolean":
            return _("Có") if value else _("Không")
        case "choice":
            return str(dict(one.choices).get(value, value))
        case "date":
            return words.day(str(value))
        case "integer" | "number":
            return formats.number(value)
    return str(value)
