"""How is a provider called? Within seconds, a few times, to its own host, and each call is told of."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from tinhso.foundation.notices.channels import outside
from tinhso.foundation.notices.channels.outside import Answer
from tinhso.foundation.notices.channels.parcel import LineDown
from tinhso.gateway.payments.adapters.access import Access
from tinhso.gateway.payments.adapters.shapes import Away, Note, Rejected

PAUSES_S = (0.2, 0.6)
"""Before the second and the third try; the payer is waiting."""


def call(
    access: Access, note: Note, verb: str, method: str, path: str, *, again: bool = True, **request: Any
) -> Answer:
    """This will call, `again` where nobody answered or the other side broke. Raises Away."""
    url = f"{access.url}{path}"
    outside.check(url, access.hosts)
    with outside.client() as client:
        for pause in (*(PAUSES_S if again else ()), None):
            answer = _once(lambda: outside.call(client, method, url, **request), verb, note)
            if answer is not None and answer.status < 500 and answer.status != 429:
                return answer
            if pause is not None:
                time.sleep(pause)
    raise Away()


def _once(send: Callable[[], Answer], verb: str, note: Note) -> Answer | None:
    began = time.monotonic()
    answer, result = None, ""
    try:
        answer = send()
        result = f"HTTP {answer.status}"
    except LineDown as gone:
        result = str(gone).partition(":")[0]
    note(verb, result[:60], int((time.monotonic() - began) * 1000))
    return answer


def page(url: object, access: Access) -> str:
    """This will let pass an address to which a payer may be sent. Raises Rejected."""
    if not isinstance(url, str) or len(url) > 2000 or not url.isprintable():
        raise Rejected()
    try:
        parts = urlsplit(url)
    except ValueError as broken:
        raise Rejected() from broken
    if f"{parts.scheme}://{parts.netloc}" not in access.pages:
        raise Rejected()
    return url
