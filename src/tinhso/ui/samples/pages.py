"""What fills the gallery's layouts."""

from typing import Any

from tinhso.ui.samples import counting, telling
from tinhso.ui.samples.values import (
    CHART,
    DUE,
    ENTRIES,
    HOTLINES,
    PHOTOS,
    REASONS,
    VERBS,
    SampleFilter,
    SampleForm,
)
from tinhso.ui.shell import NavItem, Site, Viewer


def shell() -> dict[str, Any]:
    """This will return what a context processor would give the layouts."""
    return {
        "site": Site("Tỉnh Mẫu", "Tỉnh số", "/ui/", HOTLINES, True, [NavItem("Thư viện giao diện", "/ui/")]),
        "citizen_nav": [
            NavItem("Gửi phản ánh", "#", "camera-plus", True),
            NavItem("Bản đồ", "#", "map"),
            NavItem("Danh sách", "#", "list"),
            NavItem("Tra cứu", "#", "search"),
        ],
        "nav": [
            NavItem("Bàn làm việc", "#", "inbox", True, 12),
            NavItem("Điều phối", "#", "route", count=3),
            NavItem("Điều hành", "#", "chart-bar"),
        ],
        "viewer": Viewer("Nguyễn Thị Mẫu", "UBND phường Đông Ngạc Nhiên", 4, "#", "#", "#"),
    }


def page() -> dict[str, Any]:
    """This will return something to fill each layout with."""
    counted, told = counting.states(), telling.states()
    return {
        "items": [state.values for state in counted["item"][:3]] * 5,
        "verbs": VERBS,
        "reasons": REASONS,
        "entries": ENTRIES,
        "photos": PHOTOS,
        "stats": counted["stat-strip"][0].values["stats"],
        "facts": told["facts"][0].values["rows"],
        "filter": SampleFilter(),
        "form": SampleForm(),
        "rows": counted["bar-list"][0].values["rows"],
        "lines": CHART | {"kind": "line"},
        "hotlines": HOTLINES,
        "due_at": DUE,
        "case_open": True,
        "list_url": "#",
    }
