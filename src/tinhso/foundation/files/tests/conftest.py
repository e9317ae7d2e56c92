"""Every test of this room has a storage of its own."""

import pytest
from django.core.files.storage import storages


@pytest.fixture(autouse=True)
def _own_storage(settings, tmp_path):
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    assert storages["default"].location == str(tmp_path / "files")
