"""What is said when the store of files cannot be reached?"""

from tinhso.core.errors import Unavailable
from tinhso.core.messages import msg


class StoreAway(Unavailable):
    """The store of files cannot be reached, or refuses (503)."""

    code = "store-away"
    sentence = msg("Kho lưu ảnh và tệp tạm thời không dùng được; xin thử lại sau ít phút.")
    retry_after = 30
