"""What does every page know about the province, the reader and the ways to go?"""

from collections.abc import Sequence

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhso.core import clock, parameters
from tinhso.core.messages import msg
from tinhso.core.parameters import parameter
from tinhso.core.roles import Actor, Role
from tinhso.foundation.accounts import oidc
from tinhso.foundation.accounts import requests as sign_in
from tinhso.foundation.notices import queries as notices
from tinhso.foundation.places import queries as places
from tinhso.ui.shell import Hotline, NavItem, Site, Viewer

EMERGENCY_NUMBERS = parameter(
    "site.emergency_numbers",
    [
        ["112", msg("Tìm kiếm, cứu nạn")],
        ["113", msg("Công an")],
        ["114", msg("Chữa cháy, cứu nạn")],
        ["115", msg("Cấp cứu y tế")],
    ],
    unit="[số, tên]",
    label=msg("Số khẩn cấp"),
    citation="Quy hoạch kho số viễn thông; Luật Viễn thông 24/2023/QH15",
)
HOTLINES = parameter("site.hotlines", [], unit="[số, tên]", label=msg("Đường dây nóng của tỉnh, thành phố"))
DEMONSTRATION = parameter(
    "site.demonstration", False, unit="true/false", label=msg("Cơ sở dữ liệu mô phỏng"), is_sample=False
)
PRODUCT = parameter("site.product", "tinhso", unit="", label=msg("Tên hệ thống hiển thị"), is_sample=False)

# Who sees which way in the officer's navigation: label, url name, icon, roles.
WAYS = (
    (msg("Bàn làm việc"), "desk:desk", "inbox", (Role.HANDLER, Role.LEADER, Role.RESTRICTED)),
    (msg("Tiếp nhận"), "doors:intake", "phone-call", (Role.INTAKE,)),
    (msg("Một cửa"), "counter:home", "building-bank", (Role.INTAKE, Role.HANDLER, Role.LEADER)),
    (msg("Thu phí"), "payments:desk", "cash", (Role.LEADER, Role.ADMINISTRATOR)),
    (msg("Điều phối"), "handling:exceptions", "route", (Role.COORDINATOR,)),
    (
        msg("Điều hành"),
        "ioc:board",
        "chart-bar",
        (Role.READER, Role.LEADER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
    ),
    (
        msg("Chất lượng phục vụ"),
        "quality:board",
        "award",
        (Role.READER, Role.LEADER, Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR),
    ),
    (msg("Giám sát"), "oversight:audit", "checklist", (Role.AUDITOR,)),
    (
        msg("Sự việc"),
        "oversight:incidents",
        "urgent",
        (Role.LEADER, Role.READER, Role.COORDINATOR, Role.ADMINISTRATOR),
    ),
    (msg("Thử định tuyến"), "handling:replay", "map-search", (Role.ADMINISTRATOR, Role.AUDITOR)),
    (msg("Liên thông"), "national:board", "plug-connected", (Role.ADMINISTRATOR, Role.AUDITOR)),
    (msg("Gửi tin"), "notices:channels", "send", (Role.ADMINISTRATOR, Role.AUDITOR)),
    (msg("Quản trị"), "admin:index", "settings", (Role.ADMINISTRATOR, Role.AUDITOR)),
)
CASES = "/xu-ly/"
CITIZEN_WAYS = (
    (msg("Gửi phản ánh"), "filing:new", "camera-plus"),
    (msg("Bản đồ"), "portal:map", "map"),
    (msg("Danh sách"), "portal:list", "list"),
    (msg("Tra cứu"), "filing:find", "search"),
    (msg("Thủ tục"), "procedures:catalogue", "file-text"),
)


def is_demonstration() -> bool:
    """This will tell whether the database holds a demonstration."""
    return bool(parameters.value(DEMONSTRATION, clock.local_date(clock.now())))


def site(request: HttpRequest) -> dict[str, object]:
    """This will give the variables that the layouts read: site, nav, citizen_nav, viewer."""
    try:
        return _everything(request)
    except DatabaseError:
        # An error page must still be drawn when the database is away.
        return {"site": Site(name="", product="tinhso")}


def _everything(request: HttpRequest) -> dict[str, object]:
    on = clock.local_date(clock.now())
    province = places.served_province(on=on)
    actor = sign_in.actor_of(request)
    user = getattr(request, "user", None)  # nobody where no session is read
    is_signed_in = user is not None and user.is_authenticated
    return {
        "site": Site(
            name=province.name if province else "",
            product=parameters.value(PRODUCT, on),
            home_url="/",
            find_url=reverse("filing:find"),
            hotlines=[
                *(Hotline(n, _(label)) for n, label in parameters.value(EMERGENCY_NUMBERS, on)),
                *(Hotline(n, label, "hotline") for n, label in parameters.value(HOTLINES, on)),
            ],
            demonstration=bool(parameters.value(DEMONSTRATION, on)),
            footer_links=[
                NavItem(label=_("Số liệu"), url=reverse("statistics:overview")),
                NavItem(label=_("Chất lượng phục vụ"), url=reverse("quality:scores")),
                NavItem(label=_("Hệ thống này làm việc thế nào"), url=reverse("portal:about")),
                NavItem(label=_("Quyền riêng tư"), url=reverse("portal:privacy")),
                NavItem(label=_("Giấy tờ của tôi"), url=reverse("portal:papers")),
                *_confirming(),
                NavItem(label=_("Dành cho cán bộ"), url=reverse("desk:desk")),
            ],
            header_links=[_mine(request)],
            manifest_url=reverse("manifest", args=[get_language() or "vi"]),
            worker_url=reverse("worker"),
            feed_url=reverse("statistics:feed", args=["atom"]),
            parts=["filing/part/waiting.html"],
        ),
        "nav": _ways(request, actor) if is_signed_in else [],
        "citizen_nav": _here(request, CITIZEN_WAYS),
        "viewer": _viewer(request, actor) if is_signed_in else None,
        "actor": actor,
        # The desk is the roof; rooms below show its list beside their case by these addresses.
        "desk_url": reverse("desk:desk"),
        "desk_rows_url": reverse("desk:rows"),
        "now": clock.now(),
    }


def _mine(request: HttpRequest) -> NavItem:
    url = reverse("filing:mine")
    return NavItem(label=_("Phản ánh của tôi"), url=url, icon="folder-heart", active=request.path == url)


def _confirming() -> list[NavItem]:
    """Where a citizen confirms who they are, if a provider is configured that can tell."""
    if not oidc.providers("citizens"):
        return []
    return [NavItem(label=_("Xác nhận danh tính"), url=reverse("account_citizen"))]


def _ways(request: HttpRequest, actor: Actor) -> list[NavItem]:
    return _here(request, [way[:3] for way in WAYS if any(actor.has(role) for role in way[3])])


def _here(request: HttpRequest, ways: Sequence[tuple[str, str, str]]) -> list[NavItem]:
    urls = [reverse(name) for _label, name, _icon in ways]
    # The longest address that fits is where the reader is: one may lie below another. A case is on the desk.
    path = reverse("desk:desk") if request.path.startswith(CASES) else request.path
    here = max((url for url in urls if path.startswith(url)), key=len, default="")
    return [
        NavItem(label=_(label), url=url, icon=icon, active=url == here)
        for (label, _name, icon), url in zip(ways, urls, strict=True)
    ]


def _viewer(request: HttpRequest, actor: Actor) -> Viewer:
    return Viewer(
        name=str(request.user),
        agency=", ".join(sign_in.agency_names(actor, on=clock.local_date(clock.now()))),
        unread=notices.unread_count(actor.key),
        notices_url=reverse("notices:inbox"),
        profile_url=reverse("account_own"),
        sign_out_url=reverse("account_logout"),
    )
