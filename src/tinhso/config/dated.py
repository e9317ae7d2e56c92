"""Which numbers about running the deployment may a province change? Dated parameters."""

from tinhso.core.messages import msg
from tinhso.core.parameters import parameter

SNAPSHOTS_KEPT = parameter(
    "running.snapshots_kept",
    7,
    unit="",
    label=msg("Số bản chụp cơ sở dữ liệu SQLite giữ lại, mỗi ngày một bản"),
)
GIGABYTES_MOST = parameter(
    "running.sqlite_gigabytes", 2, unit="GB", label=msg("SQLite lớn từ đây thì nên chuyển sang PostgreSQL")
)
REPORTS_A_DAY_MOST = parameter(
    "running.sqlite_reports_a_day",
    2_000,
    unit="phản ánh mỗi ngày",
    label=msg("Số phản ánh mỗi ngày (trung bình bảy ngày) từ đây thì nên chuyển sang PostgreSQL"),
)
LONG_WAITS_MOST = parameter(
    "running.sqlite_long_waits",
    5,
    unit="%",
    label=msg("Phần lượt ghi phải chờ hơn một giây từ đây thì nên chuyển sang PostgreSQL"),
)
