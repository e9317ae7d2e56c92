"""Where does a story get its province from? Loaded once for a whole run, then copied in a blink."""

import json
import os
import secrets
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from filelock import FileLock

from tests.service import Service, fresh_postgres_database

DAYS = "2"
KEPT = "prepared.json"


@dataclass(frozen=True)
class Prepared:
    """Huế with two days of reports: `database` is SQLite's file or PostgreSQL's template.

    Its secrets were made with `secret_key`, so every copy is served with that.
    """

    folder: str
    database: str
    secret_key: str

    def service(self, folder: Path, *, limits: bool = False) -> Service:
        """This will give a deployment of its own in `folder`, on a copy of the province."""
        server = postgres()
        url = fresh_postgres_database(server, template=self.database) if server else None
        service = Service(folder, database_url=url, limits=limits)
        service.environment["TINHSO_SECRET_KEY"] = self.secret_key
        if not server:
            shutil.copyfile(self.database, folder / "service.sqlite3")
        shutil.copytree(Path(self.folder) / "data", folder / "data")
        return service


def postgres() -> str | None:
    """This will give the PostgreSQL on which the tests run, or None where it is SQLite."""
    url = os.environ.get("TINHSO_DATABASE_URL_FOR_TESTS", "")
    return url if url.startswith("postgres") else None


def prepared(shared: Path) -> Prepared:
    """This will load the province, or find it where another process of this run has loaded it in `shared`."""
    with FileLock(shared / "prepared.lock"):
        if (shared / KEPT).exists():
            return Prepared(**json.loads((shared / KEPT).read_text()))
        found = _loaded(shared / "prepared")
        (shared / KEPT).write_text(json.dumps(asdict(found)))
        return found


def _loaded(folder: Path) -> Prepared:
    folder.mkdir()
    server = postgres()
    name = f"prepared_{secrets.token_hex(6)}"
    url = fresh_postgres_database(server, name=name) if server else None
    service = Service(folder, database_url=url)
    service.tinhso("migrate")
    service.tinhso("demo", "load", "--province", "46", "--days", DAYS)
    file = folder / "service.sqlite3"
    assert not file.with_name(f"{file.name}-wal").exists(), "somebody still holds the database"
    return Prepared(str(folder), name if server else str(file), service.environment["TINHSO_SECRET_KEY"])


def drop(service: Service) -> None:
    """This will remove a deployment's database from the tests' PostgreSQL; files go with their folder."""
    server = postgres()
    if server:
        name = service.environment["TINHSO_DATABASE_URL"].partition("?")[0].rsplit("/", 1)[1]
        with psycopg.connect(server.replace("postgres://", "postgresql://"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
