"""What ends a paper? Its issuer takes it back, another replaces it, its owner or time lets it go."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.files import actions as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.vault import dated, events, queries, rules
from tinhso.foundation.vault.models import Access, Consent, Link, Owner, Paper, Version, Words

REASON_MAX = 300
BATCH = 100


class StillUsed(Conflict):
    """A paper that a law lets somebody keep, or that is in use, is not the owner's to remove (409)."""

    code = "paper-still-used"
    sentence = msg("Giấy tờ này đang được dùng hoặc phải giữ theo luật nên chưa xoá được.")


def revoke(paper: str, *, reason: str, by: Actor, now: datetime) -> None:
    """This will end all versions of a paper from now on, because its issuer took it back; once is enough.

    Raises NoSuchPaper, NotPermitted for who is no officer, Invalid on "reason".
    """
    if rules.reader_of(by) is None:
        raise NotPermitted
    if not 0 < len(reason.strip()) <= REASON_MAX:
        raise Invalid.field("reason", msg("Phải ghi lý do thu hồi."))
    with transaction.atomic():
        row = _held(paper)
        if row.revoked_at is None:
            row.revoked_at, row.revoked_why = now, reason.strip()
            row.save(update_fields=["revoked_at", "revoked_why"])
            ledger.append(events.PaperRevoked(subject=Code(paper)), by=by, now=now)


def replace(paper: str, *, replaced_by: str, by: Actor, now: datetime) -> None:
    """This will say that another paper of the same owner stands in the place of this one (a new number).

    Raises NoSuchPaper, NotPermitted for who is no officer.
    """
    if rules.reader_of(by) is None:
        raise NotPermitted
    with transaction.atomic():
        row, other = _held(paper), queries.version_row(replaced_by).paper
        if other.pk == row.pk or other.owner not in queries.keys_of(row.owner):
            raise queries.NoSuchPaper()
        if row.replaced_by_id is None:
            row.replaced_by, row.replaced_at = other, now
            row.save(update_fields=["replaced_by", "replaced_at"])
            fact = events.PaperReplaced(subject=Code(paper), replaced_by=Code(replaced_by))
            ledger.append(fact, by=by, now=now)


def remove(paper: str, *, owner: str, by: Actor, now: datetime) -> None:
    """This will erase one paper that its owner had put there by consent and that nothing uses.

    Raises NoSuchPaper (also for somebody else's), StillUsed.
    """
    with transaction.atomic():
        row = _held(paper)
        if row.owner not in queries.keys_of(owner):
            raise queries.NoSuchPaper()
        by_law = row.versions.exclude(basis=rules.BasisKind.CONSENT.value).exists()
        if by_law or Link.objects.filter(version__paper=row, ended_at__isnull=True).exists():
            raise StillUsed()
        _bury(row, by=by, now=now)


def erase(owner: str, *, by: Actor, now: datetime) -> int:
    """This will erase all papers of an owner for good (a right, or retention), and tell how many.

    Files, words, consents and the record of who looked go; a tombstone of each paper stays, nobody's, and so
    do links, which then lead nowhere. Whether a law wants them kept is for the caller to know.
    """
    keys = queries.keys_of(owner)
    with transaction.atomic():
        rows = list(Paper.objects.select_for_update().filter(owner__in=keys, erased_at__isnull=True))
        for row in rows:
            _bury(row, by=by, now=now)
        Consent.objects.filter(owner__in=keys).update(owner="", proof="")
        Owner.objects.filter(key__in=keys).delete()
    return len(rows)


def expire(now: datetime) -> int:
    """This will erase papers whose time is over and that nothing took up since, and what was recorded too
    long ago of who looked; tell how many papers. The worker calls it once a day."""
    on = local_date(now)
    old = now - timedelta(days=parameters.value(dated.KEEP_ACCESSES_DAYS, on))
    Access.objects.filter(at__lt=old).delete()
    days = parameters.value(dated.KEEP_ENDED_DAYS, on)
    done = 0
    while batch := _expire_some(now - timedelta(days=days), now):
        done += batch
    return done


def _expire_some(before: datetime, now: datetime) -> int:
    with transaction.atomic():
        rows = list(_ended(before).select_for_update(of=("self",)).order_by("pk")[:BATCH])
        for row in rows:
            _bury(row, by=MACHINE, now=now)
    return len(rows)


def _ended(before: datetime) -> QuerySet[Paper]:
    newest = Version.objects.filter(replaced_at__isnull=True, expires_on__lt=local_date(before))
    recent = Link.objects.filter(linked_at__gte=before, ended_at__isnull=True)
    over = Q(revoked_at__lt=before) | Q(replaced_at__lt=before) | Q(pk__in=newest.values("paper"))
    return Paper.objects.filter(over, erased_at__isnull=True).exclude(pk__in=recent.values("version__paper"))


def _bury(row: Paper, *, by: Actor, now: datetime) -> None:
    versions = list(row.versions.all())
    for version in versions:
        files.erase(owner=version.file_owner, by=by, now=now)
    Words.objects.filter(version__in=versions).delete()
    Access.objects.filter(version__in=versions).delete()
    row.versions.update(sha256="", file="", copied_from="")
    row.owner = row.number_mark = row.revoked_why = ""
    row.erased_at = now
    row.save(update_fields=["owner", "number_mark", "revoked_why", "erased_at"])
    fact = events.PaperErased(subject=Code(row.key), versions=len(versions))
    ledger.append(fact, by=by, now=now)


def _held(paper: str) -> Paper:
    return Paper.objects.select_for_update().get(pk=queries.version_row(paper).paper_id)
