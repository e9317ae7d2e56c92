"""Which numbers of this room may a province change?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

SAME_WITHIN = parameter(
    "open311.same_within", 15, unit=msg("phút"),
    label=msg("Open311: cùng nội dung, cùng khoá trong thời gian này là một lần gửi"),
)  # fmt: skip
KEPT_FOR = parameter(
    "open311.idempotency_key_kept", 8, unit=msg("ngày"),
    label=msg("Open311: nhớ Idempotency-Key trong"),
)  # fmt: skip
