"""Has somebody done this too often in the last hour? Counted in one statement, shared by all processes."""

import hashlib
import hmac
import ipaddress
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest

from tinhso.core.errors import TooMany

DAY_S = 86_400


@dataclass(frozen=True)
class Limit:
    """At most `most` uses of `key` in a window of `window_s` seconds that begins with the first use."""

    key: str
    most: int
    window_s: int = 3600


def key(purpose: str, identity: str) -> str:
    """This will name a counter; the identity (an address, a cookie) stands in it only as a keyed digest."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"{purpose}:{identity}".encode(), hashlib.sha256)
    return f"{purpose}:{digest.hexdigest()[:32]}"


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
    whatever a caller writes into it changes nothing.
    """
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
