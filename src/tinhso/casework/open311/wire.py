"""How do answers look on the wire? XML as GeoReport v2 has it; JSON without the plural wrapper."""

import xml.etree.ElementTree as tree
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson

from tinhso.core.clock import VIETNAM

TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
Item = Mapping[str, Any] | str


@dataclass(frozen=True)
class Several:
    """A list on the wire: `<plural><singular/>…</plural>` in XML, a bare array in JSON."""

    plural: str
    singular: str
    items: Sequence[Item]


@dataclass(frozen=True)
class Single:
    """One thing that stays an object in JSON too (discovery, a service definition)."""

    name: str
    content: Mapping[str, Any]


def write(answer: Several | Single, form: str) -> bytes:
    """This will write an answer as "xml" or "json" bytes in UTF-8."""
    return _xml(answer) if form == "xml" else _json(answer)


def moment(at: datetime | None) -> str:
    """This will write a moment as ISO 8601 with its zone, whole seconds; "" for none."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds") if at else ""


def _json(answer: Several | Single) -> bytes:
    if isinstance(answer, Several):
        return orjson.dumps([_plain(i) for i in answer.items])
    return orjson.dumps(_plain(answer.content))


def _plain(item: Item) -> dict[str, Any] | str:
    if isinstance(item, str):
        return item
    return {
        name: [_plain(i) for i in value.items] if isinstance(value, Several) else value
        for name, value in item.items()
    }


def _xml(answer: Several | Single) -> bytes:
    if isinstance(answer, Several):
        root = _list(answer)
    else:
        root = tree.Element(answer.name)
        _fill(root, answer.content)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tree.tostring(root, encoding="utf-8")


def _list(several: Several) -> tree.Element:
    root = tree.Element(several.plural)
    for item in several.items:
        element = tree.SubElement(root, several.singular)
        if isinstance(item, str):
            element.text = _text(item)
        else:
            _fill(element, item)
    return root


def _fill(element: tree.Element, content: Mapping[str, Any]) -> None:
    for name, value in content.items():
        if isinstance(value, Several):
            element.append(_list(value))
        else:
            tree.SubElement(element, name).text = _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "".join(c for c in str(value) if _is_allowed(c))


def _is_allowed(letter: str) -> bool:
    """Whether XML 1.0 can hold the letter at all."""
    return (
        letter in "\t\n\r" or " " <= letter <= "\ud7ff" or "\ue000" <= letter <= "\ufffd" or letter > "\uffff"
    )
