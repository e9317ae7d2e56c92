"""What can be done with areas? Import boundaries, seed a province, list hamlets, choose whom to serve."""

from tinhso.foundation.places.actions.area_plan import AreaPlan
from tinhso.foundation.places.actions.boundaries import ImportReport, import_boundaries
from tinhso.foundation.places.actions.hamlets import NewLocality, add_localities
from tinhso.foundation.places.actions.redrawing import with_boundaries
from tinhso.foundation.places.actions.reorganising import apply_reorganisation, plan_reorganisation
from tinhso.foundation.places.actions.seed import UnknownProvince, seed_province
from tinhso.foundation.places.actions.serve import AlreadyServed, serve, serve_province
from tinhso.foundation.places.boundary_file import BoundariesRefused

__all__ = [
    "AlreadyServed",
    "AreaPlan",
    "BoundariesRefused",
    "ImportReport",
    "NewLocality",
    "UnknownProvince",
    "add_localities",
    "apply_reorganisation",
    "import_boundaries",
    "plan_reorganisation",
    "seed_province",
    "serve",
    "serve_province",
    "with_boundaries",
]
