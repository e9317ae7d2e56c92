"""By what may an officer narrow a list of dossiers, and which days of a register? Shape only."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.onestop.queries.listing import ListFilter
from tinhso.casework.onestop.rules.filing import Channel
from tinhso.casework.onestop.workflow import DOSSIER
from tinhso.core.translation import say
from tinhso.ui.fields import Choices, day_field

LONGEST_DAYS = 366


class FilterForm(forms.Form):
    """What a list is narrowed by; whatever is not understood narrows nothing."""

    code = forms.CharField(
        label=_("Mã hồ sơ"),
        required=False,
        max_length=60,
        widget=forms.TextInput(
            attrs={
                "data-search": "",
                "autocomplete": "off",
                "placeholder": _("hoặc số định danh, điện thoại, tên thủ tục"),
            }
        ),
    )
    side = forms.ChoiceField(
        label=_("Phạm vi"),
        required=False,
        choices=[("handled", _("cơ quan giải quyết")), ("taken", _("nhận tại quầy này"))],
    )
    state = forms.ChoiceField(label=_("Trạng thái"), required=False, choices=())
    due = forms.ChoiceField(
        label=_("Thời hạn"),
        required=False,
        choices=[("", _("mọi thời hạn")), ("late", _("đã quá hạn")), ("soon", _("còn dưới một ngày"))],
    )
    channel = forms.ChoiceField(label=_("Kênh nộp"), required=False, choices=())
    procedure = forms.ChoiceField(label=_("Thủ tục"), required=False, choices=())

    def __init__(self, *args: Any, procedures: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        states = [(str(s.word), say(s.label)) for s in DOSSIER.states]
        self._offer("state", [("", _("mọi trạng thái")), ("open", _("chưa xong")), *states])
        self._offer("procedure", [("", _("mọi thủ tục")), *procedures])
        names = {
            Channel.NATIONAL: _("Cổng Dịch vụ công quốc gia"),
            Channel.SITE: _("Trang này"),
            Channel.COUNTER: _("Tại quầy"),
            Channel.POST: _("Bưu chính công ích"),
            Channel.INTERNAL: _("Nội bộ"),
        }
        self._offer("channel", [("", _("mọi kênh")), *((c.value, name) for c, name in names.items())])

    def _offer(self, name: str, choices: Any) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = choices

    def filters(self) -> ListFilter:
        """This will give what was chosen."""
        self.is_valid()
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return ListFilter(**given)


class RegisterForm(forms.Form):
    """From which day to which, of which counter."""

    quay = forms.ChoiceField(label=_("Quầy của"), choices=())
    tu = day_field(_("Từ ngày"))
    den = day_field(_("Đến ngày"))

    def __init__(self, *args: Any, offered: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["quay"]).choices = offered

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("tu"), given.get("den")
        if isinstance(first, date) and isinstance(last, date):
            if last < first:
                self.add_error("den", _("Ngày cuối phải sau ngày đầu."))
            elif (last - first).days > LONGEST_DAYS:
                self.add_error("den", _("Nhiều nhất một năm mỗi lần in."))
        return given
