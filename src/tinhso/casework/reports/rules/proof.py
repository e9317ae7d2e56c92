"""Does a picture prove the repair? Not older than the report, not used before, taken near the pin.

What cannot be known (no time, no place in the picture) is said as unknown and held against nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tinhso.core.days import VIETNAM
from tinhso.core.messages import Message, msg
from tinhso.core.values import GeoPoint

CLOCK_SLACK = timedelta(minutes=10)
"""Cameras' clocks run a little wrong; a picture "taken" minutes before the report is no fault."""

OLDER = msg("Ảnh chụp trước khi có phản ánh (%(taken)s).")
REUSED = msg("Ảnh đã được dùng cho một phản ánh hoặc câu trả lời khác.")
SAME_AS_SENT = msg("Ảnh kết quả trùng với ảnh người gửi đã gửi.")
FAR = msg("Ảnh chụp cách vị trí phản ánh %(distance)s m, xa hơn %(most)s m.")


@dataclass(frozen=True)
class Shot:
    """A picture of an answer: what its original tells, and whose pictures look the same."""

    taken_at: datetime | None
    gps: GeoPoint | None
    alike: Sequence[str] = ()
    """Owners of pictures that look the same: "report:12", "answer:7"."""


@dataclass(frozen=True)
class Doubt:
    """A check that failed: `kind` older, reused, same or far; `photo` counts from 1."""

    photo: int
    kind: str
    because: Message

    def as_json(self) -> dict[str, Any]:
        """This will give the form in which it is kept beside the answer."""
        return {"photo": self.photo, "kind": self.kind, "because": self.because.as_json()}

    @staticmethod
    def from_json(kept: Mapping[str, Any]) -> "Doubt":
        """This will read back what `as_json` wrote."""
        return Doubt(kept["photo"], kept["kind"], Message.from_json(kept["because"]))


def doubts(
    shots: Sequence[Shot], *, report: str, received_at: datetime, pin: GeoPoint | None, near_m: float
) -> list[Doubt]:
    """This will list the checks that failed; `report` is the owner key of the report's own pictures."""
    found = []
    for number, shot in enumerate(shots, 1):
        if shot.taken_at is not None and shot.taken_at < received_at - CLOCK_SLACK:
            found.append(Doubt(number, "older", Message(OLDER, {"taken": _day(shot.taken_at)})))
        if report in shot.alike:
            found.append(Doubt(number, "same", Message(SAME_AS_SENT)))
        elif shot.alike:
            found.append(Doubt(number, "reused", Message(REUSED)))
        if shot.gps is not None and pin is not None:
            distance = shot.gps.distance_m(pin)
            # the device's own radius of doubt is the pin's, not the picture's fault
            if distance > near_m + (pin.accuracy_m or 0):
                values = {"distance": round(distance), "most": round(near_m)}
                found.append(Doubt(number, "far", Message(FAR, values)))
    return found


def _day(at: datetime) -> str:
    return at.astimezone(VIETNAM).strftime("%d/%m/%Y")
