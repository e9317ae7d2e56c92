"""Which numbers about the vault may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

KEEP_ENDED_DAYS = parameter(
    "vault.keep_ended_days", 3_650, unit="d",
    label=msg("Số ngày giữ giấy tờ trong kho sau khi hết hạn, bị thu hồi hoặc được thay thế"),
    citation="Luật Lưu trữ 33/2024/QH15",
)  # fmt: skip
KEEP_ACCESSES_DAYS = parameter(
    "vault.keep_accesses_days", 1_825, unit="d",
    label=msg("Số ngày giữ nhật ký xem giấy tờ trong kho"),
    citation="Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15",
)  # fmt: skip
