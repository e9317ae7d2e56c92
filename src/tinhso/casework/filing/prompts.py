"""Which sentences of the form can be heard? Each has a key, under which a language may bring a recording."""

from tinhso.core.messages import msg

PHOTOS = "photos"
WHERE = "where"
TEXT = "text"
CATEGORY = "category"

SENTENCES = {
    PHOTOS: msg("Chụp ảnh việc ông/bà muốn báo. Không có ảnh cũng được."),
    WHERE: msg("Việc đó ở đâu? Bấm nút lấy vị trí của máy."),
    TEXT: msg("Chuyện gì đang xảy ra? Ông/bà viết vài chữ, hoặc bấm nút có hình micrô rồi nói."),
    CATEGORY: msg("Việc này thuộc loại nào? Bấm vào một hình. Không chắc thì bỏ qua."),
}


def of_category(code: str) -> str:
    """This will give the key of a category's name."""
    return f"category-{code}"
