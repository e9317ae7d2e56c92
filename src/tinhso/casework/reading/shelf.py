"""Where do models lie? The shipped one beside this file, a province's own in DATA_DIR/reading.

A file is named by its content, so a damaged one is not read; nothing in it is ever unpickled.
"""

import os
from pathlib import Path

from django.conf import settings

from tinhso.casework.reading.rules import hearing
from tinhso.casework.reading.rules.scoring import Model, packed, unpacked, version_of

SHIPPED = Path(__file__).parent / "model.npz"
EAR = Path(__file__).parent / "ear.npz"
FOLDER, IN_FORCE = "reading", "in-force.txt"


def shipped() -> Model:
    """This will read the model that comes with the code."""
    content = SHIPPED.read_bytes()
    return unpacked(content, version_of(content))


def ear() -> hearing.Ear:
    """This will read the listener that comes with the code; a province has none of its own."""
    return hearing.unpacked(EAR.read_bytes())


def in_force() -> Model:
    """This will read the province's own model; the shipped one where there is none, or it is damaged."""
    folder = Path(settings.DATA_DIR) / FOLDER
    try:
        version = (folder / IN_FORCE).read_text("ascii").strip()
        content = (folder / f"{version}.npz").read_bytes()
        if version_of(content) != version:
            raise ValueError("the model's content is not the one that its name says")
        return unpacked(content, version)
    except (OSError, ValueError):
        return shipped()


def put(model: Model) -> Path:
    """This will write a model and let it be the one in force; the file before it stays."""
    folder = Path(settings.DATA_DIR) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{model.version}.npz"
    _replace(path, packed(model))
    _replace(folder / IN_FORCE, model.version.encode("ascii"))
    return path


def _replace(path: Path, content: bytes) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}")
    with half.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
