"""What does every test need? An environment of its own and a database that is not anybody's."""

import os
import tempfile
from pathlib import Path

_scratch = Path(tempfile.gettempdir()) / f"tinhso-tests-{os.getuid()}"
_scratch.mkdir(exist_ok=True)
# An operator's own environment must never be what the tests write to.
os.environ["TINHSO_DATABASE_URL"] = os.environ.get(
    "TINHSO_DATABASE_URL_FOR_TESTS", f"sqlite:///{_scratch}/tests-{os.getpid()}.sqlite3"
)
os.environ["TINHSO_DATA_DIR"] = str(_scratch / f"data-{os.getpid()}")
os.environ["TINHSO_SECRET_KEY"] = "a-key-for-tests-only-0123456789-0123456789-0123456789"
for name in ("TINHSO_PUBLIC_URL", "TINHSO_EMAIL_URL", "TINHSO_RATE_LIMITS", "TINHSO_DEBUG"):
    os.environ.pop(name, None)
