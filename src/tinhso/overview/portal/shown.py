"""How do reports look in the citizen's lists? The queries' plain values as the values of components."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.reports import queries as reports
from tinhso.casework.rulebook import queries as rulebook
from tinhso.foundation.workdays import queries as workdays
from tinhso.overview.portal.forms import FilterForm
from tinhso.ui import formats


def row(report: reports.PublicReportRow, now: datetime) -> dict[str, Any]:
    """This will lay out one report of a list: what, where, who, and how it stands with its deadline."""
    remaining, tone = standing(report, now)
    return {
        "url": report.url,
        "title": f"{report.category.name} – {report.place.name}",
        "summary": report.text or "",
        "icon": report.category.icon,
        "pill": {"label": report.status.label, "tone": report.status.tone, "icon": ""},
        "meta": [report.agency.name, formats.date_vn(report.received_at)],
        "remaining": remaining,
        "clock_tone": tone,
    }


def standing(report: reports.PublicReportRow, now: datetime) -> tuple[str, str]:
    """This will say in words and tone whether a report was in time, is late, or how long is left."""
    if report.status.word == "refused":
        return "", ""
    if report.answered_at is not None and report.status.word in ("answered", "closed"):
        if not report.is_late:
            return _("đúng hạn"), "done"
        return _("trễ %(late)s") % {"late": formats.span(report.answered_at - report.due_at)}, "late"
    if report.status.word == "waiting_for_citizen":
        return _("tạm dừng"), "paused"
    tone = reports.running_tone(received_at=report.received_at, due_at=report.due_at, now=now)
    return formats.remaining(report.due_at, now), tone


def answered(report: reports.PublicReportRow, before: Sequence[Any], after: Sequence[Any]) -> dict[str, Any]:
    """This will lay out an answered report of the home page, with a picture before and one after."""
    return {
        "url": report.url,
        "title": f"{report.category.name} – {report.place.name}",
        "agency": report.agency.name,
        "answered_at": report.answered_at,
        "pace": _pace(report),
        "before": _thumb(report, before),
        "after": _thumb(report, after),
    }


def _thumb(report: reports.PublicReportRow, photos: Sequence[Any]) -> str:
    return reverse("filing:photo", args=[report.code, photos[0].id, "thumb"]) if photos else ""


def _pace(report: reports.PublicReportRow) -> dict[str, str]:
    if report.is_late:
        return {"label": _("Trả lời trễ"), "tone": "danger", "icon": "alarm"}
    return {"label": _("Trả lời đúng hạn"), "tone": "success", "icon": "circle-check"}


def figures(found: reports.Totals, list_url: str) -> list[dict[str, Any]]:
    """This will name a few figures; a share of nothing is a dash, not a hundred percent."""
    return [
        {"label": _("phản ánh công khai đã nhận"), "value": formats.number(found.total), "url": list_url},
        {"label": _("đã trả lời"), "value": formats.number(found.answered)},
        {"label": _("trả lời đúng hạn"), "value": _share(found.on_time)},
        {"label": _("đang quá hạn"), "value": formats.number(found.overdue)},
        {"label": _("hài lòng hoặc tạm chấp nhận"), "value": _share(found.satisfied)},
    ]


def figures_note(found: reports.Totals) -> str:
    """This will say on how many the shares rest."""
    return _(
        "Đúng hạn tính trên %(answered)s phản ánh đã trả lời; hài lòng tính trên %(rated)s lượt đánh giá. "
        "Ở đây chỉ có phản ánh công khai, mỗi phản ánh theo kết quả sau cùng; trang Số liệu đếm cả phản ánh "
        "không công khai và từng lần xử lý lại."
    ) % {"answered": formats.number(found.answered), "rated": formats.number(found.rated)}


def _share(share: float | None) -> str:
    return "–" if share is None else formats.percent(share, 0)


def terms(on: date) -> dict[str, Any]:
    """This will list within which time each kind is answered and accepted, like with like, samples marked."""
    kinds: dict[tuple[Any, Any], list[str]] = {}
    cited, is_sample = set(), False
    for category in rulebook.categories(on):
        time = rulebook.service_time_of(category.code, urgent=False, on=on)
        kinds.setdefault((time.answer, time.accept), []).append(category.name)
        cited.add(time.rule.citation)
        is_sample |= time.rule.is_sample
    rows = [
        [", ".join(names), workdays.term_in_words(answer), workdays.term_in_words(accept)]
        for (answer, accept), names in sorted(kinds.items(), key=lambda kind: _length(kind[0]))
    ]
    columns = [
        {"label": _("Loại việc")},
        {"label": _("Trả lời trong"), "brief": True},
        {"label": _("Nhận trong"), "brief": True},
    ]
    sources = [c for c in sorted(cited) if c] + (
        [_("minh hoạ – chưa đối chiếu văn bản")] if is_sample else []
    )
    return {
        "term_columns": columns,
        "term_rows": rows,
        "term_note": _("Căn cứ: %(sources)s.") % {"sources": "; ".join(sources)} if sources else "",
    }


def _length(terms: tuple[Any, ...]) -> list[tuple[str, int]]:
    """Shorter first; hours and days have no common measure without a calendar."""
    return [(str(term.unit), term.amount) for term in terms]


def steps() -> list[dict[str, str]]:
    """This will tell a report's way in five steps."""
    return [
        {"label": _("Ông/bà gửi"), "text": _("Ảnh, chỗ và vài chữ. Nhận ngay một mã mười số.")},
        {
            "label": _("Máy tìm xã, phường và cơ quan"),
            "text": _("Trong vài giây, theo ranh giới và quy tắc công khai; mỗi quyết định đều kèm lý do."),
        },
        {"label": _("Cơ quan nhận việc"), "text": _("Ảnh hiện công khai từ lúc này.")},
        {
            "label": _("Cơ quan xử lý và trả lời"),
            "text": _("Lãnh đạo duyệt câu trả lời. Quá hạn thì lãnh đạo cơ quan và Văn phòng tỉnh được báo."),
        },
        {
            "label": _("Ông/bà đánh giá"),
            "text": _("Chưa hài lòng thì yêu cầu xử lý lại được một lần."),
        },
    ]


def filters_in_words(form: FilterForm) -> str:
    """This will name the filters in use: "Đường sá · Phường Thuận Hóa"."""
    said = []
    for name in form.FILTERS:
        field = form.fields[name]
        given = form.data.get(name, "")
        if given:
            said.append(str(dict(field.choices).get(given, given)))  # type: ignore[attr-defined]
    return " · ".join(said)
