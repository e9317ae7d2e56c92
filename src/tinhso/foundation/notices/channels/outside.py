"""How do we call other systems? Bounded in time and size, to hosts of the configuration, no redirects."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from tinhso.foundation.notices.channels.parcel import LineDown

CONNECT_S = 3.0
ANSWER_S = 8.0
MOST_BYTES = 65_536


class NotAllowed(ValueError):
    """The address leads to a host that the configuration does not name."""


@dataclass(frozen=True)
class Answer:
    """Status, headers and the first 64 kB of what came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """This will read the body as JSON; None when it is something else."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


def client() -> httpx.Client:
    """This will open a client; the proxy is the configuration's, never the environment's by chance."""
    return httpx.Client(
        timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
        follow_redirects=False,
        trust_env=False,
        proxy=settings.OUTBOUND_PROXY or None,
        headers={"User-Agent": "tinhso"},
    )


def check(url: str, hosts: Collection[str]) -> None:
    """This will let pass https to a named host ("fcm.googleapis.com", "*.notify.windows.com").

    A host with its scheme and port ("http://127.0.0.1:8123") is taken as it stands. Raises NotAllowed.
    """
    try:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        name, port = parts.hostname or "", parts.port
    except ValueError as broken:
        raise NotAllowed("not an address") from broken
    if origin in hosts:
        return
    plain = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    named = any(name == h or (h.startswith("*.") and name.endswith(h[1:])) for h in hosts)
    if not (plain and named):
        raise NotAllowed(f"{name} is not among the hosts that may be called")


def call(client: httpx.Client, method: str, url: str, **request: Any) -> Answer:
    """This will call once. Raises LineDown when there is no answer at all."""
    try:
        with client.stream(method, url, **request) as response:
            body = b""
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) >= MOST_BYTES:
                    break
            return Answer(response.status_code, response.headers, body[:MOST_BYTES])
    except (httpx.HTTPError, httpx.InvalidURL) as gone:
        raise LineDown(f"{type(gone).__name__}: {gone}") from gone
