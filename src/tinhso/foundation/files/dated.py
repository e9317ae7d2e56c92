"""Which numbers about files may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

MAX_MEGABYTES = parameter("files.max_megabytes", 15, unit="MiB", label=msg("Dung lượng tối đa của một ảnh"))
# "50 megapixel" cameras write up to 8192 x 6144 = 50.3 million pixels
MAX_MEGAPIXELS = parameter(
    "files.max_megapixels", 51, unit="10^6", label=msg("Số triệu điểm ảnh tối đa của một ảnh")
)
MAX_PER_OWNER = parameter(
    "files.max_per_owner", 5, unit="", label=msg("Số ảnh tối đa của một phản ánh hoặc câu trả lời")
)
KEEP_UNUSED_DAYS = parameter(
    "files.keep_unused_days", 8, unit="d", label=msg("Số ngày giữ ảnh đã tải lên mà chưa dùng")
)

MAX_DOCUMENT_MEGABYTES = parameter(
    "files.max_document_megabytes", 15, unit="MiB", label=msg("Dung lượng tối đa của một tài liệu PDF")
)
MAX_DOCUMENT_PAGES = parameter(
    "files.max_document_pages", 300, unit="trang", label=msg("Số trang tối đa của một tài liệu PDF")
)
MAX_PHOTOGRAPHED_PAGES = parameter(
    "files.max_photographed_pages",
    20,
    unit="trang",
    label=msg("Số ảnh trang giấy tối đa ghép thành một tài liệu"),
)
MAX_DOCUMENTS_PER_OWNER = parameter(
    "files.max_documents_per_owner", 20, unit="", label=msg("Số tệp giấy tờ tối đa của một thành phần hồ sơ")
)

UPLOADS_PER_ADDRESS = parameter(
    "files.uploads_per_address",
    6_000,
    unit="ảnh mỗi giờ",
    label=msg("Số ảnh nhiều nhất từ một địa chỉ mạng trong một giờ"),
)

MAX_SOUND_MEGABYTES = parameter(
    "files.max_sound_megabytes", 8, unit="MiB", label=msg("Dung lượng tối đa của một bản ghi âm")
)
MAX_SOUND_SECONDS = parameter(
    "files.max_sound_seconds", 120, unit="s", label=msg("Số giây dài nhất của một bản ghi âm")
)
REGIONS_MOST = parameter("files.regions_most", 60, unit="", label=msg("Số vùng che nhiều nhất trên một ảnh"))
