"""How is the catalogue given out? Every version there is, or those of a day."""

from datetime import date

from tinhso.casework.procedures import exchange
from tinhso.casework.procedures.book import book
from tinhso.casework.procedures.rules.shapes import ProcedureVersion


def export_catalogue(form: str, *, on: date | None = None) -> bytes:
    """This will write the catalogue as "json" or "xlsx": the versions of a day, or all. Raises Unreadable."""
    return exchange.write(versions(on), form)


def versions(on: date | None) -> list[ProcedureVersion]:
    """This will list the versions of a day, or all there are, by code and first day."""
    found = book.get()
    chosen = found.day(on).versions.values() if on else found.by_ref.values()
    return sorted(chosen, key=lambda v: (v.code, v.valid_from))
