"""Which papers are still missing from a dossier, after what its own form says?"""

from tinhso.casework.onestop.models import Dossier
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.shapes import Component, ProcedureVersion


def missing(dossier: Dossier, version: ProcedureVersion) -> list[Component]:
    """This will list the required components for which nothing was given."""
    data = dossier.application.said.get("data", {})
    have = set(dossier.components.filter(replaced_at=None, refused_for="").values_list("code", flat=True))
    asked = forms.components(version.components, data)
    return [one.component for one in asked if one.required and one.component.code not in have]
