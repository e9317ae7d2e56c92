"""Which numbers of this room may a province change?"""

from tinhso.casework.reading.rules.hearing import SURE
from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

THRESHOLD = parameter(
    "reading.threshold", 0.9, unit="0–1",
    label=msg("Máy tự xếp lĩnh vực khi chắc ít nhất bằng"),
)  # fmt: skip
OFFERED = parameter(
    "reading.offered", 0.5, unit="0–1",
    label=msg("Máy gợi ý lĩnh vực khi người dân đang viết, nếu chắc ít nhất bằng"),
)  # fmt: skip
ASKED_PER_HOUR = parameter(
    "reading.asked_per_hour", 600, unit=msg("lần mỗi giờ"),
    label=msg("Số lần một địa chỉ được hỏi gợi ý lĩnh vực"),
)  # fmt: skip
DANGER_SURE = parameter(
    "reading.danger_sure", SURE[0], unit="0–1",
    label=msg("Máy coi là nguy hiểm tới tính mạng khi chắc ít nhất bằng"),
)  # fmt: skip
UNASKED_SURE = parameter(
    "reading.unasked_sure", 0.2, unit="0–1",
    label=msg("Khi không hỏi được người gửi, máy chỉ theo điều nghe thấy nếu chắc ít nhất bằng"),
)  # fmt: skip
DENUNCIATION_SURE = parameter(
    "reading.denunciation_sure", SURE[1], unit="0–1",
    label=msg("Máy coi là tố cáo, khiếu nại khi chắc ít nhất bằng"),
)  # fmt: skip
