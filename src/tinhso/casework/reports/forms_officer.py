"""What may an officer type for each verb, and in what shape does it reach the action? Shape only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, ClassVar, cast

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from tinhso.casework.reports.rules.lengths import LINE_MAX, NOTE_MAX, TEXT_MAX
from tinhso.casework.reports.rules.publicity import HIDING_REASONS
from tinhso.core.clock import VIETNAM
from tinhso.core.folding import fold
from tinhso.core.translation import say

Choices = Sequence[tuple[str, str]]


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


class Suggested(forms.TextInput):
    """A text field that suggests names as one types; a plain field where the browser knows no lists."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(attrs={"autocomplete": "off"})
        self.names = names

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None
    ) -> SafeString:
        """This will draw the field and the list of names beside it."""
        list_id = f"{(attrs or {}).get('id', name)}-list"
        drawn = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((n,) for n in self.names))
        return format_html('{}<datalist id="{}">{}</datalist>', drawn, list_id, options)


class AgencyField(forms.CharField):
    """An agency by its name (accents and case do not matter) or its code; gives the code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)
        self.known: Choices = ()

    def suggest(self, known: Choices) -> None:
        """This will set which agencies may be named."""
        self.known = known
        self.widget = Suggested([name for _code, name in known])
        self.widget.is_required = self.required

    def clean(self, value: Any) -> str:
        said = str(super().clean(value) or "").strip()
        if not said:
            return ""
        if any(code == said for code, _name in self.known):
            return said
        found = [code for code, name in self.known if fold(name) == fold(said)]
        if len(found) != 1:
            raise forms.ValidationError(_("Không có đơn vị tên như vậy; hãy chọn một tên trong danh sách."))
        return found[0]


def offer(form: forms.Form, name: str, choices: Any) -> None:
    """This will set what a field lets choose."""
    cast(forms.ChoiceField, form.fields[name]).choices = choices


def suggest(form: forms.Form, name: str, known: Choices) -> None:
    """This will set which agencies a field knows."""
    cast(AgencyField, form.fields[name]).suggest(known)


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


def _text(label: Any, *, rows: int = 3, most: int = LINE_MAX, hint: Any = "", empty: Any = "",
          required: bool = True) -> forms.CharField:  # fmt: skip
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=most,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": empty or _("Hãy viết vài chữ ở đây.")},
    )


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
    question = _text(_("Hỏi người gửi điều gì?"), empty=_("Hãy viết câu hỏi."))

    def fit(self, known: Known) -> None:
        """This will say how long the clock may stand."""
        said = _("Đồng hồ trả lời dừng tới khi người gửi trả lời, nhiều nhất %(days)s ngày làm việc.")
        self.lead = said % {"days": known.wait_days}


class DraftForm(VerbForm):
    """The answer; its photos come beside the form."""

    submit = _("Lưu nháp")
    text = _text(
        _("Trả lời người gửi"),
        rows=8,
        most=TEXT_MAX,
        hint=_("Đã làm gì, khi nào xong. Câu này hiện công khai nếu phản ánh công khai."),
        empty=_("Hãy viết câu trả lời."),
    )


class ReasonForm(VerbForm):
    """A verb that needs only a reason."""

    reason = _text(_("Lý do"), empty=_("Hãy cho biết lý do."))


class ReturnForm(ReasonForm):
    """What the draft lacks."""

    lead = _("Câu trả lời trở lại với người soạn; đồng hồ vẫn chạy.")
    submit = _("Trả lại để sửa")


class ForwardForm(VerbForm):
    """Not ours: whose else, why, and what kind of thing it is."""

    submit = _("Chuyển đi")
    to_agency = AgencyField(
        label=_("Đơn vị nào đúng hơn?"), required=False, help_text=_("Để trống thì máy tìm lại.")
    )
    asset_class = forms.ChoiceField(label=_("Đây là công trình loại nào?"), required=False)
    reason = _text(_("Vì sao không thuộc trách nhiệm của đơn vị?"), empty=_("Hãy cho biết lý do."))

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
    reason = _text(_("Vì sao cần thêm thời gian?"), empty=_("Hãy cho biết lý do."))

    def clean_until(self) -> datetime:
        """This will give the end of the working day, which is what "until that day" means in an office."""
        day: date = self.cleaned_data["until"]
        if not date(2015, 1, 5) < day < date(2060, 1, 1):
            raise forms.ValidationError(_("Ngày chưa đúng, ví dụ: 02/12/2026."))
        return self.known.end_of_day(day)


class RefuseExtensionForm(ReasonForm):
    """Why the due time stays."""

    submit = _("Không đồng ý gia hạn")


class NoteForm(VerbForm):
    """An internal note."""

    lead = _("Chỉ cán bộ xử lý đọc được; người gửi và công chúng không thấy.")
    submit = _("Ghi chú")
    text = _text(_("Ghi chú nội bộ"), most=NOTE_MAX, empty=_("Hãy viết ghi chú."))


class CoHandlerForm(VerbForm):
    """A second agency and its part."""

    lead = _("Đơn vị phối hợp có việc riêng trên bàn làm việc; hạn trả lời người gửi vẫn là một.")
    submit = _("Thêm đơn vị phối hợp")
    agency = AgencyField(label=_("Đơn vị phối hợp"), error_messages={"required": _("Hãy chọn đơn vị.")})
    task = _text(_("Cần đơn vị đó làm gì?"), required=False)

    def fit(self, known: Known) -> None:
        """This will suggest the agencies."""
        suggest(self, "agency", known.agencies)


class FinishForm(VerbForm):
    """What the second agency did."""

    submit = _("Xong phần phối hợp")
    outcome = _text(_("Đã làm gì?"), most=NOTE_MAX, required=False)


class _NamedReason(VerbForm):
    reason = forms.ChoiceField(
        label=_("Lý do"),
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một lý do.")},
    )
    comment = _text(_("Nói rõ thêm"), rows=2, required=False)

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
