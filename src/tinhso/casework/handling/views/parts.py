"""How are the parts of a case said to an officer: decisions, the draft, answers, help, the story?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.reports import addresses, shown
from tinhso.casework.reports.queries.casefile import Case, ExtensionView
from tinhso.casework.reports.queries.shapes import Because, TimelineEntry
from tinhso.casework.reports.workflow import DONE
from tinhso.ui import formats


@dataclass(frozen=True)
class Draft:
    """The answer in the making."""

    state: str
    tone: str
    text: str
    author: str
    written_at: datetime
    returned_because: str
    photos: Sequence[Mapping[str, str]]
    doubts: Sequence[str]


def reason(because: Because) -> dict[str, Any]:
    """This will show one decision in the words of the desk."""
    rule = because.rule or {}
    return {
        "decision": decision(because.decision),
        "sentence": because.reason,
        "rule": rule.get("citation") or "",
        "sample": rule.get("is_sample", False),
        "confidence": because.confidence,
    }


def decision(word: str) -> str:
    """This will name a kind of decision for officers."""
    return {
        "place": _("Nơi xảy ra"),
        "category": _("Lĩnh vực"),
        "asset": _("Công trình"),
        "agency": _("Cơ quan phụ trách"),
        "deadline": _("Thời hạn"),
        "urgency": _("Khẩn cấp"),
        "visibility": _("Công khai"),
        "sealing": _("Diện hạn chế"),
        "asked": _("Theo lời người gửi"),
        "refusal": _("Không tiếp nhận"),
        "rule_comment": _("Ý kiến về quy định"),
        "duplicate": _("Cùng việc"),
    }.get(word, word)


def brush(case: Case) -> Callable[[str, str], str] | None:
    """This will give the addresses of the brush to whoever may cover parts of this case's photos."""
    return addresses.case_blur if any(step.name == "blur_photo" for step in case.verbs) else None


def draft(case: Case, names: Mapping[str, str]) -> Draft | None:
    """This will show the answer in the making; None once it is given."""
    written = case.draft
    if written is None or case.report.status.word in DONE or written.state == "approved":
        return None
    state, tone = {
        "submitted": (_("Chờ lãnh đạo duyệt"), "warning"),
        "returned": (_("Lãnh đạo trả lại để sửa"), "warning"),
    }.get(written.state, (_("Bản nháp, chưa ai ngoài đơn vị thấy"), "neutral"))
    return Draft(
        state=state,
        tone=tone,
        text=written.text,
        author=names.get(written.author, written.author),
        written_at=written.written_at,
        returned_because=written.returned_because if written.state == "returned" else "",
        photos=shown.photo_links(case.code, written.photos, _("Ảnh kết quả"), whole=True, blur=brush(case)),
        doubts=written.doubts,
    )


def answers(case: Case) -> list[dict[str, Any]]:
    """This will show the answers that were given, with their photos."""
    return [
        {
            "agency": a.agency.name,
            "at": a.at,
            "text": a.text,
            "photos": shown.photo_links(case.code, a.photos, _("Ảnh kết quả"), whole=True, blur=brush(case)),
            "doubts": a.doubts,
        }
        for a in case.report.answers
    ]


def extension(asked: ExtensionView, names: Mapping[str, str]) -> dict[str, Any]:
    """This will show a request for more time and what became of it."""
    state, tone = {
        "granted": (_("Đã đồng ý"), "success"),
        "refused": (_("Không đồng ý"), "neutral"),
    }.get(asked.state, (_("Chờ lãnh đạo quyết định"), "warning"))
    return {
        "state": state,
        "tone": tone,
        "until": asked.until,
        "reason": asked.reason,
        "by": names.get(asked.by, asked.by),
        "at": asked.at,
        "refused_because": asked.refused_because,
    }


def helpers(case: Case, now: datetime) -> list[dict[str, Any]]:
    """This will show the second agencies and their parts."""
    return [
        {
            "agency": c.agency.name,
            "task": c.task,
            "due_at": c.due_at,
            "remaining": _("xong") if c.finished_at else formats.remaining(c.due_at, now),
            "tone": "done" if c.finished_at else "late" if c.due_at < now else "calm",
            "outcome": c.outcome,
        }
        for c in case.co_handlings
    ]


def timeline(case: Case, names: Mapping[str, str]) -> list[TimelineEntry]:
    """This will tell the story newest first, each written word in its line, keys as names."""
    notes = {(n.at, n.by): n.text for n in case.notes}
    reasons = {at: why for _from, _to, why, at in case.forwardings}
    lines = []
    for line in case.timeline:
        text = line.text
        if line.kind in ("noted", "sealed", "unsealed"):
            text = text or notes.get((line.at, line.actor), "")
        elif line.kind in ("forwarded", "exception_ruled"):
            text = text or reasons.get(line.at, "")
        lines.append(replace(line, text=text, actor=names.get(line.actor, line.actor)))
    return lines[::-1]
