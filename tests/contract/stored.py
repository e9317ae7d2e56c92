"""What lies on the disk after all? Read past the service, on either database."""

import sqlite3
from pathlib import Path
from typing import Any

import psycopg

from tests.service import Service


class Stored:
    """The deployment's database and data folder as a thief would see them."""

    def __init__(self, service: Service) -> None:
        self.url = service.environment["TINHSO_DATABASE_URL"]
        self.folder = Path(service.environment["TINHSO_DATA_DIR"])
        self.logs = service.folder
        self.is_sqlite = self.url.startswith("sqlite")
        self.file = Path(self.url.removeprefix("sqlite:///"))

    def run(self, statement: str, *values: Any) -> list[tuple[Any, ...]]:
        """This will run one statement; `?` stands for a value on both databases."""
        if self.is_sqlite:
            with sqlite3.connect(self.file, timeout=20) as database:
                return database.execute(statement, values).fetchall()
        with psycopg.connect(self.url.replace("postgres://", "postgresql://")) as database:
            cursor = database.execute(statement.replace("?", "%s"), values)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []

    def holds(self, text: str) -> bool:
        """This will tell whether the words stand anywhere: in a row, in a file of the data folder."""
        sought = text.encode()
        if any(sought in path.read_bytes() for path in self.folder.rglob("*") if path.is_file()):
            return True
        if self.is_sqlite:
            return any(sought in p.read_bytes() for p in self.file.parent.glob(f"{self.file.name}*"))
        tables = self.run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return any(
            self.run(f'SELECT 1 FROM "{table}" AS t WHERE strpos(t::text, ?) > 0 LIMIT 1', text)  # noqa: S608
            for (table,) in tables
        )

    def logged(self, text: str) -> bool:
        """This will tell whether web or worker wrote the words to their logs."""
        return any(text.encode() in log.read_bytes() for log in self.logs.glob("*.log"))
