"""What may an officer type for each verb, and in what shape does it reach the action? Shape only."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.handling.forms.fields import Known, ReasonForm, VerbForm
from tinhso.casework.reports.rules.lengths import NOTE_MAX, TEXT_MAX
from tinhso.ui.fields import NamedField, offer, suggest, text_field


class AssignForm(VerbForm):
    """To whom in the agency."""

    submit = _("Giao việc")
    to = forms.ChoiceField(label=_("Giao cho ai?"), choices=(), required=False)

    def fit(self, known: Known) -> None:
        """This will offer the colleagues and the rooms of the agency."""
        choices: list[Any] = [("", _("Cả đơn vị, ai nhận cũng được"))]
        if known.colleagues:
            choices.append((_("Người"), list(known.colleagues)))
        if known.units:
            choices.append((_("Phòng, bộ phận"), list(known.units)))
        offer(self, "to", choices)


class QuestionForm(VerbForm):
    """A question to the reporter."""

    submit = _("Gửi câu hỏi")
    question = text_field(_("Hỏi người gửi điều gì?"), empty=_("Hãy viết câu hỏi."))

    def fit(self, known: Known) -> None:
        """This will say how long the clock may stand."""
        said = _("Đồng hồ trả lời dừng tới khi người gửi trả lời, nhiều nhất %(days)s ngày làm việc.")
        self.lead = said % {"days": known.wait_days}


class DraftForm(VerbForm):
    """The answer; its photos come beside the form."""

    submit = _("Lưu nháp")
    text = text_field(
        _("Trả lời người gửi"),
        rows=8,
        most=TEXT_MAX,
        hint=_("Đã làm gì, khi nào xong. Câu này hiện công khai nếu phản ánh công khai."),
        empty=_("Hãy viết câu trả lời."),
    )


class ReturnForm(ReasonForm):
    """What the draft lacks."""

    lead = _("Câu trả lời trở lại với người soạn; đồng hồ vẫn chạy.")
    submit = _("Trả lại để sửa")


class ForwardForm(VerbForm):
    """Not ours: whose else, why, and what kind of thing it is."""

    submit = _("Chuyển đi")
    to_agency = NamedField(
        label=_("Đơn vị nào đúng hơn?"), required=False, help_text=_("Để trống thì máy tìm lại.")
    )
    asset_class = forms.ChoiceField(label=_("Đây là công trình loại nào?"), required=False)
    reason = text_field(_("Vì sao không thuộc trách nhiệm của đơn vị?"), empty=_("Hãy cho biết lý do."))

    def fit(self, known: Known) -> None:
        """This will suggest the agencies, and ask for the asset class where the category has some."""
        said = _("Hạn trả lời người gửi không đổi. Sau %(hops)s lần chuyển, Tổ điều phối quyết định.")
        self.lead = said % {"hops": known.hops}
        suggest(self, "to_agency", known.agencies)
        _fit_assets(self, known)


def _fit_assets(form: forms.Form, known: Known) -> None:
    if known.assets:
        offer(form, "asset_class", [("", _("Không rõ")), *known.assets])
    else:
        del form.fields["asset_class"]


class ExtensionForm(VerbForm):
    """Until when, and why."""

    lead = _("Mỗi phản ánh chỉ được gia hạn một lần, khi lãnh đạo đồng ý. Người gửi sẽ thấy hạn mới.")
    submit = _("Xin gia hạn")
    until = forms.DateField(
        label=_("Xin tới hết ngày"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={
            "required": _("Hãy chọn ngày."),
            "invalid": _("Ngày chưa đúng, ví dụ: 02/12/2026."),
        },
    )
    reason = text_field(_("Vì sao cần thêm thời gian?"), empty=_("Hãy cho biết lý do."))

    def clean_until(self) -> datetime:
        """This will give the end of the working day, which is what "until that day" means in an office."""
        day: date = self.cleaned_data["until"]
        if not date(2015, 1, 5) < day < date(2060, 1, 1):
            raise forms.ValidationError(_("Ngày chưa đúng, ví dụ: 02/12/2026."))
        return self.known.end_of_day(day)


class RefuseExtensionForm(ReasonForm):
    """Why the due time stays."""

    submit = _("Không đồng ý gia hạn")


class StandDownForm(ReasonForm):
    """Why nobody is in danger."""

    lead = _("Hạn được tính lại theo giờ làm việc từ lúc nhận; người gửi và mọi người thấy ở diễn biến.")
    submit = _("Không khẩn cấp")


class DismissAppealForm(ReasonForm):
    """Why the report stays refused, in words for its reporter."""

    lead = _("Người gửi đọc được lý do này. Chỉ giữ khi phản ánh thật sự không nêu việc gì.")
    submit = _("Giữ việc không tiếp nhận")


class MergeForm(VerbForm):
    """Into which earlier report."""

    lead = _("Phản ánh này không còn hạn riêng; người gửi được báo và theo câu trả lời ở phản ánh trước.")
    submit = _("Gộp vào phản ánh trước")
    first = forms.CharField(
        label=_("Mã phản ánh có trước"),
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("Hãy nhập mã phản ánh.")},
    )


class NoteForm(VerbForm):
    """An internal note."""

    lead = _("Chỉ cán bộ xử lý đọc được; người gửi và công chúng không thấy.")
    submit = _("Ghi chú")
    text = text_field(_("Ghi chú nội bộ"), most=NOTE_MAX, empty=_("Hãy viết ghi chú."))


class CoHandlerForm(VerbForm):
    """A second agency and its part."""

    lead = _("Đơn vị phối hợp có việc riêng trên bàn làm việc; hạn trả lời người gửi vẫn là một.")
    submit = _("Thêm đơn vị phối hợp")
    agency = NamedField(label=_("Đơn vị phối hợp"), error_messages={"required": _("Hãy chọn đơn vị.")})
    task = text_field(_("Cần đơn vị đó làm gì?"), required=False)

    def fit(self, known: Known) -> None:
        """This will suggest the agencies."""
        suggest(self, "agency", known.agencies)


class FinishForm(VerbForm):
    """What the second agency did."""

    submit = _("Xong phần phối hợp")
    outcome = text_field(_("Đã làm gì?"), most=NOTE_MAX, required=False)
