"""Is a weakness known in a package that is pinned? Asks where its package index knows (pip-audit, npm audit).

Exit code 0: asked, nothing known. 1: something is known. 75: nobody could be asked, on a machine without the
network, or with an index of its own that keeps no advisories. A package about which nothing could be learnt
counts as not asked; pip-audit itself would call it clean.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LONGEST_S = 90
NOBODY_TO_ASK = 75
ACCEPTED: dict[str, str] = {}
"""Known weaknesses that cannot reach us, by id: why, and until when that holds."""


@dataclass(frozen=True)
class Told:
    """What one tool was told: weaknesses as lines, or why nobody could be asked."""

    weak: tuple[str, ...] = ()
    not_asked: str = ""


def of_pip(answer: Any) -> Told:
    """This will read what pip-audit says as JSON."""
    packages = answer["dependencies"]
    unknown = sum("skip_reason" in one for one in packages)
    weak = [
        f"{one['name']} {one['version']}: {', '.join(sorted({found['id'], *found['aliases']}))}"
        f" (mended in {', '.join(found['fix_versions']) or 'no release yet'})"
        for one in packages
        for found in one.get("vulns", ())
        if not ACCEPTED.keys() & {found["id"], *found["aliases"]}
    ]
    silent = f"{unknown} of {len(packages)} Python packages are unknown to the service" if unknown else ""
    return Told(tuple(weak), silent)


def of_npm(answer: Any) -> Told:
    """This will read what `npm audit` says as JSON."""
    if "vulnerabilities" not in answer:
        return Told(not_asked=f"npm: {str(answer.get('message', answer)).partition(' - ')[0][:80]}")
    lines = []
    for name, found in answer["vulnerabilities"].items():
        for cause in found["via"]:
            if isinstance(cause, dict) and not ACCEPTED.keys() & {cause["url"].rpartition("/")[2]}:
                lines.append(f"{name} {found['range']}: {cause['title']} ({cause['url']})")
    return Told(tuple(lines))


def python_packages() -> Told:
    """This will ask about requirements-dev.lock, which holds requirements.lock too."""
    return _asked(
        of_pip,
        *(sys.executable, "-m", "pip_audit", "--requirement", "requirements-dev.lock", "--require-hashes"),
        *("--disable-pip", "--format", "json", "--timeout", "5", "--progress-spinner", "off"),
    )


def npm_packages() -> Told:
    """This will ask about package-lock.json."""
    return _asked(of_npm, "npm", "audit", "--json", "--package-lock-only", "--fetch-retries", "0")


def _asked(read: Any, *words: str) -> Told:
    """This will run one tool; both exit with 1 for a weakness and for no answer, so their words decide."""
    try:
        done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=LONGEST_S)
        told: Told = read(json.loads(done.stdout))
    except subprocess.TimeoutExpired:
        return Told(not_asked=f"{words[0]}: no answer within {LONGEST_S} s")
    except (ValueError, KeyError, OSError) as silent:
        return Told(not_asked=f"{words[0]}: no answer ({type(silent).__name__})")
    return told


def verdict(*told: Told) -> tuple[int, str]:
    """This will give the exit code and what to say: one known weakness outweighs everything unasked."""
    if weak := [line for one in told for line in one.weak]:
        return 1, "\n".join(weak)
    if silent := [one.not_asked for one in told if one.not_asked]:
        return NOBODY_TO_ASK, "; ".join(silent)
    return 0, "no weakness is known"


if __name__ == "__main__":
    code, words = verdict(python_packages(), npm_packages())
    print(words)
    sys.exit(code)
