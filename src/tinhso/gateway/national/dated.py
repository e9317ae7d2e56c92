"""Which numbers about the national portal may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

RETRY_AFTER = parameter(
    "national.retry_after",
    [1, 2, 5, 15, 60, 240, 720],
    unit="min",
    label=msg("Cổng DVCQG: số phút chờ trước mỗi lần báo lại"),
)
REST_AFTER = parameter(
    "national.rest_after",
    3,
    unit="",
    label=msg("Cổng DVCQG: số lần gọi hỏng liên tiếp thì đường truyền nghỉ"),
)
RESTS = parameter(
    "national.rests",
    [1, 2, 5, 10, 15],
    unit="min",
    label=msg("Cổng DVCQG: số phút đường truyền nghỉ, dài dần khi vẫn hỏng"),
)
PULL_EVERY = parameter(
    "national.pull_every", 30, unit="s", label=msg("Cổng DVCQG: số giây giữa hai lần hỏi hồ sơ mới nộp")
)
PAGE_SIZE = parameter(
    "national.page_size", 100, unit="", label=msg("Cổng DVCQG: số hồ sơ mỗi lần hỏi danh sách")
)
KEEP_WORDS_DAYS = parameter(
    "national.keep_words_days",
    30,
    unit="d",
    label=msg("Cổng DVCQG: số ngày giữ nội dung sau khi báo xong hoặc đã lấy vào hồ sơ"),
)
KEEP_CALLS_DAYS = parameter(
    "national.keep_calls_days", 30, unit="d", label=msg("Cổng DVCQG: số ngày giữ nhật ký cuộc gọi")
)
RECONCILE_HOURS = parameter(
    "national.reconcile_hours", 6, unit="h", label=msg("Cổng DVCQG: mỗi bao nhiêu giờ đối soát một lần")
)
MOST_FILE_MEGABYTES = parameter(
    "national.most_file_megabytes",
    15,
    unit="MiB",
    label=msg("Cổng DVCQG: dung lượng lớn nhất của một tệp lấy về"),
)
RECONCILE_DAYS = parameter(
    "national.reconcile_days",
    90,
    unit="d",
    label=msg("Cổng DVCQG: đối soát các hồ sơ có thay đổi trong bao nhiêu ngày"),
)
