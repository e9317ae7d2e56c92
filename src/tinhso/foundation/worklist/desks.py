"""Which three desks does the worklist treat apart? Their codes, None where a deployment has none yet."""

from collections.abc import Callable
from datetime import date

from tinhso.foundation.agencies import queries as agencies


def exceptions(on: date) -> str | None:
    """This will give the code of the exceptions desk (Tổ điều phối)."""
    return _code(agencies.exceptions_desk, on)


def restricted(on: date) -> str | None:
    """This will give the code of the desk for sealed reports."""
    return _code(agencies.restricted_desk, on)


def province_office(on: date) -> str | None:
    """This will give the code of the office of the province's committee."""
    return _code(agencies.province_office, on)


def _code(ask: Callable[..., agencies.AgencyRef], on: date) -> str | None:
    # a deployment that is still being set up has no such desk: the worklist goes on without it
    try:
        return ask(on=on).code
    except agencies.NotSetUp:
        return None
