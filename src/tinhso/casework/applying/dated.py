"""Which numbers of this room may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

KEEP_DRAFT = parameter(
    "applying.keep_draft", 7, unit=msg("ngày"), label=msg("Giữ bản nháp hồ sơ chưa nộp trong")
)
FILED_PER_ADDRESS = parameter(
    "applying.filed_per_address", 30, unit=msg("lần mỗi giờ"),
    label=msg("Một địa chỉ mạng nộp hồ sơ nhiều nhất"),
)  # fmt: skip
UNKNOWN_PER_ADDRESS = parameter(
    "applying.unknown_per_address", 20, unit=msg("lần mỗi giờ"),
    label=msg("Một địa chỉ mạng tra sai hồ sơ nhiều nhất"),
)  # fmt: skip
WRONG_PER_CALLER = parameter(
    "applying.wrong_per_caller", 10, unit=msg("lần mỗi giờ"),
    label=msg("Một địa chỉ mạng thử sai với một hồ sơ, một số điện thoại hay số định danh nhiều nhất"),
)  # fmt: skip
WRONG_PER_DOSSIER = parameter(
    "applying.wrong_per_dossier", 120, unit=msg("lần mỗi giờ"),
    label=msg("Một hồ sơ bị tra sai yếu tố thứ hai từ mọi nơi nhiều nhất"),
)  # fmt: skip
WRONG_PER_FACTOR = parameter(
    "applying.wrong_per_factor", 40, unit=msg("lần mỗi giờ"),
    label=msg("Một số điện thoại, số định danh được thử với mã hồ sơ không phải của nó nhiều nhất"),
)  # fmt: skip
