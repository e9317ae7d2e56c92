"""The settings of the tests: the service's own, in an environment that is nobody's."""

import os
import tempfile
from pathlib import Path

_scratch = Path(tempfile.gettempdir()) / f"tinhso-tests-{os.getuid()}"
_scratch.mkdir(exist_ok=True)
# An operator's own environment must never be what the tests write to.
for _name in [name for name in os.environ if name.startswith("TINHSO_") and name[7:11] != "TEST"]:
    if _name != "TINHSO_DATABASE_URL_FOR_TESTS":
        del os.environ[_name]
os.environ["TINHSO_DATABASE_URL"] = os.environ.get(
    "TINHSO_DATABASE_URL_FOR_TESTS", f"sqlite:///{_scratch}/tests-{os.getpid()}.sqlite3"
)
os.environ["TINHSO_DATA_DIR"] = str(_scratch / f"data-{os.getpid()}")
os.environ["TINHSO_SECRET_KEY"] = "a-key-for-tests-only-0123456789-0123456789-0123456789"

from tinhso.config.settings import *  # noqa: E402, F403
from tinhso.config.settings import DATABASES, STORAGES  # noqa: E402

# Each test looks once (core/tests/anew.py), and this process hears its own changes.
RULES_LOOK_EVERY_S = 3600.0
# A test's client looks for a file when it is asked for one, not for all of them beforehand.
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
_options = DATABASES["default"]["OPTIONS"]
if "init_command" in _options:
    # A file, not memory: tests with threads need connections of their own. What a commit survives is
    # proven by the tests that kill real processes, so the others need not wait for the disk.
    DATABASES["default"]["TEST"] = {"NAME": f"{_scratch}/test-{os.getpid()}.sqlite3"}
    _options["init_command"] = _options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
