"""How is a picture at an address that somebody else named fetched without being led astray?

Only from hosts that the deployment names, only by http(s) on their usual ports, never from an address that
is not public (each name is resolved here, every answer checked, and the connection goes to the checked
address, so that a name cannot change its mind in between); redirects walk the same way; bounded in time and
size (ASVS 5.0, 1.3.6).
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Collection
from urllib.parse import urljoin, urlsplit

import httpx

CONNECT_S = 3.0
WHOLE_S = 8.0
REDIRECTS_MOST = 3
AT_ONCE = 2
Resolve = Callable[[str, int], list[str]]

_slots = threading.BoundedSemaphore(AT_ONCE)
"""Fetching holds a web thread: two at most, or slow hosts would stand in everybody's way."""


class NotFetched(Exception):
    """The picture was not fetched; the sentence is for the log, not for the public."""


class TooBig(NotFetched):
    """It has more bytes than may be fetched: trying again does not help."""


def resolve(host: str, port: int) -> list[str]:
    """This will give every address of a host."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """This will tell whether an address is public; a mapped or tunnelled one counts as what it hides."""
    try:
        found = ipaddress.ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        hidden = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if hidden is not None:
            return is_public(str(hidden))
        if found in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
        if (
            found.is_reserved or found.is_site_local
        ):  # "global" for Python: ::127.0.0.1, 64:ff9b:1::/48, fec0::
            return False
    return found.is_global and not found.is_multicast


def fetch(
    url: str,
    *,
    hosts: Collection[str],
    most_bytes: int,
    look_up: Resolve = resolve,
    may_call: Callable[[str], bool] = is_public,
) -> bytes:
    """This will fetch at most `most_bytes`. Raises NotFetched for whatever stands in the way."""
    if not _slots.acquire(timeout=CONNECT_S):
        raise NotFetched("too many pictures are being fetched")
    try:
        end = time.monotonic() + WHOLE_S
        for _ in range(REDIRECTS_MOST + 1):
            scheme, host, port = _parts(url, hosts)
            address = _checked(host, port, look_up, may_call)
            found = _once(url, address, (scheme, host, port), most_bytes=most_bytes, end=end)
            if isinstance(found, bytes):
                return found
            url = found
        raise NotFetched("too many redirects")
    finally:
        _slots.release()


def _checked(host: str, port: int, look_up: Resolve, may_call: Callable[[str], bool]) -> str:
    """The address to call: every answer of the name must be one that may be called."""
    try:
        addresses = look_up(host, port)
    except OSError as gone:
        raise NotFetched(f"{host} has no address") from gone
    if not addresses or not all(map(may_call, addresses)):
        raise NotFetched(f"{host} leads to an address that is not public")
    return addresses[0]


def _once(
    url: str, address: str, origin: tuple[str, str, int], *, most_bytes: int, end: float
) -> bytes | str:
    """The bytes, or the address to which they have moved."""
    scheme, host, port = origin
    target = httpx.URL(url).copy_with(host=address, fragment=None)
    usual = (scheme, port) in (("http", 80), ("https", 443))
    request = {
        "headers": {
            "Host": host if usual else f"{host}:{port}",
            "Accept": "image/*",
            "Accept-Encoding": "identity",
            "User-Agent": "tinhso",
        },
        "extensions": {"sni_hostname": host},
    }
    left = max(0.1, end - time.monotonic())
    timeout = httpx.Timeout(min(left, CONNECT_S))
    try:
        with (
            httpx.Client(follow_redirects=False, trust_env=False, timeout=timeout) as client,
            client.stream("GET", target, **request) as answer,  # type: ignore[arg-type]
        ):
            if answer.has_redirect_location:
                return urljoin(url, answer.headers["location"])
            if answer.status_code != httpx.codes.OK:
                raise NotFetched(f"{host} answered {answer.status_code}")
            return _bounded(answer, most_bytes, end)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as gone:
        raise NotFetched(f"{type(gone).__name__}") from gone


def _parts(url: str, hosts: Collection[str]) -> tuple[str, str, int]:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").rstrip(".").lower(), parts.port
    except ValueError as broken:
        raise NotFetched("not an address") from broken
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc:
        raise NotFetched("not a plain web address")
    port = port or (443 if parts.scheme == "https" else 80)
    named = f"{host}:{port}" in hosts or (
        port in (80, 443) and any(host == h or (h.startswith("*.") and host.endswith(h[1:])) for h in hosts)
    )
    if not named:
        raise NotFetched(f"{host} is not among the hosts that may be asked")
    return parts.scheme, host, port


def _bounded(answer: httpx.Response, most_bytes: int, end: float) -> bytes:
    if answer.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise NotFetched("the picture came packed, and could unpack to any size")
    kept = bytearray()
    for chunk in answer.iter_raw():
        kept += chunk
        if len(kept) > most_bytes:
            raise TooBig("the picture is too large")
        if time.monotonic() > end:
            raise NotFetched("the picture takes too long")
    return bytes(kept)
