"""What can be done with the catalogue? Taken in from a file; rows are edited in `admin`."""

from tinhso.casework.procedures.actions.importing import ImportReport, RowProblem, import_catalogue
from tinhso.casework.procedures.exchange import Unreadable

__all__ = ["ImportReport", "RowProblem", "Unreadable", "import_catalogue"]
