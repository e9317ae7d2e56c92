"""By e-mail: over the mail server of the settings, one connection for a batch."""

import smtplib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend

from tinhso.foundation.notices import sealing
from tinhso.foundation.notices.channels.parcel import LineDown, Outcome, Parcel, arrived, later, never


def configured() -> bool:
    """E-mail always goes somewhere: to a server, or, where none is named, into a folder."""
    return True


def problem() -> str:
    """This will say what is wrong with the configuration, or ""."""
    return ""


def reaches(parcel: Parcel) -> bool:
    """This will tell whether the person has an e-mail address."""
    return bool(parcel.address.email)


@contextmanager
def line() -> Iterator[Callable[[Parcel], Outcome]]:
    """This will connect to the mail server. Raises LineDown."""
    connection = mail.get_connection()
    try:
        connection.open()
    except OSError as down:
        raise LineDown(f"{type(down).__name__}: {down}") from down
    try:
        yield lambda parcel: _carry(connection, parcel)
    finally:
        with suppress(OSError):  # what was sent is recorded; a server that hangs up first is no loss
            connection.close()


def _carry(connection: BaseEmailBackend, parcel: Parcel) -> Outcome:
    to = parcel.address.email
    try:
        connection.send_messages([_letter(parcel, connection)])
    except smtplib.SMTPRecipientsRefused as refused:
        said = f"SMTPRecipientsRefused: {refused}".replace(to, "…")
        gone = all(500 <= code < 600 for code, _text in refused.recipients.values())
        return never(said) if gone else later(said)
    except smtplib.SMTPResponseException as refused:
        return later(f"{type(refused).__name__}: {refused}".replace(to, "…"))
    except OSError as broken:  # also every error of smtplib that is not about this one letter
        raise LineDown(f"{type(broken).__name__}: {broken}") from broken
    except ValueError as unusable:  # an address or header that no e-mail can carry
        return never(f"{type(unusable).__name__}: {unusable}".replace(to, "…"))
    return arrived(place=sealing.place(to))


def _letter(parcel: Parcel, connection: BaseEmailBackend) -> mail.EmailMessage:
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {
        "Message-ID": f"<{parcel.key}@{domain}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": parcel.address.language,
    }
    return mail.EmailMessage(
        parcel.texts["subject"],
        parcel.texts["body"],
        to=[parcel.address.email],
        headers=headers,
        connection=connection,
    )
