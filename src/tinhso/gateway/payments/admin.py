"""How does an administrator edit accounts, providers and which routes count? With dates and reasons."""

from django.contrib import admin

from tinhso.foundation.ledger.admin import DatedAdmin
from tinhso.gateway.payments.models import PayeeAccount, Provider, RouteRule


@admin.register(PayeeAccount)
class PayeeAccountAdmin(DatedAdmin):
    """Tài khoản thụ hưởng."""

    list_display = ("code", "agency", "holder", "bank", "bin", "number")
    search_fields = ("code", "agency", "holder", "number")
    ordering = ("code", "valid_from")


@admin.register(Provider)
class ProviderAdmin(DatedAdmin):
    """Nhà cung cấp thanh toán; địa chỉ và khoá nằm ở môi trường."""

    list_display = ("code", "name", "name_en", "shape", "route", "settles_singly", "order")
    search_fields = ("code", "name")
    ordering = ("order", "code", "valid_from")


@admin.register(RouteRule)
class RouteRuleAdmin(DatedAdmin):
    """Kênh nào được tính điểm."""

    list_display = ("route", "counts_for_index")
    ordering = ("route", "valid_from")
