"""Invented values that several samples share; texts long enough to break a careless layout."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms

from tinhso.ui.shell import Hotline

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
DUE = datetime(2026, 12, 2, 9, 30, tzinfo=UTC)
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
CHART: dict[str, Any] = {
    "x": [f"{day:02d}/11" for day in range(11, 25)],
    "series": [
        {"name": "Nhận", "values": [98, 120, 101, 87, 64, 59, 110, 132, 128, 119, 104, 70, 66, 121]},
        {"name": "Xong", "values": [90, 99, 108, 95, 70, 40, 98, 120, 131, 125, 110, 81, 52, 104]},
    ],
    "unit": "phản ánh",
}
