"""What becomes of a later version of a dossier that the applicant sent through the national portal?

Three answers (`rules/versions.fate`): before acceptance it takes the place of what was filed; while papers
are asked for it answers that; once somebody works on the dossier, or it ended, it is kept beside and shown,
and nothing is overwritten. What was there before is never deleted: rows are replaced, words stay sealed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson
from django.db import transaction

from tinhso.casework.onestop import events
from tinhso.casework.onestop.actions import stepping, supplementing
from tinhso.casework.onestop.actions.applications import application
from tinhso.casework.onestop.actions.ending import withdraw
from tinhso.casework.onestop.actions.submit import keep_components, readied
from tinhso.casework.onestop.models import APPLICATIONS, Application, AwaitedFile, Component, Dossier
from tinhso.casework.onestop.models import PortalVersion as Version
from tinhso.casework.onestop.rules import filing, mirroring, versions
from tinhso.casework.onestop.rules.filing import Filing, Given
from tinhso.casework.onestop.rules.versions import Fate, Held, Listed
from tinhso.casework.onestop.workflow import OPEN, Business
from tinhso.core.errors import Missing
from tinhso.core.facts import Code
from tinhso.core.roles import CITIZEN, Actor, Assurance
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national.queries import ArrivalView
from tinhso.gateway.national.rules.payloads import Document, NationalDossier
from tinhso.gateway.national.workflow import Status


def assurance(arrived: NationalDossier) -> Assurance:
    """This will tell how sure the portal is of who filed."""
    return Assurance.IDENTITY if arrived.account_is_verified else Assurance.PHONE


def marked(sent: Filing, arrived: NationalDossier) -> Filing:
    """This will mark each paper of a filing, so that it is known again in a later version."""
    marks = [mark_of(one) for _place, one in mirroring.papers(arrived)]
    given = tuple(replace(one, mark=mark) for one, mark in zip(sent.given, marks, strict=True))
    return replace(sent, given=given)


def mark_of(document: Document, known: Iterable[str] = ()) -> str:
    """This will give the mark of a document: the one among `known`, under whichever secret it got it."""
    marks = APPLICATIONS.marks(mirroring.identity(document))
    return next((one for one in marks if one in known), marks[0])


def await_files(dossier: Dossier, view: ArrivalView, marks: Iterable[str], *, now: datetime) -> None:
    """This will wait for the files of those papers of an arrival whose rows were made just now."""
    if view.dossier is None:
        return
    made = {row.mark: row for row in dossier.components.filter(mark__in=list(marks)).order_by("id")}
    AwaitedFile.objects.bulk_create(
        AwaitedFile(
            dossier=dossier, arrival=view.id, position=place, paper=row, component=row.code,
            source=row.source, next_try_at=now,
        )
        for place, one in mirroring.papers(view.dossier)
        if one.url and (row := made.get(mark_of(one, made))) is not None
    )  # fmt: skip


def follow(dossier: Dossier, view: ArrivalView, *, now: datetime) -> None:
    """This will take a later version of a locked dossier for what it is; one without news is nothing.

    The applicant's portal is told nothing of it beyond the states that every dossier tells.
    """
    arrived, row = view.dossier, dossier.application
    if arrived is None or row.erased_at:
        return  # the person is forgotten: their words do not come back by another door
    is_withdrawn = arrived.status == Status.WITHDRAWN
    if is_withdrawn and dossier.business in OPEN:
        withdraw(dossier_id=dossier.pk, reason="Rút trên Cổng Dịch vụ công quốc gia", by=CITIZEN, now=now)
        return
    pinned = stepping.version_of(dossier)
    sent = mirroring.filing(arrived, agency=dossier.agency_code, is_unplaced=False)
    sent = marked(readied(pinned, sent), arrived)
    said = application(pinned, sent, assurance(arrived))
    before, after = _told(dossier, sent, said, is_withdrawn=is_withdrawn)
    changed = versions.differences(before, after)
    may_apply = before["procedure"] == after["procedure"]
    how = versions.fate(dossier.business, may_apply=may_apply)
    rows = list(dossier.components.all())
    found = _merged(rows, arrived, is_whole=how != Fate.SUPPLIED)
    if how == Fate.SUPPLIED and not (found.fresh or found.back or changed):
        how = Fate.BESIDE
    if not changed and not found.is_news:
        return
    fresh = tuple(one for one in sent.given if one.mark in found.fresh)
    kept = keep_components(dossier, pinned, fresh, by=CITIZEN, now=now)
    standing = [one.pk for one in rows if one.replaced_at is None]
    if how != Fate.BESIDE:
        standing = [pk for pk in standing if pk not in found.gone]
        standing += [*found.back, *(one.pk for one in kept)]
    _let_stand(dossier, standing, [one.mark for one in sent.given], now=now)
    papers = [{"component": pk, "what": "new"} for pk in (*(one.pk for one in kept), *found.back)]
    papers += [{"component": pk, "what": "gone"} for pk in found.gone]
    if how == Fate.BESIDE and _is_told_again(dossier, after, papers):
        return
    await_files(dossier, view, found.fresh, now=now)
    sealed = APPLICATIONS.seal(orjson.dumps({"before": before, "after": after}).decode())
    Version.objects.create(
        dossier=dossier, arrival=view.id, at=now, fate=how.value, sealed=sealed, papers=papers
    )
    if how != Fate.BESIDE:
        Application.objects.filter(pk=row.pk).update(**said)
    fact = events.ChangedAtPortal(
        arrival=view.id, fate=Code(how.value), fields=len(changed), papers=len(papers),
        **stepping.about(dossier),
    )  # fmt: skip
    ledger.append(fact, by=CITIZEN, now=now)
    # An applied one leaves `accept_by` and the duty alone: the hours run from when the dossier was handed in
    # first, it lies complete before the officer, and an applicant could else put acceptance off for ever.
    # Only an answer to a request begins them anew (`supplementing.go_on`).
    if how == Fate.SUPPLIED:
        supplementing.go_on(dossier, by=CITIZEN, now=now)


def adopt(*, dossier_id: int, papers: Sequence[int], by: Actor, now: datetime) -> int:
    """This will note that an officer looked at what came beside, and put papers of it (ids of components) in
    the place of what they replace; gives how many.

    Raises Missing for a paper that no unseen version brought, and what `begin` raises.
    """
    with transaction.atomic():
        dossier = stepping.begin("adopt", dossier_id=dossier_id, by=by)
        unseen = list(dossier.portal_versions.filter(fate=Fate.BESIDE.value, seen_at=None))
        offered = {p["component"] for one in unseen for p in one.papers if p["what"] == "new"}
        chosen = set(papers)
        if not unseen or not chosen <= offered or (chosen and dossier.business == Business.DECIDED):
            raise Missing
        taken = list(dossier.components.filter(pk__in=chosen, refused_for=""))
        codes = {one.code for one in taken}
        gone = {p["component"] for one in unseen for p in one.papers if p["what"] == "gone"}
        standing = dossier.components.filter(replaced_at=None)
        left = [one.pk for one in standing if not (one.pk in gone and one.code in codes)]
        _let_stand(dossier, [*left, *(one.pk for one in taken)], [], now=now)
        for one in unseen:
            one.seen_at, one.seen_by = now, by.key
            one.save(update_fields=["seen_at", "seen_by"])
        fact = events.PortalVersionSeen(
            arrival=unseen[-1].arrival, papers=len(taken), **stepping.about(dossier)
        )
        ledger.append(fact, by=by, now=now)
        return len(taken)


def _told(
    dossier: Dossier, sent: Filing, said: dict[str, Any], *, is_withdrawn: bool
) -> tuple[dict[str, Any], dict[str, Any]]:
    mine = dossier.application.said
    theirs = orjson.loads(APPLICATIONS.unseal(said["sealed"]))
    before = {"holder": mine.get("holder"), "data": mine.get("data"), "procedure": dossier.procedure_code}
    after = {"holder": theirs["holder"], "data": theirs["data"], "procedure": sent.procedure}
    known = {dossier.agency_code, dossier.agency_name, dossier.intake_agency, ""}
    for placed in dossier.placements.all():
        known |= {placed.agency_code, placed.agency_name, placed.named}
    if sent.named not in known:
        before["unit"], after["unit"] = dossier.agency_name, sent.named
    if is_withdrawn and dossier.business != Business.WITHDRAWN:
        after["withdrawn"] = True
    return before, after


def _merged(rows: Sequence[Component], arrived: NationalDossier, *, is_whole: bool) -> versions.Merged:
    known = {one.mark for one in rows if one.mark}
    listed = [
        Listed(mirroring.component(one), mark_of(one, known), bool(one.url))
        for _place, one in mirroring.papers(arrived)
    ]
    gone = {mark_of(one, known) for one in arrived.all_documents if one.is_deleted}
    held = [Held(one.pk, one.code, one.mark, one.replaced_at is None) for one in rows]
    return versions.merged(held, listed, gone=gone, is_whole=is_whole)


def _let_stand(dossier: Dossier, ids: Iterable[int], order: Sequence[str], *, now: datetime) -> None:
    """Exactly these papers stand from now on, the files of each component numbered in the version's order."""
    wanted, place = set(ids), {mark: n for n, mark in enumerate(order) if mark}
    rows = list(dossier.components.all())
    standing = [one for one in rows if one.pk in wanted]
    standing.sort(key=lambda one: (place.get(one.mark, len(place)), one.pk))
    numbers = filing.parts([Given(one.code) for one in standing])
    for part, one in zip(numbers, standing, strict=True):
        if one.replaced_at is not None or one.part != part:
            one.replaced_at, one.part = None, part
            one.save(update_fields=["replaced_at", "part"])
    fallen = [one.pk for one in rows if one.pk not in wanted and one.replaced_at is None]
    dossier.components.filter(pk__in=fallen).update(replaced_at=now)


def _is_told_again(dossier: Dossier, after: dict[str, Any], papers: list[dict[str, Any]]) -> bool:
    """The portal repeats a version that was kept beside, with another state or time."""
    last = dossier.portal_versions.filter(fate=Fate.BESIDE.value).order_by("-id").first()
    return last is not None and last.said.get("after") == after and last.papers == papers
