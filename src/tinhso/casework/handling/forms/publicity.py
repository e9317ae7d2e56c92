"""What may an officer type where it is about who sees what: flag, hide, show, reveal, seal? Shape only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.handling.forms.fields import Known, ReasonForm, VerbForm
from tinhso.casework.reports.rules.publicity import HIDING_REASONS
from tinhso.core.translation import say
from tinhso.ui.fields import offer, text_field


class _NamedReason(VerbForm):
    reason = forms.ChoiceField(
        label=_("Lý do"),
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một lý do.")},
    )
    comment = text_field(_("Nói rõ thêm"), rows=2, required=False)

    def fit(self, known: Known) -> None:
        """This will offer the named reasons, in the reader's language."""
        named = [(code, say(reason)) for code, reason in HIDING_REASONS.items()]
        offer(self, "reason", [(code, said[:1].upper() + said[1:]) for code, said in named])


class FlagForm(_NamedReason):
    """What should perhaps not be public."""

    submit = _("Báo")


_PARTS = [("text", _("Nội dung chữ")), ("photos", _("Ảnh"))]


class HideForm(_NamedReason):
    """What is taken from the public page."""

    lead = _("Trang công khai ghi số lần ẩn và lý do. Có thể hiện lại bất cứ lúc nào.")
    submit = _("Ẩn nội dung")
    part = forms.ChoiceField(label=_("Ẩn phần nào?"), choices=_PARTS, widget=forms.RadioSelect,
                             error_messages={"required": _("Hãy chọn một phần.")})  # fmt: skip
    field_order = ("part", "reason", "comment")


class UnhideForm(ReasonForm):
    """What is shown again."""

    submit = _("Hiện lại")
    part = forms.ChoiceField(label=_("Hiện lại phần nào?"), choices=_PARTS, widget=forms.RadioSelect,
                             error_messages={"required": _("Hãy chọn một phần.")})  # fmt: skip
    field_order = ("part", "reason")


class RevealForm(ReasonForm):
    """Why an officer needs to know who wrote."""

    lead = _("Lần xem và lý do được ghi lại vĩnh viễn. Chỉ xem khi không thể hỏi qua hệ thống.")
    submit = _("Xem người gửi")


class SealForm(ReasonForm):
    """Why only the restricted desk may see it."""

    lead = _("Dùng khi đây là tố cáo, khiếu nại: từ đó chỉ bộ phận tiếp công dân mở được.")
    submit = _("Chuyển sang diện hạn chế")


class UnsealForm(ReasonForm):
    """Why it is an ordinary report after all."""

    lead = _("Phản ánh trở lại quy trình thường: máy tìm cơ quan, và công khai nếu người gửi đồng ý.")
    submit = _("Trả về quy trình thường")
