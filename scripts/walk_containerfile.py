"""Do the steps of deploy/Containerfile work where no builder is? Each stage is walked in a folder of its own.

What it cannot show: the base images, the user inside, the read-only root. `RUN` lines that need root are left
out and named. Usage: scripts/walk_containerfile.py FOLDER
"""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NEEDS_ROOT = ("groupadd",)


def main(folder: Path) -> int:
    """This will walk all stages and give the exit code of the first step that fails."""
    stages: dict[str, Path] = {}
    where = folder
    inside, variables = "/", dict(os.environ)
    for line in (ROOT / "deploy" / "Containerfile").read_text().splitlines():
        word, _, rest = line.partition(" ")
        if word == "FROM":
            name = rest.partition(" AS ")[2] or "final"
            where, variables = folder / name, dict(os.environ)
            where.mkdir(parents=True)
            stages[name] = where
        elif word == "WORKDIR":
            inside = rest
            (where / inside.lstrip("/")).mkdir(parents=True, exist_ok=True)
        elif word == "ARG":
            name, _, value = rest.partition("=")
            variables.setdefault(name, value)
        elif word == "COPY":
            _copy(shlex.split(rest), stages, where, inside)
        elif word == "RUN":
            if rest.startswith(NEEDS_ROOT):
                print(f"left out: {rest}", flush=True)
                continue
            print(f"==> {rest}", flush=True)
            here = where / inside.lstrip("/")
            done = subprocess.run(["sh", "-c", rest], cwd=here, env=variables, check=False)
            if done.returncode:
                return done.returncode
    return 0


def _copy(words: list[str], stages: dict[str, Path], where: Path, inside: str) -> None:
    source = ROOT
    if words[0].startswith("--from="):
        source = stages[words.pop(0).removeprefix("--from=")]
    *names, to = words
    target = where / to.lstrip("/") if to.startswith("/") else where / inside.lstrip("/") / to
    for name in names:
        found = source / name.lstrip("/")
        if found.is_dir():
            left_out = shutil.ignore_patterns("__pycache__", "*.egg-info", "dist") if source == ROOT else None
            shutil.copytree(found, target, symlinks=True, dirs_exist_ok=True, ignore=left_out)
        else:
            shutil.copy2(found, target)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
