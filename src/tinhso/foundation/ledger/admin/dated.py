"""How is a dated rule edited? With a reason, which becomes a fact; and never deleted."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock, picking
from tinhso.core.admin import ChoosingAdmin
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions, events, queries

_CHANGES = {"added": msg("thêm mới"), "changed": msg("thay đổi"), "ended": msg("kết thúc hiệu lực")}


def actor_of(request: HttpRequest) -> Actor:
    """This will name the officer by the opaque key (`accounts` lives above and cannot be asked)."""
    return Actor(f"officer:{request.user.pk}")


class DatedForm(forms.ModelForm):
    """A rule's fields and, always, why it is written or changed."""

    reason = forms.CharField(
        label=_("Lý do và căn cứ của thay đổi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        help_text=_(
            "Ghi số, ký hiệu, ngày của văn bản và vì sao thay đổi; nội dung này được lưu cùng quy tắc."
        ),
    )

    def clean(self) -> dict[str, Any] | None:
        """This will refuse a period that ends before it starts, beside the field."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("valid_from"), cleaned.get("valid_to")
        if starts and ends and ends <= starts:
            self.add_error("valid_to", _("Ngày hết hiệu lực phải sau ngày có hiệu lực."))
        return cleaned


class ValidityFilter(admin.SimpleListFilter):
    """Rules in force today, over, or still to come."""

    title = _("hiệu lực")
    parameter_name = "validity"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("now", _("đang hiệu lực")), ("over", _("đã hết")), ("coming", _("sắp tới"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = clock.local_date(clock.now())
        match self.value():
            case "now":
                not_over = Q(valid_to__isnull=True) | Q(valid_to__gt=today)
                return queryset.filter(not_over, valid_from__lte=today)
            case "over":
                return queryset.filter(valid_to__lte=today)
            case "coming":
                return queryset.filter(valid_from__gt=today)
        return queryset


class DatedAdmin(ChoosingAdmin):
    """Base for every `DatedRule`: asks why, appends RuleChanged, ends rules instead of deleting them."""

    form = DatedForm
    DATED_COLUMNS = ("valid_from", "valid_to", "citation", "source_mark")

    def __init__(self, model: type, site: admin.AdminSite) -> None:
        super().__init__(model, site)
        if self.list_editable:
            raise ImproperlyConfigured(f"{model.__name__}: a rule is not changed in a list, without a reason")

    @admin.display(description=_("nguồn"))
    def source_mark(self, rule: Any) -> str:
        """This will say that nobody has read the legal text behind the rule, where that is so."""
        return gettext("minh hoạ – chưa đối chiếu văn bản") if rule.is_sample else gettext("đã đối chiếu")

    def get_list_display(self, request: HttpRequest) -> tuple[Any, ...]:
        """This will name the codes in every list, and end it with the validity and the source."""
        own = tuple(super().get_list_display(request))
        own += tuple(column for column in self.DATED_COLUMNS if column not in own)
        return tuple(picking.column(self.model, one) if isinstance(one, str) else one for one in own)

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        """This will begin every filter with the validity."""
        return (ValidityFilter, *super().get_list_filter(request), "is_sample")

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """This will leave the note out: it is the reason, and is asked for as such."""
        return (*(super().get_exclude(request, obj) or ()), "note")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """This will ask for the reason at the end of whatever the room's own form shows."""
        own = [
            (
                title,
                {
                    **options,
                    "fields": [f for f in options["fields"] if f not in ("reason", "changes_so_far")],
                },
            )
            for title, options in super().get_fieldsets(request, obj)
        ]
        if self.has_change_permission(request, obj) if obj else self.has_add_permission(request):
            own.append((_("Vì sao"), {"fields": ["reason"]}))
        if obj:
            own.append((_("Các lần thay đổi"), {"fields": ["changes_so_far"]}))
        return own

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """This will show the earlier changes of a rule beside its form."""
        return (*super().get_readonly_fields(request, obj), *(["changes_so_far"] if obj else []))

    @admin.display(description=_("các lần thay đổi"))
    def changes_so_far(self, rule: Any) -> str:
        """This will list when, by whom and why the rule was changed, newest first."""
        lines = (
            (f"{clock.local(e.at):%d/%m/%Y %H:%M}", e.actor, gettext(_CHANGES[e.change]), e.reason)
            for e in queries.reasons(f"rule:{rule._meta.label_lower}:{rule.pk}")
        )
        return format_html_join(mark_safe("<br>"), "{} · {} · {}: {}", lines)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """This will say no: past decisions cite the rule, so its validity is ended instead."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """This will save the rule, its reason and the fact together."""
        reason = form.cleaned_data["reason"]
        obj.note = reason
        with transaction.atomic():
            super().save_model(request, obj, form, change)
            actions.record_rule_change(
                obj, change=_kind(obj, form, change), reason=reason, by=actor_of(request), now=clock.now()
            )


def _kind(rule: Any, form: Any, change: bool) -> events.Change:
    if not change:
        return events.Change.ADDED
    ended = set(form.changed_data) - {"reason"} == {"valid_to"} and rule.valid_to is not None
    return events.Change.ENDED if ended else events.Change.CHANGED
