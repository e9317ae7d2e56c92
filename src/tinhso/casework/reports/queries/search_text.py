"""Which public reports speak of these words? The one place with SQL of one dialect, and its twin.

Both index the column `public_words` (folded, masked text of public reports only) and follow it by themselves:
SQLite by triggers, PostgreSQL by an index over an expression. FTS5 cannot fold đ, so words come folded.
"""

from typing import Any

from django.db import connections
from django.db.models import QuerySet

from tinhso.core.folding import fold

WORDS_MAX = 12
FEW = 2_000

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
_POSTGRESQL = (
    """CREATE INDEX IF NOT EXISTS reports_words ON reports_report
       USING gin (to_tsvector('simple'::regconfig, public_words)) WHERE public_words <> ''""",
)
# Neither database knows how common an unfinished word is, and each guesses wrongly in its own way: so the
# matches are counted first, and the condition is written for few or for many.
# SQLite fetches and sorts every match; the plus makes it walk the reports newest first instead and ask each
# whether it is in the match (68,000 matches: 120 ms without, 9 ms with).
_SQLITE_FEW = "reports_report.id IN (SELECT rowid FROM reports_words WHERE reports_words MATCH %s)"
_SQLITE_MANY = f"+{_SQLITE_FEW}"
_SQLITE_SIZE = "SELECT count(*) FROM reports_words WHERE reports_words MATCH %s"
# PostgreSQL walks newest first (12 matches in 60,000: 845 ms); the array has the index asked first (2 ms).
_POSTGRESQL_MANY = (
    "reports_report.public_words <> '' AND "
    "to_tsvector('simple'::regconfig, reports_report.public_words) @@ to_tsquery('simple'::regconfig, %s)"
)
_POSTGRESQL_FOUND = f"FROM reports_report WHERE {_POSTGRESQL_MANY}"
_POSTGRESQL_FEW = f"reports_report.id = ANY (ARRAY(SELECT reports_report.id {_POSTGRESQL_FOUND}))"
_POSTGRESQL_SIZE = f"SELECT count(*) FROM (SELECT 1 {_POSTGRESQL_FOUND} LIMIT {FEW + 1}) AS found"  # noqa: S608


def prepare(using: str = "default", **_: Any) -> None:
    """This will build the index where it is missing (after `migrate`, which may have remade the table)."""
    connection = connections[using]
    if "reports_report" not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for statement in _SQLITE if connection.vendor == "sqlite" else _POSTGRESQL:
            cursor.execute(statement)


def matching(rows: QuerySet[Any], q: str) -> QuerySet[Any]:
    """This will keep the reports that hold every word of `q`, the last one perhaps unfinished."""
    query = _query(q, rows.db)
    if not query:
        return rows.none()
    is_common = _size(query, rows.db) > FEW
    if connections[rows.db].vendor == "sqlite":
        match = _SQLITE_MANY if is_common else _SQLITE_FEW
    else:
        match = _POSTGRESQL_MANY if is_common else _POSTGRESQL_FEW
    return rows.extra(where=[match], params=[query])  # noqa: S610 (constant text, the words are parameters)


def count(rows: QuerySet[Any], q: str) -> int:
    """This will count the public reports that hold every word of `q`: only theirs are in the index."""
    query = _query(q, rows.db)
    if not query:
        return 0
    if connections[rows.db].vendor == "sqlite":
        return _size(query, rows.db)
    return rows.extra(where=[_POSTGRESQL_MANY], params=[query]).order_by().count()  # noqa: S610


def _query(q: str, using: str) -> str:
    words = fold(q).split()[:WORDS_MAX]
    if not words:
        return ""
    if connections[using].vendor == "sqlite":
        return " AND ".join(f'"{w}"' for w in words) + "*"
    return " & ".join(words) + ":*"


def _size(query: str, using: str) -> int:
    """How many match: on SQLite exactly, on PostgreSQL up to one more than few."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE_SIZE if connection.vendor == "sqlite" else _POSTGRESQL_SIZE, [query])
        return int(cursor.fetchone()[0])
