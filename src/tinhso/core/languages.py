"""In which languages does the site speak? Two are shipped; a province lays others into its data folder.

`<data>/languages/<code>/` holds `language.json` ({"name": in Vietnamese, "native": as its speakers write it,
"direction": "ltr" | "rtl"}), `django.po` (msgid = the Vietnamese sentence) and `prompts/<key>.(ogg|mp3|m4a)`.
Sentences that a catalogue leaves out are said in Vietnamese. Read before Django is set up.
"""

import json
import re
import secrets
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

PROMPT_KINDS = {".ogg": "audio/ogg", ".mp3": "audio/mpeg", ".m4a": "audio/mp4"}
SHIPPED = ("vi", "en")
_CODE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})?")
_KEY = re.compile(r"[a-z0-9_-]{1,60}")
FOLDER, CATALOGUE, CACHE = "languages", "django.po", "cache/languages"


class NotALanguage(ValueError):
    """A folder cannot be used as a language; the Vietnamese sentence says why."""


@dataclass(frozen=True)
class Language:
    """A language that was laid into the data folder."""

    code: str
    name: str
    native: str
    is_right_to_left: bool
    folder: Path


def found(data_dir: Path) -> list[Language]:
    """This will list the languages of a data folder; what cannot be read is said on stderr and left out."""
    languages = []
    for folder in sorted(f for f in (data_dir / FOLDER).glob("*/") if f.name not in SHIPPED):
        try:
            languages.append(read(folder))
        except NotALanguage as wrong:
            print(f"tinhso: bỏ qua {folder}: {wrong}", file=sys.stderr)
    return languages


def read(folder: Path) -> Language:
    """This will read one language's description. Raises NotALanguage."""
    code = folder.name
    if not _CODE.fullmatch(code) or code in SHIPPED:
        raise NotALanguage("tên thư mục phải là mã ngôn ngữ (ví dụ hmn, tai-vn), khác vi và en")
    try:
        said: Any = json.loads((folder / "language.json").read_text(encoding="utf-8"))
    except OSError as wrong:
        raise NotALanguage("thiếu tệp language.json") from wrong
    except ValueError as wrong:
        raise NotALanguage("language.json không phải JSON UTF-8 đúng") from wrong
    names: list[Any] = [said.get(key) if isinstance(said, dict) else None for key in ("name", "native")]
    if not all(isinstance(n, str) and 0 < len(n) <= 60 for n in names):
        raise NotALanguage("language.json cần name và native, mỗi mục 1-60 ký tự")
    direction = said.get("direction", "ltr")
    if direction not in ("ltr", "rtl"):
        raise NotALanguage("direction trong language.json phải là ltr hoặc rtl")
    return Language(code, names[0], names[1], direction == "rtl", folder)


def compiled(languages: Sequence[Language], data_dir: Path) -> list[str]:
    """This will compile each catalogue that changed, and give the folder in which Django finds all of them.

    A catalogue that cannot be read is said on stderr; its language then speaks Vietnamese.
    """
    cache = data_dir / CACHE
    for language in languages:
        po = language.folder / CATALOGUE
        mo = cache / language.code.replace("-", "_") / "LC_MESSAGES" / "django.mo"
        if not po.is_file() or (mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime):
            continue
        try:
            _compile(po, mo)
        except (ValueError, OSError) as wrong:
            print(f"tinhso: không đọc được {po}: {wrong}", file=sys.stderr)
    return [str(cache)]


def _compile(po: Path, mo: Path) -> None:
    from babel.messages.mofile import write_mo

    mo.parent.mkdir(parents=True, exist_ok=True)
    beside = mo.with_name(f".{secrets.token_hex(4)}")
    with beside.open("wb") as out:  # several processes may start at once: each writes its own, then renames
        write_mo(out, catalogue(po))
    beside.rename(mo)


def catalogue(po: Path) -> Any:
    """This will read a catalogue. Raises ValueError naming the line that is wrong, OSError.

    Values such as `%(agency)s` have to stand in the translation as they stand in the sentence: one that is
    missing or invented would break the page, so such a sentence is left out.
    """
    from babel.messages.pofile import PoFileError, read_po

    try:
        with po.open("rb") as text:
            said = read_po(text, abort_invalid=True)
    except PoFileError as wrong:
        raise ValueError(str(wrong)) from wrong
    for message in list(said):
        if message.id and not _fits(message):
            said.delete(message.id, context=message.context)
    return said


_VALUE = re.compile(r"%\(\w+\)[sd]")


def _fits(message: Any) -> bool:
    ids = message.id if isinstance(message.id, tuple) else (message.id,)
    strings = message.string if isinstance(message.string, tuple) else (message.string,)
    wanted = set(_VALUE.findall(ids[-1]))
    return all(set(_VALUE.findall(s)) <= wanted for s in strings if s)


def names(languages: Sequence[Language]) -> Mapping[str, Mapping[str, Any]]:
    """This will describe languages as Django wants them described (`django.conf.locale.LANG_INFO`)."""
    return {
        one.code: {"bidi": one.is_right_to_left, "code": one.code, "name": one.name, "name_local": one.native}
        for one in languages
    }


def prompts(code: str) -> dict[str, Path]:
    """This will list the recorded prompts of a language: key -> file. Shipped languages may have some too."""
    from django.conf import settings

    return _prompts(Path(settings.DATA_DIR) / FOLDER / code / "prompts") if _CODE.fullmatch(code) else {}


@lru_cache(maxsize=64)
def _prompts(folder: Path) -> dict[str, Path]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {f.stem: f for f in files if f.suffix in PROMPT_KINDS and _KEY.fullmatch(f.stem)}
