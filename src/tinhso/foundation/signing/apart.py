"""How is a file given to the program that reads signatures, and what did it say?"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tinhso.core.errors import Unavailable
from tinhso.core.messages import msg
from tinhso.foundation.signing import program

PROGRAM = Path(program.__file__)
LONGEST_S = 40.0
"""On the wall; the program's own bound is processor time."""
WAITS_S = 20.0
AT_ONCE = threading.BoundedSemaphore(2)
"""Programs that run at the same time in one process: each may take a gigabyte for seconds."""


class ReadersBusy(Unavailable):
    """Other signatures are being read, for too long (503)."""

    code = "signatures-busy"
    sentence = msg("Máy đang đọc chữ ký của nhiều tệp khác; xin thử lại sau ít phút.")
    retry_after = 60


def ask(question: Mapping[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """This will run the program for one file: its answer ({"why": ...}) and what it made.

    A key travels by standard input only. A program that ended before it answered was ended by a bound: then
    the file is unreadable. Raises ReadersBusy.
    """
    told = {k: v for k, v in os.environ.items() if k in ("LD_LIBRARY_PATH", "SYSTEMROOT")}
    if not AT_ONCE.acquire(timeout=WAITS_S):
        raise ReadersBusy
    try:
        with tempfile.TemporaryFile() as answer, suppress(subprocess.TimeoutExpired):
            try:
                subprocess.run(  # noqa: S603 - our own program, and the file comes by its standard input
                    [sys.executable, "-I", str(PROGRAM)],
                    input=json.dumps(question).encode() + b"\n" + content,
                    stdout=answer, stderr=subprocess.DEVNULL, timeout=LONGEST_S, env=told, check=False,
                )  # fmt: skip
            finally:
                answer.seek(0)
                said = answer.read(program.MOST_SAID)
    finally:
        AT_ONCE.release()
    line, _, made = said.partition(b"\n")
    with suppress(ValueError):
        answered = json.loads(line)
        if isinstance(answered, dict) and isinstance(answered.get("why"), str):
            return answered, made
    return {"why": program.UNREADABLE}, b""
