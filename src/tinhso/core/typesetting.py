"""How does a set of values become a printed page? By a Typst template of the room that owns the paper.

Values travel as JSON and are only ever text to the template; of the machine it sees its own folder and one
typeface, so a paper is the same everywhere, to the byte (docs/decisions/0016).
"""

import json
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from queue import Empty, Full, LifoQueue
from typing import Any, cast

import typst

TYPEFACES = Path(__file__).parent / "typefaces"
"""Where the build of the front end lays Tinos: as wide as Times New Roman, letter for letter (OFL 1.1)."""
FACES = ("Tinos_400Regular", "Tinos_400Regular_Italic", "Tinos_700Bold", "Tinos_700Bold_Italic")

_REPLACED = "\ufffd"
_KEPT_IDLE = 8
_idle: dict[Path, LifoQueue[typst.Compiler]] = {}


class NoTypeface(RuntimeError):
    """The typeface of the papers is not installed: a paper in another would be another paper."""


def pdf(
    template: Path,
    values: Mapping[str, object],
    *,
    made_at: datetime | None = None,
    standard: str | None = None,
) -> bytes:
    """This will set the template with the values: the same values and moment give the same bytes.

    `values` are texts, whole numbers, booleans, None, and lists and dictionaries of them; the template reads
    them by `json(bytes(sys.inputs.values))`. `made_at` is told as the PDF's date of making (none: 1970);
    `standard` is one of Typst's ("a-2b" for an archive). Any thread may call.
    Raises NoTypeface; typst.TypstError when the template is wrong.
    """
    inputs = {"values": json.dumps(plain(values), ensure_ascii=True, allow_nan=False)}
    with _compiler(template) as compiler:
        made = compiler.compile(
            format="pdf",
            sys_inputs=inputs,
            timestamp=int(made_at.timestamp()) if made_at else 0,
            pdf_standards=cast(Any, [standard] if standard else []),
        )
    return cast(bytes, made)


def plain(value: object) -> object:
    """This will give a value as it can be printed: letters composed (NFC), nothing that is not seen."""
    if isinstance(value, str):
        composed = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
        return "".join(_seen(char) for char in composed)
    if isinstance(value, Mapping):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, list | tuple):
        return [plain(held) for held in value]
    return value


def _seen(char: str) -> str:
    if char.isprintable() or char in "\n\u00a0":
        return char
    match unicodedata.category(char):
        case (
            "Cf"
        ):  # no width, or a turn of the direction of writing: the paper would show another text than it holds
            return ""
        case "Cc" | "Zs" | "Zl" | "Zp":
            return " "
    return _REPLACED  # half of a pair, or no letter of Unicode


@contextmanager
def _compiler(template: Path) -> Iterator[typst.Compiler]:
    # One compiler serves one thread at a time; it keeps what of the template has not changed since.
    idle = _idle.setdefault(template, LifoQueue(_KEPT_IDLE))
    try:
        compiler = idle.get_nowait()
    except Empty:
        compiler = _made(template)
    yield compiler
    with suppress(Full):  # after a failure it is not kept
        idle.put_nowait(compiler)


def _made(template: Path) -> typst.Compiler:
    folder = template.parent
    return typst.Compiler(
        input=template,
        root=folder,
        font_paths=_fonts(TYPEFACES),
        ignore_system_fonts=True,
        package_path=folder,  # a template has no packages: these would come over the network
        package_cache_path=folder,
    )


@lru_cache(maxsize=2)
def _fonts(folder: Path) -> typst.Fonts:
    if missing := [face for face in FACES if not (folder / f"{face}.ttf").is_file()]:
        raise NoTypeface(f"Chưa có phông chữ của giấy tờ in ({', '.join(missing)}): hãy chạy 'make setup'.")
    # Embedded are those that ship inside Typst: they lend signs that Tinos has not.
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[folder])
