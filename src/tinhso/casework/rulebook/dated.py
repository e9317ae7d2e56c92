"""Which numbers of this room may a province change?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

SMALL_COUNT = parameter(
    "rulebook.small_count", 5, unit=msg("phản ánh"),
    label=msg("Số đếm của một địa bàn chỉ kể phản ánh không công khai khi tổng ít nhất bằng"),
)  # fmt: skip
MARKED_SHARE = parameter(
    "rulebook.marked_share", 0.4, unit="0–1",
    label=msg("Từ tỷ lệ tiếng có dấu này, câu được coi là viết có dấu"),
)  # fmt: skip
ABUSE_WORDS = parameter(
    "rulebook.abuse_words", 3, unit=msg("tiếng"),
    label=msg("Lời thô tục không được tiếp nhận khi ngoài lời đó chỉ còn nhiều nhất"),
)  # fmt: skip
RULE_COMMENT_CHANNEL = parameter(
    "rulebook.rule_comment_channel", "https://pakn.dichvucong.gov.vn", unit=msg("địa chỉ"),
    label=msg("Nơi tiếp nhận phản ánh, kiến nghị về quy định hành chính của cả nước"),
    citation="Nghị định 20/2008/NĐ-CP",
)  # fmt: skip
