"""Which numbers of this room may a province change?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

SURE = parameter(
    "oversight.sure", 0.7, unit="0–1", label=msg("Từ mức giống này, phản ánh sau được gộp vào phản ánh trước")
)
SUGGEST = parameter(
    "oversight.suggest", 0.35, unit="0–1", label=msg("Từ mức giống này, cán bộ được gợi ý phản ánh trước")
)
SAMPLE = parameter(
    "oversight.sample", 0.05, unit="0–1", label=msg("Tỷ lệ quyết định tự động được người kiểm tra lại")
)
PHOTO_SIDE = parameter(
    "oversight.photo_side", 1024, unit=msg("điểm ảnh"),
    label=msg("Cạnh dài của ảnh khi có sự việc dồn dập (bình thường 2048)"),
)  # fmt: skip
