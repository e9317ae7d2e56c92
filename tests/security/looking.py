"""What does an answer tell? Its words and headers, held against forbidden words, or against before."""

import re
from dataclasses import dataclass, replace
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client

from tests.security import attacks, people, scene
from tests.security.scene import LATER, Sent
from tinhso.core.clock import local_date
from tinhso.core.roles import Role
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.notices.models import Notice

OK = 200
ADMINISTRATION = re.compile(r"^/quan-tri/(?!thu-dinh-tuyen)")
KEEPERS = ("auditor", "administrator")
KEEPERS_PAGES = re.compile(r"^/quan-tri/ledger/")
"""Where auditor and administrator of the whole deployment read the bare facts, each with its code."""
PROOF = ("/api/v1/ledger/head", "/readyz", "/metrics")
"""The public head of the chain counts all facts and tells nothing else of them; the machine's own figures
count what it did, for this machine and whoever has its token."""
_CHANGING = re.compile(
    rb'name="(csrf-token|csrfmiddlewaretoken|id)" (value|content)="[^"]*"|data-token="[^"]*"'
)
"""Tokens against forged forms, and the number that a new form makes for itself."""


@dataclass(frozen=True)
class Seen:
    """What one browser saw at one address."""

    status: int
    leads_to: str
    words: bytes


def content(response: Any) -> bytes:
    """This will give a body, also one that comes in pieces."""
    return b"".join(response.streaming_content) if response.streaming else response.content


def _stands(response: Any, address: str) -> None:
    """No answer is a breakdown; /readyz says 503 because no worker runs here."""
    assert response.status_code < 500 or address.startswith("/readyz"), address


CURIOUS = frozenset({"everything of the commune", "coordinator", "auditor", "administrator", "anonymous"})
"""Who asks lists every question in a short run: together they may do all that the others may."""


def leaks(
    browser: Client, sealed: Sent, address: str, told: tuple[str, ...], *, asks: bool = True
) -> list[str]:
    """This will list the words told by an address: by GET, by HEAD and, where it is a list, when asked."""
    response = browser.get(address)
    found = _words_in(response, address, told)
    if response.status_code != OK:
        return found
    head = browser.head(address)
    assert not content(head), address
    found += _words_in(head, address, told)
    for asked in scene.questions(sealed, address) if asks else ():
        found += _words_in(browser.get(asked), asked, told)
        # The desk keeps the last search in the officer's own browser and shows it again: that is no leak.
        browser.cookies.pop("desk_filter", None)
    return found


def _words_in(response: Any, address: str, told: tuple[str, ...]) -> list[str]:
    """The words in an answer's body and headers, but for those that were asked and only come back."""
    _stands(response, address)
    headers = " ".join(f"{name}: {value}" for name, value in response.headers.items())
    words = (content(response).decode(errors="replace") + headers).lower()
    asked = address.lower()
    return [word for word in told if word in words and word not in asked]


def others(browsers: dict[str, Client]) -> dict[str, Client]:
    """This will leave out the desk for which sealed reports are."""
    return {who: browser for who, browser in browsers.items() if who != people.DESK}


def leaks_to_others(browsers: dict[str, Client], sealed: Sent) -> list[str]:
    """This will walk every address as everybody but the reporter and the restricted desk."""
    found = []
    for who, browser in others(browsers).items():
        for address in scene.walk(sealed.report.code, sealed.photos):
            is_ledger = who in KEEPERS and KEEPERS_PAGES.match(address)
            told = tuple(w for w in sealed.told if not (is_ledger and w == sealed.report.code))
            asks = attacks.IS_LONG or who in CURIOUS
            if words := leaks(browser, sealed, address, told, asks=asks):
                found.append(f"{who} reads {words} at {address}")
    return found


def views(browsers: dict[str, Client], code: str, photos: tuple[str, ...]) -> dict[tuple[str, str], Seen]:
    """This will keep what everybody else sees outside the administration, asked for this code and photos."""
    found = {}
    for who, browser in others(browsers).items():
        for address in scene.walk(code, photos):
            if address not in PROOF and not ADMINISTRATION.match(address):
                response = browser.get(address)
                _stands(response, address)
                words = _CHANGING.sub(b"", content(response)).decode(errors="replace")
                leads_to = _without(response.get("Location", ""), code, photos)
                words = _without(words, code, photos).encode()
                found[who, _without(address, code, photos)] = Seen(response.status_code, leads_to, words)
    return found


def _without(text: str, code: str, photos: tuple[str, ...]) -> str:
    text = text.replace(code, "CODE")
    for number, photo in enumerate(photos):
        text = text.replace(photo, f"PHOTO{number}")
    return text


PULSE = re.compile(rb'data-position="\d+"')
"""How far the centre has counted: it moves with every public report, so also with one sealed later."""


Views = dict[tuple[str, str], Seen]


def changes(before: Views, after: Views, *, but: re.Pattern[bytes] | None = None) -> list[str]:
    """This will name who sees a difference, and where; what matches `but` may differ."""
    assert before.keys() == after.keys()

    def kept(seen: Seen) -> Seen:
        return replace(seen, words=but.sub(b"", seen.words)) if but else seen

    differ = [key for key, was in before.items() if kept(after[key]) != kept(was)]
    return [f"{who} sees a change at {at}" for who, at in differ]


def in_indexes(told: tuple[str, ...], *, segments: bool = True) -> list[str]:
    """This will list the rows of the search index and of the centre's counters that hold one of the words.

    Without `segments` the blobs of SQLite's index are left out: what was deleted there is found by no
    search, but its letters stay until segments are merged (3.42 has `secure-delete`, Debian 12 has not).
    """
    rows = [str(row) for m in apps.get_app_config("ioc").get_models() for row in m.objects.values_list()]
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            if name.startswith("reports_words") and (segments or not name.endswith("_data")):
                cursor.execute(f'SELECT * FROM "{name}"')  # noqa: S608 (a name from the catalogue)
                rows += [" ".join(map(_read, row)) for row in cursor.fetchall()]
        cursor.execute("SELECT public_words FROM reports_report WHERE public_words <> ''")
        rows += [row[0] for row in cursor.fetchall()]
    return [row for row in rows if any(word in row.lower() for word in told)]


def _read(value: object) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def in_inboxes(told: tuple[str, ...]) -> list[str]:
    """This will list the officers outside the restricted desk whose inbox holds one of the words."""
    on = local_date(LATER)
    desk = {o.key for o in accounts.officers("TCD", on=on, role=Role.RESTRICTED)}
    notices = Notice.objects.filter(recipient__startswith="officer:").exclude(recipient__in=desk)
    return [n.recipient for n in notices if any(word in f"{n.texts} {n.url}".lower() for word in told)]
