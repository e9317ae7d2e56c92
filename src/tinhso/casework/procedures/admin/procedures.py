"""Where are versions edited, taken in from a file and given out?"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from tinhso.casework.procedures import actions, exchange, exporting
from tinhso.casework.procedures.admin.editing import ProcedureForm
from tinhso.casework.procedures.models import Procedure
from tinhso.core import clock
from tinhso.core.errors import Invalid, Refused
from tinhso.core.picking import NamedValues
from tinhso.core.roles import Actor, Grant, Role
from tinhso.core.translation import say
from tinhso.foundation.ledger.admin import DatedAdmin
from tinhso.foundation.ledger.admin.dated import actor_of

TYPES = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ExchangeForm(forms.Form):
    """A file to be taken in, and why."""

    file = forms.FileField(label=_("Tệp danh mục (JSON hoặc XLSX)"))
    reason = forms.CharField(
        label=_("Lý do và căn cứ của thay đổi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )


@admin.register(Procedure)
class ProcedureAdmin(DatedAdmin):
    """Versions of procedures. One in force is only ended: save a copy of it from a new day on."""

    form = ProcedureForm
    list_display = ("code", "name", "field_code", "online_level", "is_local", "is_internal", "page")
    list_filter = (("field_code", NamedValues), "online_level", "is_local", "is_internal")
    search_fields = ("code", "name", "name_en")
    ordering = ("code", "-valid_from")
    list_per_page = 50
    save_as = True
    change_list_template = "admin/procedures/procedure/change_list.html"
    fieldsets = (
        (None, {"fields": ["code", "code_note", "name", "name_en", "field_code", "levels", "audience",
                           "who", "who_en"]}),
        (_("Trực tuyến"), {"fields": ["online_level", "online_reason", "online_reason_en", "authoritative",
                                      "is_local", "needs_identity", "is_internal"]}),
        (_("Thời hạn, các bước"), {"fields": [("term_amount", "term_unit"), "accept_hours", "steps"]}),
        (_("Giấy tờ, phí, kết quả"), {"fields": ["components", "fees", "results", "form_schema"]}),
        (_("Căn cứ, hiệu lực, tìm kiếm"), {"fields": ["legal_bases", "citation", "is_sample",
                                                     ("valid_from", "valid_to"), "words"]}),
    )  # fmt: skip

    @admin.display(description=gettext_lazy("trang công khai"))
    def page(self, row: Procedure) -> str:
        """This will lead to the public page of a version; internal ones have none."""
        if row.is_internal:
            return ""
        url = f"{reverse('procedures:one', args=[row.code])}?ban={row}"
        return format_html('<a href="{}">{}</a>', url, gettext("xem"))

    def get_urls(self) -> list[URLPattern]:
        """This will add the pages that take the catalogue in and give it out."""
        own = [
            path("nhap-xuat/", self.admin_site.admin_view(self.exchange), name="procedures_exchange"),
            path("xuat/<str:form>", self.admin_site.admin_view(self.give_out), name="procedures_export"),
        ]
        return [*own, *super().get_urls()]

    def give_out(self, request: HttpRequest, form: str) -> HttpResponse:
        """This will give every version as a file."""
        if not self.has_view_permission(request) or form not in exchange.FORMATS:
            raise PermissionDenied
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = HttpResponse(exporting.export_catalogue(form), content_type=TYPES[form])
        response["Content-Disposition"] = f'attachment; filename="thu-tuc.{form}"'
        return response

    def exchange(self, request: HttpRequest) -> HttpResponse:
        """This will show the form, try a file without writing, or take it in."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ExchangeForm(request.POST or None, request.FILES or None)
        report = None
        if request.method == "POST" and form.is_valid():
            try:
                report = self._take_in(request, form)
            except Refused as refused:
                errors = refused.errors if isinstance(refused, Invalid) else ()
                for sentence in [e.message for e in errors] or [refused.message]:
                    form.add_error("file", say(sentence))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.model._meta,
            "title": _("Nhập, xuất danh mục thủ tục"),
            "form": form,
            "report": report,
            "problems": [(p, say(p.message)) for p in report.problems] if report else [],
        }
        status = 422 if request.method == "POST" and (form.errors or (report and report.problems)) else 200
        return TemplateResponse(request, "admin/procedures/procedure/exchange.html", context, status=status)

    def _take_in(self, request: HttpRequest, form: ExchangeForm) -> actions.ImportReport:
        file: Any = form.cleaned_data["file"]
        if file.size > exchange.MOST_BYTES:
            raise exchange.Unreadable()
        data = file.read()
        report = actions.import_catalogue(
            data,
            exchange.guess(data),
            write="write" in request.POST,
            # whoever may add rows here administers the deployment
            by=Actor(actor_of(request).key, frozenset({Grant(Role.ADMINISTRATOR)})),
            now=clock.now(),
            reason=form.cleaned_data["reason"],
        )
        if report.written:
            self.message_user(request, gettext("Đã ghi danh mục."), messages.SUCCESS)
        return report
