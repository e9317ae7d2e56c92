"""Does an upgrade bring every table to what the code says, in whatever order a process keeps its sets?"""

import os
import subprocess
import sys

import pytest

SAYS = "from tinhso.config.cli import main; main()"


@pytest.mark.parametrize("seed", ["1", "2"])
def test_no_migration_is_missing(seed, tmp_path):
    variables = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "TINHSO_DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
        "TINHSO_DATA_DIR": str(tmp_path),
    }
    words = [sys.executable, "-c", SAYS, "django", "makemigrations", "--check", "--dry-run"]
    asked = subprocess.run(words, env=variables, capture_output=True, text=True, check=False)
    assert asked.returncode == 0, asked.stdout + asked.stderr
