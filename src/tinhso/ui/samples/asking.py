"""What asks something of a person: fields, buttons, maps to press, photos."""

from tinhso.ui.samples.values import HOTLINES, PHOTOS, VERBS, SampleForm, State


def _bound(**data: str) -> SampleForm:
    form = SampleForm(data)
    form.is_valid()
    return form


def states() -> dict[str, list[State]]:
    """This will return these components' states by the component's folder name."""
    blank, wrong = SampleForm(), _bound(text="")
    return {
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
        "blur-brush": [
            State(
                "một vùng máy tìm ra, một vùng mới",
                {
                    "photo_url": PHOTOS[0]["thumb"],
                    "alt": "Ảnh 1",
                    "back_url": "/ui/",
                    "regions": [
                        {
                            "id": 1,
                            "x": 0.2,
                            "y": 0.2,
                            "w": 0.2,
                            "h": 0.2,
                            "label": "Mặt người",
                            "can_remove": True,
                            "by_machine": True,
                        }
                    ],
                    "rows": [{"x": 50, "y": 40, "w": 20, "h": 20}],
                },
            ),
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
        "error-summary": [
            State("biểu mẫu", {"form": wrong}),
            State(
                "lỗi riêng",
                {"errors": [{"href": "#id_text", "message": "Xin ghi sự việc, ít nhất một câu."}]},
            ),
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
        "photo-input": [
            State("trống", {}),
            State("đã có ảnh", {"name": "more", "uploaded": [{"id": "x1", "thumb": PHOTOS[0]["thumb"]}]}),
        ],
        "rating": [
            State("chưa chọn", {}),
            State("đã chọn", {"name": "r2", "value": "acceptable"}),
            State("chỉ xem", {"name": "r3", "value": "satisfied", "read_only": True}),
        ],
        "push-switch": [State("tắt", {"key": "BA", "url": "/ui/", "known": []})],
        "shortcuts": [State("mở bằng phím ?", {"extra": [{"key": "a", "label": "tiếp nhận"}]})],
        "theme-switch": [State("nút", {})],
        "verb-bar": [State("đủ", {"verbs": VERBS})],
    }
