"""A store that speaks S3 over HTTP, in a process of its own, for tests: moto's."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from urllib.request import urlopen

STARTS_WITHIN_S = 60
PROGRAM = "from moto.server import main; import sys; main(sys.argv[1:])"


@dataclass
class Store:
    """Where it listens; `kill` and `start` as often as you like. What it held is gone with its process."""

    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """This will give what TINHSO_FILES_URL says."""
        return f"s3+http://khoa:b%2Fi-mat@127.0.0.1:{self.port}/anh"

    @property
    def entry(self) -> dict[str, object]:
        """This will give Django's entry of the storage, as `config.filestore` makes it of the address."""
        return {
            "BACKEND": "tinhso.foundation.files.bucket.Bucket",
            "OPTIONS": {
                "access_key": "khoa",
                "secret_key": "b/i-mat",
                "security_token": None,
                "bucket_name": "anh",
                "endpoint_url": f"http://127.0.0.1:{self.port}",
                "region_name": "us-east-1",
                "addressing_style": "path",
                "signature_version": "s3v4",
            },
        }

    def start(self) -> None:
        """This will start it and wait until it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "-H", "127.0.0.1", "-p", str(self.port)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "MOTO_S3_CUSTOM_ENDPOINTS": f"http://127.0.0.1:{self.port}"},
        )
        until = time.monotonic() + STARTS_WITHIN_S
        while True:
            try:
                with urlopen(f"http://127.0.0.1:{self.port}/moto-api/", timeout=5):
                    return
            except OSError:
                assert self.process.poll() is None, "the store ended"
                assert time.monotonic() < until, "the store does not answer"
                time.sleep(0.05)

    def kill(self) -> None:
        """This will end it at once."""
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def go_on(self) -> None:
        """This will let it answer again, with all that it held."""
        assert self.process
        self.process.send_signal(signal.SIGCONT)

    def hang(self) -> None:
        """This will let it take connections and answer nothing."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)


@contextmanager
def running() -> Iterator[Store]:
    """This will run a store for as long as the block lasts."""
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        store = Store(asked.getsockname()[1])
    store.start()
    try:
        yield store
    finally:
        store.kill()
