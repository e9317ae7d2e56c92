"""How is one cell of a row read, written and drawn? What cannot be read stays as it was typed."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhso.ui import formats

_GROUPED = re.compile(r"\d{1,3}([.\u00a0 ]\d{3})+")
_WHOLE = re.compile(r"\d{1,15}")
_BROKEN = re.compile(r"\d{1,9}[.,]\d{1,3}")
_ANSWER = re.compile(r"\s*([A-Za-z0-9_.]{1,60})\s*=\s*(\S[^=]*)")
YES, NO = ("có", "yes"), ("không", "no")


def read(kind: str, typed: str) -> Any:
    """This will read what was typed: a number, a yes, a condition; nothing is None but for texts."""
    match kind:
        case "flag":
            return typed == "on"
        case "number" | "decimal":
            return _number(typed)
        case "condition":
            return condition(typed)
        case "choice":
            return typed or None
    return typed


def _number(typed: str) -> Any:
    if _GROUPED.fullmatch(typed):
        return int(re.sub(r"\D", "", typed))
    if _WHOLE.fullmatch(typed):
        return int(typed)
    if _BROKEN.fullmatch(typed):
        return float(typed.replace(",", "."))
    return typed or None


def condition(typed: str) -> Any:
    """This will read `muc_dich = vat_lieu, khac; ho_ngheo = có` (or JSON) as a condition on the answers."""
    if not typed:
        return None
    if typed.startswith("{"):
        try:
            return json.loads(typed)
        except (ValueError, RecursionError):
            return typed
    properties = {}
    for part in typed.split(";"):
        found = _ANSWER.fullmatch(part)
        if not found:
            return typed
        answers = [one.strip() for one in found[2].split(",") if one.strip()]
        is_word = len(answers) == 1 and answers[0].lower() in (*YES, *NO)
        properties[found[1]] = {"const": answers[0].lower() in YES} if is_word else {"enum": answers}
    return {"properties": properties}


def write(kind: str, value: Any) -> Any:
    """This will write a value as it is typed."""
    if kind == "condition":
        return _said(value)
    if value is None or kind == "flag":
        return value or ""
    if isinstance(value, int):
        return formats.number(value)
    if isinstance(value, float):
        return f"{value:g}".replace(".", "," if get_language() == "vi" else ".")
    return str(value)


def _said(value: Any) -> str:
    """A condition in the short way of writing it; as JSON where that cannot say it."""
    if value is None:
        return ""
    parts = []
    whole = value.get("properties") if isinstance(value, Mapping) and set(value) == {"properties"} else None
    for name, test in (whole or {}).items():
        match test:
            case {"enum": [*answers]} if len(test) == 1 and all(isinstance(a, str) for a in answers):
                parts.append(f"{name} = {', '.join(answers)}")
            case {"const": bool() as answer} if len(test) == 1:
                parts.append(f"{name} = {_('có') if answer else _('không')}")
    short = "; ".join(parts)
    return short if condition(short) == value else json.dumps(value, ensure_ascii=False)


def widget(kind: str, choices: Sequence[tuple[str, Any]], current: str) -> forms.Widget:
    """This will draw a cell; a word that is offered no more stays to be chosen."""
    match kind:
        case "flag":
            return forms.CheckboxInput()
        case "choice":
            known = {value for value, _label in choices}
            own = [] if current in known or not current else [(current, current)]
            return forms.Select(choices=[("", "—"), *choices, *own])
        case "long":
            return forms.Textarea(attrs={"rows": 2})
        case "number":
            return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        case "decimal":
            return forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
    return forms.TextInput(attrs={"autocomplete": "off"})
