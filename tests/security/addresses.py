"""Which addresses are there? Read from the resolver, so that one which is added later is walked too."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from django.apps import apps
from django.urls import get_resolver
from django.utils.regex_helper import normalize

_PARAMETER = re.compile(r"%\((\w+)\)s")
_ADMIN_OBJECT = re.compile(r"^quan-tri/(\w+)/(\w+)/%\(object_id\)s/")
OBJECTS_MOST = 12


def templates() -> list[str]:
    """This will list every address of the deployment, its parameters written "%(name)s"."""
    return sorted(set(_templates(get_resolver(), "")))


def _templates(resolver: Any, before: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        for template, _ in normalize(pattern.pattern.regex.pattern):
            if hasattr(pattern, "url_patterns"):
                yield from _templates(pattern, before + template)
            else:
                yield before + template


@dataclass(frozen=True)
class Address:
    """An address as the resolver writes it, and filled in."""

    template: str
    given: Mapping[str, str]

    @property
    def path(self) -> str:
        return "/" + self.template % self.given


def filled(values: Mapping[str, Sequence[str]]) -> list[str]:
    """This will fill every address with every value of its parameters (see `every`)."""
    return [address.path for address in every(values)]


def every(values: Mapping[str, Sequence[str]]) -> Iterator[Address]:
    """This will fill every address with every value of its parameters.

    Raises KeyError for a parameter without values: whoever adds one says how it is walked. A value under
    "<beginning of the address>:<parameter>" goes before the one under the parameter alone.
    """
    for template in templates():
        names = list(dict.fromkeys(_PARAMETER.findall(template)))
        known = {**values, "object_id": _objects(template, values)}
        for key in (k for k in values if ":" in k):
            at, _, name = key.partition(":")
            if template.startswith(at):
                known[name] = values[key]
        for chosen in product(*(known[name] for name in names)):
            yield Address(template, dict(zip(names, chosen, strict=True)))


def _objects(template: str, values: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """The newest rows of the table that an address of the administration shows."""
    matched = _ADMIN_OBJECT.match(template)
    if matched is None:
        return values.get("object_id", ["1"])
    rows = apps.get_model(*matched.groups()).objects.order_by("-pk")
    most = OBJECTS_MOST if "/ledger/" in template and template.endswith("/change/") else 1
    return [str(pk) for pk in rows.values_list("pk", flat=True)[:most]] or ["1"]
