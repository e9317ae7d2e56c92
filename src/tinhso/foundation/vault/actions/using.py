"""What happens when a paper is used again? A link to this version, for good, and no copy."""

from datetime import datetime

from django.db import transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, FieldError, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.vault import events, queries, rules
from tinhso.foundation.vault.actions.consenting import given
from tinhso.foundation.vault.models import Link


class NotValid(Conflict):
    """A paper that is expired, revoked or replaced cannot be used for anything new (409)."""

    code = "paper-not-valid"
    sentence = msg("Giấy tờ này không còn giá trị nên không dùng cho hồ sơ mới được.")


def link(
    *, paper: str, version: int, to: str, basis: rules.Basis, owner: str = "", by: Actor, now: datetime
) -> queries.LinkView:
    """This will let a thing ("dossier:12/component:hk01") use a version of a paper; the same again is one.

    `owner` is whose paper it must be; a citizen's own request cannot do without. Raises NoSuchPaper (also for
    somebody else's), NotValid, Invalid.
    """
    errors = list(rules.check_basis(basis))
    if not to or to != to.strip() or len(to) > rules.papers.SUBJECT_MAX:
        errors.append(FieldError("to", Message(msg("Việc liên quan không hợp lệ."), {})))
    if errors:
        raise Invalid(*errors)
    with transaction.atomic():
        row = queries.version_row(paper, version)
        is_own = row.paper.owner in queries.keys_of(owner)
        if not is_own and (owner or by.has(Role.CITIZEN)):
            raise queries.NoSuchPaper()
        known = Link.objects.filter(version=row, to=to, ended_at__isnull=True).first()
        if known is None:
            if queries.view_of(row, on=local_date(now)).status != rules.Status.VALID:
                raise NotValid()
            is_agreed = basis.kind == rules.BasisKind.CONSENT
            consent = given(row.paper.owner, basis, by=by, now=now) if is_agreed else None
            _made, is_new = Link.objects.get_or_create(
                version=row, to=to, ended_at=None,
                defaults={
                    "root": rules.root_of(to), "basis": basis.kind.value, "citation": basis.citation,
                    "consent": consent, "linked_at": now,
                },
            )  # fmt: skip
            if is_new:
                fact = events.PaperLinked(
                    subject=Code(paper), version=row.number, to=Code(to), basis=Code(basis.kind.value)
                )
                ledger.append(fact, by=by, now=now)
    return next(v for v in queries.links_to(to) if (v.paper, v.version, v.ended_at) == (paper, version, None))


def release(root: str, *, now: datetime) -> int:
    """This will close every link of a thing that is over and forgotten ("dossier:12"): nobody opens a paper
    for it any more, the owner still reads that it was used. Tells how many; the thing's own room announces
    it.
    """
    return Link.objects.filter(root=root, ended_at__isnull=True).update(ended_at=now)
