"""How often do people who look again find the machine right? The same figures as on the centre's board."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.oversight import queries as oversight
from tinhso.core.clock import day_bounds
from tinhso.overview.ioc.queries import Scope
from tinhso.ui import formats


def decisions(scope: Scope, *, now: datetime) -> dict[str, Any]:
    """This will draw the precision of each kind of automatic decision, and what became of appeals."""
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
        right, bounds = _("chưa đo"), "–"
        if one.share is not None and one.low is not None and one.high is not None:
            right, bounds = (
                formats.percent(one.share),
                f"{formats.percent(one.low)} – {formats.percent(one.high)}",
            )
        rows.append([names[kind], formats.number(one.judged), right, bounds])
    return {
        "columns": [
            {"label": _("Máy quyết định")},
            {"label": _("Đã kiểm tra"), "numeric": True},
            {"label": _("Đúng"), "numeric": True},
            {"label": _("Khoảng tin cậy 95 %"), "numeric": True},
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
