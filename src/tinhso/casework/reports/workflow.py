"""What is a report's whole life? Its states and every step between them, on one screen.

"Sealed" is a visibility, not a state: a sealed report walks the same way, by the restricted desk alone.
"""

from enum import StrEnum

from tinhso.core.messages import msg
from tinhso.core.roles import Role
from tinhso.core.workflow import State, Transition, Workflow


class Status(StrEnum):
    """Where a report stands; the words are stored and shown in the API."""

    RECEIVED = "received"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    WAITING_FOR_CITIZEN = "waiting_for_citizen"
    WAITING_FOR_APPROVAL = "waiting_for_approval"
    ANSWERED = "answered"
    CLOSED = "closed"
    REFUSED = "refused"
    MERGED = "merged"


class Visibility(StrEnum):
    """Who may know of a report at all."""

    PUBLIC = "public"
    PRIVATE = "private"
    SEALED = "sealed"


class Duty(StrEnum):
    """The words under which a report's duties stand on the worklist."""

    ACCEPT = "accept"
    ANSWER = "answer"
    APPROVE = "approve"
    TRIAGE = "triage"
    CO_HANDLE = "co_handle"
    GRANT_EXTENSION = "grant_extension"


OPEN = frozenset(
    {
        Status.RECEIVED,
        Status.ASSIGNED,
        Status.ACCEPTED,
        Status.IN_PROGRESS,
        Status.WAITING_FOR_CITIZEN,
        Status.WAITING_FOR_APPROVAL,
    }
)
"""The answer is still owed."""
DONE = frozenset({Status.ANSWERED, Status.CLOSED})
WORKING = frozenset({Status.ACCEPTED, Status.IN_PROGRESS})
FORWARDABLE = frozenset({Status.RECEIVED, Status.ASSIGNED, *WORKING})
ALL = frozenset(Status)

MACHINE = frozenset({Role.MACHINE})
CITIZEN = frozenset({Role.CITIZEN})
HANDLERS = frozenset({Role.HANDLER, Role.LEADER, Role.RESTRICTED})
LEADERS = frozenset({Role.LEADER, Role.RESTRICTED})
DESK = frozenset({Role.COORDINATOR})
WATCH = HANDLERS | DESK


def _step(
    name: str,
    label: str,
    from_: frozenset[Status] | Status,
    to: Status | None,
    by: frozenset[Role],
    *needs: str,
    shortcut: str = "",
) -> Transition:
    sources = frozenset({from_}) if isinstance(from_, Status) else from_
    return Transition(name=name, label=label, from_=sources, to=to, by=by, needs=needs, shortcut=shortcut)


S = Status
REPORT = Workflow(
    name="report",
    initial=S.RECEIVED,
    states=(
        State(word=S.RECEIVED, label=msg("Đã nhận, chờ phân công"), tone="neutral"),
        State(word=S.ASSIGNED, label=msg("Đã gửi tới cơ quan"), tone="info"),
        State(word=S.ACCEPTED, label=msg("Cơ quan đã nhận"), tone="info"),
        State(word=S.IN_PROGRESS, label=msg("Đang xử lý"), tone="info"),
        State(word=S.WAITING_FOR_CITIZEN, label=msg("Chờ người gửi trả lời"), tone="warning"),
        State(word=S.WAITING_FOR_APPROVAL, label=msg("Chờ duyệt câu trả lời"), tone="warning"),
        State(word=S.ANSWERED, label=msg("Đã trả lời"), tone="success"),
        State(word=S.CLOSED, label=msg("Đã kết thúc"), tone="success", is_final=True),
        State(word=S.MERGED, label=msg("Đã gộp vào phản ánh trước"), tone="neutral", is_final=True),
        State(word=S.REFUSED, label=msg("Không tiếp nhận"), tone="neutral", is_final=True),
    ),
    transitions=(
        # the way in
        _step("route", msg("Tự động gửi tới cơ quan"), S.RECEIVED, S.ASSIGNED, MACHINE, "agency"),
        _step("refuse", msg("Không tiếp nhận"), S.RECEIVED, S.REFUSED, MACHINE, "reason"),
        _step("appeal", msg("Đề nghị xem lại"), S.REFUSED, S.RECEIVED, CITIZEN),
        _step("dismiss_appeal", msg("Giữ việc không tiếp nhận"), S.RECEIVED, S.REFUSED, DESK, "reason"),
        _step("rule_on_exception", msg("Phân công"), FORWARDABLE, S.ASSIGNED, DESK, "agency", "reason",
              shortcut="p"),
        _step("seal", msg("Chuyển sang diện hạn chế"), OPEN, S.ASSIGNED, WATCH, "reason"),
        _step("unseal", msg("Trả về quy trình thường"), FORWARDABLE, S.ASSIGNED,
              frozenset({Role.RESTRICTED}), "reason"),
        # the agency's work, in the order in which it is done
        _step("accept", msg("Nhận xử lý"), S.ASSIGNED, S.ACCEPTED, HANDLERS, shortcut="n"),
        _step("assign", msg("Giao việc"), OPEN, None, HANDLERS, "to", shortcut="g"),
        _step("start", msg("Bắt đầu xử lý"), S.ACCEPTED, S.IN_PROGRESS, HANDLERS, shortcut="b"),
        _step("ask_citizen", msg("Hỏi người gửi"), WORKING, S.WAITING_FOR_CITIZEN, HANDLERS, "question",
              shortcut="h"),
        _step("reply", msg("Trả lời câu hỏi"), S.WAITING_FOR_CITIZEN, S.IN_PROGRESS, CITIZEN, "text"),
        _step("tell", msg("Bổ sung thông tin"), ALL, None, CITIZEN, "text"),
        _step("resume", msg("Tiếp tục xử lý"), S.WAITING_FOR_CITIZEN, S.IN_PROGRESS, MACHINE),
        _step("draft_answer", msg("Soạn trả lời"), WORKING, S.IN_PROGRESS, HANDLERS, "text", shortcut="t"),
        _step("submit_for_approval", msg("Trình duyệt"), S.IN_PROGRESS, S.WAITING_FOR_APPROVAL, HANDLERS,
              "answer", shortcut="d"),
        _step("answer", msg("Trả lời người gửi"), S.IN_PROGRESS, S.ANSWERED, HANDLERS, "answer",
              shortcut="d"),
        _step("approve", msg("Duyệt trả lời"), S.WAITING_FOR_APPROVAL, S.ANSWERED, LEADERS, "answer",
              shortcut="y"),
        _step("return_answer", msg("Trả lại để sửa"), S.WAITING_FOR_APPROVAL, S.IN_PROGRESS, LEADERS,
              "reason", shortcut="s"),
        _step("forward", msg("Không thuộc trách nhiệm của đơn vị"), FORWARDABLE, S.ASSIGNED, HANDLERS,
              "reason", shortcut="c"),
        _step("forward_to_desk", msg("Chuyển Tổ điều phối"), FORWARDABLE, S.RECEIVED,
              HANDLERS | MACHINE, "reason"),
        _step("request_extension", msg("Xin gia hạn"), OPEN - {S.RECEIVED}, None, HANDLERS, "until",
              "reason", shortcut="e"),
        _step("grant_extension", msg("Đồng ý gia hạn"), OPEN, None, LEADERS,
              shortcut="o"),
        _step("refuse_extension", msg("Không đồng ý gia hạn"), OPEN, None, LEADERS, "reason", shortcut="u"),
        _step("merge", msg("Gộp vào phản ánh trước"), OPEN, S.MERGED, MACHINE | WATCH, "first", shortcut="l"),
        _step("unmerge", msg("Không phải cùng việc"), S.MERGED, S.ASSIGNED, CITIZEN | MACHINE | WATCH),
        # beside the main way
        _step("stand_down", msg("Không khẩn cấp"), OPEN, None, LEADERS | DESK, "reason", shortcut="v"),
        _step("note", msg("Ghi chú nội bộ"), ALL, None, WATCH, "text", shortcut="m"),
        _step("add_co_handler", msg("Thêm đơn vị phối hợp"), OPEN, None, WATCH, "agency",
              shortcut="f"),
        _step("finish_co_handling", msg("Xong phần phối hợp"), ALL, None, HANDLERS, shortcut="z"),
        _step("reveal_reporter", msg("Xem người gửi"), ALL, None, WATCH, "reason"),
        _step("erase_reporter", msg("Xoá thông tin người gửi"), ALL, None,
              CITIZEN | MACHINE | {Role.ADMINISTRATOR}),
        _step("correct_reporter", msg("Sửa thông tin người gửi"), ALL, None, CITIZEN),
        _step("make_private", msg("Thôi công khai"), ALL, None, CITIZEN),
        _step("flag", msg("Báo nội dung không phù hợp"), ALL, None,
              CITIZEN | WATCH | {Role.READER, Role.AUDITOR}, "reason"),
        _step("blur_photo", msg("Che một phần ảnh"), ALL, None, CITIZEN | WATCH),
        _step("hide", msg("Ẩn nội dung"), ALL, None, WATCH, "part", "reason"),
        _step("unhide", msg("Hiện lại nội dung"), ALL, None, WATCH, "reason"),
        # after the answer
        _step("rate", msg("Đánh giá"), DONE, None, CITIZEN, "satisfaction"),
        _step("reopen", msg("Yêu cầu xử lý lại"), DONE, S.ASSIGNED, CITIZEN, "reason"),
        _step("close", msg("Kết thúc"), S.ANSWERED, S.CLOSED, MACHINE),
    ),
)  # fmt: skip
