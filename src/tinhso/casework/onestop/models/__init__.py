"""Which tables hold the dossiers?"""

from tinhso.casework.onestop.models.dossier import APPLICATIONS, Application, Counter, Dossier, DueChange
from tinhso.casework.onestop.models.papers import AwaitedFile, Component, FeeDue, PortalVersion, Result
from tinhso.casework.onestop.models.steps import Consultation, HandOver, Objection, Placement, Supplement

__all__ = [
    "APPLICATIONS",
    "Application",
    "AwaitedFile",
    "Component",
    "Consultation",
    "Counter",
    "Dossier",
    "DueChange",
    "FeeDue",
    "HandOver",
    "Objection",
    "Placement",
    "PortalVersion",
    "Result",
    "Supplement",
]
