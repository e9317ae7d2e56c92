"""What happens when a paper comes into the vault? A new version of that type, number and issuer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

import orjson
from django.db import transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.facts import Code
from tinhso.core.folding import nfc
from tinhso.core.roles import Actor
from tinhso.foundation.files import actions as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.vault import events, queries, rules
from tinhso.foundation.vault.actions.consenting import given
from tinhso.foundation.vault.actions.recognising import note
from tinhso.foundation.vault.models import Paper, Version, Words
from tinhso.foundation.vault.sealing import NUMBERS, WORDS


def keep(
    *,
    owner: str,
    type_code: str,
    title: str,
    number: str,
    issuer_code: str,
    issuer_name: str,
    issued_on: date,
    expires_on: date | None,
    file_id: str,
    source: rules.Source,
    basis: rules.Basis,
    about: str,
    certified_by: str = "",
    signature: Mapping[str, Any] | None = None,
    file_owner: str = "",
    by: Actor,
    now: datetime,
) -> queries.PaperView:
    """This will keep a version of an owner's paper, and give it; the versions before it are replaced.

    `file_id` is a fresh upload, or, with `file_owner`, an attached paper of another room, which is copied: so
    what that room erases stays here. The same file again is no new version. A paper without a number is known
    by its content. `expires_on` is the last good day. Raises Invalid.
    """
    title, number, issuer_name = nfc(title).strip(), nfc(number).strip(), nfc(issuer_name).strip()
    errors = [
        *rules.check_paper(
            owner=owner, type_code=type_code, title=title, number=number, issuer_code=issuer_code,
            issuer_name=issuer_name, issued_on=issued_on, expires_on=expires_on, source=source,
            certified_by=certified_by, about=about, today=local_date(now),
        ),
        *rules.check_basis(basis),
    ]  # fmt: skip
    if errors:
        raise Invalid(*errors)
    with transaction.atomic():
        note(owner, now=now)
        known = _known(owner, file_id)
        if known is not None:
            return queries.view_of(known, on=local_date(now))
        paper = _paper(owner, type_code, number or f"file:{file_id}", issuer_code, now)
        row = Version(
            paper=paper, number=paper.version + 1, issuer_name=issuer_name, issued_on=issued_on,
            expires_on=expires_on, source=source.value, certified_by=certified_by, basis=basis.kind.value,
            citation=basis.citation, purpose=basis.purpose, about=about, root=rules.root_of(about),
            kept_at=now,
        )  # fmt: skip
        _take_file(row, file_id, file_owner, by=by, now=now)
        paper.versions.filter(replaced_at__isnull=True).update(replaced_at=now)
        row.save(force_insert=True)
        said = {"title": title, "number": number, "signature": dict(signature) if signature else None}
        row.words = Words.objects.create(version=row, sealed=WORDS.seal(orjson.dumps(said).decode()))
        paper.version = row.number
        paper.save(update_fields=["version"])
        if basis.kind == rules.BasisKind.CONSENT:
            given(owner, basis, by=by, now=now)
        fact = events.PaperKept(
            subject=Code(paper.key), version=row.number, paper_type=Code(type_code),
            source=Code(source.value), basis=Code(basis.kind.value), about=Code(about),
        )  # fmt: skip
        ledger.append(fact, by=by, now=now)
    return queries.view_of(row, on=local_date(now))


def _known(owner: str, file_id: str) -> Version | None:
    """The version that was made of this very file: somebody pressed twice, or a task ran twice."""
    rows = Version.objects.select_related("paper", "words").filter(
        paper__owner__in=queries.keys_of(owner), paper__erased_at__isnull=True
    )
    return rows.filter(file=file_id).first() or rows.filter(copied_from=file_id).first()


def _paper(owner: str, type_code: str, number: str, issuer_code: str, now: datetime) -> Paper:
    """The paper's row, held until the transaction ends, so that versions come one after the other."""
    known = Paper.objects.filter(
        owner__in=queries.keys_of(owner), type_code=type_code, issuer_code=issuer_code,
        number_mark__in=NUMBERS.marks(number), erased_at__isnull=True,
    ).first()  # fmt: skip
    if known is None:
        known, _made = Paper.objects.get_or_create(
            owner=owner, type_code=type_code, issuer_code=issuer_code, number_mark=NUMBERS.mark(number),
            erased_at=None, defaults={"kept_at": now},
        )  # fmt: skip
    return Paper.objects.select_for_update().get(pk=known.pk)


def _take_file(row: Version, file_id: str, file_owner: str, *, by: Actor, now: datetime) -> None:
    if file_owner:
        stored = files.copy_paper(file_id, owner=file_owner, to=row.file_owner, by=by, now=now)
        row.copied_from = file_id
    else:
        [stored] = files.attach_papers([file_id], owner=row.file_owner, by=by, now=now)
    row.file, row.sha256, row.kind, row.pages = stored.id, stored.sha256, stored.kind, stored.pages
