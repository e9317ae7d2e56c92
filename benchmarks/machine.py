"""On which machine, and with which versions?"""

import os
import platform
import re
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from tests import private_postgres

from benchmarks.deployment import AS_IN_SERVICE


def described() -> dict[str, str]:
    """This will name the machine and the versions that decide about speed."""
    kinds = re.findall(r"^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text(), re.MULTILINE)
    memory = re.search(r"MemTotal:\s+(\d+)", Path("/proc/meminfo").read_text())
    return {
        "Date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        "CPU": f"{os.cpu_count()} x {kinds[0] if kinds else platform.machine()}",
        "Memory": f"{int(memory[1]) / 1024 / 1024:.0f} GB" if memory else "unknown",
        "Kernel": platform.release(),
        "Python": platform.python_version(),
        "SQLite": f"{sqlite3.sqlite_version} (WAL, synchronous=FULL)",
        "PostgreSQL": _postgresql(),
        "Load when it began": f"{os.getloadavg()[0]:.2f}",
        "Code": _commit(),
    }


def _postgresql() -> str:
    if private_postgres.missing():
        return "none on this machine"
    binaries = private_postgres._binaries()
    told = subprocess.run([f"{binaries}/postgres", "--version"], capture_output=True, text=True, check=False)
    version = re.search(r"\d+(\.\d+)+", told.stdout)
    # what the measured server is started with
    asked = {**private_postgres.SETTINGS, **AS_IN_SERVICE}
    told_of = ", ".join(f"{name}={asked[name]}" for name in ("fsync", "synchronous_commit", "shared_buffers"))
    return f"{version[0] if version else 'unknown'} ({told_of})"


def _commit() -> str:
    told = subprocess.run(["git", "describe", "--always"], capture_output=True, text=True, check=False)
    return told.stdout.strip()
