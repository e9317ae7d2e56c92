"""Which reads may go to a copy of the database? The counts of boards and figures.

The copy (`TINHSO_REPLICA_URL`, PostgreSQL's streaming replication) is a moment behind. These pages count many
reports, so nobody sees the difference. No single report is read from it: one that was hidden or sealed a
moment ago would still be shown (docs/decisions/0014). Whatever decides, whoever signs in, all rules (they are
cached by the number of their last change, which only the original knows for sure) and every act stay with the
original too. Without the copy, or where it is away or too far behind, all goes to the original.
"""

import contextvars
import logging
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connections, models
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]

log = logging.getLogger("tinhso.replica")

ALIAS = "replica"
PAGES = frozenset({"ioc:board", "ioc:league", "ioc:wall", "ioc:live", "statistics:overview"})
TABLES = frozenset({"ioc", "worklist", "ledger"})
"""Counters, open work by kind, and how far the ledger is."""
LOOK_EVERY_S = 5.0
AWAY_FOR_S = 30.0
BEHIND_MOST_S = 60.0
BEHIND = (
    "SELECT CASE WHEN pg_is_in_recovery() THEN"
    " extract(epoch FROM now() - pg_last_xact_replay_timestamp()) ELSE 0 END"
)

_reading = contextvars.ContextVar("tinhso_replica", default=False)
_lock = threading.Lock()
_away_until = _look_at = 0.0


class Router:
    """Django's question: which database?"""

    def db_for_read(self, model: type[models.Model], **_hints: Any) -> str:
        """This will name the copy for what such a page reads, outside of transactions."""
        if (
            _reading.get()
            and model._meta.app_label in TABLES
            and not connections["default"].in_atomic_block
            and is_usable()
        ):
            return ALIAS
        return "default"

    def db_for_write(self, model: type[models.Model], **_hints: Any) -> str:
        """This will name the original, always."""
        return "default"

    def allow_relation(self, *_: Any, **__: Any) -> bool:
        """Both are the same rows."""
        return True

    def allow_migrate(self, db: str, *_: Any, **__: Any) -> bool:
        """The copy is made by the server."""
        return db == "default"


class Copied:
    """Lets the pages named above read from the copy; when it fails meanwhile, they ask the original."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _reading.set(False)
        try:
            return self.get_response(request)
        finally:
            _reading.reset(token)

    def process_view(self, request: HttpRequest, view: View, args: Any, named: Any) -> None:
        """This will let the page that follows read from the copy."""
        if may_be_behind(request):
            _reading.set(True)
            request.__dict__["read_again"] = partial(view, request, *args, **named)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """This will answer with the original's rows where reading the copy broke off."""
        if not _reading.get() or not isinstance(exception, OperationalError | InterfaceError):
            return None
        _reading.set(False)
        _leave("it failed while it was read")
        again: Callable[[], HttpResponse] = request.__dict__["read_again"]
        return again()


def may_be_behind(request: HttpRequest) -> bool:
    """This will tell whether the page is one of those that may be a moment behind."""
    found = request.resolver_match
    return (
        ALIAS in settings.DATABASES
        and request.method in ("GET", "HEAD")
        and found is not None
        and found.view_name in PAGES
    )


def is_usable() -> bool:
    """This will tell whether the copy answers and is not too far behind; looked at every few seconds."""
    global _look_at
    now = time.monotonic()
    if now < _away_until:
        return False
    with _lock:
        if now < _look_at:
            return True
        _look_at = now + LOOK_EVERY_S
    try:
        with connections[ALIAS].cursor() as cursor:
            cursor.execute(BEHIND)
            behind = cursor.fetchone()[0]
    except DatabaseError:
        _leave("it does not answer")
        return False
    if behind is not None and behind > BEHIND_MOST_S:
        _leave("it is too far behind")
        return False
    return True


def _leave(why: str) -> None:
    global _away_until
    _away_until = time.monotonic() + AWAY_FOR_S
    connections[ALIAS].close()
    log.warning("the replica is not asked for %d s: %s", AWAY_FOR_S, why)
