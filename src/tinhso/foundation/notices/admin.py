"""What does the administrator see of notices? Whether they arrived, never what they say."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tinhso.core import clock
from tinhso.core.roles import Role
from tinhso.foundation.accounts.requests import actor_of
from tinhso.foundation.ledger.admin import DatedAdmin
from tinhso.foundation.notices import actions
from tinhso.foundation.notices.models import Attempt, Delivery, ZaloTemplate


class AttemptsInline(admin.TabularInline):
    """Every try of a delivery, as the other side answered it."""

    model = Attempt
    fields = ("at", "verdict", "kind", "detail", "reference", "price", "took_ms")
    readonly_fields = fields
    ordering = ("pk",)
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        """Tries are made by the worker alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Attempt | None = None) -> bool:
        """Results are not edited."""
        return False


@admin.register(ZaloTemplate)
class ZaloTemplateAdmin(DatedAdmin):
    """Which approved Zalo template says which notice."""

    list_display = ("template", "language", "zalo_id", "parameters")
    search_fields = ("template", "zalo_id")


@admin.register(Delivery)
class DeliveryAdmin(admin.ModelAdmin):
    """A read-only list of deliveries by state, with one verb: try again."""

    list_display = (
        "pk", "recipient", "template", "channel", "state", "urgent", "attempts", "next_try_at", "sent_at",
        "last_error",
    )  # fmt: skip
    list_filter = ("state", "channel", "urgent")
    list_select_related = ("notice",)
    search_fields = ("notice__recipient", "notice__template")
    ordering = ("-pk",)
    fields = list_display
    readonly_fields = list_display
    actions = ("try_again",)
    inlines = (AttemptsInline,)
    show_full_result_count = False

    @admin.display(description=gettext_lazy("người nhận"))
    def recipient(self, delivery: Delivery) -> str:
        """The recipient's key, which names nobody."""
        return delivery.notice.recipient

    @admin.display(description=gettext_lazy("mẫu"))
    def template(self, delivery: Delivery) -> str:
        """Which notice it is."""
        return delivery.notice.template

    @admin.action(description=gettext_lazy("Gửi lại các lượt đã chọn"), permissions=["retry"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[Delivery]) -> None:
        """This will put the chosen deliveries in the queue again."""
        ids = list(chosen.values_list("pk", flat=True))
        count = actions.retry(ids, by=actor_of(request), now=clock.now())
        if count:
            text = ngettext("%(count)s lượt sẽ được gửi lại.", "%(count)s lượt sẽ được gửi lại.", count)
            self.message_user(request, text % {"count": count}, messages.SUCCESS)
        else:
            self.message_user(request, _("Không có lượt nào cần gửi lại trong số đã chọn."), messages.WARNING)

    def has_retry_permission(self, request: HttpRequest) -> bool:
        """Auditors look; administrators of the deployment also act."""
        return actor_of(request).has(Role.ADMINISTRATOR)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Notices come from rooms alone."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        """Results are not edited."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Delivery | None = None) -> bool:
        """Notices go by `actions.erase` and `actions.purge`."""
        return False
