"""How is one version edited? By the same check as a file, each fault beside its field."""

import json
from typing import Any

from django import forms
from django.forms.utils import ErrorList
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinhso.casework.procedures import queries, shown
from tinhso.casework.procedures.actions.importing import known
from tinhso.casework.procedures.admin import columns
from tinhso.casework.procedures.admin.rows import PairsField, RowsField
from tinhso.casework.procedures.book import document_of
from tinhso.casework.procedures.models import Procedure
from tinhso.casework.procedures.queries import Audience, Level
from tinhso.casework.procedures.rules.building import build, document
from tinhso.casework.procedures.rules.changing import fixed_parts_changed, is_fixed
from tinhso.casework.procedures.rules.checking import check
from tinhso.casework.procedures.rules.reading import Problem
from tinhso.core import clock
from tinhso.core.picking import PickField, day_of
from tinhso.core.translation import say
from tinhso.foundation.ledger.admin import DatedForm

JSON_FIELDS = ("authoritative", "components", "steps", "fees", "results", "form_schema")
LINE_FIELDS = ("legal_bases", "words")
_COLUMNS = {"field": "field_code", "term": "term_amount", "amount": "term_amount", "unit": "term_unit"}


class PrettyJson(forms.JSONField):
    """JSON on many lines, as it is read and edited."""

    def prepare_value(self, value: Any) -> Any:
        """This will indent what is shown; what was typed wrongly stays as typed."""
        if isinstance(value, str):
            return super().prepare_value(value)
        return json.dumps(value, ensure_ascii=False, indent=1)


class Lines(forms.CharField):
    """A list of texts, one a line."""

    def prepare_value(self, value: Any) -> Any:
        """This will put each text on its line."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        """This will read the lines, without empty ones."""
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """This will compare lists, not texts."""
        return list(initial or []) != self.to_python(data)


class Words(forms.MultipleChoiceField):
    """Some of a few words."""

    widget = forms.CheckboxSelectMultiple


def area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "cols": 100, "spellcheck": "false"})


class ProcedureForm(DatedForm):
    """A version with its parts."""

    field_code = PickField(label=_("lĩnh vực"), required=True)
    levels = Words(label=_("cấp thực hiện"), choices=())
    audience = Words(label=_("dành cho ai"), choices=())
    legal_bases = Lines(
        label=_("căn cứ pháp lý"), required=False, widget=area(4), help_text=_("Mỗi dòng một.")
    )
    words = Lines(label=_("cách gọi khác"), required=False, widget=area(6), help_text=_("Mỗi dòng một."))
    authoritative = PairsField(
        columns.SYSTEMS, label=_("hệ thống có thẩm quyền từng chặng"),
        doubled=lambda: gettext("Mỗi chặng ghi một lần."),
        help_text=_("province là hệ thống này; còn lại là mã của một hệ thống xử lý hồ sơ."),
    )  # fmt: skip
    components = RowsField(
        columns.COMPONENTS, label=_("thành phần hồ sơ"),
        help_text=_(
            "Mã: chữ thường không dấu, số, gạch nối. Chỉ cần khi: câu hỏi = câu trả lời, câu trả lời; "
            "ví dụ muc_dich = vat_lieu, khac."
        ),
    )  # fmt: skip
    steps = RowsField(
        columns.STEPS, order="number", label=_("các bước"),
        help_text=_("Xếp theo số thứ tự đã ghi; khi lưu, các bước được đánh số lại từ 1."),
    )  # fmt: skip
    fees = RowsField(columns.FEES, label=_("phí, lệ phí"))
    results = RowsField(
        columns.RESULTS, label=_("kết quả"), help_text=_("Không ghi hiệu lực: không thời hạn.")
    )
    form_schema = PrettyJson(label=_("mẫu đơn điện tử"), required=False, widget=area(20))

    class Meta:
        model = Procedure
        fields = "__all__"
        widgets = {
            name: forms.Textarea(attrs={"rows": 2, "cols": 100})
            for name in ("name", "name_en", "who", "who_en", "online_reason", "online_reason_en")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(f.code, f.name) for f in queries.all_fields(day_of(self))]
        choices = {
            "levels": [(v.value, _(shown.LEVELS[v])) for v in Level],
            "audience": [(v.value, _(shown.AUDIENCES[v])) for v in Audience],
        }
        for name, pairs in choices.items():
            if name in self.fields:
                self.fields[name].choices = pairs  # type: ignore[attr-defined]
        field = self.fields.get("field_code")
        if isinstance(field, PickField):
            field.offer(offered, current=self.instance.field_code)

    def clean(self) -> dict[str, Any] | None:
        """This will refuse what the check of documents refuses, and changes of a version in force."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        given = dict(cleaned)  # a field with a fault leaves the cleaned ones
        doc, problems = check(self._document(cleaned), known())
        for problem in problems:
            name = problem.part or _COLUMNS.get(problem.key, problem.key)
            sentence = self._said(problem, given)
            self.add_error(name if name in self.fields else None, sentence)
        if not problems:
            self._keep_what_is_fixed(doc)
            for name in (*JSON_FIELDS, *LINE_FIELDS):
                cleaned[name] = doc[name]
        return cleaned

    def _said(self, problem: Problem, given: dict[str, Any]) -> str:
        """The sentence of a fault; that of a row stands beside its cell, and names its place at the top."""
        field, sentence = self.fields.get(problem.part), say(problem.message)
        if isinstance(field, RowsField) and problem.row >= 0:
            typed = given[problem.part][problem.row].get(problem.key)
            if problem.code == "bad-choice" and typed is None:
                sentence = gettext("Hãy chọn một mục.")
            if problem.part == "components" and problem.key == "when" and isinstance(typed, str):
                sentence = gettext("Hãy viết: câu hỏi = câu trả lời, ví dụ: muc_dich = vat_lieu, khac.")
            return field.mark(problem.row, problem.key, sentence)
        return f"{problem.key}: {sentence}" if problem.part and problem.key else sentence

    def _document(self, cleaned: dict[str, Any]) -> dict[str, Any]:
        doc = {name: cleaned.get(name) for name in self.fields if name not in ("reason", "field_code")}
        amount, unit = doc.pop("term_amount", None), doc.pop("term_unit", "")
        for name in ("valid_from", "valid_to"):
            day = doc.get(name)
            doc[name] = day.isoformat() if day else None
        for name in JSON_FIELDS:
            doc[name] = doc.get(name) or ({} if name in ("authoritative", "form_schema") else [])
        return {
            **doc,
            "field": cleaned.get("field_code"),
            "term": {"amount": amount, "unit": unit} if amount or unit else None,
        }

    def _keep_what_is_fixed(self, doc: dict[str, Any]) -> None:
        # the row as it stands in the table: the form may have begun to fill the instance
        stored = Procedure.objects.filter(pk=self.instance.pk).first() if self.instance.pk else None
        today = clock.local_date(clock.now())
        if stored is None or not is_fixed(stored.valid_from, today=today):
            return
        for part in fixed_parts_changed(document(build(document_of(stored))), document(build(doc))):
            name = _COLUMNS.get(part, part)
            sentence = _("Phiên bản đã có hiệu lực thì không sửa; hãy thêm phiên bản từ một ngày mới.")
            self.errors.setdefault(name if name in self.fields else "__all__", ErrorList()).append(sentence)
