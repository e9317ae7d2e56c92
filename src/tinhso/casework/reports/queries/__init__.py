"""What may be asked about reports? Plain values come back; sealed reports only to their own desk."""

from tinhso.casework.reports.queries.casefile import Case, Replayed
from tinhso.casework.reports.queries.cases import case, cases, exceptions, explain
from tinhso.casework.reports.queries.comparing import SuccessorFigures, by_successor
from tinhso.casework.reports.queries.directing import certainty
from tinhso.casework.reports.queries.feeding import PUBLIC_FACTS, Fed, feed
from tinhso.casework.reports.queries.figuring import figures, received, totals
from tinhso.casework.reports.queries.likening import (
    Likened,
    decided_by_machine,
    hidden_since,
    is_public,
    likened,
    merged_into,
    near,
    public_spot,
    recent,
    recent_ids,
    some,
    unplaced,
)
from tinhso.casework.reports.queries.mapping import gathered_points, points
from tinhso.casework.reports.queries.personal import Kept, codes_of_phone, copy, kept
from tinhso.casework.reports.queries.planning import replay
from tinhso.casework.reports.queries.public import (
    latest_answered,
    own_rows,
    photo_owner,
    public_report,
    search,
    whole_photo_owner,
)
from tinhso.casework.reports.queries.sensing import Heard, heard
from tinhso.casework.reports.queries.shapes import (
    Figures,
    Filters,
    MapView,
    PublicReport,
    PublicReportRow,
    Totals,
)
from tinhso.casework.reports.queries.spoken import voice_owner
from tinhso.casework.reports.queries.teaching import confirmed_texts
from tinhso.casework.reports.queries.visible import refuse_unknown
from tinhso.casework.reports.rules.deadlines import tone as running_tone

__all__ = [
    "PUBLIC_FACTS",
    "Case",
    "Fed",
    "Figures",
    "Filters",
    "Heard",
    "Kept",
    "Likened",
    "MapView",
    "PublicReport",
    "PublicReportRow",
    "Replayed",
    "SuccessorFigures",
    "Totals",
    "by_successor",
    "case",
    "cases",
    "certainty",
    "codes_of_phone",
    "confirmed_texts",
    "copy",
    "decided_by_machine",
    "exceptions",
    "explain",
    "feed",
    "figures",
    "gathered_points",
    "heard",
    "hidden_since",
    "is_public",
    "kept",
    "latest_answered",
    "likened",
    "merged_into",
    "near",
    "own_rows",
    "photo_owner",
    "points",
    "public_report",
    "public_spot",
    "received",
    "recent",
    "recent_ids",
    "refuse_unknown",
    "replay",
    "running_tone",
    "search",
    "some",
    "totals",
    "unplaced",
    "voice_owner",
    "whole_photo_owner",
]
