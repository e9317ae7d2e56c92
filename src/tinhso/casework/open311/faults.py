"""What may a caller do wrong? Each fault with the number that GeoReport v2 gives it."""

from dataclasses import dataclass

from tinhso.core.messages import Message, msg

NO_KEY = msg("Cần khoá (api_key) trong nội dung gửi hoặc tiêu đề Authorization.")
WRONG_KEY = msg("Khoá không đúng, đã thu hồi hoặc không có phạm vi open311.")
KEY_IN_ADDRESS = msg("Khoá không được đặt trong địa chỉ, nơi nhật ký giữ lại nó.")
NO_JURISDICTION = msg("Không có địa bàn mang mã này.")
NO_SERVICE = msg("Không có dịch vụ mang mã này.")
NO_REQUEST = msg("Không có phản ánh công khai mang mã này.")
NO_TOKEN = msg("Không có mã chờ này.")
MISSING = msg("Thiếu %(name)s.")
ONE_PLACE = msg("Cần đúng một trong: lat và long, address_string, address_id.")
WRONG_POINT = msg("lat và long cần là hai số: vĩ độ, kinh độ (độ thập phân).")
NO_ADDRESS = msg("Địa chỉ cần nêu tên một xã, phường đang có của tỉnh.")
WRONG_MOMENT = msg("%(name)s cần là thời điểm ISO 8601 có múi giờ.")
TOO_LONG = msg("%(name)s dài quá %(most)s ký tự.")
LONG_SPAN = msg("Khoảng thời gian dài quá %(days)s ngày.")
WRONG_ORDER = msg("end_date ở trước start_date.")
WRONG_STATUS = msg("status cần là open hoặc closed.")
WRONG_UPDATE = msg("status của lần cập nhật không có trong danh sách.")
TOO_MANY = msg("Nhiều nhất %(most)s mã trong một lần hỏi.")
WRONG_NUMBER = msg("%(name)s cần là một số nguyên dương.")
WRONG_VALUE = msg("%(name)s không có trong danh sách giá trị.")
NOT_YOURS = msg("Chỉ chương trình đã gửi phản ánh mới cập nhật được phản ánh đó.")


@dataclass(frozen=True)
class Fault:
    """One line of an error answer: its number and the sentence."""

    code: int
    sentence: Message


class Refusal(Exception):
    """The call is refused; the HTTP status is the number of the first fault."""

    def __init__(self, *faults: Fault) -> None:
        self.faults = faults
        super().__init__(faults[0].sentence.in_vietnamese())


def refusal(code: int, sentence: str, **values: object) -> Refusal:
    """This will make the refusal of a single fault."""
    return Refusal(Fault(code, Message(sentence, values)))
