"""Who enters the administration, and by which door? Administrators and auditors, by the house's own."""

from functools import wraps
from typing import Any

from django.apps import apps
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.admin.exceptions import DisallowedModelAdminToField
from django.contrib.admin.options import TO_FIELD_VAR
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from tinhso.core import clock, soon
from tinhso.core.errors import NotPermitted
from tinhso.core.translation import say
from tinhso.foundation.accounts import queries as accounts

# What an administrator changes often comes first, what is only looked at last.
ROOMS = {
    "rulebook": _("Quy tắc xử lý"),
    "procedures": _("Thủ tục hành chính"),
    "agencies": _("Cơ quan, thẩm quyền"),
    "accounts": _("Tài khoản, vai trò"),
    "workdays": _("Lịch làm việc"),
    "places": _("Đơn vị hành chính"),
    "assets": _("Công trình hạ tầng"),
    "oversight": _("Giám sát"),
    "notices": _("Thông báo"),
    "core": _("Nền chung"),
    "ledger": _("Sổ cái"),
    "signing": _("Chữ ký số"),
    "files": _("Tệp đã lưu"),
    "socialaccount": _("Danh tính bên ngoài"),
    "django_tasks_database": _("Việc nền"),
}
MODELS = {"socialaccount": _("Liên kết đăng nhập"), "django_tasks_database": _("Kết quả việc nền")}


class Administration(AdminSite):
    """Django's administration without a sign-in page and a password form of its own."""

    site_header = site_title = _("Quản trị")
    index_title = _("Các danh mục và quy tắc")
    # the tables of rules are wide and an office screen is not: the list of lists stays on its own page
    enable_nav_sidebar = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Django's path above a page names a room by its app's own name, which knows one language
        for label, name in ROOMS.items():
            apps.get_app_config(label).verbose_name = name

    def has_permission(self, request: HttpRequest) -> bool:
        """This will let in whoever administers or audits the whole deployment today."""
        return accounts.may_inspect(request.user, on=clock.local_date(clock.now()))

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """This will leave allauth's own pages out: they show keys of second factors and sessions."""
        if admin_class is None or not admin_class.__module__.startswith("allauth."):
            super().register(model_or_iterable, admin_class, **options)

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """This will show the list of lists, and above it what the administrator should see to soon."""
        for warning in soon.warnings(now=clock.now()):
            messages.warning(request, say(warning))
        return super().index(request, extra_context)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """This will leave out what nobody here uses, and put the rooms in the order in which they are needed.

        Officers have their e-mail address on the account and their rights from grants: allauth's list
        of addresses and Django's groups would only mislead.
        """
        found: list[dict[str, Any]] = super().get_app_list(request, app_label)
        rooms = [app for app in found if app["app_label"] in ROOMS]
        for app in rooms:
            label = app["app_label"]
            app["name"] = ROOMS[label]
            for model in app["models"]:
                model["name"] = MODELS.get(label, model["name"])
        order = list(ROOMS)
        return sorted(rooms, key=lambda app: order.index(app["app_label"]))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """This will guard a page as Django does, and refuse rows named by an empty field: Django falls."""
        guarded = super().admin_view(view, cacheable)

        @wraps(guarded)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if "" in (request.GET.get(TO_FIELD_VAR), request.POST.get(TO_FIELD_VAR)):
                raise DisallowedModelAdminToField("no field is named")
            return guarded(request, *args, **kwargs)

        return asked

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """This will send to the house's sign-in page and back. Raises NotPermitted for other officers."""
        target = request.GET.get("next", "")
        if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
            target = reverse("admin:index")
        if self.has_permission(request):
            # an address, whatever word it is: redirect() would look for a view of that name
            return HttpResponseRedirect(target)
        if request.user.is_authenticated:
            raise NotPermitted()
        return redirect_to_login(target)

    def password_change(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """This will send to the page that leaves a fact."""
        return redirect("account_change_password")
