"""What does every test need? An environment of its own, no network, and the front end left out."""

import os
import tempfile
from pathlib import Path

_scratch = Path(tempfile.gettempdir()) / f"tinhso-tests-{os.getuid()}"
_scratch.mkdir(exist_ok=True)
os.environ.setdefault("TINHSO_DATABASE_URL", f"sqlite:///{_scratch}/tests.sqlite3")
os.environ.setdefault("TINHSO_DATA_DIR", str(_scratch / "data"))
os.environ.setdefault("TINHSO_SECRET_KEY", "a-key-for-tests-only-0123456789-0123456789-0123456789")
