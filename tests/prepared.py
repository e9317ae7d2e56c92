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
AT_ANY_HOUR = """
from datetime import date
from tinhso.core.models import ParameterValue
from tinhso.core.revisions import touch
from tinhso.demo import texts
from tinhso.foundation.agencies.models import Competence
from tinhso.foundation.notices import dated
Competence.objects.filter(citation=texts.TAUGHT_BY).update(valid_from=date(2999, 1, 1))
ParameterValue.objects.filter(key=dated.QUIET_HOURS.key).update(value=["00:00", "00:00"])
touch("parameters")
"""
"""A story has one end by day and by night: what the desk teaches in played days hangs on the hour of the run,
and a notice would wait for the morning.
"""


@dataclass(frozen=True)
class Prepared:
    """Huế with two days of reports: `database` is SQLite's file or PostgreSQL's template.

    Its secrets were made with `secret_key`, so every copy is served with that. `empty` is the same before
    anything happened in it.
    """

    folder: str
    database: str
    empty: str
    secret_key: str

    def service(self, folder: Path, *, limits: bool = False) -> Service:
        """This will give a deployment of its own in `folder`, on a copy of the province."""
        service = self._copy(self.database, folder, limits=limits)
        shutil.copytree(Path(self.folder) / "data", folder / "data")
        return service

    def new(self, folder: Path) -> Service:
        """This will give a deployment of its own in `folder` in which nothing has happened yet."""
        return self._copy(self.empty, folder, limits=False)

    def _copy(self, database: str, folder: Path, *, limits: bool) -> Service:
        server = postgres()
        url = fresh_postgres_database(server, template=database) if server else None
        service = Service(folder, database_url=url, limits=limits)
        service.environment["TINHSO_SECRET_KEY"] = self.secret_key
        if not server:
            shutil.copyfile(database, folder / "service.sqlite3")
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
    file, empty = folder / "service.sqlite3", f"empty_{name}" if server else str(folder / "empty.sqlite3")
    service.tinhso("migrate")
    if server:
        fresh_postgres_database(server, name=empty, template=name)
    else:
        shutil.copyfile(_closed(file), empty)
    service.tinhso("demo", "load", "--province", "46", "--days", DAYS)
    service.tinhso("django", "shell", "-c", AT_ANY_HOUR)
    database = name if server else str(_closed(file))
    return Prepared(str(folder), database, empty, service.environment["TINHSO_SECRET_KEY"])


def _closed(file: Path) -> Path:
    assert not file.with_name(f"{file.name}-wal").exists(), "somebody still holds the database"
    return file


def drop(service: Service) -> None:
    """This will remove a deployment's database from the tests' PostgreSQL; files go with their folder."""
    server = postgres()
    if server:
        name = service.environment["TINHSO_DATABASE_URL"].partition("?")[0].rsplit("/", 1)[1]
        with psycopg.connect(server.replace("postgres://", "postgresql://"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
