"""Which ten states does the national portal know a dossier by, and which follows which?

Codes as the portal's synchronisation uses them (`TrangThaiHoSo`, `TrangThai`). No published text says which
may follow which: the table is this system's own proposal, so an unusual step is told all the same and shown.
"""

from enum import StrEnum

from tinhso.core.messages import msg
from tinhso.core.roles import Role
from tinhso.core.workflow import State, Transition, Workflow


class Status(StrEnum):
    """`TrangThaiHoSo` 1-10, as the portal writes it."""

    REGISTERED = "1"
    RECEIVED = "2"
    REFUSED = "3"
    HANDLING = "4"
    SUPPLEMENTING = "5"
    PAYING = "6"
    WITHDRAWN = "7"
    STOPPED = "8"
    HANDLED = "9"
    RETURNED = "10"


def _state(word: Status, label: str, tone: str, *, is_final: bool = False) -> State:
    return State(word=word, label=label, tone=tone, is_final=is_final)


def _step(name: str, label: str, from_: set[Status], to: Status) -> Transition:
    return Transition(name=name, label=label, from_=frozenset(from_), to=to, by=frozenset({Role.MACHINE}))


S = Status
WORKFLOW = Workflow(
    name="national dossier",
    initial=S.REGISTERED,
    states=(
        _state(S.REGISTERED, msg("Mới đăng ký"), "info"),
        _state(S.RECEIVED, msg("Hồ sơ được tiếp nhận"), "info"),
        _state(S.REFUSED, msg("Không được tiếp nhận"), "danger", is_final=True),
        _state(S.HANDLING, msg("Đang xử lý"), "info"),
        _state(S.SUPPLEMENTING, msg("Yêu cầu bổ sung giấy tờ"), "warning"),
        _state(S.PAYING, msg("Yêu cầu thực hiện nghĩa vụ tài chính"), "warning"),
        _state(S.WITHDRAWN, msg("Công dân yêu cầu rút"), "neutral", is_final=True),
        _state(S.STOPPED, msg("Dừng xử lý"), "neutral", is_final=True),
        _state(S.HANDLED, msg("Đã xử lý xong"), "success"),
        _state(S.RETURNED, msg("Đã trả kết quả"), "success", is_final=True),
    ),
    transitions=(
        _step("receive", msg("Tiếp nhận"), {S.REGISTERED}, S.RECEIVED),
        _step("refuse", msg("Không tiếp nhận"), {S.REGISTERED}, S.REFUSED),
        _step("ask_supplement", msg("Yêu cầu bổ sung"), {S.REGISTERED, S.HANDLING}, S.SUPPLEMENTING),
        _step(
            "withdraw",
            msg("Rút hồ sơ"),
            {S.REGISTERED, S.HANDLING, S.SUPPLEMENTING, S.PAYING},
            S.WITHDRAWN,
        ),
        _step("handle", msg("Xử lý"), {S.RECEIVED, S.SUPPLEMENTING, S.PAYING}, S.HANDLING),
        _step("ask_payment", msg("Yêu cầu nộp tiền"), {S.HANDLING}, S.PAYING),
        _step("stop", msg("Dừng xử lý"), {S.HANDLING, S.SUPPLEMENTING, S.PAYING}, S.STOPPED),
        _step("finish", msg("Xử lý xong"), {S.HANDLING}, S.HANDLED),
        _step("give_back", msg("Trả kết quả"), {S.HANDLED}, S.RETURNED),
    ),
)


def may_follow(before: str, after: str) -> bool:
    """This will tell whether the table knows a step between two states; staying in one is always fine.

    Nothing told yet ("") may be followed by anything: a dossier from the counter enters in any state.
    """
    if not before or before == after:
        return True
    return any(before in step.from_ and step.to == after for step in WORKFLOW.transitions)


def label(status: str) -> str:
    """This will give the Vietnamese label of a state's code; an unknown code stands for itself."""
    try:
        return WORKFLOW.state(status).label
    except KeyError:
        return status
