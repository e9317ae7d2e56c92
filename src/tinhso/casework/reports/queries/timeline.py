"""What happened to a report, in words? Told from the facts, so nothing is told that did not happen."""

# ruff: noqa: E501 (a table)
from collections.abc import Iterable
from datetime import date

from tinhso.casework.reports import events
from tinhso.casework.reports.queries.shapes import TimelineEntry
from tinhso.casework.reports.queries.showing import agency_name
from tinhso.core.clock import local_date
from tinhso.core.facts import Recorded
from tinhso.core.messages import Message, msg
from tinhso.core.translation import say
from tinhso.foundation.files.events import RegionsChanged

# fact type: (sentence, icon, tone, whether the public sees it)
LINES: dict[str, tuple[str, str, str, bool]] = {
    events.ReportReceived.type: (msg("Đã nhận phản ánh"), "send", "info", True),
    events.ReportRouted.type: (msg("Đã gửi tới %(agency)s"), "route", "info", True),
    events.ReportRefused.type: (msg("Không tiếp nhận"), "ban", "warning", True),
    events.ReportAppealed.type: (msg("Người gửi đề nghị xem lại; đã gửi tới %(agency)s"), "message-report", "info", True),
    events.AppealDismissed.type: (msg("%(agency)s giữ việc không tiếp nhận"), "ban", "neutral", True),
    events.ReportMerged.type: (msg("Gộp vào phản ánh trước về cùng việc"), "git-merge", "info", True),
    events.ReportUnmerged.type: (msg("Tách ra: không phải cùng việc; %(agency)s phụ trách"), "git-branch", "info", True),
    events.ReportSealed.type: (msg("Chuyển sang diện hạn chế"), "lock", "warning", True),
    events.ReportUnsealed.type: (msg("Trả về quy trình thường"), "lock-open", "info", True),
    events.ReportAccepted.type: (msg("%(agency)s đã nhận"), "check", "info", True),
    events.ReportAssigned.type: (msg("Đã giao việc trong %(agency)s"), "user", "neutral", False),
    events.WorkStarted.type: (msg("%(agency)s bắt đầu xử lý"), "tools", "info", True),
    events.CitizenAsked.type: (msg("%(agency)s hỏi thêm người gửi"), "message-question", "warning", True),
    events.CitizenReplied.type: (msg("Người gửi đã trả lời câu hỏi"), "message", "info", True),
    events.SenderTold.type: (msg("Người gửi bổ sung thông tin"), "message-plus", "info", True),
    events.WaitingEnded.type: (msg("Tiếp tục xử lý, chưa có trả lời của người gửi"), "player-play", "neutral", True),
    events.AnswerDrafted.type: (msg("Đã soạn câu trả lời"), "pencil", "neutral", False),
    events.AnswerSubmitted.type: (msg("Câu trả lời chờ lãnh đạo duyệt"), "clock", "neutral", True),
    events.AnswerReturned.type: (msg("Lãnh đạo trả lại câu trả lời để sửa"), "arrow-back", "neutral", False),
    events.ReportAnswered.type: (msg("%(agency)s đã trả lời"), "message-check", "success", True),
    events.ReportForwarded.type: (msg("%(from_agency)s chuyển tới %(to_agency)s"), "arrow-forward", "info", True),
    events.ReportReorganised.type: (msg("Sắp xếp đơn vị hành chính: %(agency)s phụ trách"), "map", "info", True),
    events.ExceptionRuled.type: (msg("Tổ điều phối giao %(agency)s"), "route", "info", True),
    events.ExtensionRequested.type: (msg("%(agency)s xin gia hạn"), "calendar-plus", "neutral", False),
    events.ExtensionGranted.type: (msg("Được gia hạn một lần"), "calendar-plus", "warning", True),
    events.ExtensionRefused.type: (msg("Không được gia hạn"), "calendar-x", "neutral", False),
    events.ReportStoodDown.type: (msg("%(agency)s đã xem lại: không khẩn cấp, xử lý theo hạn thường"), "clock", "info", True),
    events.NoteAdded.type: (msg("Ghi chú nội bộ"), "note", "neutral", False),
    events.CoHandlerAdded.type: (msg("%(co_agency)s cùng xử lý"), "users", "info", True),
    events.CoHandlingFinished.type: (msg("%(co_agency)s đã xong phần phối hợp"), "users", "info", True),
    events.ReporterRevealed.type: (msg("Đã xem thông tin người gửi"), "eye", "warning", False),
    events.ReportMadePrivate.type: (msg("Người gửi thôi công khai phản ánh"), "eye-off", "neutral", False),
    events.ReporterErased.type: (msg("Đã xoá thông tin người gửi"), "eraser", "neutral", False),
    events.ReportWiped.type: (msg("Đã hết hạn lưu: xoá mọi thông tin dẫn tới người gửi"), "eraser", "neutral", False),
    events.ReportFlagged.type: (msg("Có người báo nội dung không phù hợp"), "flag", "neutral", False),
    events.ContentHidden.type: (msg("Đã ẩn nội dung"), "eye-off", "warning", True),
    events.ContentShown.type: (msg("Đã hiện lại nội dung"), "eye", "neutral", True),
    RegionsChanged.type: (msg("Đã che hoặc bỏ che một phần ảnh"), "blur", "neutral", False),
    events.ReportRated.type: (msg("Người gửi đã đánh giá"), "star", "info", True),
    events.ReportReopened.type: (msg("Người gửi yêu cầu xử lý lại"), "refresh", "warning", True),
    events.ReportClosed.type: (msg("Đã kết thúc"), "circle-check", "success", True),
}  # fmt: skip
_AGENCIES = ("agency", "from_agency", "to_agency", "co_agency")


def entries(facts: Iterable[Recorded], *, internal: bool) -> list[TimelineEntry]:
    """This will tell the facts of a report as lines, oldest first; the public does not get internal ones."""
    told = []
    for fact in facts:
        line = LINES.get(fact.type)
        if line is None or not (internal or line[3]):
            continue
        sentence, icon, tone, is_public = line
        told.append(
            TimelineEntry(
                at=fact.at,
                kind=fact.type.partition(".")[2],
                title=say(Message(sentence, _values(fact, local_date(fact.at)))),
                actor=fact.actor if internal else "",
                icon=icon,
                tone=tone,
                internal=not is_public,
                fact_id=fact.id,
            )
        )
    return told


def _values(fact: Recorded, on: date) -> dict[str, str]:
    return {k: agency_name(fact.payload[k], on) for k in _AGENCIES if fact.payload.get(k)}
