"""How is a call to the portal shown?"""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tinhso.gateway.national import queries
from tinhso.ui import formats

VERDICTS = {
    "taken": (gettext_lazy("đã nhận"), "success"),
    "away": (gettext_lazy("không liên lạc được"), "warning"),
    "broken": (gettext_lazy("Cổng bị lỗi"), "warning"),
    "refused": (gettext_lazy("bị từ chối"), "danger"),
}


def columns() -> list[dict[str, Any]]:
    """This will name the columns of a list of calls."""
    return [
        {"label": _("Lúc")},
        {"label": _("Việc gọi")},
        {"label": _("Mã hồ sơ")},
        {"label": _("Kết quả")},
        {"label": _("Mã trả lời"), "numeric": True},
        {"label": _("Mất (ms)"), "numeric": True},
        {"label": _("Cổng nói")},
    ]


def row(call: queries.CallView) -> list[Any]:
    """This will show one call."""
    text, tone = VERDICTS[call.verdict]
    return [
        formats.datetime_vn(call.at), call.verb, call.code or None, {"text": text, "tone": tone},
        formats.number(call.status) if call.status else None, formats.number(call.took_ms),
        call.detail or None,
    ]  # fmt: skip
