"""Where on this site is a local service applied for? The room that takes applications says so when it starts.

This room knows procedures and no case: without such a room its pages only tell, and point elsewhere.
"""

from collections.abc import Callable

from tinhso.casework.procedures.rules.shapes import ProcedureVersion

Way = Callable[[ProcedureVersion], str]
"""The address where a version is applied for here; "" where it is not."""

_ways: list[Way] = []


def lead(way: Way) -> None:
    """This will let the pages of procedures lead to where they are applied for."""
    if way not in _ways:
        _ways.append(way)


def address(version: ProcedureVersion) -> str:
    """This will give where a version is applied for on this site; "" where it is not."""
    return next((found for way in _ways if (found := way(version))), "")
