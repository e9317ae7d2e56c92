"""What is the product made of? Writes build/sbom.cdx.json (CycloneDX 1.6): every Python and npm package.

The Python packages are those of requirements.lock, with the hashes by which they are installed; licences and
what needs what come from the virtual environment. The npm packages are those of package-lock.json, of which
the front end was built. The same locks in the same environment give the same file.
"""

import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

ROOT = Path(__file__).resolve().parents[1]
BIN = ROOT / ".venv" / "bin"
TARGET = ROOT / "build" / "sbom.cdx.json"
Bom = dict[str, Any]
_LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def locked(lock: str) -> dict[tuple[str, str], list[str]]:
    """This will read a lock of pip: name (as the index spells it) and version, to SHA-256 hashes.

    A package may stand there in two versions, each for other Pythons.
    """
    found: dict[tuple[str, str], list[str]] = {}
    hashes: list[str] = []
    for line in lock.splitlines():
        if match := _LOCKED.match(line):
            hashes = found.setdefault((normal(match[1]), match[2]), [])
        hashes += _HASH.findall(line)
    return found


def normal(name: str) -> str:
    """This will spell a package's name as the index does."""
    return re.sub(r"[-_.]+", "-", name).lower()


def python_parts(lock: dict[tuple[str, str], list[str]], environment: Bom) -> Bom:
    """This will keep of an environment's BOM what the lock names, and add what this machine does not need."""
    here = {normal(part["name"]): part for part in environment["components"]}
    root = environment["metadata"]["component"]["bom-ref"]
    parts, refs = [], {root: root}
    for (name, version), hashes in lock.items():
        purl = f"pkg:pypi/{name}@{version}"
        part = dict(here.get(name) or {"type": "library", "name": name})
        if part.get("version") == version:
            refs[part["bom-ref"]] = purl
        part |= {"bom-ref": purl, "version": version, "purl": purl}
        part["hashes"] = [{"alg": "SHA-256", "content": each} for each in sorted(hashes)]
        parts.append(part)
    needs = [
        {"ref": refs[one["ref"]], "dependsOn": sorted(refs[r] for r in one.get("dependsOn", ()) if r in refs)}
        for one in environment["dependencies"]
        if one["ref"] in refs
    ]
    return {**environment, "components": parts, "dependencies": needs}


def with_npm(bom: Bom, npm: Bom) -> Bom:
    """This will add npm's BOM to that of Python; both hang on the product."""
    root, front = bom["metadata"]["component"]["bom-ref"], npm["metadata"]["component"]["bom-ref"]
    needs = {
        one["ref"]: set(one.get("dependsOn", ())) for one in [*bom["dependencies"], *npm["dependencies"]]
    }
    needs.setdefault(root, set()).update(needs.pop(front, ()))
    return {
        **bom,
        "components": sorted([*bom["components"], *npm["components"]], key=lambda part: part["bom-ref"]),
        "dependencies": [{"ref": ref, "dependsOn": sorted(on)} for ref, on in sorted(needs.items())],
    }


def main() -> int:
    """This will write the bill of materials and check it against the schema."""
    environment = json.loads(_run(
        str(BIN / "cyclonedx-py"), "environment", "--pyproject", "pyproject.toml", "--mc-type", "application",
        "--sv", "1.6", "--of", "JSON", "--output-reproducible", str(BIN / "python"),
    ))  # fmt: skip
    bom = python_parts(locked((ROOT / "requirements.lock").read_text()), environment)
    written = json.dumps(with_npm(bom, _npm()), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(written):
        raise SystemExit(f"the bill of materials does not hold to its schema: {wrong}")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(written)
    print(f"{TARGET.relative_to(ROOT)}: {written.count(chr(34) + 'purl' + chr(34))} packages")
    return 0


def _npm() -> Bom:
    """npm names its root by a version, which ours has in pyproject.toml alone: asked in a folder beside."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    with TemporaryDirectory(prefix="tinhso-sbom-") as kept:
        folder = Path(kept)
        shutil.copy(ROOT / "package-lock.json", folder)
        described = json.loads((ROOT / "package.json").read_text())
        (folder / "package.json").write_text(json.dumps({**described, "version": version}))
        found: Bom = json.loads(
            _run("npm", "sbom", "--sbom-format", "cyclonedx", "--package-lock-only", at=folder)
        )
    return found


def _run(*words: str, at: Path = ROOT) -> str:
    done = subprocess.run(words, cwd=at, check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{words[0]}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
