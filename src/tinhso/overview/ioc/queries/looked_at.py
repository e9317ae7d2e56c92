"""How often do people who look again find the machine right, and what became of appeals?"""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.oversight import queries as oversight
from tinhso.core.clock import day_bounds
from tinhso.overview.ioc.queries.scope import Scope
from tinhso.ui import formats


def decisions(scope: Scope, *, now: datetime) -> dict[str, Any]:
    """This will draw the precision of each kind of decision and the appeals of the period."""
    names = {
        "place": _("Xã, phường"),
        "category": _("Loại việc"),
        "agency": _("Cơ quan"),
        "duplicate": _("Gộp cùng việc"),
        "refusal": _("Không tiếp nhận"),
        "asked": _("Theo lời người gửi"),
    }
    since, until = day_bounds(scope.since)[0], day_bounds(scope.until)[0]
    found = oversight.quality(since=since, until=until, now=now)
    rows = []
    for kind, one in found.by_kind.items():
        if one.share is None or one.low is None or one.high is None:
            rows.append([names[kind], "0", _("chưa đo")])
            continue
        bounds = f"{formats.percent(one.share)} ({formats.percent(one.low)} – {formats.percent(one.high)})"
        rows.append([names[kind], formats.number(one.judged), bounds])
    return {
        "columns": [
            {"label": _("Máy quyết định")},
            {"label": _("Đã kiểm tra"), "numeric": True},
            {"label": _("Đúng (khoảng tin cậy 95 %)"), "numeric": True},
        ],
        "rows": rows,
        "share": formats.percent(found.share),
        "appeals": _(
            "Đề nghị xem lại: %(filed)s; được tiếp nhận %(upheld)s, "
            "giữ nguyên %(dismissed)s, đang chờ %(pending)s."
        )
        % {
            "filed": formats.number(found.filed),
            "upheld": formats.number(found.upheld),
            "dismissed": formats.number(found.dismissed),
            "pending": formats.number(found.pending),
        },
    }
