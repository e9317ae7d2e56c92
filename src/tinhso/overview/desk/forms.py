"""How does an officer narrow the list down? One small form, kept in the reader's own cookie."""

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from tinhso.core import cookies
from tinhso.foundation.worklist.queries import WaitingFilter
from tinhso.overview.desk import queries

COOKIE = "desk_filter"

WHOSE = [("", _("Tất cả")), ("mine", _("Việc của tôi")), ("unassigned", _("Chưa giao ai"))]
TONES = ("late", "soon", "calm", "paused")


class FilterForm(forms.Form):
    """Which words and whose; which duty and how late come from the counts above. What is odd is left out."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=100)
    whose = forms.ChoiceField(label=_("Của ai"), choices=WHOSE, required=False)
    duty = forms.ChoiceField(
        choices=[("", ""), *((d, d) for d in queries.DUTIES)], required=False, widget=forms.HiddenInput
    )
    tone = forms.ChoiceField(
        choices=[("", ""), *((t, t) for t in TONES)], required=False, widget=forms.HiddenInput
    )

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        words = {"data-search": "", "placeholder": _("Tìm trong việc chờ"), "type": "search"}
        self.fields["q"].widget.attrs.update(words)

    def filters(self) -> WaitingFilter:
        """This will give the filter of what the form understood."""
        self.is_valid()
        chosen = self.cleaned_data
        return WaitingFilter(
            assignee=chosen.get("whose") or None,
            duty=chosen.get("duty") or None,
            tone=chosen.get("tone") or None,
            q=chosen.get("q") or "",
        )


def chosen(request: HttpRequest) -> QueryDict:
    """This will give what was chosen: in the address on the desk itself, else as last remembered."""
    if request.GET.keys() & set(FilterForm.base_fields):
        return request.GET
    remembered = QueryDict(request.COOKIES.get(cookies.named(COOKIE), "")[:300], mutable=True)
    # beside an open case the address says only which row is open, or which page of rows comes next
    remembered.update(request.GET)
    return remembered


def kept(request: HttpRequest) -> str:
    """This will give what to remember of the address: the choice, never the page of rows."""
    choice = request.GET.copy()
    for name in choice.keys() - set(FilterForm.base_fields):
        del choice[name]
    return choice.urlencode()[:300]
