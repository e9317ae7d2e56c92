"""Where does the administrator edit dated rules, and the auditor read the facts?"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock
from tinhso.core.errors import Refused
from tinhso.core.facts import fact_types, subscribers
from tinhso.core.roles import Actor
from tinhso.core.translation import say
from tinhso.foundation.ledger import actions, events, models, queries


def _actor(request: HttpRequest) -> Actor:
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


class DatedAdmin(admin.ModelAdmin):
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
        """This will end every list with the validity and the source."""
        own = tuple(super().get_list_display(request))
        return own + tuple(column for column in self.DATED_COLUMNS if column not in own)

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        """This will begin every filter with the validity."""
        return (ValidityFilter, *super().get_list_filter(request), "is_sample")

    def get_exclude(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        """This will leave the note out: it is the reason, and is asked for as such."""
        return (*(super().get_exclude(request, obj) or ()), "note")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """This will ask for the reason at the end of whatever the room's own form shows."""
        own = [
            (title, {**options, "fields": [f for f in options["fields"] if f != "reason"]})
            for title, options in super().get_fieldsets(request, obj)
        ]
        if self.has_change_permission(request, obj) if obj else self.has_add_permission(request):
            own.append((_("Vì sao"), {"fields": ["reason"]}))
        return own

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
                obj, change=_kind(obj, form, change), reason=reason, by=_actor(request), now=clock.now()
            )


def _kind(rule: Any, form: Any, change: bool) -> events.Change:
    if not change:
        return events.Change.ADDED
    ended = set(form.changed_data) - {"reason"} == {"valid_to"} and rule.valid_to is not None
    return events.Change.ENDED if ended else events.Change.CHANGED


class _ReadOnly(admin.ModelAdmin):
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class TypeFilter(admin.SimpleListFilter):
    """Facts of one type; the types are known to the process, so nothing is counted."""

    title = _("loại")
    parameter_name = "type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, name) for name in sorted(fact_types())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(type=self.value()) if self.value() else queryset


@admin.register(models.Fact)
class FactAdmin(_ReadOnly):
    """The facts as they stand, for the auditor."""

    list_display = ("id", "position", "at", "type", "subject", "actor")
    list_filter = (TypeFilter,)
    search_fields = ("=subject",)
    search_help_text = _("Đối tượng, ví dụ report:123")
    ordering = ("-id",)
    fields = ("position", "type", "subject", "actor", "at", "payload", "hash_shown")
    readonly_fields = fields

    @admin.display(description=_("mã băm"))
    def hash_shown(self, fact: models.Fact) -> str:
        """This will write the hash in hexadecimal."""
        return bytes(fact.hash).hex() if fact.hash else ""


@admin.register(models.Subscription)
class SubscriptionAdmin(_ReadOnly):
    """How far each subscriber has come."""

    list_display = ("name", "position", "behind", "attempts", "retry_at", "is_known")

    @admin.display(description=_("còn chậm"))
    def behind(self, subscription: models.Subscription) -> int:
        """This will count the positions still to come."""
        return max(0, queries.last_position() - subscription.position)

    @admin.display(description=_("đang dùng"), boolean=True)
    def is_known(self, subscription: models.Subscription) -> bool:
        """This will tell whether a room still registers the subscriber."""
        return any(s.name == subscription.name for s in subscribers())


@admin.register(models.DeadLetter)
class DeadLetterAdmin(_ReadOnly):
    """Facts that a subscriber could not take in, and the button that tries again."""

    list_display = ("id", "subscriber", "position", "attempts", "last_error", "at", "retried_at")
    list_filter = ("subscriber", ("retried_at", admin.EmptyFieldListFilter))
    ordering = ("-id",)
    actions = ("try_again",)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """This will let those try again who may change the letters."""
        return request.user.has_perm("ledger.change_deadletter")

    @admin.action(description=_("Xử lý lại"), permissions=["retry"])
    def try_again(self, request: HttpRequest, letters: QuerySet[models.DeadLetter]) -> None:
        """This will let the subscribers take in the chosen facts again, oldest first."""
        for letter in letters.filter(retried_at__isnull=True).order_by("position"):
            try:
                actions.retry(letter.pk, by=_actor(request), now=clock.now())
            except Refused as refused:
                self.message_user(request, f"{letter}: {say(refused.message)}", messages.ERROR)
            else:
                self.message_user(request, gettext("Đã xử lý lại: %s") % letter, messages.SUCCESS)
