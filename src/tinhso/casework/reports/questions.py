"""What is the sender asked when only the machine hears danger or a denunciation? The same at every form."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.reports.queries import sensing
from tinhso.casework.reports.rules.answers import Answers

NAMES = ("danger", "denunciation")


class AskingForm(forms.Form):
    """The two questions: a form shows what the text calls for, insists once, and keeps nobody out."""

    asked_danger = forms.ChoiceField(
        label=_("Có ai đang gặp nguy hiểm không?"),
        help_text=_("Nếu có: gọi 112 trước. Phản ánh được gửi theo đường khẩn cấp."),
        required=False,
        widget=forms.RadioSelect,
        choices=[("yes", _("Có, đang nguy hiểm")), ("no", _("Không"))],
    )
    asked_denunciation = forms.ChoiceField(
        label=_("Đây có phải là tố cáo hoặc khiếu nại một người, một cơ quan?"),
        help_text=_("Nếu phải: đơn được giữ kín và không gửi tới cơ quan bị nêu tên."),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("yes", _("Đúng, là tố cáo hoặc khiếu nại")),
            ("no", _("Không, chỉ phản ánh hiện trường")),
        ],
    )
    was_asked = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    QUESTIONS: ClassVar[tuple[str, ...]] = ("asked_danger", "asked_denunciation", "was_asked")

    def asks(self, text: str, on: date) -> dict[str, bool]:
        """This will tell for the page which questions a text calls for."""
        heard = sensing.heard(text, on).ask if text else ()
        return {f"ask_{name}": name in heard for name in NAMES}

    def insist(self, text: str, on: date) -> bool:
        """This will put what is unanswered to the sender, once; then what was heard holds."""
        before = self.cleaned_data.get("was_asked", "")
        open_ones = [
            name for name, is_asked in zip(NAMES, self.asks(text, on).values(), strict=True)
            if is_asked and not self.cleaned_data.get(f"asked_{name}") and name not in before
        ]  # fmt: skip
        if not open_ones:
            return False
        for name in open_ones:
            self.add_error(f"asked_{name}", _("Còn một câu hỏi trước khi gửi; hãy chọn một trong hai."))
        told: Any = self.data.copy()  # type: ignore[attr-defined]  # what was posted may not be written to
        told[self.add_prefix("was_asked")] = " ".join([before, *open_ones]).strip()
        self.data = told
        return True

    def said(self) -> Answers:
        """This will give the answers for a question about the way that a report would take."""
        return Answers(**(self.answers() or {}))

    def answers(self) -> Mapping[str, Any] | None:
        """This will give the answers as the API takes them; None for none."""
        said = {name: self.cleaned_data.get(f"asked_{name}") for name in NAMES}
        found = {name: one == "yes" for name, one in said.items() if one}
        return found or None
