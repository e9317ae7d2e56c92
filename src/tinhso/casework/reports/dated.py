"""Which numbers of this room may a province change?"""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

CERTAIN_FIRST = parameter(
    "reports.certain_enough", 0.3, unit="0–1",
    label=msg("Dưới mức tin cậy này, phản ánh tới Tổ điều phối"),
)  # fmt: skip
CERTAIN_AFTER_HOP = parameter(
    "reports.certain_enough_after_hop", 0.2, unit="0–1",
    label=msg("Dưới mức tin cậy này, phản ánh bị trả tới Tổ điều phối"),
)  # fmt: skip
HOPS = parameter(
    "reports.hops", 2, unit=msg("lần"), label=msg("Được chuyển «không thuộc trách nhiệm» tối đa")
)
WAIT_FOR_CITIZEN = parameter(
    "reports.wait_for_citizen", 5, unit=msg("ngày làm việc"), label=msg("Chờ người gửi trả lời tối đa")
)
KEEP_CONTACT = parameter(
    "reports.keep_contact", 365, unit=msg("ngày"),
    label=msg("Giữ thông tin liên hệ của người gửi sau khi kết thúc"),
)  # fmt: skip
CLOSE_AFTER = parameter("reports.close_after", 7, unit=msg("ngày"), label=msg("Tự kết thúc sau khi trả lời"))
RATE_WITHIN = parameter(
    "reports.rate_within", 30, unit=msg("ngày"), label=msg("Được đánh giá, yêu cầu xử lý lại trong")
)
CO_HANDLE_WITHIN = parameter(
    "reports.co_handle_within", 3, unit=msg("ngày làm việc"), label=msg("Đơn vị phối hợp làm trong")
)
APPROVE_WITHIN = parameter(
    "reports.approve_within", 8, unit=msg("giờ làm việc"), label=msg("Lãnh đạo duyệt trả lời trong")
)
PER_DEVICE = parameter(
    "reports.posts_an_hour_a_device", 60, unit=msg("lần/giờ"), label=msg("Gửi ẩn danh tối đa từ một thiết bị")
)
PER_ADDRESS = parameter(
    "reports.posts_an_hour_an_address", 1200, unit=msg("lần/giờ"),
    label=msg("Gửi ẩn danh tối đa từ một địa chỉ mạng"),
)  # fmt: skip
UNKNOWN_PER_ADDRESS = parameter(
    "reports.unknown_codes_an_hour_an_address", 600, unit=msg("lần/giờ"),
    label=msg("Tra mã không có tối đa từ một địa chỉ mạng"),
)  # fmt: skip
LOCALITY_CONFIDENCE = parameter(
    "reports.chosen_place_confidence", 0.9, unit="0–1",
    label=msg("Độ tin cậy khi người gửi tự chọn xã, phường"),
)  # fmt: skip
CLOCK_AHEAD = parameter(
    "reports.clock_ahead", 24, unit=msg("giờ"),
    label=msg("Lúc xảy ra được phép muộn hơn lúc nhận, khi máy người gửi chạy nhanh"),
)  # fmt: skip
LINK_LIVES = parameter(
    "reports.link_lives",
    14,
    unit=msg("ngày"),
    label=msg("Đường dẫn dùng một lần trong thư có hiệu lực trong"),
)
