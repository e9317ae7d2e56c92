"""Which built file belongs to which entry? Reads what Vite wrote, keeps it until it changes (a second later).

An entry is "map.js" (of ui) or "filing/mine.js" (of a room, in its own `frontend` folder).
"""

import json
import time
from functools import lru_cache
from pathlib import Path
from typing import Any

DIST = Path(__file__).parent / "static" / "ui" / "dist"
ENTRIES = "src/tinhso/ui/frontend/"
ROOMS = "src/tinhso/casework/{}/frontend/{}"

LOOK_EVERY_S = 1.0
_kept: dict[Path, tuple[float, dict[str, Any]]] = {}


@lru_cache(maxsize=8)
def _read(path: Path, changed_ns: int) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def _load(name: str) -> dict[str, Any]:
    path = DIST / name
    looked_at, kept = _kept.get(path, (0.0, {}))
    if time.monotonic() - looked_at < LOOK_EVERY_S:  # a page has two hundred icons
        return kept
    try:
        found = _read(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        return {}
    _kept[path] = time.monotonic(), found
    return found


def manifest() -> dict[str, Any]:
    """This will return Vite's manifest, or an empty dict when the front end was never built."""
    return _load("manifest.json")


def icon_paths(name: str) -> str | None:
    """This will return the inner SVG markup of a Tabler outline icon, None when there is no such icon."""
    return _load("icons.json").get(name)


def _key(entry: str) -> str:
    room, _, name = entry.rpartition("/")
    return ROOMS.format(room, name) if room else ENTRIES + name


def script(entry: str) -> str | None:
    """This will return the static path of an entry's module ("main.js" -> "ui/dist/main-abc.js")."""
    chunk = manifest().get(_key(entry))
    return f"ui/dist/{chunk['file']}" if chunk else None


def styles(entry: str) -> list[str]:
    """This will return the static paths of all style sheets of an entry, imported chunks first."""
    known = manifest()
    found: list[str] = []

    def walk(key: str, seen: set[str]) -> None:
        chunk = known.get(key)
        if chunk is None or key in seen:
            return
        seen.add(key)
        for imported in chunk.get("imports", []):
            walk(imported, seen)
        found.extend(f"ui/dist/{name}" for name in chunk.get("css", []) if name not in found)

    walk(_key(entry), set())
    return list(dict.fromkeys(found))


def plain(path: str) -> str:
    """This will return the text of a built file that has one name for ever ("worker.js"), or ""."""
    try:
        return (DIST / path).read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""


def needed(entries: list[str]) -> tuple[list[str], list[str]]:
    """This will return the static paths of all that the entries load, in two lists.

    Pages and style sheets name the first by their hashed names; scripts import the second as Vite named them.
    """
    known = manifest()
    by_pages: dict[str, None] = {}
    by_scripts: dict[str, None] = {}
    waiting = [(_key(entry), by_pages) for entry in entries]
    seen: set[str] = set()
    while waiting:
        key, by_whom = waiting.pop()
        chunk = known.get(key)
        if chunk is None or key in seen:
            continue
        seen.add(key)
        by_whom[chunk["file"]] = None
        by_pages.update(dict.fromkeys(chunk.get("css", [])))
        for asset in chunk.get("assets", []):
            if asset.endswith(".woff2"):
                by_pages[asset] = None
            elif asset.endswith(".js"):
                by_scripts[asset] = None
        for imported in [*chunk.get("imports", []), *chunk.get("dynamicImports", [])]:
            waiting.append((imported, by_scripts))
    return [f"ui/dist/{f}" for f in by_pages], [f"ui/dist/{f}" for f in by_scripts]
