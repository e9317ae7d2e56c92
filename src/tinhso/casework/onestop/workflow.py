"""What is a dossier's whole life? Five axes, and every step of the business one between its states.

The axes are separate (docs/decisions/0015): a dossier may be handled, paused for a paper, unpaid, owed by
post and not yet told to the national portal, all at once. `national` gives the portal's one number for them.
"""

from enum import StrEnum

from tinhso.core.messages import msg
from tinhso.core.roles import Role
from tinhso.core.workflow import State, Transition, Workflow
from tinhso.gateway.national.workflow import Status as National


class Business(StrEnum):
    """Where the matter itself stands; the words are stored and shown in the API."""

    FILED = "filed"
    RECEIVED = "received"
    HANDLING = "handling"
    SUPPLEMENTING = "supplementing"
    DECIDED = "decided"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


class Clock(StrEnum):
    """Whether time runs against the body that handles it."""

    NOT_STARTED = "not_started"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Finance(StrEnum):
    """What is owed. Money back is owed by the province."""

    NOTHING = "nothing"
    DUE = "due"
    PAID = "paid"
    REFUND = "refund"


class Delivery(StrEnum):
    """How the result comes to the person."""

    ELECTRONIC = "electronic"
    COUNTER = "counter"
    POST = "post"


class Sync(StrEnum):
    """Whether the national portal knows the present state."""

    NONE = "none"
    WAITING = "waiting"
    TOLD = "told"
    FAILED = "failed"


class Duty(StrEnum):
    """The words under which a dossier's duties stand on the worklist."""

    ACCEPT = "accept"
    HANDLE = "handle"
    CONSULT = "consult"
    APPROVE = "approve"
    SIGN = "sign"
    RETURN = "return_result"
    ANSWER_OBJECTION = "answer_objection"


OPEN = frozenset({Business.FILED, Business.RECEIVED, Business.HANDLING, Business.SUPPLEMENTING})
"""A decision is still owed."""
ENDED = frozenset({Business.RETURNED, Business.REFUSED, Business.WITHDRAWN, Business.STOPPED})
WORKING = frozenset({Business.RECEIVED, Business.HANDLING})

MACHINE = frozenset({Role.MACHINE})
APPLICANT = frozenset({Role.CITIZEN})
COUNTER = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})
HANDLERS = frozenset({Role.HANDLER, Role.LEADER})
LEADERS = frozenset({Role.LEADER})
FORWARDERS = COUNTER | {Role.COORDINATOR}


def _step(
    name: str,
    label: str,
    from_: frozenset[Business] | Business,
    to: Business | None,
    by: frozenset[Role],
    *needs: str,
    shortcut: str = "",
    law: str = "",
) -> Transition:
    sources = frozenset({from_}) if isinstance(from_, Business) else from_
    return Transition(
        name=name, label=label, from_=sources, to=to, by=by, needs=needs, shortcut=shortcut, law=law
    )


B = Business
DOSSIER = Workflow(
    name="dossier",
    initial=B.FILED,
    states=(
        State(word=B.FILED, label=msg("Mới nộp, chờ tiếp nhận"), tone="info"),
        State(word=B.RECEIVED, label=msg("Đã tiếp nhận"), tone="info"),
        State(word=B.HANDLING, label=msg("Đang giải quyết"), tone="info"),
        State(word=B.SUPPLEMENTING, label=msg("Chờ bổ sung giấy tờ"), tone="warning"),
        State(word=B.DECIDED, label=msg("Đã có kết quả"), tone="success"),
        State(word=B.RETURNED, label=msg("Đã trả kết quả"), tone="success", is_final=True),
        State(word=B.REFUSED, label=msg("Đã từ chối tiếp nhận"), tone="neutral", is_final=True),
        State(word=B.WITHDRAWN, label=msg("Người nộp đã rút"), tone="neutral", is_final=True),
        State(word=B.STOPPED, label=msg("Dừng giải quyết"), tone="neutral", is_final=True),
    ),
    transitions=(
        # the way in: received, sent back once for what is missing, or refused with reasons
        _step("receive", msg("Tiếp nhận"), B.FILED, B.RECEIVED, COUNTER | MACHINE, shortcut="n",
              law="Mẫu 01"),
        _step("refuse", msg("Từ chối tiếp nhận"), B.FILED, B.REFUSED, COUNTER, "reason", law="Mẫu 03"),
        _step("ask_supplement", msg("Yêu cầu bổ sung"), frozenset({B.FILED, *WORKING}), B.SUPPLEMENTING,
              COUNTER, "papers", shortcut="s", law="Mẫu 02"),
        _step("forward", msg("Chuyển cơ quan có thẩm quyền"), B.FILED, None, FORWARDERS, "agency", "reason",
              shortcut="x"),
        _step("supply", msg("Bổ sung giấy tờ"), B.SUPPLEMENTING, B.HANDLING, APPLICANT | COUNTER),
        _step("file_again", msg("Nộp lại hồ sơ đã bổ sung"), B.SUPPLEMENTING, B.FILED, APPLICANT | COUNTER),
        # the work, in the order in which it is done
        _step("start", msg("Bắt đầu giải quyết"), B.RECEIVED, B.HANDLING, HANDLERS, shortcut="b"),
        _step("hand_over", msg("Chuyển bước"), WORKING, B.HANDLING, HANDLERS | COUNTER, shortcut="c",
              law="Mẫu 06"),
        _step("assign", msg("Phân công"), WORKING, None, HANDLERS, "to", shortcut="g"),
        _step("consult", msg("Lấy ý kiến"), B.HANDLING, None, HANDLERS, "agency", "question", shortcut="y"),
        _step("adopt", msg("Xem bản sửa từ Cổng quốc gia"),
              frozenset({B.FILED, *WORKING, B.SUPPLEMENTING, B.DECIDED}), None, COUNTER),
        _step("answer_consultation", msg("Trả lời lấy ý kiến"), frozenset({B.HANDLING, B.SUPPLEMENTING}),
              None, HANDLERS, "text"),
        _step("extend", msg("Xin lỗi và gia hạn"), WORKING, None, LEADERS, "due_at", "reason", law="Mẫu 04"),
        _step("decide", msg("Quyết định kết quả"), B.HANDLING, B.DECIDED, LEADERS, "outcome", shortcut="d"),
        _step("stop", msg("Dừng giải quyết"), frozenset({*WORKING, B.SUPPLEMENTING}), B.STOPPED, LEADERS,
              "reason", law="Mẫu 05"),
        _step("attach_result", msg("Đính kèm kết quả"), B.DECIDED, None, HANDLERS, "file"),
        _step("sign", msg("Ký số kết quả"), B.DECIDED, None, LEADERS, shortcut="k",
              law="Luật Giao dịch điện tử 20/2023/QH15"),
        _step("return_result", msg("Trả kết quả"), B.DECIDED, B.RETURNED, COUNTER | MACHINE, shortcut="t"),
        _step("reopen", msg("Mở lại để đính chính"), frozenset({B.RETURNED, B.STOPPED}), B.HANDLING, LEADERS,
              "reason"),
        # the applicant's own
        _step("withdraw", msg("Rút hồ sơ"), OPEN, B.WITHDRAWN, APPLICANT, "reason"),
        _step("object", msg("Báo chậm hoặc không đúng"), frozenset(Business), None, APPLICANT, "text"),
        _step("rate", msg("Đánh giá"), frozenset({B.RETURNED, B.REFUSED, B.STOPPED}), None, APPLICANT,
              "value"),
    ),
)  # fmt: skip

_PLAIN = {
    B.FILED: National.REGISTERED,
    B.RECEIVED: National.RECEIVED,
    B.HANDLING: National.HANDLING,
    B.SUPPLEMENTING: National.SUPPLEMENTING,
    B.DECIDED: National.HANDLED,
    B.RETURNED: National.RETURNED,
    B.REFUSED: National.REFUSED,
    B.WITHDRAWN: National.WITHDRAWN,
    B.STOPPED: National.STOPPED,
}


def national(business: Business, clock: Clock, finance: Finance) -> National:
    """This will give the portal's one state for the axes: a debt shows only where the clock waits for it."""
    if business == Business.HANDLING and finance == Finance.DUE and clock == Clock.PAUSED:
        return National.PAYING
    return _PLAIN[business]
