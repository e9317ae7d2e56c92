"""What may the applicant say on a dossier's page? Shape only: the case decides."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

TEXT_MAX = 2000


def _text(label: Any, empty: Any, *, required: bool = True, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=TEXT_MAX, required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": empty, "max_length": _("Nội dung dài quá 2.000 ký tự.")},
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why the dossier is taken back; ticked so that a slip of the thumb takes nothing back."""

    reason = _text(_("Vì sao ông/bà rút hồ sơ?"), _("Hãy cho biết vì sao rút hồ sơ."))
    sure = forms.BooleanField(
        label=_("Tôi hiểu hồ sơ sẽ dừng lại và phải nộp lại từ đầu nếu cần"),
        error_messages={"required": _("Hãy đánh dấu vào ô này để rút hồ sơ.")},
    )


class ObjectForm(forms.Form):
    """That it is late or wrong: a petition is answered, a complaint has its own law."""

    kind = forms.ChoiceField(
        label=_("Ông/bà muốn gửi"),
        choices=[
            ("petition", _("Phản ánh, kiến nghị: chậm, phiền hà, sai sót; cơ quan cấp trên trả lời tại đây")),
            ("complaint", _("Khiếu nại: cho rằng quyết định trái pháp luật; giải quyết theo Luật Khiếu nại")),
        ],
        initial="petition",
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một trong hai.")},
    )
    about = forms.ChoiceField(
        label=_("Về việc gì?"),
        choices=[
            ("late", _("Chậm")),
            ("wrong", _("Kết quả hoặc yêu cầu không đúng")),
            ("conduct", _("Thái độ, phiền hà")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một mục.")},
    )
    text = _text(_("Nội dung"), _("Hãy viết vài chữ về việc này."))


class RateForm(forms.Form):
    """Three faces."""

    rating = forms.ChoiceField(
        choices=[(r, r) for r in ("satisfied", "acceptable", "unsatisfied")],
        error_messages={"required": _("Hãy chọn một trong ba mức.")},
    )
