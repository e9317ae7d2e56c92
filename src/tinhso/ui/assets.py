"""Which built file belongs to which entry? Reads what Vite wrote, keeps it until it changes."""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

DIST = Path(__file__).parent / "static" / "ui" / "dist"
ENTRIES = "src/tinhso/ui/frontend/"


@lru_cache(maxsize=8)
def _read(path: Path, changed_ns: int) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


def _load(name: str) -> dict[str, Any]:
    path = DIST / name
    try:
        changed_ns = path.stat().st_mtime_ns
    except FileNotFoundError:
        return {}
    return _read(path, changed_ns)


def manifest() -> dict[str, Any]:
    """This will return Vite's manifest, or an empty dict when the front end was never built."""
    return _load("manifest.json")


def icon_paths(name: str) -> str | None:
    """This will return the inner SVG markup of a Tabler outline icon, None when there is no such icon."""
    return _load("icons.json").get(name)


def script(entry: str) -> str | None:
    """This will return the static path of an entry's module ("main.js" -> "ui/dist/main-abc.js")."""
    chunk = manifest().get(ENTRIES + entry)
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

    walk(ENTRIES + entry, set())
    return list(dict.fromkeys(found))
