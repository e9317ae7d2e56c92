"""Compare the portal's list with what it was told last, dossier by dossier: missing there, here, different.

A run reads the list page by page, some pages a turn; its place is kept, so a kill costs a page. What is still
to be told is no difference yet. What only the portal has is asked for by its code and kept as an arrival.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national import dated, line
from tinhso.gateway.national.actions.arriving import READABLE, hear
from tinhso.gateway.national.actions.delivering import configured
from tinhso.gateway.national.actions.pulling import has_more, items, next_cursor, only_line
from tinhso.gateway.national.events import Differs
from tinhso.gateway.national.line import Session
from tinhso.gateway.national.models import (
    UNSENT,
    Arrival,
    Difference,
    DifferenceKind,
    Line,
    Mirror,
    Telling,
)  # fmt: skip
from tinhso.gateway.national.rules import comparing
from tinhso.gateway.national.rules.reading import stamp

PAGES_A_TURN = 5
ASKED_A_PAGE = 20
Lines = Mapping[str, dict[str, str]]


def reconcile(now: datetime) -> bool:
    """This will take one turn of a comparison, begin one when it is time, and tell whether a run has ended.

    Call it in no transaction, in the process that delivers: what is on its way would look like a difference.
    """
    portal = configured()
    if portal is None or not _under_way(now):
        return False
    with line.session(portal, now) as session:
        for _page in range(PAGES_A_TURN):
            if not session.is_open:
                return False
            if (ended := _page_of(session, now)) is not None:
                return ended
    return False


def _under_way(now: datetime) -> bool:
    state = line.row()
    if state.run_began_at is not None:
        return True
    hours = int(parameters.value(dated.RECONCILE_HOURS, local_date(now)))
    if state.run_ended_at is not None and now < state.run_ended_at + timedelta(hours=hours):
        return False
    Line.objects.filter(pk=state.pk).update(run=state.run + 1, run_began_at=now, run_cursor="")
    return True


def _page_of(session: Session, now: datetime) -> bool | None:
    """Whether the run has ended with this page; False also where the portal did not answer, None: go on."""
    state, on = line.row(), local_date(now)
    since = (state.run_began_at or now) - timedelta(days=int(parameters.value(dated.RECONCILE_DAYS, on)))
    size = str(parameters.value(dated.PAGE_SIZE, on))
    answer = session.get("DoiSoat", conTro=state.run_cursor, soLuong=size, tu=stamp(since))
    found = items(answer)
    if found is None:
        return False
    lines = dict(read for read in map(comparing.theirs, found) if read is not None)
    _ask_for_unknown(session, lines, now)
    following = next_cursor(answer, state.run_cursor)
    is_last = following is None or not has_more(answer)
    with transaction.atomic():
        _compare(lines, state.run, now)
        if is_last:
            _end(state, since, now)
        else:
            Line.objects.filter(pk=state.pk).update(run_cursor=following)
    return True if is_last else None


def _unknown(codes: Sequence[str]) -> list[str]:
    known = set(Mirror.objects.filter(code__in=codes).values_list("code", flat=True))
    known |= set(Arrival.objects.filter(code__in=codes, state__in=READABLE).values_list("code", flat=True))
    return [code for code in codes if code not in known]


def _ask_for_unknown(session: Session, lines: Lines, now: datetime) -> None:
    for code in _unknown(list(lines))[:ASKED_A_PAGE]:
        if not session.is_open:
            return
        brought = only_line(session.get("LayHoSo", code=code, MaHoSo=code))
        if brought is not None:
            with transaction.atomic():
                hear([brought], now=now)


def _compare(lines: Lines, run: int, now: datetime) -> None:
    Mirror.objects.filter(code__in=lines).update(seen_in_run=run)
    for mirror in _settled().filter(code__in=lines):
        theirs = lines[mirror.code]
        if fields := comparing.differing(mirror.known, theirs):
            kind = DifferenceKind.DIFFERENT
            _note(_Found(kind, mirror.code, mirror.about, mirror.known, theirs, fields), run, now)
    for code in _unknown(list(lines)):
        _note(_Found(DifferenceKind.MISSING_HERE, code, theirs=lines[code]), run, now)


def _settled() -> QuerySet[Mirror]:
    """The dossiers of which nothing is still to be told."""
    unsent = Telling.objects.filter(mirror=OuterRef("pk"), state__in=UNSENT)
    return Mirror.objects.exclude(Exists(unsent)).exclude(known_at=None)


def _end(state: Line, since: datetime, now: datetime) -> None:
    gone = _settled().filter(known_at__gte=since, known_at__lt=state.run_began_at)
    for mirror in gone.exclude(seen_in_run=state.run):
        found = _Found(DifferenceKind.MISSING_THERE, mirror.code, mirror.about, mirror.known)
        _note(found, state.run, now)
    Difference.objects.filter(settled_at=None).exclude(run=state.run).update(settled_at=now)
    Line.objects.filter(pk=state.pk).update(run_began_at=None, run_ended_at=now, run_cursor="")


@dataclass(frozen=True)
class _Found:
    """One dossier of which the two sides do not say the same."""

    kind: DifferenceKind
    code: str
    about: str = ""
    ours: Mapping[str, str] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    fields: Sequence[str] = ()


def _note(found: _Found, run: int, now: datetime) -> None:
    values = {
        "about": found.about, "kind": found.kind.value, "ours": dict(found.ours),
        "theirs": dict(found.theirs), "fields_differing": list(found.fields), "run": run,
    }  # fmt: skip
    if Difference.objects.filter(code=found.code, settled_at=None).update(**values):
        return
    made = Difference.objects.create(code=found.code, found_at=now, **values)
    fact = Differs(
        subject=Code(f"difference:{made.pk}"),
        code=Code(found.code),
        about=Code(found.about),
        kind=Code(found.kind.value),
        fields=tuple(Code(name) for name in found.fields),
    )
    ledger.append(fact, by=MACHINE, now=now)
