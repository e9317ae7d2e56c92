"""How do tests of this room make a portal, a dossier and a day?"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from tinhso.core.roles import MACHINE, Actor, Grant, Role
from tinhso.gateway.national import actions
from tinhso.gateway.national.rules import payloads
from tinhso.gateway.national.simulator import Simulator, running
from tinhso.gateway.national.simulator.store import PEOPLE

NOON = datetime(2026, 7, 8, 5, 0, tzinfo=UTC)
ADMINISTRATOR = Actor("officer:1", frozenset({Grant(Role.ADMINISTRATOR)}))
HANDLER = Actor("officer:2", frozenset({Grant(Role.HANDLER, "H57.12")}))
CODE = "H57.12-260708-0001"


class Clock:
    """Time as the test gives it, the same for both sides."""

    def __init__(self, at: datetime = NOON) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> datetime:
        """This will move the time on."""
        self.at += timedelta(**by)
        return self.at


@contextmanager
def portal(settings: Any, clock: Clock, plan: str = "", **more: Any) -> Iterator[Simulator]:
    """This will run a portal and configure it."""
    with running(plan=plan, clock=clock) as found:
        settings.OUTBOUND_PROXY = ""
        settings.NATIONAL = json.dumps(found.configuration(**{"answer_s": 5, **more}))
        yield found


def file(found: Simulator, number: int = 0, **more: Any) -> str:
    """This will file a dossier at the portal."""
    given = {"procedure": "1.013229", "unit": "H57.12", "TenTTHC": "Cấp bản sao trích lục hộ tịch"} | more
    return found.store.file(PEOPLE[number % len(PEOPLE)], base_url=found.url, **given)


def dossier(status: str = "2", **more: Any) -> dict[str, Any]:
    """This will give a whole dossier as this side tells it."""
    given = {
        "code": CODE, "procedure": "1.013229", "holder": "Nguyễn Thị Hoa Đào", "status": status,
        "received_at": NOON, "phone": "0905000011",
    }  # fmt: skip
    return payloads.NationalDossier(**(given | more)).to_dict()


def progress(status: str, at: datetime = NOON, code: str = CODE) -> dict[str, Any]:
    """This will give one step as this side tells it."""
    step = payloads.Progress(
        code=code, officer="Lê Văn Đức", title="Chuyên viên", at=at, unit="Phòng Tư pháp", status=status
    )
    return step.to_dict()


def tell(payload: dict[str, Any], *, key: str, about: str = "dossier:1", now: datetime = NOON) -> int:
    """This will queue one payload."""
    kind = payloads.PROGRESS if "ThoiDiemXuLy" in payload else payloads.DOSSIER
    return actions.tell(about=about, kind=kind, payload=payload, idempotency_key=key, by=MACHINE, now=now)
