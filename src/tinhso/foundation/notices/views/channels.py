"""How are the channels doing? What goes out today, what it costs, and what each gateway answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tinhso.core import clock
from tinhso.core.roles import Role
from tinhso.foundation.accounts.requests import signed_in
from tinhso.foundation.notices import queries
from tinhso.foundation.notices.models import CHANNELS, VERDICTS
from tinhso.ui import formats

SHOWN = 50
LABELS = dict(CHANNELS)
VERDICT_LABELS = dict(VERDICTS)
STATES = {
    "on": (gettext_lazy("Đang gửi"), "success"),
    "switched_off": (gettext_lazy("Đang tắt"), "neutral"),
    "not_configured": (gettext_lazy("Chưa cấu hình"), "neutral"),
    "misconfigured": (gettext_lazy("Cấu hình sai"), "danger"),
    "failing": (gettext_lazy("Không vào được"), "danger"),
}
TONES = {"arrived": "success", "later": "warning", "never": "danger"}


@require_safe
@signed_in(Role.ADMINISTRATOR, Role.AUDITOR)
def channels(request: HttpRequest) -> HttpResponse:
    """This will show each channel's day and the newest tries; never a text or an address."""
    days = queries.channel_days(clock.now())
    context = {
        "columns": [
            {"label": _("Cách gửi")},
            {"label": _("Tình trạng")},
            {"label": _("Đã gửi hôm nay"), "numeric": True},
            {"label": _("Hỏng hôm nay"), "numeric": True},
            {"label": _("Hạn mức ngày"), "numeric": True},
            {"label": _("Nhà cung cấp còn cho"), "numeric": True},
            {"label": _("Chi phí hôm nay (đồng)"), "numeric": True},
            {"label": _("Đang chờ"), "numeric": True},
            {"label": _("Thôi gửi"), "numeric": True},
        ],
        "rows": [_channel(day) for day in days],
        "problems": [(capfirst(LABELS[day.channel]), day.problem) for day in days if day.problem],
        "try_columns": [
            {"label": _("Lúc")},
            {"label": _("Cách gửi")},
            {"label": _("Kết quả")},
            {"label": _("Mẫu")},
            {"label": _("Người nhận")},
            {"label": _("Máy chủ nói")},
            {"label": _("Mã của nhà cung cấp")},
            {"label": _("Chi phí"), "numeric": True},
            {"label": _("Mất (ms)"), "numeric": True},
        ],
        "tries": [_attempt(attempt) for attempt in queries.attempts(SHOWN)],
        "shown": SHOWN,
    }
    return render(request, "notices/channels.html", context)


def _channel(day: queries.ChannelView) -> list[object]:
    label, tone = STATES[day.state]
    return [
        capfirst(LABELS[day.channel]),
        {"text": label, "tone": tone},
        formats.number(day.sent),
        formats.number(day.failed),
        _or_none(day.limit),
        _or_none(day.remaining),
        formats.number(day.price),
        formats.number(day.waiting),
        formats.number(day.given_up),
    ]


def _attempt(attempt: queries.AttemptView) -> list[object]:
    return [
        formats.datetime_vn(attempt.at),
        capfirst(LABELS[attempt.channel]),
        {"text": VERDICT_LABELS[attempt.verdict], "tone": TONES[attempt.verdict]},
        attempt.template,
        attempt.recipient,
        attempt.detail,
        attempt.reference,
        formats.number(attempt.price),
        formats.number(attempt.took_ms),
    ]


def _or_none(number: int | None) -> str | None:
    return None if number is None else formats.number(number)
