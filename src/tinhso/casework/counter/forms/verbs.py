"""What may an officer type for each verb of a dossier, in what shape does it reach the action? Shape only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tinhso.casework.counter.forms.fields import NOTE_MAX, Known, ReasonForm, VerbForm
from tinhso.ui.fields import NamedField, day_field, offer, suggest, text_field

PAPER_TYPES = "application/pdf,image/*"


class ReceiveForm(VerbForm):
    """What an officer answers for on receipt: that a paper may be missing, and that less is owed."""

    submit = _("Tiếp nhận hồ sơ")
    anyway = forms.BooleanField(
        label=_("Vẫn tiếp nhận; cơ quan tự khai thác giấy tờ còn thiếu từ cơ sở dữ liệu"),
        error_messages={"required": _("Hãy đánh dấu, hoặc yêu cầu bổ sung.")},
    )
    grounds = forms.MultipleChoiceField(
        label=_("Diện miễn, giảm phí người nộp khai: đã đối chiếu, đúng"),
        help_text=_("Diện không đánh dấu thì thu đủ."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def fit(self, known: Known) -> None:
        """This will name what is missing, and offer what is claimed."""
        if known.missing:
            self.lead = _("Còn thiếu: %(names)s.") % {"names": "; ".join(known.missing)}
        else:
            del self.fields["anyway"]
        if known.grounds:
            offer(self, "grounds", list(known.grounds))
        else:
            del self.fields["grounds"]


class RefuseForm(ReasonForm):
    """Why it is not taken in."""

    lead = _("Hồ sơ kết thúc; người nộp nhận Mẫu 03 với lý do này.")
    submit = _("Từ chối tiếp nhận")


class ForwardForm(VerbForm):
    """Which body answers for it, and why not this one."""

    submit = _("Chuyển hồ sơ")
    lead = _("Hạn tiếp nhận giữ nguyên: người nộp đã được hẹn một lần.")
    agency = NamedField(label=_("Cơ quan có thẩm quyền"), error_messages={"required": _("Hãy chọn cơ quan.")})
    reason = text_field(_("Vì sao thuộc cơ quan đó?"), rows=2, empty=_("Hãy cho biết lý do."))
    learn = forms.BooleanField(label="", required=False)

    def fit(self, known: Known) -> None:
        """This will suggest the agencies, and offer to learn the portal's name for the unit."""
        suggest(self, "agency", known.agencies)
        if known.named:
            self.fields["learn"].label = _(
                "Từ nay hồ sơ Cổng quốc gia gửi tới «%(named)s» chuyển thẳng cho cơ quan này"
            ) % {"named": known.named}
        else:
            del self.fields["learn"]


class AssignForm(VerbForm):
    """Who does the present step."""

    submit = _("Phân công")
    to = forms.ChoiceField(
        label=_("Giao cho ai?"), choices=(), error_messages={"required": _("Hãy chọn người nhận.")}
    )

    def fit(self, known: Known) -> None:
        """This will offer the colleagues and the rooms of the body."""
        choices: list[Any] = [("", "")]
        if known.colleagues:
            choices.append((_("Người"), list(known.colleagues)))
        if known.units:
            choices.append((_("Phòng, bộ phận"), list(known.units)))
        offer(self, "to", choices)


class SupplementForm(VerbForm):
    """Everything that is missing, at once: what to do, for each paper or for the form."""

    submit = _("Gửi yêu cầu bổ sung")
    needs_one = True
    """A paper's name followed by "optional" would read as if the paper were."""

    def fit(self, known: Known) -> None:
        """This will ask for each paper of the procedure, and for the form itself."""
        self.lead = _(
            "Chỉ yêu cầu được một lần, nên hãy ghi đủ. Người nộp có %(days)s ngày; đồng hồ chờ họ bổ sung."
        ) % {"days": known.days}
        if known.is_late:
            self.lead = _(
                "Đã quá %(until)s, hạn báo thiếu giấy tờ: yêu cầu này ghi là chậm và thời hạn không được "
                "tính lại từ đầu. Chỉ yêu cầu được một lần, nên hãy ghi đủ."
            ) % {"until": known.notice_by}
        for code, name in (*known.components, ("", _("Nội dung đơn và việc khác"))):
            self.fields[f"need_{code}"] = text_field(
                name, rows=1, required=False, hint="" if code else _("Cần sửa hay giải trình điều gì?")
            )
            self.fields[f"need_{code}"].initial = known.refused.get(code, "")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["papers"] = [
            {"code": name.removeprefix("need_"), "text": text}
            for name, text in given.items()
            if name.startswith("need_") and text
        ]
        if not given["papers"] and not self.errors:
            self.add_error(None, _("Hãy ghi ít nhất một điều cần bổ sung."))
        return given


class SupplyForm(VerbForm):
    """What the applicant brought: one file or one paper for each component asked for."""

    submit = _("Ghi nhận bổ sung")
    takes_files = True
    lead = _("Đánh dấu giấy tờ đã nhận; tệp đính kèm là bản số hoá do ông/bà chứng thực.")

    def fit(self, known: Known) -> None:
        """This will offer each component."""
        for code, name in known.components:
            self.fields[f"have_{code}"] = forms.BooleanField(label=name, required=False)
            self.fields[f"file_{code}"] = forms.FileField(
                label=_("Bản số hoá: %(name)s") % {"name": name},
                required=False,
                widget=forms.FileInput(attrs={"accept": PAPER_TYPES}),
            )


class HandOverForm(VerbForm):
    """To whom the next step goes."""

    submit = _("Chuyển bước")
    to = forms.ChoiceField(label=_("Giao cho ai?"), choices=(), required=False)
    note = text_field(_("Ghi chú trên phiếu kiểm soát"), rows=2, most=NOTE_MAX, required=False)

    def fit(self, known: Known) -> None:
        """This will offer the colleagues and the rooms of the body."""
        choices: list[Any] = [("", _("Cả đơn vị, ai nhận cũng được"))]
        if known.colleagues:
            choices.append((_("Người"), list(known.colleagues)))
        if known.units:
            choices.append((_("Phòng, bộ phận"), list(known.units)))
        offer(self, "to", choices)
        if known.next_step:
            self.lead = _("Bước tiếp theo: %(step)s.") % {"step": known.next_step}


class ConsultForm(VerbForm):
    """Which body is asked what."""

    submit = _("Lấy ý kiến")
    agency = NamedField(label=_("Cơ quan được hỏi"), error_messages={"required": _("Hãy chọn cơ quan.")})
    question = text_field(_("Xin ý kiến về điều gì?"), empty=_("Hãy viết câu hỏi."))
    pauses = forms.BooleanField(
        label=_("Luật chuyên ngành cho dừng đồng hồ trong lúc chờ ý kiến"), required=False
    )

    def fit(self, known: Known) -> None:
        """This will suggest the agencies."""
        suggest(self, "agency", known.agencies)


class OpinionForm(VerbForm):
    """What the body that was asked says."""

    submit = _("Gửi ý kiến")
    text = text_field(_("Ý kiến của cơ quan"), rows=6, most=20_000, empty=_("Hãy viết ý kiến."))


class ExtendForm(VerbForm):
    """Until when, and why; the apology goes to the applicant."""

    submit = _("Xin lỗi và gia hạn")
    to = day_field(_("Hẹn lại ngày"))
    reason = text_field(_("Vì sao cần thêm thời gian?"), empty=_("Hãy cho biết lý do."))

    def fit(self, known: Known) -> None:
        """This will say what the law allows."""
        self.lead = _("Chỉ hẹn lại một lần, chậm nhất trước %(until)s. Người nộp nhận Mẫu 04.") % {
            "until": known.apology_by
        }


class DecideForm(VerbForm):
    """Granted or rejected."""

    submit = _("Quyết định")
    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        choices=[("granted", _("Đồng ý giải quyết")), ("rejected", _("Không đồng ý"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn kết quả.")},
    )
    reason = text_field(_("Lý do"), required=False, hint=_("Cần ghi khi không đồng ý."))


class StopForm(ReasonForm):
    """Why the handling stops."""

    lead = _("Hồ sơ kết thúc không có kết quả; người nộp nhận Mẫu 05.")
    submit = _("Dừng giải quyết")


class ResultForm(VerbForm):
    """The signed result."""

    submit = _("Đính kèm kết quả")
    takes_files = True
    needs_file = "file"
    """Not `required`: a form that comes back still has the file that was sent."""
    paper_type = forms.ChoiceField(label=_("Loại kết quả"), choices=())
    number = forms.CharField(
        label=_("Số, ký hiệu"), max_length=60, error_messages={"required": _("Hãy ghi số, ký hiệu.")}
    )
    issued_on = day_field(_("Ngày cấp"))
    expires_on = day_field(_("Có giá trị đến"), required=False)
    file = forms.FileField(
        label=_("Tệp kết quả"),
        help_text=_("PDF đã ký số, PDF chờ lãnh đạo ký số, hoặc bản chụp kết quả giấy."),
        widget=forms.FileInput(attrs={"accept": PAPER_TYPES}),
        required=False,
    )

    def fit(self, known: Known) -> None:
        """This will offer the results of the procedure."""
        offer(self, "paper_type", list(known.results))
        if not self.is_bound and known.today:
            self.fields["issued_on"].initial = known.today


class SignForm(VerbForm):
    """With which key the results are signed."""

    submit = _("Ký số")
    key = forms.ChoiceField(
        label=_("Khoá ký"),
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn khoá ký.")},
    )
    seen = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    """Which files lay here when the page was drawn: what was exchanged since is not signed unread."""

    def fit(self, known: Known) -> None:
        """This will name what is signed, and offer the officer's own key and the body's."""
        self.fields["seen"].initial = " ".join(known.seen)
        offer(self, "key", list(known.keys))
        self.fields["key"].initial = next((key for key, _name in known.keys), None)
        self.lead = _("Ký số: %(names)s. Chữ ký gắn với nội dung tệp và không rút lại được.") % {
            "names": "; ".join(known.waiting)
        }


class ReopenForm(ReasonForm):
    """Why an ended dossier is worked on again."""

    submit = _("Mở lại")


class CashForm(VerbForm):
    """The money that lies on the counter."""

    submit = _("Thu tiền mặt")
    whole = forms.BooleanField(
        label=_("Đã nhận đủ tiền mặt"), error_messages={"required": _("Hãy đếm và đánh dấu khi đã nhận đủ.")}
    )

    def fit(self, known: Known) -> None:
        """This will say how much, for which order."""
        self.lead = _("Lệnh thanh toán %(order)s: %(amount)s đ.") % {
            "order": known.order,
            "amount": known.amount,
        }


class AnswerObjectionForm(VerbForm):
    """The answer to a petition about the dossier."""

    submit = _("Trả lời")
    text = text_field(_("Trả lời người nộp"), rows=5, empty=_("Hãy viết câu trả lời."))
