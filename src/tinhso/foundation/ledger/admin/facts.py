"""Where does the auditor read the facts, and who retries what was set aside?"""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock
from tinhso.core.errors import Refused
from tinhso.core.facts import fact_types, subscribers
from tinhso.core.translation import say
from tinhso.foundation.ledger import actions, models, queries
from tinhso.foundation.ledger.admin.dated import actor_of


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

    @admin.action(description=_("Thử lại"), permissions=["retry"])
    def try_again(self, request: HttpRequest, letters: QuerySet[models.DeadLetter]) -> None:
        """This will let the subscribers take in the chosen facts again, oldest first."""
        for letter in letters.filter(retried_at__isnull=True).order_by("position"):
            try:
                actions.retry(letter.pk, by=actor_of(request), now=clock.now())
            except Refused as refused:
                self.message_user(request, f"{letter}: {say(refused.message)}", messages.ERROR)
            else:
                self.message_user(request, gettext("Đã xử lý lại: %s") % letter, messages.SUCCESS)
