"""What did people find when they looked at the machine's decisions, what comes back, and what goes on now?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.oversight import queries as oversight
from tinhso.core import clock
from tinhso.core.clock import day_bounds
from tinhso.overview.ioc.queries import Scope
from tinhso.ui import formats


def decisions(scope: Scope) -> dict[str, Any]:
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
    found = oversight.quality(since=since, until=until, now=clock.now())
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
        "sampled": formats.percent(found.share),
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


def incidents() -> dict[str, Any]:
    """This will give what goes on, one line each, and where it is opened and ended."""
    return {"going": oversight.incidents(clock.now()), "url": reverse("oversight:incidents")}


def recurrences(scope: Scope) -> dict[str, int]:
    """This will count by agency what came back after its answers in the period."""
    since, until = day_bounds(scope.since)[0], day_bounds(scope.until)[0]
    return oversight.recurrences(since=since, until=until)
