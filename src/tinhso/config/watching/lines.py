"""What does a line of the log look like? One JSON object, found by its request's id, that tells of nobody.

Messages are our own sentences with ids in them. What is not ours is kept out: paths (codes and tokens), what
an exception says (it quotes what it could not take in), statements with their values, addresses called.
"""

import contextvars
import logging
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson
import psycopg

Caught = tuple[type[BaseException], BaseException, TracebackType | None]

_about: contextvars.ContextVar[dict[str, Any] | None] = contextvars.ContextVar("tinhso_log", default=None)
SOURCE = str(Path(__file__).resolve().parents[3])
FRAMES = 12


@contextmanager
def about(**fields: Any) -> Iterator[None]:
    """This will add the fields (`request_id`, `job`) to every line written inside."""
    token = _about.set({**(_about.get() or {}), **fields})
    try:
        yield
    finally:
        _about.reset(token)


class WithoutPaths(logging.Filter):
    """Django names the path of a refused request; the route says enough."""

    def filter(self, record: logging.LogRecord) -> bool:
        """This will let every record pass, without the path."""
        request = getattr(record, "request", None)
        if request is not None:
            from tinhso.config.watching.requests import route_of

            record.msg, record.args = "answered with %s", (getattr(record, "status_code", "?"),)
            record.__dict__["fields"] = {
                "request_id": getattr(request, "request_id", ""),
                "method": request.method,
                "route": route_of(request),
            }
            del record.__dict__["request"]
        return True


class Plain(logging.Formatter):
    """For people: time, level, name, sentence, then what the line is about."""

    def format(self, record: logging.LogRecord) -> str:
        """This will write one record."""
        told = _fields(record)
        left = " ".join(
            f"{key}={value}" for key, value in told.items() if key not in _HEAD and key != "where"
        )
        rows = [f"{told['time']} {record.levelname} {record.name} {told['message']} {left}".rstrip()]
        return "\n  ".join([*rows, *told.get("where", ())])


class Json(logging.Formatter):
    """For programs: the same as one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """This will write one record."""
        return orjson.dumps(_fields(record), default=str).decode()


_HEAD = ("time", "level", "logger", "message")


def _fields(record: logging.LogRecord) -> dict[str, Any]:
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": record.getMessage(),
        **(_about.get() or {}),
        **getattr(record, "fields", {}),
    }
    if record.exc_info and record.exc_info[1] is not None:
        told |= _of_exception(record.exc_info[1])
    return told


def _of_exception(error: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
    told: dict[str, Any] = {
        "exception": " < ".join(_chain(error)),
        "where": [f"{_short(f.filename)}:{f.lineno} {f.name}" for f in frames],
    }
    if said := _said(error):
        told["said"] = said
    return told


def _chain(error: BaseException) -> list[str]:
    names: list[str] = []
    seen: set[int] = set()
    one: BaseException | None = error
    while one is not None and id(one) not in seen:
        seen.add(id(one))
        names.append(f"{type(one).__module__}.{type(one).__qualname__}".removeprefix("builtins."))
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return names


def _said(error: BaseException) -> str:
    """The words of an exception where they cannot quote anybody: the system's, SQLite's, names of tables."""
    one: BaseException | None = error
    while one is not None:
        if isinstance(one, sqlite3.Error):
            return str(one)  # names tables and columns, never values
        if isinstance(one, psycopg.Error):
            named = (one.sqlstate, one.diag.constraint_name, one.diag.table_name)
            return " ".join(name for name in named if name)
        if isinstance(one, OSError) and one.strerror:
            return one.strerror
        one = one.__cause__
    return ""


def _short(filename: str) -> str:
    return filename.removeprefix(SOURCE + "/").rpartition("site-packages/")[2]


def configured(*, level: str, form: str, debug: bool) -> dict[str, Any]:
    """This will give Django's LOGGING: `level` and `form` as the environment says, stderr alone."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_paths": {"()": "tinhso.config.watching.lines.WithoutPaths"}},
        "formatters": {
            "json": {"()": "tinhso.config.watching.lines.Json"},
            # whoever develops wants to read whole exceptions
            "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
            if debug
            else {"()": "tinhso.config.watching.lines.Plain"},
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "line" if debug else form,
                "filters": ["without_paths"],
            },
            "nowhere": {"class": "logging.NullHandler"},
        },
        "loggers": {
            # Anybody can ask for another host's name, as often as they like: answered with 400, no traceback.
            "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
            # These name statements with their values, addresses called, people who sign in.
            "django.db.backends": {"level": "INFO"},
            # unknown addresses and refusals are counted, and told by `tinhso.request` where every request is
            "django.request": {"level": "ERROR"},
            "httpx": {"level": "WARNING"},
            "httpcore": {"level": "WARNING"},
            "axes": {"level": "ERROR"},
            # a collector that is away is told once a batch, not at each try
            "opentelemetry": {"level": "ERROR"},
            "PIL": {"level": "INFO"},
            # granian's own: it starts, ends, lost a worker
            "_granian": {"handlers": ["stderr"], "propagate": False},
        },
        "root": {"handlers": ["stderr"], "level": "INFO" if debug else level.upper()},
    }
