"""Which papers of a later version from the national portal does an officer take over? Shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.counter.forms.fields import Known, VerbForm
from tinhso.ui.fields import offer


class AdoptForm(VerbForm):
    """The papers that shall stand in the place of the older ones; none: only looked at."""

    submit = _("Ghi nhận")
    lead = _(
        "Giấy tờ được đánh dấu thay bản cũ của nó; nội dung đơn giữ nguyên. Không đánh dấu gì là đã xem."
    )
    papers = forms.MultipleChoiceField(
        label=_("Lấy giấy tờ của bản mới"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def fit(self, known: Known) -> None:
        """This will offer the papers that nobody has taken over yet."""
        if known.offered:
            offer(self, "papers", list(known.offered))
        else:
            del self.fields["papers"]
            self.lead = _("Bản mới không có giấy tờ nào để lấy vào hồ sơ; ghi nhận là đã xem.")
