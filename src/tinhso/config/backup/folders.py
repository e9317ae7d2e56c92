"""Which bytes outside the database belong to a backup? Photographs, voices, heads, models, languages."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage

DATA = ("ledger-heads", "reading", "languages")
"""Folders of the data folder, each a room's; caches and letters already sent are not kept."""


def stored(storage: Storage = default_storage, folder: str = "") -> Iterator[tuple[str, bytes]]:
    """This will give every file of the storage; one that is erased meanwhile is left out."""
    try:  # a bucket has no folders that could be missing, only names
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(names):
        try:
            with storage.open(f"{folder}/{name}".lstrip("/")) as held:
                yield f"{folder}/{name}".lstrip("/"), held.read()
        except FileNotFoundError:
            continue
    for below in sorted(folders):
        yield from stored(storage, f"{folder}/{below}".lstrip("/"))


def data() -> Iterator[tuple[str, bytes]]:
    """This will give the other files of the data folder, named from there."""
    root = Path(settings.DATA_DIR)
    for folder in DATA:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file():
                yield str(path.relative_to(root)), path.read_bytes()


def put_stored(name: str, content: bytes) -> None:
    """This will put a file back into the storage, over one of the same name."""
    default_storage.delete(name)
    default_storage.save(name, ContentFile(content))


def put_data(name: str, content: bytes) -> None:
    """This will put a file back into the data folder. Raises ValueError for a name that leads out of it."""
    root = Path(settings.DATA_DIR).resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root):
        raise ValueError(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(content)
