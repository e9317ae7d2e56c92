"""Which agency gets a report? The best candidate that is sure enough; else the exceptions desk, said why."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from tinhso.core.messages import Message, msg
from tinhso.core.values import RuleRef


class Agency(Protocol):
    """What routing needs to know of an agency."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...


class Candidate(Protocol):
    """What routing needs to know of a row of competence."""

    @property
    def agency(self) -> Agency: ...
    @property
    def rule(self) -> RuleRef: ...
    @property
    def confidence(self) -> float: ...
    @property
    def because(self) -> Message: ...


@dataclass(frozen=True)
class Certainty:
    """How sure must the machine be (0..1), before and after a hop, and how many hops are allowed?"""

    first: float
    after_hop: float
    hops: int


@dataclass(frozen=True)
class Routed:
    """An agency was found."""

    agency: Agency
    because: Message
    confidence: float
    rule: RuleRef


@dataclass(frozen=True)
class Unrouted:
    """No agency was found; the exceptions desk gets it and the clocks run."""

    because: Message
    confidence: float
    rule: RuleRef | None


NOBODY = msg("Bảng thẩm quyền chưa nêu cơ quan nào cho việc này; Tổ điều phối sẽ phân công.")
NOT_SURE = msg("Chưa đủ chắc chắn cơ quan nào phụ trách (có thể là %(agency)s); Tổ điều phối sẽ phân công.")
PLACE_NOT_SURE = msg(
    "Vị trí chưa đủ chắc chắn để giao ngay cho %(agency)s; Tổ điều phối sẽ xem và phân công."
)
TOO_MANY_HOPS = msg("Đã chuyển %(hops)s lần mà chưa có cơ quan nhận; Tổ điều phối sẽ phân công.")


def route(
    candidates: Sequence[Candidate],
    *,
    located_confidence: float,
    hops: int,
    excluded_agencies: Collection[str],
    certainty: Certainty,
) -> Routed | Unrouted:
    """This will choose the first candidate that has not already said "not mine" and is sure enough.

    The chain is as sure as its weakest link: where it is, and who answers there. An unknown category is
    no reason to wait: it is `other`, for which the table of competence has rows too.
    """
    if hops > certainty.hops:
        return Unrouted(Message(TOO_MANY_HOPS, {"hops": certainty.hops}), 0.0, None)
    left = [c for c in candidates if c.agency.code not in excluded_agencies]
    if not left:
        return Unrouted(Message(NOBODY), 0.0, None)
    best = left[0]
    confidence = round(min(located_confidence, best.confidence), 3)
    needed = certainty.after_hop if hops else certainty.first
    if confidence < needed:
        weak_place = located_confidence < needed <= best.confidence
        sentence = PLACE_NOT_SURE if weak_place else NOT_SURE
        return Unrouted(Message(sentence, {"agency": best.agency.name}), confidence, best.rule)
    return Routed(best.agency, best.because, confidence, best.rule)


def may_hop(hops: int, certainty: Certainty) -> bool:
    """This will tell whether "not mine" may still name another agency (else: the exceptions desk)."""
    return hops < certainty.hops
