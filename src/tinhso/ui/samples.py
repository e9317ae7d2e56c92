"""Every component in every state, with Vietnamese texts that are long enough to break a careless layout."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms

from tinhso.ui.shell import Hotline, NavItem, Site, Viewer

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
DUE = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
BOTH_THEMES = {
    "alert", "bar-list", "because", "button", "clock", "code", "empty-state", "facts", "figure", "item",
    "pill", "skeleton", "stat-strip", "steps", "timeline", "messages", "pagination", "emergency",
}  # fmt: skip
HOTLINES = [
    Hotline("112", "Tìm kiếm, cứu nạn"),
    Hotline("113", "Công an"),
    Hotline("114", "Chữa cháy, cứu hộ"),
    Hotline("115", "Cấp cứu y tế"),
    Hotline("1900 0000", "Đường dây nóng của tỉnh", "hotline"),
]
PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='320' height='240'%3E"
    "%3Crect width='320' height='240' fill='%23{}'/%3E"
    "%3Cpath d='M0 190l90-70 70 50 60-40 100 70v40H0z' fill='%23{}'/%3E%3C/svg%3E"
)
PHOTOS = [
    {"url": PICTURE.format(a, b), "thumb": PICTURE.format(a, b), "alt": text, "caption": text}
    for a, b, text in (
        ("9fb8c8", "4d6b5a", "Ổ gà trước số nhà 12"),
        ("c8b79f", "6b5a4d", "Nước đọng sau mưa"),
        ("8fa39c", "2f4a44", "Ảnh chụp trước khi có phản ánh"),
    )
]


@dataclass(frozen=True)
class State:
    """One way a component can look: what the gallery calls it and what it is given."""

    label: str
    values: dict[str, Any] = field(default_factory=dict)


class SampleForm(forms.Form):
    """A form with one field of every kind."""

    text = forms.CharField(
        label="Sự việc",
        help_text="Chuyện gì, ở đâu, từ bao giờ. Đừng ghi số căn cước hay tài khoản.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    phone = forms.CharField(label="Số điện thoại", required=False)
    category = forms.ChoiceField(
        label="Lĩnh vực",
        choices=[("", "Để máy tự xếp"), ("traffic", "Giao thông"), ("drainage", "Thoát nước")],
    )
    who = forms.ChoiceField(
        label="Ông/bà muốn gửi thế nào?",
        choices=[("anonymous", "Không nêu tên"), ("named", "Nêu tên và số điện thoại")],
        widget=forms.RadioSelect,
    )
    public = forms.BooleanField(label="Cho mọi người xem phản ánh này", required=False)


class SampleFilter(forms.Form):
    """What a list is narrowed by."""

    q = forms.CharField(label="Tìm", required=False, widget=forms.TextInput(attrs={"data-search": ""}))
    status = forms.ChoiceField(
        label="Tình trạng", choices=[("", "Tất cả"), ("overdue", "Quá hạn")], required=False
    )
    place = forms.ChoiceField(
        label="Xã, phường", choices=[("", "Tất cả"), ("1", "Phường Bến Sen")], required=False
    )


VERBS = [
    {"label": "Tiếp nhận", "url": "#", "icon": "check", "shortcut": "a", "tone": "primary", "method": "post"},
    {"label": "Giao việc", "url": "#", "icon": "user-share", "shortcut": "g"},
    {"label": "Hỏi lại người dân", "url": "#", "icon": "message-question", "shortcut": "h"},
    {
        "label": "Không thuộc trách nhiệm của đơn vị",
        "icon": "arrow-back-up",
        "shortcut": "n",
        "dialog": "sample",
    },
    {"label": "Trả lời", "icon": "send", "disabled_because": "Hãy tiếp nhận trước khi trả lời."},
]
REASONS = [
    {
        "decision": "Địa bàn",
        "sentence": "Điểm nằm trong ranh giới phường Bến Sen, cách đường ranh gần nhất 350 m.",
        "rule": "places.inside v1",
        "confidence": 0.98,
    },
    {
        "decision": "Đơn vị",
        "sentence": "Đường trong phường do UBND phường Bến Sen quản lý.",
        "rule": "Quyết định minh hoạ 01/2026",
        "confidence": 0.74,
        "sample": True,
        "correct_url": "#",
    },
    {
        "decision": "Thời hạn",
        "sentence": "7 ngày làm việc, tính từ ngày làm việc sau khi gửi; trừ ngày nghỉ 24/11.",
        "rule": "traffic-7d v2",
        "confidence": 1,
    },
]
ENTRIES = [
    {
        "at": NOW - timedelta(days=3),
        "title": "Đã gửi tới UBND phường Bến Sen",
        "icon": "send",
        "text": "Máy tự chuyển theo địa bàn và lĩnh vực.",
    },
    {
        "at": NOW - timedelta(days=2),
        "title": "Đã nhận",
        "actor": "UBND phường Bến Sen",
        "icon": "check",
        "tone": "info",
    },
    {
        "at": NOW - timedelta(days=1),
        "title": "Ghi chú",
        "actor": "Nguyễn Thị Mẫu",
        "icon": "note",
        "internal": True,
        "text": "Đã hẹn đội duy tu sáng thứ Năm.",
    },
    {
        "at": NOW,
        "title": "Đã trả lời",
        "actor": "UBND phường Bến Sen",
        "icon": "circle-check",
        "tone": "success",
        "text": "Ổ gà đã được vá bằng bê tông nhựa nguội, diện tích 2,4 m².",
        "photos": PHOTOS[:2],
    },
]
CHART = {
    "x": [f"{day:02d}/11" for day in range(11, 25)],
    "series": [
        {"name": "Nhận", "values": [98, 120, 101, 87, 64, 59, 110, 132, 128, 119, 104, 70, 66, 121]},
        {"name": "Xong", "values": [90, 99, 108, 95, 70, 40, 98, 120, 131, 125, 110, 81, 52, 104]},
    ],
    "unit": "phản ánh",
}


def _item(**more: Any) -> dict[str, Any]:
    return {
        "url": "#",
        "title": "Ổ gà lớn trước cổng trường tiểu học, xe máy ngã nhiều lần",
        "summary": "Đoạn trước số 12 đường Nguyễn Văn Mẫu có ổ gà sâu khoảng 20 cm, trời mưa không thấy.",
        "meta": ["4621 073 582", "Phường Bến Sen", "Giao thông"],
        "pill": {"label": "Chờ tiếp nhận", "tone": "info"},
        "remaining": "còn 2 ngày làm việc",
        "clock_tone": "calm",
    } | more


def _row(label: str, value: str, share: float, **more: Any) -> dict[str, Any]:
    return {"label": label, "value": value, "share": share, "url": "#"} | more


def _bound(**data: str) -> SampleForm:
    form = SampleForm(data)
    form.is_valid()
    return form


def states() -> dict[str, list[State]]:
    """This will return every component's states by the component's folder name."""
    blank, wrong = SampleForm(), _bound(text="")
    return {
        "alert": [
            State(tone, {"tone": tone, "title": title, "text": text})
            for tone, title, text in (
                ("neutral", "", "Không công khai: chỉ ông/bà và đơn vị xử lý xem được."),
                ("info", "Đơn vị hỏi lại", "Xin ông/bà cho biết số nhà gần nhất."),
                ("warning", "Minh hoạ", "Quy tắc này chưa đối chiếu văn bản."),
                ("danger", "Chưa gửi được", "CHƯA GỬI ĐƯỢC – hãy gọi 112."),
                ("success", "Đã gửi", "Đã gửi tới UBND phường Bến Sen. Hạn trả lời: 16:30 ngày 02/12/2026."),
            )
        ]
        + [
            State(
                "có nút",
                {"text": "Việc này đã có người báo.", "action_label": "Theo dõi việc này", "action_url": "#"},
            )
        ],
        "bar-list": [
            State(
                "xếp hạng",
                {
                    "title": "Sở Xây dựng trả lời đúng hạn ít nhất",
                    "finding": "Ba đơn vị dưới mục tiêu 95 %",
                    "rows": [
                        _row("UBND phường Bến Sen", "98,2 %", 98.2, note="412 việc"),
                        _row("UBND xã Đầm Sậy", "91,0 %", 91, tone="warning"),
                        _row("Sở Xây dựng", "72,5 %", 72.5, tone="danger"),
                    ],
                },
            ),
            State("trống", {"title": "Tuần này", "rows": []}),
        ],
        "because": [State("mở", {"reasons": REASONS, "open": True}), State("đóng", {"reasons": REASONS})],
        "button": [
            State("chính", {"label": "Gửi phản ánh", "icon": "send"}),
            State("phụ", {"label": "Vị trí của tôi", "tone": "secondary", "icon": "current-location"}),
            State("lặng", {"label": "Bỏ qua", "tone": "quiet"}),
            State(
                "nguy hiểm", {"label": "Gọi 112", "tone": "danger", "icon": "phone-call", "href": "tel:112"}
            ),
            State("phím tắt", {"label": "Tiếp nhận", "shortcut": "a"}),
            State("to, cả hàng", {"label": "Gửi phản ánh", "size": "lg", "wide": True}),
            State("nhỏ", {"label": "Sửa", "tone": "secondary", "size": "sm"}),
            State("không bấm được", {"label": "Trả lời", "disabled": True}),
        ],
        "chart": [
            State(
                "đường",
                {"id": "c1", "title": "Xong ít hơn nhận từ cuối tuần", "data": CHART | {"kind": "line"}},
            ),
            State(
                "cột, mục tiêu",
                {
                    "id": "c2",
                    "title": "Ngày 18 nhận nhiều nhất: 132 phản ánh",
                    "data": CHART | {"kind": "columns", "series": CHART["series"][:1], "target": 106},
                    "url": "#",
                },
            ),
            State(
                "thanh",
                {
                    "id": "c3",
                    "title": "Giao thông chiếm một phần ba",
                    "data": {
                        "kind": "bar",
                        "x": ["Giao thông", "Rác thải", "Thoát nước", "Chiếu sáng"],
                        "series": [{"name": "Phản ánh", "values": [412, 265, 201, 98]}],
                        "unit": "phản ánh",
                    },
                },
            ),
            State("chồng", {"id": "c4", "title": "Hai nguồn cộng lại", "data": CHART | {"kind": "stack"}}),
        ],
        "clock": [
            State(
                "thong thả",
                {"remaining": "còn 5 ngày làm việc", "due_at": DUE, "tone": "calm", "label": "Trả lời"},
            ),
            State("sắp hết", {"remaining": "còn 3 giờ làm việc", "due_at": DUE, "tone": "soon"}),
            State("quá hạn", {"due_at": NOW - timedelta(days=2, hours=1), "now": NOW, "tone": "late"}),
            State("xong", {"tone": "done", "due_at": DUE}),
            State("tạm dừng", {"tone": "paused", "remaining": "tạm dừng, chờ người dân", "compact": True}),
        ],
        "code": [
            State("to", {"code": "4621073582", "label": "Mã phản ánh", "large": True}),
            State("thường", {"code": "4621073582"}),
        ],
        "dialog": [
            State(
                "mở bằng nút “Không thuộc trách nhiệm” ở verb-bar",
                {
                    "id": "sample",
                    "title": "Không thuộc trách nhiệm của đơn vị",
                    "content": "Đơn vị nào đúng hơn?",
                },
            )
        ],
        "emergency": [
            State("đủ", {"hotlines": HOTLINES}),
            State("gọn", {"hotlines": HOTLINES[:3], "compact": True}),
        ],
        "empty-state": [
            State(
                "bàn trống",
                {"title": "Không còn việc nào chờ", "text": "Việc mới sẽ hiện ở đây khi người dân gửi."},
            ),
            State(
                "không tìm thấy",
                {
                    "title": "Không có phản ánh nào khớp",
                    "icon": "search",
                    "action_label": "Bỏ bộ lọc",
                    "action_url": "#",
                },
            ),
        ],
        "error-summary": [
            State("biểu mẫu", {"form": wrong}),
            State(
                "lỗi riêng",
                {"errors": [{"href": "#id_text", "message": "Xin ghi sự việc, ít nhất một câu."}]},
            ),
        ],
        "facts": [
            State(
                "đủ",
                {
                    "rows": [
                        {"label": "Xã, phường", "value": "Phường Bến Sen"},
                        {"label": "Đơn vị", "value": "UBND phường Bến Sen", "url": "#"},
                        {"label": "Hạn trả lời", "value": "16:30 ngày 02/12/2026"},
                    ]
                },
            )
        ],
        "field": [
            State("nhiều dòng", {"field": blank["text"]}),
            State("không bắt buộc", {"field": blank["phone"], "optional": True}),
            State("chọn", {"field": blank["category"]}),
            State("nút tròn", {"field": blank["who"]}),
            State("một ô đánh dấu", {"field": blank["public"]}),
            State("sai", {"field": wrong["text"]}),
            State("nút tròn, sai", {"field": wrong["who"]}),
        ],
        "figure": [
            State(
                "đủ",
                {
                    "label": "Đúng hạn",
                    "value": "92,5",
                    "unit": "%",
                    "trend": "up",
                    "trend_text": "+1,2 so với tuần trước",
                    "trend_tone": "success",
                    "target": "95 %",
                    "url": "#",
                },
            ),
            State("quá hạn", {"label": "Quá hạn", "value": "37", "tone": "danger"}),
            State("trơn", {"label": "Nhận hôm nay", "value": "1.106"}),
        ],
        "filters": [State("đủ", {"form": SampleFilter(), "total": 12345})],
        "item": [
            State("thường", _item()),
            State("sắp hết hạn, chưa đọc", _item(remaining="còn 3 giờ", clock_tone="soon", unread=True)),
            State("quá hạn, đang chọn", _item(remaining="quá hạn 2 ngày", clock_tone="late", selected=True)),
            State(
                "chọn nhiều",
                _item(selectable="ids", value="1", pill={"label": "Chờ duyệt", "tone": "warning"}),
            ),
        ],
        "language-switch": [
            State("hai tiếng", {"languages": [("vi", "Tiếng Việt"), ("en", "English")], "next": "/ui/"})
        ],
        "map-picker": [
            State("chưa ghim", {"boundaries_url": "/ui/mau/areas.geojson", "prefix": "a_"}),
            State(
                "đã ghim",
                {
                    "boundaries_url": "/ui/mau/areas.geojson",
                    "lat": 16.42,
                    "lon": 107.55,
                    "accuracy": 12,
                    "prefix": "b_",
                },
            ),
        ],
        "map-view": [
            State("điểm", {"points_url": "/ui/mau/points.geojson", "areas_url": "/ui/mau/areas.geojson"}),
            State(
                "một ghim",
                {
                    "areas_url": "/ui/mau/areas.geojson",
                    "point_lat": 16.42,
                    "point_lon": 107.55,
                    "height": "sm",
                },
            ),
            State("cả nước", {"areas_url": "/ui/mau/areas.geojson", "bounds": "102.1,7.2,116.2,23.5"}),
        ],
        "messages": [
            State(
                "bốn mức",
                {
                    "messages": [
                        _Message(t, s)
                        for t, s in (
                            ("success", "Đã gửi."),
                            ("info", "Đã lưu nháp."),
                            ("warning", "Sắp hết phiên làm việc."),
                            ("error", "Không lưu được: việc này đã có người nhận."),
                        )
                    ]
                },
            )
        ],  # fmt: skip
        "page-header": [
            State(
                "đủ",
                {
                    "title": "Ổ gà trước cổng trường Nguyễn Văn Mẫu",
                    "lead": "Một màn hình, chưa đầy một phút. Không cần tài khoản.",
                    "back_url": "#",
                    "eyebrow": "Phản ánh",
                    "actions": [{"label": "Theo dõi", "href": "#", "tone": "secondary", "icon": "bell"}],
                },
            ),
            State("chữ chồng dấu", {"title": "Ẵ Ặ Ỡ Ễ Ộ ẵ ặ ỡ ễ ộ – Ưỡng ẹo, nguyễn, quyển, khuỷu"}),
        ],
        "pagination": [State("giữa", {"next_url": "#", "previous_url": "#", "shown": 50, "total": 12345})],
        "panel": [
            State(
                "có biểu tượng",
                {"title": "Vị trí", "icon": "map-pin", "content": "Phường Bến Sen", "level": 3},
            )
        ],
        "photo-input": [
            State("trống", {}),
            State("đã có ảnh", {"name": "more", "uploaded": [{"id": "x1", "thumb": PHOTOS[0]["thumb"]}]}),
        ],
        "photo-strip": [State("nhỏ", {"photos": PHOTOS}), State("to", {"photos": PHOTOS, "large": True})],
        "pill": [
            State(label, {"label": label, "tone": tone})
            for tone, label in (
                ("neutral", "Đã đóng"),
                ("info", "Đang xử lý"),
                ("warning", "Chờ người dân"),
                ("danger", "Bị từ chối"),
                ("success", "Đã trả lời"),
            )
        ],
        "rating": [
            State("chưa chọn", {}),
            State("đã chọn", {"name": "r2", "value": "acceptable"}),
            State("chỉ xem", {"name": "r3", "value": "satisfied", "read_only": True}),
        ],
        "shortcuts": [State("mở bằng phím ?", {"extra": [{"key": "a", "label": "tiếp nhận"}]})],
        "skeleton": [State(kind, {"kind": kind}) for kind in ("lines", "list", "map", "figures")],
        "stat-strip": [
            State(
                "bàn làm việc",
                {
                    "stats": [
                        {"label": "chờ tiếp nhận", "value": "12", "url": "#", "active": True},
                        {"label": "sắp hết hạn", "value": "3", "url": "#", "tone": "warning"},
                        {"label": "quá hạn", "value": "1", "url": "#", "tone": "danger"},
                        {"label": "chờ duyệt", "value": "4", "url": "#"},
                    ]
                },
            )
        ],
        "steps": [
            State(
                "việc tiếp theo",
                {
                    "steps": [
                        {"label": "Đã gửi", "text": "09:30 ngày 24/11/2026", "state": "done"},
                        {"label": "Đơn vị xem và nhận", "text": "trước 17:30 hôm nay", "state": "now"},
                        {"label": "Trả lời", "text": "trước 16:30 ngày 02/12/2026"},
                    ]
                },
            )
        ],
        "table": [
            State(
                "có số",
                {
                    "caption": "Theo đơn vị",
                    "columns": [
                        {"label": "Đơn vị"},
                        {"label": "Nhận", "numeric": True},
                        {"label": "Đúng hạn", "numeric": True},
                        {"label": "Tình trạng"},
                    ],
                    "rows": [
                        [
                            {"text": "UBND phường Bến Sen", "url": "#"},
                            "1.412",
                            "98,2 %",
                            {"text": "Đạt", "tone": "success"},
                        ],
                        [
                            {"text": "Sở Xây dựng", "url": "#"},
                            "265",
                            None,
                            {"text": "Chưa đạt", "tone": "warning"},
                        ],
                    ],
                },
            ),
            State("trống", {"caption": "Trống", "columns": [{"label": "Đơn vị"}], "rows": []}),
        ],
        "tabs": [
            State(
                "có đếm",
                {
                    "label": "Danh sách",
                    "tabs": [
                        NavItem("Chờ tôi", "#", "inbox", True, 12),
                        NavItem("Của đơn vị", "#", count=1234),
                        NavItem("Đã xong", "#"),
                    ],
                },
            )
        ],
        "theme-switch": [State("nút", {})],
        "timeline": [State("đủ", {"entries": ENTRIES})],
        "verb-bar": [State("đủ", {"verbs": VERBS})],
    }


@dataclass(frozen=True)
class _Message:
    """Stands in for Django's message."""

    level_tag: str
    text: str

    def __str__(self) -> str:
        return self.text


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
    all_states = states()
    return {
        "items": [state.values for state in all_states["item"][:3]] * 5,
        "verbs": VERBS,
        "reasons": REASONS,
        "entries": ENTRIES,
        "photos": PHOTOS,
        "stats": all_states["stat-strip"][0].values["stats"],
        "facts": all_states["facts"][0].values["rows"],
        "filter": SampleFilter(),
        "form": SampleForm(),
        "rows": all_states["bar-list"][0].values["rows"],
        "lines": CHART | {"kind": "line"},
        "hotlines": HOTLINES,
        "due_at": DUE,
        "case_open": True,
        "list_url": "#",
    }
