"""What is a backup made of? A tar, packed by gzip, enciphered by age; written whole or not at all.

In it, in this order: `tables/<table>/<number>.jsonl`, `files/<name>` (the storage of photographs),
`data/<name>` (what else lies in the data folder), and last `manifest.json`: without it it is not whole.
"""

import gzip
import io
import os
import tarfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg

MANIFEST = "manifest.json"
LEVEL = 1
"""Photographs do not shrink; rows do at any level."""


class NotABackup(Invalid):
    """The file is damaged, cut off, or the key is not the one it was enciphered for."""

    sentence = msg("Không mở được bản sao lưu: sai khoá, tệp hỏng hoặc bị cắt ngang.")


class Writing:
    """An archive being written."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar

    def add(self, name: str, content: bytes) -> None:
        """This will write one member."""
        member = tarfile.TarInfo(name)
        member.size, member.mode = len(content), 0o600
        self._tar.addfile(member, io.BytesIO(content))


@contextmanager
def writing(path: Path, recipients: Sequence[pyrage.x25519.Recipient]) -> Iterator[Writing]:
    """This will write an archive beside `path` and give it that name when it is whole and on the disk."""
    part = path.with_name(f".{path.name}.part")
    try:
        with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            with (
                _through(lambda source: pyrage.encrypt_io(source, out, list(recipients))) as plain,
                gzip.GzipFile(fileobj=plain, mode="wb", compresslevel=LEVEL, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                yield Writing(tar)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _through(work: Callable[[IO[bytes]], None]) -> Iterator[IO[bytes]]:
    """This will let `work` read, in a thread, what is written into the pipe that is given."""
    read, write = os.pipe()
    with ThreadPoolExecutor(1) as pool, open(read, "rb") as source:
        working = pool.submit(_closing, source, work)
        try:
            with open(write, "wb") as sink:
                yield sink
        except BrokenPipeError:
            working.result()  # says why it stopped reading, such as a full disk
            raise
        working.result()


def members(path: Path, identities: Sequence[pyrage.x25519.Identity]) -> Iterator[tuple[str, bytes]]:
    """This will give each member: its name and what is in it. Raises NotABackup, at the latest at the end."""
    read, write = os.pipe()
    with ThreadPoolExecutor(1) as pool, open(write, "wb") as sink, path.open("rb") as source:
        reading = pool.submit(_closing, sink, lambda out: pyrage.decrypt_io(source, out, list(identities)))
        try:
            with open(read, "rb") as plain:
                yield from _unpacked(plain)
            reading.result()
        except (tarfile.TarError, EOFError, OSError, zlib.error, pyrage.DecryptError) as wrong:
            raise NotABackup from wrong


def _closing(end: IO[bytes], work: Callable[[IO[bytes]], None]) -> None:
    with end:
        work(end)


def _unpacked(plain: IO[bytes]) -> Iterator[tuple[str, bytes]]:
    with gzip.GzipFile(fileobj=plain, mode="rb") as packed, tarfile.open(fileobj=packed, mode="r|") as tar:
        for member in tar:
            held = tar.extractfile(member)
            if held is not None:
                yield member.name, held.read()
        while packed.read(65_536):
            pass  # to the end, where gzip tells whether all of it was there
