"""What may be asked of the dossiers."""

from tinhso.casework.onestop.queries.casefile import (
    by_second_factor,
    case,
    case_of,
    code_of,
    codes_of_holder,
    id_of,
    own_case,
    petitions,
    steps,
)
from tinhso.casework.onestop.queries.shapes import Case

__all__ = [
    "Case",
    "by_second_factor",
    "case",
    "case_of",
    "code_of",
    "codes_of_holder",
    "id_of",
    "own_case",
    "petitions",
    "steps",
]
