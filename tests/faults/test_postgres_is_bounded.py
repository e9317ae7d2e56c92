"""Does a statement end when it takes too long, and does a migration give way to those who work?"""

import subprocess
import sys

import psycopg
import pytest

from tests.prepared import postgres
from tests.service import Service

pytestmark = pytest.mark.skipif(postgres() is None, reason="tells of PostgreSQL alone")

SHOWN = """
from tinhso.config import wsgi
from django.db import connection
with connection.cursor() as cursor:
    for name in ("statement_timeout", "idle_in_transaction_session_timeout", "lock_timeout"):
        cursor.execute(f"SHOW {name}")
        print(cursor.fetchone()[0])
"""


def test_the_web_bounds_its_statements(service: Service) -> None:
    url = service.environment["TINHSO_DATABASE_URL"]
    for asked, told in ((url, "30s 1min 0"), (f"{url}&options=-c%20statement_timeout%3D5s", "5s 1min 0")):
        environment = {**service.environment, "TINHSO_DATABASE_URL": asked}
        done = subprocess.run(
            [sys.executable, "-c", SHOWN], env=environment, capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == told.split()


def test_a_migration_gives_way_and_comes_again(service: Service) -> None:
    url = service.environment["TINHSO_DATABASE_URL"].replace("postgres://", "postgresql://")
    command = [sys.executable, "-m", "tinhso.config", "migrate"]
    with psycopg.connect(url) as holder:
        holder.execute("LOCK TABLE django_migrations IN ACCESS EXCLUSIVE MODE")
        begun = subprocess.Popen(command, env=service.environment, stderr=subprocess.PIPE, text=True)
        assert begun.stderr is not None
        assert "nhường chỗ" in begun.stderr.readline()
        holder.rollback()
        assert begun.wait(timeout=60) == 0
