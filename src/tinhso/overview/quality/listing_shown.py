"""How is the list behind a figure drawn: which dossiers, how they stand, which may the reader open?"""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.onestop.queries.behind import Behind
from tinhso.core.clock import local_date
from tinhso.core.messages import msg
from tinhso.core.paging import Page
from tinhso.overview.quality import shown
from tinhso.overview.quality.queries import Scope, agency_name, procedure_name
from tinhso.ui import formats

TITLES = {
    "received": msg("Hồ sơ đã tiếp nhận"),
    "open": msg("Hồ sơ đang giải quyết"),
    "decided": msg("Hồ sơ đã giải quyết"),
    "in_time": msg("Hồ sơ giải quyết trước hạn, đúng hạn"),
    "early": msg("Hồ sơ giải quyết trước hạn"),
    "late": msg("Hồ sơ giải quyết trễ hạn"),
    "late_so_far": msg("Hồ sơ trễ hạn hoặc đang quá hạn"),
    "overdue": msg("Hồ sơ đang quá hạn"),
    "on_course": msg("Hồ sơ đã và đang xử lý đúng hạn"),
    "running": msg("Hồ sơ đang chạy thời hạn"),
    "supplemented": msg("Hồ sơ phải bổ sung giấy tờ"),
    "online": msg("Hồ sơ nộp trực tuyến"),
    "online_whole": msg("Hồ sơ trực tuyến được tính"),
    "linked": msg("Hồ sơ thuộc diện đồng bộ"),
    "synced": msg("Hồ sơ đã đồng bộ lên Cổng quốc gia"),
    "owing": msg("Hồ sơ có khoản phải nộp"),
    "paid": msg("Hồ sơ đã nộp tiền"),
    "paid_online": msg("Hồ sơ thanh toán trực tuyến được tính"),
    "with_paper": msg("Hồ sơ được cấp giấy tờ"),
    "with_result": msg("Hồ sơ có kết quả điện tử"),
    "digitised": msg("Hồ sơ được số hoá"),
    "reused": msg("Hồ sơ dùng lại dữ liệu số hoá"),
    "from_store": msg("Hồ sơ lấy giấy tờ từ kho quốc gia"),
    "population": msg("Hồ sơ dùng dữ liệu dân cư"),
    "objected": msg("Hồ sơ có phản ánh, khiếu nại"),
    "disliked": msg("Hồ sơ có phản ánh, khiếu nại hoặc bị chê"),
    "rated": msg("Hồ sơ được người nộp đánh giá"),
    "good": msg("Hồ sơ được đánh giá tốt"),
    "fair": msg("Hồ sơ được đánh giá tạm được"),
    "poor": msg("Hồ sơ bị chê"),
    "promised": msg("Hồ sơ hẹn trả sớm"),
    "promised_decided": msg("Hồ sơ hẹn trả sớm đã giải quyết"),
    "kept": msg("Hồ sơ trả sớm đúng lời hẹn"),
    "spared": msg("Hồ sơ được miễn, giảm khoản phải nộp"),
}
CHANNELS = {
    "national": msg("Cổng quốc gia"),
    "site": msg("Trang này"),
    "counter": msg("Tại quầy"),
    "post": msg("Bưu chính"),
}
RATINGS = {"good": msg("Tốt"), "fair": msg("Tạm được"), "poor": msg("Chưa tốt")}
VERDICTS = {
    "early": (msg("Trước hạn"), "success"),
    "on_time": (msg("Đúng hạn"), "success"),
    "late": (msg("Trễ hạn"), "danger"),
}
NO_BREAK = "\u00a0"


def listing(found: Page[Behind], kind: str, scope: Scope) -> dict[str, Any]:
    """This will draw one page of the list as a table."""
    labels = (
        _("Mã hồ sơ"), _("Thủ tục"), _("Đơn vị"), _("Cách nộp"), _("Đã tiếp nhận"), _("Hạn"), _("Giải quyết"),
        _("Tình trạng"), _("Đánh giá"),
    )  # fmt: skip
    at = f"{reverse('quality:behind')}?{shown.query(scope, kind=kind)}"
    return {
        "title": _(TITLES[kind]),
        "lead": " · ".join(_narrowed(scope)),
        "columns": [{"label": label} for label in labels],
        "rows": [_row(one) for one in found.items],
        "next_url": f"{at}&cursor={found.next}" if found.next else "",
        "first_url": at,
        "closed": sum(1 for one in found.items if not one.opens),
    }


def _row(one: Behind) -> list[Any]:
    verdict = VERDICTS.get(one.finished_verdict)
    state = {"text": _(one.state.label), "tone": one.state.tone}
    if verdict:
        state = {"text": _(verdict[0]), "tone": verdict[1]}
    elif one.is_late_now:
        state = {"text": _("Đang quá hạn"), "tone": "danger"}
    return [
        {"text": one.code, "url": f"/ho-so/{one.code}" if one.opens else ""},
        one.name,
        one.agency_name,
        _(CHANNELS[one.channel]) if one.channel in CHANNELS else one.channel,
        formats.date_vn(one.received_at),
        formats.date_vn(one.current_due),
        formats.date_vn(one.decided_at) if one.decided_at else None,
        state,
        _(RATINGS[one.satisfaction]) if one.satisfaction in RATINGS else None,
    ]


def _narrowed(scope: Scope) -> list[str]:
    """In words what narrows the list."""
    said = [shown.period(scope)]
    if scope.agency:
        said.append(agency_name(scope.agency, scope.last, local_date(scope.moments[0])))
    if scope.procedure:
        said.append(procedure_name(scope.procedure, scope.last))
    return said
