"""How does an officer narrow the list down? One small form, kept in the reader's own cookie."""

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from tinhso.foundation.worklist.queries import WaitingFilter

COOKIE = "desk_filter"

WHOSE = [("", _("Tất cả")), ("mine", _("Việc của tôi")), ("unassigned", _("Chưa giao ai"))]
DUTIES = [
    ("", _("Mọi loại việc")),
    ("accept", _("Chờ nhận")),
    ("answer", _("Chờ trả lời")),
    ("approve", _("Chờ duyệt")),
    ("grant_extension", _("Xin gia hạn")),
    ("co_handle", _("Phối hợp")),
    ("triage", _("Điều phối")),
]
TONES = [
    ("", _("Mọi thời hạn")),
    ("late", _("Quá hạn")),
    ("soon", _("Sắp đến hạn")),
    ("calm", _("Còn thời gian")),
    ("paused", _("Tạm dừng")),
]


class FilterForm(forms.Form):
    """Whose, which duty, which tone, which words. What is not understood is left out."""

    q = forms.CharField(label=_("Tìm"), required=False, max_length=100)
    whose = forms.ChoiceField(label=_("Của ai"), choices=WHOSE, required=False)
    duty = forms.ChoiceField(label=_("Loại việc"), choices=DUTIES, required=False)
    tone = forms.ChoiceField(label=_("Thời hạn"), choices=TONES, required=False)
    urgent = forms.BooleanField(label=_("Chỉ khẩn cấp"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.fields["q"].widget.attrs.update(
            {"data-search": "", "placeholder": _("Tìm trong việc chờ"), "type": "search"}
        )

    def filters(self) -> WaitingFilter:
        """This will give the filter of what the form understood."""
        self.is_valid()
        chosen = self.cleaned_data
        return WaitingFilter(
            assignee=chosen.get("whose") or None,
            duty=chosen.get("duty") or None,
            tone=chosen.get("tone") or None,
            urgent=True if chosen.get("urgent") else None,
            q=chosen.get("q") or "",
        )


def chosen(request: HttpRequest) -> QueryDict:
    """This will give what was chosen: in the address on the desk itself, else as last remembered."""
    return request.GET if request.GET else QueryDict(request.COOKIES.get(COOKIE, "")[:300])
