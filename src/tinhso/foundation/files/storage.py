"""How do bytes reach the storage so that a kill leaves a whole file or none?

A folder (`FileSystemStorage`) is written beside, flushed to the disk and renamed; an S3-compatible store
(`bucket`) shows an object only when it is complete, and puts the newer one in the place of the older.
Whatever cannot be reached raises StoreAway.
"""

import os
import secrets
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage

from tinhso.foundation.files import rules
from tinhso.foundation.files.away import StoreAway

__all__ = [
    "StoreAway", "is_settled", "is_there", "open_part", "prepare", "put", "remove", "remove_part", "shards",
]  # fmt: skip

ROOT = "photos"
PARTS = (rules.ORIGINAL, *rules.RENDITIONS, *rules.PUBLIC_PARTS.values())
GRACE = timedelta(hours=1)
"""Younger files may belong to a transaction that has not committed yet."""


def put(file_id: str, parts: Mapping[str, bytes]) -> None:
    """This will store all parts of one file, durable when it returns."""
    if isinstance(default_storage, FileSystemStorage):
        _put_in_folder(Path(default_storage.path(rules.folder(file_id))), parts)
        return
    for part, content in parts.items():
        default_storage.save(rules.path(file_id, part), ContentFile(content))


def prepare() -> None:
    """This will make what the storage needs before its first file."""
    if prepare_store := getattr(default_storage, "prepare", None):
        prepare_store()


def is_there() -> bool:
    """This will tell whether files can be read and written now."""
    if ask := getattr(default_storage, "is_there", None):
        return bool(ask())
    root = Path(default_storage.path(""))
    return not root.exists() or os.access(root, os.R_OK | os.W_OK | os.X_OK)


def open_part(file_id: str, part: str) -> IO[bytes]:
    """This will open one part for reading. Raises FileNotFoundError."""
    return default_storage.open(rules.path(file_id, part), "rb")


def remove(file_id: str) -> None:
    """This will delete all parts of one file; parts already gone are no error."""
    folder = rules.folder(file_id)
    if not default_storage.exists(folder):
        for part in PARTS:
            default_storage.delete(f"{folder}/{part}")
        return
    for name in default_storage.listdir(folder)[1]:
        default_storage.delete(f"{folder}/{name}")
    default_storage.delete(folder)


def remove_part(file_id: str, part: str) -> None:
    """This will delete one part of a file; one already gone is no error."""
    default_storage.delete(rules.path(file_id, part))


def shards() -> Iterator[list[str]]:
    """This will list the ids of stored files, one shard (1/1,024) at a time."""
    if not _is_there(ROOT):
        return
    for shard in sorted(default_storage.listdir(ROOT)[0]):
        yield default_storage.listdir(f"{ROOT}/{shard}")[0]


def is_settled(file_id: str, now: datetime) -> bool:
    """This will tell whether the file was written long enough ago for its row to be there if ever."""
    folder = rules.folder(file_id)
    names = default_storage.listdir(folder)[1]
    return all(default_storage.get_modified_time(f"{folder}/{n}") < now - GRACE for n in names)


def _is_there(folder: str) -> bool:
    try:
        default_storage.listdir(folder)
    except FileNotFoundError:
        return False
    return True


def _put_in_folder(folder: Path, parts: Mapping[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for part, content in parts.items():
        beside = folder / f".{part}.{secrets.token_hex(4)}"
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        beside.rename(folder / part)
    for changed in (folder, *folder.parents[:3]):  # the file, its shard, `photos`, the storage's root
        _flush_folder(changed)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
