"""What do the two forms of the file share? Where each document stood, and the columns of the sheets."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from tinhso.core.errors import Invalid
from tinhso.core.messages import Message, msg

FORMATS = ("json", "xlsx")
MOST_BYTES = 10 * 1024**2
MOST_PROCEDURES = 5_000


class Unreadable(Invalid):
    """The file is not what it should be, or too large."""

    code = "catalogue-unreadable"
    sentence = msg("Không đọc được tệp danh mục.")


@dataclass(frozen=True)
class Where:
    """A place in the file: its sheet ("" in JSON), row (1 = the first of it) and column."""

    sheet: str
    row: int
    column: str


@dataclass(frozen=True)
class BadCell:
    """A cell that could not be read: where, a machine code, a sentence."""

    where: Where
    code: str
    message: Message


Locate = Callable[[str, int, str], Where]
"""From (part, row of that part, key) of a document to the place in the file."""


@dataclass(frozen=True)
class Read:
    """The documents of a file, each with the way back to its cells, and the cells that could not be read."""

    documents: list[tuple[Mapping[str, Any], Locate]] = field(default_factory=list)
    problems: list[BadCell] = field(default_factory=list)


@dataclass(frozen=True)
class Columns:
    """A sheet: its name, the part of the document that it holds, and its columns (key, title, kind)."""

    sheet: str
    part: str
    columns: tuple[tuple[str, str, str], ...]


MAIN = Columns(
    "Thủ tục",
    "",
    (
        ("code", "Mã thủ tục", "text"),
        ("valid_from", "Có hiệu lực từ", "day"),
        ("valid_to", "Hết hiệu lực từ", "day"),
        ("name", "Tên", "text"),
        ("name_en", "Tên tiếng Anh", "text"),
        ("field", "Lĩnh vực", "text"),
        ("levels", "Cấp thực hiện", "words"),
        ("audience", "Đối tượng", "words"),
        ("who", "Ai được làm", "text"),
        ("who_en", "Ai được làm (tiếng Anh)", "text"),
        ("online_level", "Mức trực tuyến", "text"),
        ("online_reason", "Vì sao chưa toàn trình", "text"),
        ("online_reason_en", "Vì sao chưa toàn trình (tiếng Anh)", "text"),
        ("authoritative", "Hệ thống từng chặng (JSON)", "json"),
        ("term_amount", "Thời hạn", "number"),
        ("term_unit", "Đơn vị thời hạn", "text"),
        ("accept_hours", "Giờ tiếp nhận riêng", "number"),
        ("legal_bases", "Căn cứ pháp lý (mỗi dòng một)", "lines"),
        ("words", "Cách gọi khác (mỗi dòng một)", "lines"),
        ("is_internal", "Nội bộ", "flag"),
        ("is_local", "Riêng của tỉnh", "flag"),
        ("needs_identity", "Phải định danh", "flag"),
        ("form_schema", "Mẫu đơn điện tử (JSON)", "json"),
        ("citation", "Căn cứ công bố", "text"),
        ("code_note", "Ghi chú về mã", "text"),
        ("is_sample", "Minh hoạ", "flag"),
    ),
)
PARTS = (
    Columns(
        "Thành phần hồ sơ",
        "components",
        (
            ("code", "Mã giấy tờ", "text"),
            ("name", "Tên", "text"),
            ("name_en", "Tên tiếng Anh", "text"),
            ("originals", "Bản chính", "number"),
            ("copies", "Bản sao", "number"),
            ("required", "Bắt buộc", "flag"),
            ("when", "Điều kiện (JSON)", "json"),
            ("form_url", "Địa chỉ mẫu", "text"),
            ("paper_type", "Loại giấy tờ trong kho", "text"),
            ("register", "Cơ sở dữ liệu đã có", "text"),
        ),
    ),
    Columns(
        "Các bước",
        "steps",
        (
            ("number", "Số", "number"),
            ("name", "Tên", "text"),
            ("unit_kind", "Loại đơn vị", "text"),
            ("hours", "Giờ làm việc", "number"),
            ("role", "Vai trò", "text"),
            ("title", "Chức danh", "text"),
            ("name_en", "Tên tiếng Anh", "text"),
        ),
    ),
    Columns(
        "Phí, lệ phí",
        "fees",
        (
            ("code", "Mã khoản thu", "text"),
            ("name", "Tên", "text"),
            ("amount", "Mức thu (đồng)", "number"),
            ("kind", "Phí hay lệ phí", "text"),
            ("when", "Thu khi nào", "text"),
            ("name_en", "Tên tiếng Anh", "text"),
        ),
    ),
    Columns(
        "Kết quả",
        "results",
        (
            ("paper_type", "Loại giấy tờ", "text"),
            ("name", "Tên", "text"),
            ("electronic", "Bản điện tử", "flag"),
            ("valid_months", "Hiệu lực (tháng)", "number"),
            ("name_en", "Tên tiếng Anh", "text"),
        ),
    ),
)
