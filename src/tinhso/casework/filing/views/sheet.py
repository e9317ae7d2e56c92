"""How is a report laid out for a citizen? The query's plain values as the values of components."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.reports import addresses
from tinhso.casework.reports.queries.shapes import AnswerView, Because, PublicReport, TimelineEntry, VoiceView
from tinhso.casework.reports.shown import Clock, Rated, clock_of, photo_links, ratings
from tinhso.casework.reports.workflow import DONE, Status, Visibility
from tinhso.core.values import GeoPoint
from tinhso.ui import formats

RECEIPT_FOR = timedelta(minutes=30)
SENT_AT_ONCE = timedelta(minutes=10)
"""A moment of happening that is this near to the receipt says nothing new."""


@dataclass(frozen=True)
class ShownAnswer:
    """The answer with its photos as addresses."""

    agency: str
    at: datetime
    text: str
    photos: Sequence[Mapping[str, str]]
    rating: Rated | None
    doubts: Sequence[str] = ()


@dataclass(frozen=True)
class Question:
    """The agency's question and until when the clock waits."""

    text: str
    note: str


@dataclass(frozen=True)
class Sheet:
    """Everything that the page shows, ready for its components."""

    code: str
    title: str
    is_public: bool
    is_owner: bool
    is_receipt: bool
    is_reopened: bool
    is_urgent: bool
    secret: str
    sent_to: str
    status_label: str
    status_tone: str
    clock: Clock | None
    due_at: datetime
    sealed_text: str
    refused_text: str
    is_merged: bool
    merged_into: str
    can_unmerge: bool
    can_follow: bool
    question: Question | None
    answer: ShownAnswer | None
    text: str
    text_note: str
    photos: Sequence[Mapping[str, str]]
    photos_note: str
    facts: Sequence[Mapping[str, str]]
    because: Sequence[Mapping[str, Any]]
    point: GeoPoint | None
    timeline: Sequence[TimelineEntry]
    voice: VoiceView | None = None


def sheet(report: PublicReport, *, secret: str, sealed_text: str, now: datetime) -> Sheet:
    """This will lay out a report; `secret` and `sealed_text` are "" where they are not this reader's."""
    own, word = report.own, report.status.word
    return Sheet(
        code=report.code,
        title=f"{report.category.name} – {report.place.name}",
        is_public=report.visibility == Visibility.PUBLIC,
        is_owner=own is not None,
        is_receipt=bool(secret),
        is_reopened=len(report.answers) > 0 and word not in (*DONE, Status.REFUSED, Status.MERGED),
        is_urgent=report.urgent,
        secret=secret,
        sent_to=_sent_to(report),
        status_label=report.status.label,
        status_tone=report.status.tone,
        clock=clock_of(report, now),
        due_at=report.due_at,
        sealed_text=sealed_text,
        refused_text=_refusal(report),
        is_merged=word == Status.MERGED,
        merged_into=report.merged_into,
        can_unmerge=own is not None and own.can_unmerge,
        can_follow=own is None and report.visibility == Visibility.PUBLIC and word != Status.MERGED,
        question=_question(report),
        answer=_answer(report, report.answers[-1]) if report.answers else None,
        text=(own.own_text if own else report.text) or "",
        text_note=_to_owner(report.text_note) if own else report.text_note,
        photos=photo_links(
            report.code,
            report.photos,
            _("Ảnh của người gửi"),
            whole=own is not None,
            blur=addresses.blur if own else None,
        ),
        photos_note=_to_owner(report.photos_note) if own else report.photos_note,
        facts=_facts(report),
        because=[_reason(b) for b in report.because],
        point=report.point,
        timeline=report.timeline,
        voice=own.voice if own else None,
    )


def _sent_to(report: PublicReport) -> str:
    if report.status.word == Status.REFUSED:
        return _("Không được tiếp nhận; lý do ở dưới.")
    return _("Đã gửi tới %(agency)s. Hạn trả lời: %(due)s.") % {
        "agency": report.agency.name,
        "due": formats.datetime_vn(report.due_at),
    }


def _to_owner(note: str) -> str:
    """The reporter sees everything; the note says what others do not see."""
    return _("Người khác chưa thấy phần này. %(note)s") % {"note": note} if note else ""


def _refusal(report: PublicReport) -> str:
    if report.status.word != Status.REFUSED:
        return ""
    reasons = [b.reason for b in report.because if b.decision == "refusal"]
    return reasons[-1] if reasons else _("Phản ánh này không được tiếp nhận.")


def _question(report: PublicReport) -> Question | None:
    own = report.own
    if own is None or not own.question:
        return None
    note = ""
    if own.question_until is not None:
        note = _("Hạn xử lý tạm dừng tới khi ông/bà trả lời, muộn nhất %(until)s.") % {
            "until": formats.datetime_vn(own.question_until)
        }
    return Question(own.question, note)


def _answer(report: PublicReport, answer: AnswerView) -> ShownAnswer:
    return ShownAnswer(
        agency=answer.agency.name,
        at=answer.at,
        text=answer.text,
        photos=_before_and_after(report, answer),
        rating=ratings().get(report.satisfaction),
        doubts=answer.doubts,
    )


def _before_and_after(report: PublicReport, answer: AnswerView) -> list[dict[str, str]]:
    """What was sent and what was mended, side by side; each alone where the other has no picture."""
    after = [
        {**p, "caption": _("Ảnh sau")}
        for p in photo_links(report.code, answer.photos, _("Ảnh kết quả"), whole=report.own is not None)
    ]
    if not after:
        return []
    before = photo_links(report.code, report.photos[:1], _("Ảnh người gửi"), whole=report.own is not None)
    return [{**p, "caption": _("Ảnh trước")} for p in before] + after


def _facts(report: PublicReport) -> list[dict[str, str]]:
    place = ", ".join(p for p in (report.place.detail, report.place.locality, report.place.name) if p)
    is_refused = report.status.word == Status.REFUSED
    rows = [
        (_("Mã phản ánh"), formats.public_code(report.code)),
        (_("Loại việc"), report.category.name),
        (_("Nơi xảy ra"), place),
        (_("Cơ quan trả lời"), "" if is_refused else report.agency.name),
        (_("Gửi lúc"), formats.datetime_vn(report.received_at)),
        (_("Hạn trả lời"), "" if is_refused else _due(report)),
    ]
    if report.occurred_at and abs(report.received_at - report.occurred_at) > SENT_AT_ONCE:
        rows.insert(5, (_("Xảy ra lúc"), formats.datetime_vn(report.occurred_at)))
    if report.accepted_at:
        rows.append((_("Cơ quan nhận lúc"), formats.datetime_vn(report.accepted_at)))
    elif report.status.word in (Status.RECEIVED, Status.ASSIGNED):
        rows.append((_("Cơ quan phải nhận trước"), formats.datetime_vn(report.accept_by)))
    if report.answered_at:
        rows.append((_("Trả lời lúc"), formats.datetime_vn(report.answered_at)))
    if report.times_hidden:
        rows.append((_("Số lần ẩn nội dung"), formats.number(report.times_hidden)))
    return [{"label": label, "value": value} for label, value in rows if value]


def _due(report: PublicReport) -> str:
    due = formats.datetime_vn(report.due_at)
    if report.due_at == report.original_due:
        return due
    return _("%(due)s (hạn đầu: %(original)s)") % {
        "due": due,
        "original": formats.datetime_vn(report.original_due),
    }


def _reason(because: Because) -> dict[str, Any]:
    rule = because.rule or {}
    return {
        "decision": _decision(because.decision),
        "sentence": because.reason,
        "rule": rule.get("citation") or "",
        "sample": rule.get("is_sample", False),
        "confidence": because.confidence,
    }


def _decision(word: str) -> str:
    return {
        "place": _("Xã, phường nào"),
        "category": _("Loại việc nào"),
        "asset": _("Công trình nào"),
        "agency": _("Cơ quan nào trả lời"),
        "deadline": _("Đến khi nào"),
        "urgency": _("Có khẩn cấp không"),
        "visibility": _("Có công khai không"),
        "sealing": _("Có niêm phong không"),
        "asked": _("Máy hỏi, ông/bà trả lời"),
        "refusal": _("Có tiếp nhận không"),
        "rule_comment": _("Ý kiến về quy định"),
        "duplicate": _("Có phải cùng việc không"),
    }.get(word, word)
