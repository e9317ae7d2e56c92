"""What is counted: figures, charts, tables, lists."""

from typing import Any

from tinhso.ui.samples.values import CHART, SampleFilter, State
from tinhso.ui.shell import NavItem


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


def states() -> dict[str, list[State]]:
    """This will return these components' states by the component's folder name."""
    return {
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
        "pagination": [State("giữa", {"next_url": "#", "previous_url": "#", "shown": 50, "total": 12345})],
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
    }
