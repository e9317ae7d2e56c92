"""A room that says something, for tests: its templates, its recipients, and a mail server that listens."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import Message as Email
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from tinhso.foundation.notices import actions

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)
NIGHT = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
"""23:00 in Vietnam."""

SUBJECT = "{% load i18n %}{% translate 'Việc mới' %}: {{ title }}\n"
BODY = "{{ title }}\n\n{{ url }}\n"


def write_templates(folder: Path) -> None:
    """This will write the templates of "room/new"."""
    there = folder / "room" / "notices"
    there.mkdir(parents=True)
    (there / "new.subject.txt").write_text(SUBJECT)
    (there / "new.body.txt").write_text(BODY)


def write_short_template(folder: Path) -> None:
    """This will write the SMS of "room/new"."""
    (folder / "room" / "notices" / "new.sms.txt").write_text("Phản ánh {{ code }} đã đến {{ agency }}.\n")


def say(
    recipient: str = "reporter:1",
    *,
    key: str = "fact-1",
    now: datetime = NOON,
    urgent: bool = False,
    values: Mapping[str, Any] | None = None,
) -> None:
    """This will send "room/new"."""
    values = values or {"title": "Ổ gà trước số 12 Lê Lợi", "url": "/xu-ly/4621073582"}
    actions.send("room/new", recipient, values, idempotency_key=key, now=now, urgent=urgent)


class Sink:
    """A mail server's judgement: `answers` are given to the next recipients, then all are welcome."""

    def __init__(self) -> None:
        self.letters: list[Email] = []
        self.answers: list[str] = []
        self.sessions = 0

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, name: str, responses: list[str]
    ) -> Any:
        """Count who says hello."""
        self.sessions += 1
        session.host_name = name
        return responses

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        """Give the next answer."""
        answer = self.answers.pop(0) if self.answers else "250 OK"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep the letter."""
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"


@contextmanager
def mail_server(sink: Sink, port: int) -> Iterator[None]:
    """This will listen on a port of this machine while the block runs."""
    controller = Controller(sink, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield
    finally:
        controller.stop()
