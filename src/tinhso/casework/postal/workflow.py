"""What is the life of an envelope in the hands of the public post, and of the list on which it stands?"""

from enum import StrEnum

from tinhso.core.messages import msg
from tinhso.core.roles import Role
from tinhso.core.workflow import State, Transition, Workflow


class Direction(StrEnum):
    """From whom to whom: results go out, papers taken in at somebody's home come in."""

    OUT = "out"
    IN = "in"


class Stage(StrEnum):
    """Where an envelope is; the words are stored."""

    PACKED = "packed"
    OUT = "out"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    BROUGHT = "brought"
    TAKEN_IN = "taken_in"
    DROPPED = "dropped"


class Reason(StrEnum):
    """Why an envelope was not delivered."""

    ABSENT = "absent"
    ADDRESS = "address"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    OTHER = "other"


class Duty(StrEnum):
    """The words under which the post's duties stand on the worklist."""

    REPORT = "post_report"
    TAKE_IN = "post_take_in"
    AGAIN = "post_again"


DIRECTIONS = {
    Direction.OUT: msg("Giao bưu chính mang tới người dân"),
    Direction.IN: msg("Nhận từ bưu chính về quầy"),
}
REASONS = {
    Reason.ABSENT: msg("Không gặp người nhận"),
    Reason.ADDRESS: msg("Địa chỉ sai hoặc thiếu"),
    Reason.REFUSED: msg("Người nhận từ chối"),
    Reason.UNREACHABLE: msg("Không liên lạc được"),
    Reason.OTHER: msg("Lý do khác"),
}

UNDERWAY = frozenset({Stage.PACKED, Stage.OUT, Stage.BROUGHT})
"""The list is not done with it."""
COUNTER = frozenset({Role.INTAKE, Role.HANDLER, Role.LEADER})

ENVELOPE = Workflow(
    name="envelope",
    initial=Stage.PACKED,
    states=(
        State(word=Stage.PACKED, label=msg("Chờ bàn giao"), tone="info"),
        State(word=Stage.OUT, label=msg("Bưu chính đang phát"), tone="info"),
        State(word=Stage.DELIVERED, label=msg("Đã phát"), tone="success", is_final=True),
        State(word=Stage.UNDELIVERED, label=msg("Không phát được, về quầy"), tone="warning", is_final=True),
        State(word=Stage.BROUGHT, label=msg("Đã về quầy, chờ vào hồ sơ"), tone="warning"),
        State(word=Stage.TAKEN_IN, label=msg("Đã vào hồ sơ"), tone="success", is_final=True),
        State(word=Stage.DROPPED, label=msg("Bỏ khỏi danh sách"), tone="neutral", is_final=True),
    ),
    transitions=(
        Transition(name="drop", label=msg("Bỏ khỏi danh sách"), from_=frozenset({Stage.PACKED}),
                   to=Stage.DROPPED, by=COUNTER),
        Transition(name="give", label=msg("Giao bưu chính"), from_=frozenset({Stage.PACKED}), to=Stage.OUT,
                   by=COUNTER, needs=("giver", "receiver")),
        Transition(name="bring", label=msg("Nhận từ bưu chính"), from_=frozenset({Stage.PACKED}),
                   to=Stage.BROUGHT, by=COUNTER, needs=("giver", "receiver")),
        Transition(name="deliver", label=msg("Đã phát"), from_=frozenset({Stage.OUT}), to=Stage.DELIVERED,
                   by=COUNTER, shortcut="p"),
        Transition(name="fail", label=msg("Không phát được"), from_=frozenset({Stage.OUT}),
                   to=Stage.UNDELIVERED, by=COUNTER, needs=("reason",), shortcut="v"),
        Transition(name="take_in", label=msg("Đã vào hồ sơ"), from_=frozenset({Stage.BROUGHT}),
                   to=Stage.TAKEN_IN, by=COUNTER, needs=("dossier",)),
    ),
)  # fmt: skip
