"""Who takes over from an agency when areas change, and which rows of competence can follow by themselves?

Pure. An agency whose area passes is followed by the body of its kind in each new area; a district committee
(abolished with its level, Luật 72/2025/QH15) by the committees of the communes made from its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tinhso.foundation.agencies.rules.kinds import AgencyKind, SuccessionKind

FOLLOWED_BY: Mapping[AgencyKind, AgencyKind] = {
    AgencyKind.COMMUNE_COMMITTEE: AgencyKind.COMMUNE_COMMITTEE,
    AgencyKind.COMMUNE_POLICE: AgencyKind.COMMUNE_POLICE,
    AgencyKind.DISTRICT_COMMITTEE: AgencyKind.COMMUNE_COMMITTEE,
}
CODED: Mapping[AgencyKind, str] = {AgencyKind.COMMUNE_COMMITTEE: "UB", AgencyKind.COMMUNE_POLICE: "CA"}
NAMED: Mapping[AgencyKind, tuple[str, str]] = {
    AgencyKind.COMMUNE_COMMITTEE: ("UBND {area}", "UBND {area}"),
    AgencyKind.COMMUNE_POLICE: ("Công an {area}", "CA {area}"),
}


def new_code(kind: AgencyKind, area: str, structure: str, taken: Iterable[str]) -> str | None:
    """This will find a code for a new body: a code is one agency's for life, so a used one is not taken."""
    wanted = (f"{CODED[kind]}.{area}", f"{CODED[kind]}.{area}.{structure}")
    used = set(taken)
    return next((code for code in wanted if code not in used), None)


def new_name(kind: AgencyKind, area_name: str) -> tuple[str, str]:
    """This will word the name and the short name of the body of a commune."""
    area = area_name[:1].lower() + area_name[1:]
    name, short = NAMED[kind]
    return name.format(area=area), short.format(area=area)


def kind_of(heirs: int, predecessors: int) -> SuccessionKind:
    """This will name the manner: parted, merged, or only another name and body."""
    if heirs > 1:
        return SuccessionKind.SPLIT
    return SuccessionKind.MERGE if predecessors > 1 else SuccessionKind.RENAME


@dataclass(frozen=True)
class AreaRow:
    """A row of competence of one old area: what it is for, and who answers after the day (None: unclear)."""

    id: int
    area: str
    what: tuple[str, str, str]
    answers: tuple[str, str] | None
    """(agency code, agency kind), one of them empty"""
    weight: tuple[int, float]


def follow(
    rows: Sequence[AreaRow], *, made_from: Mapping[str, Sequence[str]]
) -> tuple[list[tuple[str, AreaRow]], list[tuple[str, AreaRow]]]:
    """This will part rows into those that follow (new area, row) and those that people must decide.

    A row follows only where every area that a new one was made from has it, with the same answer: else it
    would begin to speak for people for whom it never was made.
    """
    sure, unsure = [], []
    for new, olds in made_from.items():
        kinds = {row.what for row in rows if row.area in olds}
        for what in sorted(kinds):
            said = [row for row in rows if row.area in olds and row.what == what]
            answers = {(row.answers, row.weight) for row in said}
            everywhere = {row.area for row in said} == set(olds)
            if everywhere and len(answers) == 1 and said[0].answers is not None:
                sure.append((new, said[0]))
            else:
                unsure += [(new, row) for row in said]
    return sure, unsure
