"""What tells something: states, reasons, histories, places."""

from dataclasses import dataclass
from datetime import timedelta

from tinhso.ui.samples.values import DUE, ENTRIES, NOW, PHOTOS, REASONS, State


@dataclass(frozen=True)
class _Message:
    """Stands in for Django's message."""

    level_tag: str
    text: str

    def __str__(self) -> str:
        return self.text


def states() -> dict[str, list[State]]:
    """This will return these components' states by the component's folder name."""
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
        "because": [State("mở", {"reasons": REASONS, "open": True}), State("đóng", {"reasons": REASONS})],
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
        ],
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
        "panel": [
            State(
                "có biểu tượng",
                {"title": "Vị trí", "icon": "map-pin", "content": "Phường Bến Sen", "level": 3},
            )
        ],
        "voice-note": [
            State("một phút", {"voice": {"url": "/ui/khong-co.ogg", "kind": "audio/ogg", "seconds": 61.4}})
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
        "skeleton": [State(kind, {"kind": kind}) for kind in ("lines", "list", "map", "figures")],
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
        "timeline": [State("đủ", {"entries": ENTRIES})],
    }
