"""Of which fields are the forms of a dossier's verbs made, and what do their choices know? Shape only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.ui.fields import Choices, text_field

NOTE_MAX = 1000


@dataclass(frozen=True)
class Known:
    """What the choices of the forms are made of, as (code, name) pairs, and what the leads tell."""

    agencies: Choices = ()
    colleagues: Choices = ()
    units: Choices = ()
    components: Choices = ()
    results: Choices = ()
    keys: Choices = ()
    waiting: Sequence[str] = ()
    seen: Sequence[str] = ()
    next_step: str = ""
    missing: Sequence[str] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    """By component what to ask for, where a file could not be kept."""
    offered: Choices = ()
    grounds: Choices = ()
    due: str = ""
    apology_by: str = ""
    notice_by: str = ""
    is_late: bool = False
    named: str = ""
    order: str = ""
    amount: str = ""
    days: int = 0
    today: date | None = None


class VerbForm(forms.Form):
    """What one verb needs; `lead` says above the fields what the verb does, `submit` names its button."""

    lead: Any = ""
    submit: ClassVar[Any] = _("Ghi lại")
    takes_files: ClassVar[bool] = False

    def __init__(self, *args: Any, known: Known | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known or Known()
        self.fit(self.known)
        if self.fields:
            # a dialog that opens puts the cursor here, not on its closing cross
            next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def fit(self, known: Known) -> None:
        """This will fill the choices; a form without any leaves it."""


class ReasonForm(VerbForm):
    """A verb that needs only a reason."""

    reason = text_field(_("Lý do"), empty=_("Hãy cho biết lý do."))
