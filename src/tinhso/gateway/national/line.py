"""How is the portal called? With a token of its own, bounded in time and size, and not while it is down.

Only the hosts of the configuration, no redirects. Every call leaves a row that says what happened. After some
failures in a row the line rests, longer each time; one call then tries whether it is back. What rests or
fails is told to whoever called as an `Answer`, never as an exception.
"""

import json
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import httpx
from django.conf import settings

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.foundation.notices.channels import outside
from tinhso.gateway.national import dated, sealing
from tinhso.gateway.national.configuration import Portal
from tinhso.gateway.national.models import Call, Line
from tinhso.gateway.national.rules import retrying
from tinhso.gateway.national.rules.retrying import Verdict

MOST_BYTES = 4 * 1024 * 1024
AHEAD = timedelta(minutes=1)
LIVES = timedelta(minutes=30)
LINE = 1
_LONG_NUMBERS = re.compile(r"\d{6,}")


@dataclass(frozen=True)
class Answer:
    """What came of one call: the verdict, the HTTP status (0: no answer), the body where it was JSON."""

    verdict: Verdict
    status: int = 0
    body: Mapping[str, Any] = field(default_factory=dict)
    detail: str = ""
    error_code: str = ""


class NoToken(Exception):
    """The portal gives no token; the text says why, without any secret."""


def row() -> Line:
    """This will give the one line, made on the first call."""
    return Line.objects.get_or_create(pk=LINE)[0]


@contextmanager
def session(portal: Portal, now: datetime) -> Iterator["Session"]:
    """This will open a connection for one turn of work."""
    times = httpx.Timeout(portal.answer_s, connect=portal.connect_s)
    with httpx.Client(
        timeout=times,
        follow_redirects=False,
        trust_env=False,
        proxy=settings.OUTBOUND_PROXY or None,
        headers={"User-Agent": "tinhso", "Accept": "application/json"},
    ) as client:
        yield Session(client, portal, now)


class Session:
    """One turn's calls. `is_open` is False while the line rests, and after a call found nobody there."""

    def __init__(self, client: httpx.Client, portal: Portal, now: datetime) -> None:
        self.client, self.portal, self.now = client, portal, now
        self.line = row()
        self.is_open = self.line.rests_until is None or self.line.rests_until <= now

    def get(self, service: str, *, code: str = "", **query: str) -> Answer:
        """This will ask one of the portal's services."""
        params = {"madonvi": self.portal.province, **query}
        return self._ask(service, code, "GET", lists=True, params=params)

    def post(self, service: str, payload: Mapping[str, Any], *, code: str, key: str, again: bool) -> Answer:
        """This will tell the portal something, under a key by which it knows a repetition."""
        said = {
            "madonvi": self.portal.province,
            "service": service,
            "isUpdating": "True" if again else "False",
            "data": [payload],
        }
        return self._ask(service, code, "POST", json=said, headers={"Idempotency-Key": key})

    def _ask(self, service: str, code: str, method: str, *, lists: bool = False, **request: Any) -> Answer:
        began = time.monotonic()
        try:
            answer = self._with_token(service, method, request)
        except NoToken as no:
            answer = Answer(Verdict.AWAY, detail=str(no))
        except (httpx.HTTPError, httpx.InvalidURL, outside.NotAllowed) as gone:
            answer = Answer(Verdict.AWAY, detail=f"{type(gone).__name__}: {gone}")
        if lists and answer.verdict == Verdict.TAKEN and not isinstance(answer.body.get("danhSach"), list):
            answer = Answer(Verdict.BROKEN, answer.status, detail="the answer holds no list")
        self._remember(service, code, answer, int((time.monotonic() - began) * 1000))
        return answer

    def _with_token(self, service: str, method: str, request: dict[str, Any]) -> Answer:
        headers = request.pop("headers", {})
        answer = Answer(Verdict.AWAY)
        for fresh in (False, True):
            bearer = {"Authorization": f"Bearer {self._token(fresh=fresh)}"}
            answer = self._once(method, self.portal.url(service), headers={**headers, **bearer}, **request)
            if answer.status != httpx.codes.UNAUTHORIZED:
                break
        return answer

    def _once(self, method: str, url: str, **request: Any) -> Answer:
        outside.check(url, self.portal.hosts)
        with self.client.stream(method, url, **request) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    return Answer(Verdict.BROKEN, response.status_code, detail="the answer is too large")
        found = _object(bytes(body))
        code = None if found is None or "error_code" not in found else str(found["error_code"])
        said = str((found or {}).get("message") or "")
        return Answer(
            retrying.verdict(response.status_code, code), response.status_code, found or {}, said, code or ""
        )

    def _token(self, *, fresh: bool) -> str:
        line, portal = self.line, self.portal
        seed = sealing.mark(f"{portal.token_url} {portal.client_id} {portal.client_secret}")
        known = line.token and line.token_seed == seed and line.token_expires_at
        if known and not fresh and self.now < line.token_expires_at - AHEAD:  # type: ignore[operator]
            try:
                return sealing.unseal(line.token)
            except sealing.Unreadable:
                pass  # the secret key was changed: ask for a new one
        answer = self._once(
            "POST",
            portal.token_url,
            data={"grant_type": "client_credentials"},
            auth=(portal.client_id, portal.client_secret),
        )
        token = answer.body.get("access_token")
        if answer.status != httpx.codes.OK or not isinstance(token, str) or not token:
            raise NoToken(f"no access token: HTTP {answer.status} {str(answer.body.get('error', ''))[:60]}")
        lives = str(answer.body.get("expires_in") or "")
        ends = timedelta(seconds=int(lives)) if lives.isdecimal() and len(lives) < 9 else LIVES
        line.token, line.token_seed = sealing.seal(token), seed
        line.token_expires_at = self.now + ends
        line.save(update_fields=["token", "token_seed", "token_expires_at"])
        return token

    def _remember(self, service: str, code: str, answer: Answer, took_ms: int) -> None:
        detail = masked(answer.detail)
        Call.objects.create(
            at=self.now, verb=service, code=code, status=answer.status, verdict=answer.verdict.value,
            detail=detail, took_ms=took_ms,
        )  # fmt: skip
        line, on = self.line, local_date(self.now)
        if answer.verdict in (Verdict.TAKEN, Verdict.REFUSED):
            line.failures, line.rests_until, line.last_answer_at = 0, None, self.now
            line.save(update_fields=["failures", "rests_until", "last_answer_at"])
            return
        line.failures += 1
        line.last_failure_at = self.now
        line.last_error = f"{service}: {answer.status or ''} {detail}".strip()[:300]
        line.rests_until = retrying.rests_until(
            line.failures,
            self.now,
            int(parameters.value(dated.REST_AFTER, on)),
            parameters.value(dated.RESTS, on),
        )
        line.save(update_fields=["failures", "last_failure_at", "last_error", "rests_until"])
        if answer.verdict == Verdict.AWAY or line.rests_until is not None:
            self.is_open = False


def masked(said: str) -> str:
    """This will leave long numbers out of what the portal says: they may be somebody's."""
    return _LONG_NUMBERS.sub("…", said)[:300]


def _object(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
