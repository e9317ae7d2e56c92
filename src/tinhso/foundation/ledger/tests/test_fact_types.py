"""No fact type of any room can hold a person's data: every field of every type is looked at."""

import types
import typing
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum

import pytest

from tinhso.core.facts import Code, Digest, Fact, fact_types

ALLOWED = (Code, Digest, int, bool, date, datetime)
PERSONAL = {
    "name", "phone", "email", "mail", "text", "address", "photo", "photos", "secret", "client", "lat", "lon",
    "point", "title", "summary", "content", "body", "comment", "note", "message", "birthday", "password",
    "token", "filename", "identity", "citizen", "plate",
}  # fmt: skip
"""Words that no field name may be or contain between underscores, unless it holds a salted digest."""


def is_allowed(annotation: object) -> bool:
    if annotation in ALLOWED or annotation is type(None):
        return True
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return True
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return type(None) in arguments and all(is_allowed(a) for a in arguments)
    if origin is tuple:
        return all(a is Ellipsis or is_allowed(a) for a in arguments)
    return False


def faults(cls: type[Fact]) -> list[str]:
    hints = typing.get_type_hints(cls)
    found = [] if is_dataclass(cls) and cls.__dataclass_params__.frozen else ["is not frozen"]
    for f in fields(cls):
        if not is_allowed(hints[f.name]):
            found.append(f"{f.name}: {hints[f.name]} could hold a person's data")
        is_digest = hints[f.name] in (Digest, Digest | None)
        if not is_digest and PERSONAL & set(f.name.lower().split("_")):
            found.append(f"{f.name}: the name speaks of a person's data")
    return found


def test_every_registered_fact_type_is_free_of_personal_data():
    known = fact_types()
    assert "ledger.rule_changed" in known
    assert {name: f for name, cls in known.items() if (f := faults(cls))} == {}


def test_a_fact_type_is_named_after_its_room_and_fits_the_column():
    for name in fact_types():
        room, _, happened = name.partition(".")
        assert room
        assert happened.replace("_", "").isalpha(), name
        assert len(name) <= 80


class Word(StrEnum):
    ONE = "one"


@pytest.mark.parametrize(
    "annotation",
    [str, float, dict, list[Code], Code | str, Code | int, tuple[str, ...], object, bytes, StrEnum | str],
)
def test_the_scan_refuses_these_types(annotation):
    @dataclass(frozen=True, kw_only=True)
    class Bad(Fact):
        value: annotation

    assert faults(Bad)


@pytest.mark.parametrize(
    "annotation",
    [Code, Digest | None, int, bool | None, date, datetime, Word, tuple[Code, ...], tuple[Word, int]],
)
def test_the_scan_lets_these_types_pass(annotation):
    @dataclass(frozen=True, kw_only=True)
    class Good(Fact):
        value: annotation

    assert faults(Good) == []


@pytest.mark.parametrize("field", ["name", "reporter_name", "phone", "lat", "client_id", "secret", "text"])
def test_the_scan_refuses_these_names(field):
    cls = dataclass(frozen=True, kw_only=True)(
        type("Bad", (Fact,), {"__annotations__": {field: Code}, "__module__": __name__})
    )
    assert faults(cls)
