"""Which papers does the officer take in at the counter: ticked, photographed, certified, or used again?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.utils.translation import gettext as _

from tinhso.casework.onestop.rules.filing import Given, Person
from tinhso.casework.procedures.rules.shapes import Component, ProcedureVersion
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.roles import Actor
from tinhso.foundation.files.requests import received_paper
from tinhso.foundation.vault import queries as vault

FORMS = ("original", "copy")
MOST_COPIES = 99


@dataclass(frozen=True)
class Input:
    """One component as the page asks for it and as it was answered."""

    code: str
    name: str
    required: bool
    is_conditional: bool
    asked: str
    have: bool = False
    form: str = "original"
    quantity: int = 1
    certified: bool = False
    file: str = ""
    reuse: str = ""
    offers: tuple[tuple[str, str], ...] = ()
    error: str = ""
    form_url: str = ""

    @property
    def is_given(self) -> bool:
        """Whether anything was given for it."""
        return self.have or bool(self.file) or bool(self.reuse)

    def given(self, by: Actor) -> Given:
        """This will give it as a dossier takes it."""
        if self.reuse:
            paper, _sep, version = self.reuse.rpartition("@")
            return Given(
                self.code, form="electronic", source="reused", paper=paper, paper_version=int(version)
            )
        if self.file and self.certified:
            return Given(
                self.code, form="certified", quantity=self.quantity, source="digitised", file=self.file,
                certified_by=by.key,
            )  # fmt: skip
        return Given(self.code, form=self.form, quantity=self.quantity, file=self.file)


def empty(version: ProcedureVersion, *, language: str) -> list[Input]:
    """This will lay out the components of a procedure, none given yet."""
    return [_blank(one, language) for one in version.components]


def _blank(one: Component, language: str) -> Input:
    copies = _("bản chính %(n)d") % {"n": one.originals} if one.originals else ""
    asked = [copies, _("bản sao %(n)d") % {"n": one.copies} if one.copies else ""]
    return Input(
        code=one.code,
        name=one.name_en if language == "en" and one.name_en else one.name,
        required=one.required,
        is_conditional=one.when is not None,
        asked=", ".join(part for part in asked if part),
        form="original" if one.originals or not one.copies else "copy",
        quantity=max(one.originals, one.copies, 1) if not one.originals else one.originals,
        form_url=one.form_url,
    )


def read(
    request: HttpRequest, version: ProcedureVersion, *, by: Actor, now: datetime, language: str
) -> list[Input]:
    """This will read what was ticked and keep what was sent, so that a page that comes back still has it."""
    return [_read(request, one, by, now) for one in empty(version, language=language)]


def _read(request: HttpRequest, blank: Input, by: Actor, now: datetime) -> Input:
    posted, code = request.POST, blank.code
    file, wrong = received_paper(request, f"file-{code}", by, now)
    form, said = posted.get(f"form-{code}", ""), posted.get(f"quantity-{code}", "")
    error = " ".join(wrong)
    quantity = blank.quantity
    if said:
        if said.isascii() and said.isdecimal() and 1 <= int(said[:3]) <= MOST_COPIES:
            quantity = int(said)
        else:
            error = error or _("Số lượng phải từ 1 đến %(most)d.") % {"most": MOST_COPIES}
    return replace(
        blank,
        have=f"have-{code}" in posted,
        form=form if form in FORMS else blank.form,
        quantity=quantity,
        certified=f"certified-{code}" in posted,
        file=file,
        reuse=_reuse(posted.get(f"reuse-{code}", "")),
        error=error,
    )


def _reuse(said: str) -> str:
    paper, _sep, version = said.rpartition("@")
    is_named = paper.startswith("paper:") and version.isascii() and version.isdecimal() and len(version) < 9
    return said if is_named else ""


def seen(inputs: Sequence[Input], *, is_seen: bool) -> list[Input]:
    """This will say beside each paper of the vault that its holder has to be recognised first."""
    wrong = _("Hãy đối chiếu giấy tờ tuỳ thân của chủ hồ sơ trước khi dùng giấy tờ trong kho.")
    return [replace(one, error=one.error or wrong) if one.reuse and not is_seen else one for one in inputs]


def offered(
    inputs: Sequence[Input], version: ProcedureVersion, holder: Person | None, *, now: datetime
) -> list[Input]:
    """This will offer beside each component the valid papers of its type that the holder has in the vault.

    Only for a holder who was recognised: what lies in a vault is nothing to be found out by a number.
    """
    types = {one.code: one.paper_type for one in version.components if one.paper_type}
    if holder is None or not holder.number or not types:
        return list(inputs)
    try:
        owner = vault.owner_key(holder.number, kind=holder.kind)
    except Invalid:
        return list(inputs)
    papers = vault.papers_of(owner, on=local_date(now), types=tuple(set(types.values())))
    valid = [one for one in papers if one.status == "valid"]
    return [
        replace(
            one,
            offers=tuple(
                (f"{paper.key}@{paper.version}", f"{paper.title} {paper.number}".strip())
                for paper in valid
                if paper.type_code == types.get(one.code)
            ),
        )
        for one in inputs
    ]
