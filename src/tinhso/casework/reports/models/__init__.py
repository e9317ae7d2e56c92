"""Which tables does the room keep? Reports and what hangs on them."""

from tinhso.casework.reports.models.answer import Answer, Rating
from tinhso.casework.reports.models.decision import Decision
from tinhso.casework.reports.models.dialogue import Exchange, Note
from tinhso.casework.reports.models.handling import CoHandling, Extension, Forwarding
from tinhso.casework.reports.models.link import UsedLink
from tinhso.casework.reports.models.publicity import Flag, Hiding
from tinhso.casework.reports.models.report import CONTACTS, Report, Reporter, Reveal

__all__ = [
    "CONTACTS",
    "Answer",
    "CoHandling",
    "Decision",
    "Exchange",
    "Extension",
    "Flag",
    "Forwarding",
    "Hiding",
    "Note",
    "Rating",
    "Report",
    "Reporter",
    "Reveal",
    "UsedLink",
]
