"""Which numbers of this room may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

PER_SENDER = parameter(
    "doors.per_sender", 10, unit=msg("tin/giờ"),
    label=msg("Tin nhắn, Zalo, thư: số tin mỗi giờ của một người gửi được máy trả lời"),
)  # fmt: skip
GATHERED_FOR = parameter(
    "doors.gathered_for", 120, unit=msg("phút"),
    label=msg("Chờ người gửi bổ sung nội dung, nơi xảy ra trong thời gian này"),
)  # fmt: skip
QUIET_BEFORE_SENDING = parameter(
    "doors.quiet_before_sending", 120, unit=msg("giây"),
    label=msg("Zalo: đủ nội dung và nơi xảy ra mà chưa có ảnh thì chờ thêm chừng này"),
)  # fmt: skip
TEXTS_BECOME_REPORTS = parameter(
    "doors.texts_become_reports", True, unit="true/false",
    label=msg("Tin SMS có tên xã, phường thành phản ánh; nếu không thì chỉ trả lời cách gửi"),
)  # fmt: skip
PUBLIC = parameter(
    "doors.public", False, unit="true/false",
    label=msg("Phản ánh qua tin nhắn, Zalo, thư được công khai; người gửi không được hỏi ý"),
)  # fmt: skip
KEPT_DAYS = parameter("doors.kept_days", 90, unit=msg("ngày"), label=msg("Lưu nội dung tin đến, sau đó xoá"))
UNREAD_DAYS = parameter(
    "doors.unread_days", 365, unit=msg("ngày"), label=msg("Lưu tin đến còn chờ người đọc, sau đó xoá")
)
LETTERS_DAYS = parameter(
    "doors.letters_days", 90, unit=msg("ngày"),
    label=msg("Lưu thư đã nhận trong hộp thư, sau đó xoá khỏi hộp thư; 0: không xoá"),
)  # fmt: skip
TRIES = parameter("doors.tries", 5, unit=msg("lần"), label=msg("Số lần thử đọc một tin đến khi gặp lỗi"))
LINES = parameter(
    "doors.lines", ["1022", "19001075"], unit=msg("[số máy]"),
    label=msg("Các số tổng đài mà trực tổng đài chọn khi ghi phản ánh"),
)  # fmt: skip
CALL_CONFIRMS = parameter(
    "doors.call_confirms", True, unit="true/false",
    label=msg("Số điện thoại của người gọi, người nhắn SMS được coi là đã xác nhận"),
)  # fmt: skip
CODE_LIVES = parameter(
    "doors.code_lives", 10, unit=msg("phút"), label=msg("Mã xác nhận số điện thoại có hiệu lực trong")
)
CODE_TRIES = parameter("doors.code_tries", 5, unit=msg("lần"), label=msg("Số lần nhập mã xác nhận"))
CODES_PER_NUMBER = parameter(
    "doors.codes_per_number", 3, unit=msg("mã/giờ"), label=msg("Mã xác nhận cho một số điện thoại")
)
CODES_PER_ADDRESS = parameter(
    "doors.codes_per_address", 10, unit=msg("mã/giờ"), label=msg("Mã xác nhận từ một địa chỉ mạng")
)
