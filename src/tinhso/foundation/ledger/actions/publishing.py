"""How can everybody check later that nothing was rewritten? Each day's head lies outside the database."""

import json
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings

from tinhso.core import clock
from tinhso.foundation.ledger import queries

FOLDER = "ledger-heads"


def publish_head(now: datetime) -> Path | None:
    """This will write DATA_DIR/ledger-heads/YYYY-MM-DD.json once a Vietnamese day; None when it is there.

    The first call of a day writes the head as it then stands. A file once written is never replaced.
    """
    folder = Path(settings.DATA_DIR) / FOLDER
    final = folder / f"{clock.local_date(now):%Y-%m-%d}.json"
    if final.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / f".{final.name}.{os.getpid()}"
    with half.open("w", encoding="utf-8") as file:
        json.dump(queries.head().as_json(), file)
        file.flush()
        os.fsync(file.fileno())
    try:
        # Unlike a rename, a link refuses to take the place of a file that came up meanwhile.
        os.link(half, final)
    except FileExistsError:
        return None
    finally:
        half.unlink()
    directory = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
    return final
