"""Which public reports speak of these words? The one place with SQL of one dialect, and its twin.

Both index the column `public_words` (folded, masked text of public reports only) and follow it by themselves:
SQLite by triggers, PostgreSQL by an index over an expression. FTS5 cannot fold đ, so words come folded.

An index finds few reports at once and must gather all of many before the newest are known. So words that
stand in many reports are looked for in the reports themselves, newest first, until the page is full. Which
way is shorter is asked of the newest reports; both ways find the same.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connections
from django.db.models import QuerySet

from tinhso.core.folding import fold

WORDS_MAX = 12
FEW = 1_000
"""So many are read from the index and counted one by one; a person who finds more adds a word."""
LOOKED_AT = 500
"""How many of the newest reports say whether words are common: below one in a hundred they are not."""
COMMON = 5
KEPT_FOR = timedelta(seconds=60)
KEPT_MOST = 500

_SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS reports_words USING fts5(
         public_words, content='reports_report', content_rowid='id', tokenize='unicode61')""",
    """CREATE TRIGGER IF NOT EXISTS reports_words_in AFTER INSERT ON reports_report
       WHEN new.public_words <> '' BEGIN
         INSERT INTO reports_words(rowid, public_words) VALUES (new.id, new.public_words); END""",
    """CREATE TRIGGER IF NOT EXISTS reports_words_out AFTER DELETE ON reports_report
       WHEN old.public_words <> '' BEGIN
         INSERT INTO reports_words(reports_words, rowid, public_words)
         VALUES ('delete', old.id, old.public_words); END""",
    """CREATE TRIGGER IF NOT EXISTS reports_words_gone AFTER UPDATE OF public_words ON reports_report
       WHEN old.public_words <> '' AND old.public_words <> new.public_words BEGIN
         INSERT INTO reports_words(reports_words, rowid, public_words)
         VALUES ('delete', old.id, old.public_words); END""",
    """CREATE TRIGGER IF NOT EXISTS reports_words_new AFTER UPDATE OF public_words ON reports_report
       WHEN new.public_words <> '' AND old.public_words <> new.public_words BEGIN
         INSERT INTO reports_words(rowid, public_words) VALUES (new.id, new.public_words); END""",
)
_POSTGRESQL = {
    "reports_words": """USING gin (to_tsvector('simple'::regconfig, public_words))
       WHERE public_words <> ''""",
    # Not the words beside the order, which would be read alone: an index holds no row above 8 kB.
    "reports_words_newest": """(received_at DESC, id DESC)
       WHERE visibility = 'public' AND public_words <> ''""",
}
# PostgreSQL guesses how many hold an unfinished word, and wrongly: it would walk newest first past all the
# others (12 matches in 60,000: 845 ms). The array has the index asked first (2 ms).
_MATCH = {
    "sqlite": "reports_report.id IN (SELECT rowid FROM reports_words WHERE reports_words MATCH %s)",
    "postgresql": (
        "reports_report.id = ANY (ARRAY(SELECT found.id FROM reports_report AS found WHERE"
        " found.public_words <> '' AND"
        " to_tsvector('simple'::regconfig, found.public_words) @@ to_tsquery('simple'::regconfig, %s)))"
    ),
}
_MATCHES = {
    "sqlite": "SELECT rowid FROM reports_words WHERE reports_words MATCH %s",
    "postgresql": (
        "SELECT 1 FROM reports_report WHERE public_words <> '' AND"
        " to_tsvector('simple'::regconfig, public_words) @@ to_tsquery('simple'::regconfig, %s)"
    ),
}
# "> 0" and not LIKE: what PostgreSQL knows nothing of it takes for a third of all, and walks newest first.
_HOLDS = {
    "sqlite": "instr(' ' || {table}.public_words || ' ', %s) > 0",
    "postgresql": "strpos(' ' || {table}.public_words || ' ', %s) > 0",
}
_NEWEST = """SELECT count(*) FROM (
    SELECT public_words FROM reports_report WHERE visibility = 'public' AND public_words <> ''
    ORDER BY received_at DESC, id DESC LIMIT {looked_at}) AS newest WHERE {holds}"""


def prepare(using: str = "default", **_: Any) -> None:
    """This will build the index where it is missing (after `migrate`, which may have remade the table)."""
    connection = connections[using]
    if "reports_report" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in _SQLITE:
                cursor.execute(statement)
        else:
            _prepare_postgresql(cursor, outside=not connection.in_atomic_block)


def _prepare_postgresql(cursor: Any, *, outside: bool) -> None:
    """Reports come in meanwhile: nothing is locked, except inside a transaction, which cannot do without."""
    quietly = "CONCURRENTLY" if outside else ""
    cursor.execute(
        "SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'reports_report'::regclass"
        " AND NOT indisvalid"
    )
    broken_off = {name for (name,) in cursor.fetchall()}
    for name, what in _POSTGRESQL.items():
        if name in broken_off:
            cursor.execute(f"DROP INDEX {quietly} {name}")
        cursor.execute(f"CREATE INDEX {quietly} IF NOT EXISTS {name} ON reports_report {what}")


def matching(rows: QuerySet[Any], q: str, now: datetime) -> QuerySet[Any]:
    """This will keep the reports that hold every word of `q`, the last one perhaps unfinished."""
    words = _words(q)
    if not words:
        return rows.none()
    vendor = connections[rows.db].vendor
    if not size(q, rows.db, now).is_common:
        return rows.extra(where=[_MATCH[vendor]], params=[_query(words, vendor)])  # noqa: S610 (constant text)
    holds, params = _holds(words, vendor, "reports_report")
    # the indexes hold nothing else; PostgreSQL recognises its own by these words
    where = ["reports_report.public_words <> ''", holds]
    return rows.extra(where=where, params=params)  # noqa: S610 (constant text, the words are parameters)


def _words(q: str) -> list[str]:
    return fold(q).split()[:WORDS_MAX]


def _holds(words: list[str], vendor: str, table: str) -> tuple[str, list[str]]:
    """The condition that a row holds the words, and its parameters."""
    one = _HOLDS[vendor].format(table=table)
    return " AND ".join([one] * len(words)), [*(f" {w} " for w in words[:-1]), f" {words[-1]}"]


def _query(words: list[str], vendor: str) -> str:
    """The words as the index of the database is asked."""
    if vendor == "sqlite":
        return " AND ".join(f'"{w}"' for w in words) + "*"
    return " & ".join(words) + ":*"


@dataclass(frozen=True)
class Size:
    """How many public reports hold some words: whether they are many, and how many up to one more than a few.

    `number` is None where newest reports showed that they are many and nobody counted.
    """

    is_common: bool
    number: int | None


_known: dict[tuple[str, ...], tuple[datetime, Size]] = {}


def size(q: str, using: str, now: datetime) -> Size:
    """This will tell how many public reports hold the words of `q`; that it is many is kept for a minute."""
    words = _words(q)
    if not words:
        return Size(is_common=False, number=0)
    key = (using, *words)
    known = _known.get(key)
    if known and timedelta(0) <= now - known[0] < KEPT_FOR:
        return known[1]
    if len(_known) > KEPT_MOST:
        _known.clear()
    found = _size(words, using)
    if found.is_common:
        _known[key] = (now, found)
    return found


def _size(words: list[str], using: str) -> Size:
    # SQLite's index gives its matches one by one and stops at a thousand; PostgreSQL's gathers all before.
    if connections[using].vendor != "sqlite" and _stand_in_the_newest(words, using):
        return Size(is_common=True, number=None)
    number = _up_to_a_few(words, using)
    return Size(is_common=number > FEW, number=number)


def _stand_in_the_newest(words: list[str], using: str) -> bool:
    holds, params = _holds(words, connections[using].vendor, "newest")
    statement = _NEWEST.format(looked_at=LOOKED_AT, holds=holds)
    return _number(statement, params, using) >= COMMON


def _up_to_a_few(words: list[str], using: str) -> int:
    """Those that newest reports seldom hold may have been common once: a flood, a festival."""
    vendor = connections[using].vendor
    statement = f"SELECT count(*) FROM ({_MATCHES[vendor]} LIMIT {FEW + 1}) AS found"  # noqa: S608 (own text)
    return _number(statement, [_query(words, vendor)], using)


def _number(statement: str, params: list[str], using: str) -> int:
    with connections[using].cursor() as cursor:
        cursor.execute(statement, params)
        return int(cursor.fetchone()[0])
