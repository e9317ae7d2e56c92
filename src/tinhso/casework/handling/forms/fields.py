"""Of which fields are an officer's forms made, and what do their choices know? Shape only."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.core.clock import VIETNAM
from tinhso.ui.fields import Choices, text_field


@dataclass(frozen=True)
class Known:
    """What the choices of the forms are made of: (code, name) pairs of this report's day and agency."""

    agencies: Choices = ()
    colleagues: Choices = ()
    units: Choices = ()
    assets: Choices = ()
    categories: Choices = ()
    hops: int = 0
    wait_days: int = 0
    due_at: datetime | None = None
    end_of_day: Callable[[date], datetime] = field(
        default=lambda day: datetime.combine(day, time(17), VIETNAM), compare=False
    )


class VerbForm(forms.Form):
    """What one verb needs; `lead` says above the fields what the verb does, `submit` names its button."""

    lead: Any = ""
    submit: ClassVar[Any] = _("Ghi lại")

    def __init__(self, *args: Any, known: Known | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known or Known()
        self.fit(self.known)
        # a dialog that opens puts the cursor here, not on its closing cross
        next(iter(self.fields.values())).widget.attrs["autofocus"] = True

    def fit(self, known: Known) -> None:
        """This will fill the choices; a form without any leaves it."""


class ReasonForm(VerbForm):
    """A verb that needs only a reason."""

    reason = text_field(_("Lý do"), empty=_("Hãy cho biết lý do."))
