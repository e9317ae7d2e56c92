"""How do files get from a folder into a store, or from one store into another? Copied, compared, left behind.

Run it while everything runs, then again with web and worker stopped: the second time there is little to copy.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage
from django.utils.module_loading import import_string

from tinhso.config import filestore
from tinhso.config.backup import folders
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.messages import msg

FOLDER = "folder"


class NotAllThere(Conflict):
    """What was copied is not what the store gives back."""

    sentence = msg("Tệp %(name)s ở kho mới không giống bản gốc; xin chạy lại.")


@dataclass(frozen=True)
class Carried:
    """How many files were copied now, and how many had been there already."""

    copied: int
    there: int


def carry(url: str) -> Carried:
    """This will copy every file of this deployment into the store at `url`, or "folder" for the data folder.

    Each is read back after it was written. Raises Invalid (field "url"), StoreAway, NotAllThere.
    """
    to = _store(url)
    copied = there = 0
    for name, content in folders.stored():
        digest = hashlib.md5(content, usedforsecurity=False).hexdigest()
        if _digest(to, name) == digest:
            there += 1
            continue
        if isinstance(to, FileSystemStorage):
            to.delete(name)
        to.save(name, ContentFile(content))
        with to.open(name) as back:
            if back.read() != content:
                raise NotAllThere(name=name)
        copied += 1
    return Carried(copied, there)


def _store(url: str) -> Storage:
    try:
        entry: dict[str, Any] = filestore.backend("" if url == FOLDER else url, Path(settings.DATA_DIR))
    except filestore.NotAStore as wrong:
        raise Invalid.field("url", msg("Địa chỉ kho không dùng được: %(why)s."), why=str(wrong)) from wrong
    found: Storage = import_string(entry["BACKEND"])(**entry["OPTIONS"])
    if prepare := getattr(found, "prepare", None):
        prepare()
    return found


def _digest(to: Any, name: str) -> str:
    if ask := getattr(to, "md5", None):
        return str(ask(name))
    if not to.exists(name):
        return ""
    with to.open(name) as held:
        return hashlib.md5(held.read(), usedforsecurity=False).hexdigest()
