"""Is there a Chromium for the journeys? The system's own, through Playwright."""

import os
import shutil

CANDIDATES = ("chromium", "chromium-browser", "google-chrome")
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def path() -> str | None:
    """This will give the path of the browser, or None."""
    return next((found for name in CANDIDATES if (found := shutil.which(name))), None)


def missing() -> str | None:
    """This will say what the machine lacks, or None."""
    return None if path() else "no Chromium on this machine (Debian: apt install chromium)"


def arguments() -> list[str]:
    """This will give the browser's arguments; its sandbox is off only for root, who cannot have one."""
    return [*QUIET, *(["--no-sandbox"] if os.getuid() == 0 else [])]
