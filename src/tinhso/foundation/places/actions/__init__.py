"""What can be done with areas? Import boundaries, seed a province, list hamlets, choose whom to serve."""

from tinhso.foundation.places.actions.boundaries import ImportReport, import_boundaries
from tinhso.foundation.places.actions.hamlets import NewLocality, add_localities
from tinhso.foundation.places.actions.seed import UnknownProvince, seed_province
from tinhso.foundation.places.actions.serve import AlreadyServed, serve, serve_province
from tinhso.foundation.places.boundary_file import BoundariesRefused

__all__ = [
    "AlreadyServed",
    "BoundariesRefused",
    "ImportReport",
    "NewLocality",
    "UnknownProvince",
    "add_localities",
    "import_boundaries",
    "seed_province",
    "serve",
    "serve_province",
]
