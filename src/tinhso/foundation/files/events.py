"""Which facts does this room announce? Ids, kinds and salted hashes, never a picture or its place."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Digest, Fact, fact


@fact("files.received")
@dataclass(frozen=True, kw_only=True)
class FileReceived(Fact):
    """A picture was uploaded (subject "file:<pk>"; its id is a secret until used, so it is not here)."""

    kind: Code
    size: int


@fact("files.attached")
@dataclass(frozen=True, kw_only=True)
class FileAttached(Fact):
    """Uploads became part of a thing (subject is the owner, "report:123"); seals prove their content."""

    count: int
    files: tuple[int, ...]
    seals: tuple[Digest, ...]


@fact("files.expired")
@dataclass(frozen=True, kw_only=True)
class FileExpired(Fact):
    """An upload nobody used was deleted (subject "file:<pk>")."""


@fact("files.erased")
@dataclass(frozen=True, kw_only=True)
class FilesErased(Fact):
    """The pictures of a thing were erased (subject is the owner)."""

    count: int
    files: tuple[int, ...]


@fact("files.originals_erased")
@dataclass(frozen=True, kw_only=True)
class OriginalsErased(Fact):
    """What the cameras wrote was erased, its pictures stay without it (subject is the owner)."""

    count: int
    files: tuple[int, ...]


@fact("files.masked")
@dataclass(frozen=True, kw_only=True)
class PictureMasked(Fact):
    """The machine looked for faces and plates (subject "file:<pk>"); where it found them is in no fact."""

    faces: int
    plates: int


@fact("files.regions_changed")
@dataclass(frozen=True, kw_only=True)
class RegionsChanged(Fact):
    """A person covered parts of a picture of a thing (subject is the owner), or uncovered what the machine
    had taken for a face or a plate."""

    file: int
    drawn: int
    removed: int
