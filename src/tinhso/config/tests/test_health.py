"""Does the deployment say by itself what somebody should do soon?"""

import os

import pytest
from django.db import connection

from tinhso.config import health


@pytest.mark.django_db
def test_a_file_that_outgrew_its_office_says_so(tmp_path, monkeypatch):
    file = tmp_path / "grown.sqlite3"
    file.touch()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    assert "move-to" not in " ".join(health.look().warnings)
    os.truncate(file, 2_000_000_001)
    told = "2 GB" in " ".join(health.look().warnings)
    assert told == (connection.vendor == "sqlite")
