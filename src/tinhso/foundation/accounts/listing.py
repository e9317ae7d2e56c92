"""Where is an officer signed in, in words an officer understands?"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

BROWSERS = (("Edg/", "Edge"), ("coc_coc", "Cốc Cốc"), ("OPR/", "Opera"), ("Firefox/", "Firefox"),
            ("Chrome/", "Chrome"), ("Safari/", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS X", "macOS"), ("Linux", "Linux"))  # fmt: skip


@dataclass(frozen=True)
class OneSession:
    """One place where somebody is signed in."""

    id: int
    browser: str
    system: str
    address: str
    began_at: datetime
    is_current: bool


def sessions_of(user: Any, request: HttpRequest) -> list[OneSession]:
    """This will list the living sessions of an account, this one first, then the newest."""
    found = [
        OneSession(
            id=row.pk,
            browser=_named(row.user_agent, BROWSERS),
            system=_named(row.user_agent, SYSTEMS),
            address=row.ip,
            began_at=row.created_at,
            is_current=row.session_key == request.session.session_key,
        )
        for row in UserSession.objects.purge_and_list(user)
    ]
    return sorted(found, key=lambda one: (not one.is_current, -one.began_at.timestamp()))


def _named(agent: str, words: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in words if re.search(re.escape(sign), agent, re.IGNORECASE)), "")


def with_next(url: str, target: str) -> str:
    """This will add where to go afterwards."""
    return f"{url}?{urlencode({'next': target})}" if target else url
