"""Has somebody done this too often in the last hour? Counted in one statement, shared by all processes.

What only reads is counted in memory instead (`take_here`).
"""

import hmac
import ipaddress
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest

from tinhso.core.errors import TooMany

DAY_S = 86_400
A_CALLERS_NETWORK = 64
"""Bits of an IPv6 address that name a caller; the rest the caller chooses."""


@dataclass(frozen=True)
class Limit:
    """At most `most` uses of `key` in a window of `window_s` seconds that begins with the first use."""

    key: str
    most: int
    window_s: int = 3600


def key(purpose: str, identity: str) -> str:
    """This will name a counter; the identity (an address, a cookie) stands in it only as a keyed digest."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), f"{purpose}:{identity}".encode(), "sha256")
    return f"{purpose}:{digest.hex()[:32]}"


def take(limits: Sequence[Limit], *, now: datetime) -> None:
    """This will count one use of every limit, or none: raises TooMany when one of them is used up.

    One statement; call it first in the transaction of what is limited, so that a refused act counts nothing.
    """
    if not limits or not settings.RATE_LIMITS:
        return
    second = int(now.timestamp())
    most = {limit.key: limit for limit in limits}
    values: list[str | int] = []
    for name in sorted(most):  # in one order for everybody, so that no two wait for each other
        values += [name, second, most[name].window_s]
    rows = ", ".join(["(%s, %s, %s, 1)"] * len(most))
    # the same words in SQLite (3.35 and later) and PostgreSQL
    statement = f"""
        INSERT INTO core_spent AS s (key, since, window_s, used) VALUES {rows}
        ON CONFLICT (key) DO UPDATE SET
          used = CASE WHEN s.since + s.window_s <= excluded.since THEN 1 ELSE s.used + 1 END,
          since = CASE WHEN s.since + s.window_s <= excluded.since THEN excluded.since ELSE s.since END,
          window_s = excluded.window_s
        RETURNING key, since, used"""  # noqa: S608 (only placeholders are put in)
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        cursor.execute(statement, values)
        for name, since, used in cursor.fetchall():
            if used > most[name].most:
                raise TooMany(max(1, since + most[name].window_s - second))


_HERE_MOST = 10_000
_here: dict[str, tuple[int, int]] = {}
_here_lock = threading.Lock()


def take_here(limit: Limit, *, now: datetime) -> None:
    """This will count one use in this process's memory: reading writes no row. Raises TooMany.

    Several web processes count apart, so a caller gets at most that many times `most`.
    """
    if not settings.RATE_LIMITS:
        return
    second = int(now.timestamp())
    with _here_lock:
        since, used = _here.get(limit.key, (second, 0))
        if since + limit.window_s <= second:
            since, used = second, 0
        if used >= limit.most:
            raise TooMany(max(1, since + limit.window_s - second))
        if len(_here) >= _HERE_MOST and limit.key not in _here:
            del _here[next(iter(_here))]  # the one that came first
        _here[limit.key] = since, used + 1


def refuse_used_up(limit: Limit, *, now: datetime) -> None:
    """This will raise TooMany where `take_here` would, and count nothing."""
    second = int(now.timestamp())
    with _here_lock:
        since, used = _here.get(limit.key, (second, 0))
    if settings.RATE_LIMITS and used >= limit.most and second < since + limit.window_s:
        raise TooMany(since + limit.window_s - second)


def give_back(limits: Sequence[Limit]) -> None:
    """This will forget what was used of these limits: the right answer clears the wrong ones before it."""
    from tinhso.core.models import Spent

    Spent.objects.filter(key__in=[limit.key for limit in limits]).delete()


def forget(now: datetime, *, limit: int = 10_000) -> int:
    """This will drop counters whose window ended a day ago, at most `limit` of them; tells how many."""
    from tinhso.core.models import Spent

    old = Spent.objects.filter(since__lt=int(now.timestamp()) - DAY_S).values_list("key", flat=True)
    return Spent.objects.filter(key__in=list(old[: min(limit, 500)])).delete()[0]


def client_address(request: HttpRequest) -> str:
    """This will give the caller's address: the nearest one that is not a proxy of the deployment's own.

    X-Forwarded-For is read from its end, and only as far as each hop was written by a trusted proxy, so
    whatever a caller writes into it changes nothing. Of an IPv6 address the network is given
    ("2001:db8:1:2::"): every line and telephone has 2^64 of them, and one for each request knows no limit.
    """
    return _of_one_caller(_nearest(request))


def _of_one_caller(address: str) -> str:
    found = _address(address)
    if found is None:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.IPv6Network((int(found), A_CALLERS_NETWORK), strict=False).network_address)


def _nearest(request: HttpRequest) -> str:
    address = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.TRUSTED_PROXIES:
        return address
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    while hops and _is_trusted(address):
        before = _address(hops.pop())
        if before is None:
            break
        address = str(before)
    return address


def _is_trusted(address: str) -> bool:
    found = _address(address)
    # a socket of the machine itself has no address: whoever reaches it is the proxy
    return address == "" or (
        found is not None and any(found in network for network in _networks(tuple(settings.TRUSTED_PROXIES)))
    )


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


@cache
def _networks(names: tuple[str, ...]) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(name, strict=False) for name in names)
