"""`make bench`: everything that is measured, one table. Takes about ten minutes on two cores.

`--only intake|locating|reading`, `--database sqlite|postgresql`, `--reports N`, `--quick` (tiny sizes; its
figures mean nothing). Results of a part or of a quick run are printed and not kept. A missed aim is printed
as missed; a scenario that breaks is named as left out; either way the others go on.
"""

import argparse
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests import private_postgres

from benchmarks import deployment, figures, intake, locating, machine, reading
from benchmarks.figures import Figure

PARTS = ("intake", "locating", "reading")


def main() -> None:
    """This will run what was asked for and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS)
    parser.add_argument("--database", choices=deployment.DATABASES)
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    about = machine.described()
    left_out = []
    if (missing := private_postgres.missing()) and asked.database != "sqlite":
        left_out.append(f"PostgreSQL: {missing}")
    databases = [d for d in deployment.DATABASES if asked.database in (None, d)]
    if left_out:
        databases = [d for d in databases if d != "postgresql"]
    found = []
    for name, scenario in _scenarios(asked, databases):
        try:
            for figure in scenario:
                found.append(figure)
                _tell(figure)
        except Exception as broken:  # noqa: BLE001 -- ten minutes of the others must not be lost with it
            traceback.print_exc()
            left_out.append(f"{name} broke off: {type(broken).__name__}: {broken}"[:500])
    whole = not (asked.only or asked.database or asked.quick)
    folder = figures.HERE if whole else Path(tempfile.mkdtemp(prefix="tinhso-bench-results-"))
    print("\n" + figures.write(found, about, left_out, folder=folder))
    print(f"{folder / 'RESULTS.md'}")
    if any("broke off" in line for line in left_out):
        sys.exit(1)


def _scenarios(asked: argparse.Namespace, databases: list[str]) -> Iterator[tuple[str, Iterator[Figure]]]:
    reports = min(asked.reports, 2_000) if asked.quick else asked.reports
    if asked.only in (None, "locating"):
        yield "Locating", locating.run(quick=asked.quick)
    for database in databases:
        if asked.only in (None, "intake"):
            yield f"Intake, {database}", intake.run(database, quick=asked.quick)
    for database in databases:
        if asked.only in (None, "reading"):
            yield f"Reading, {database}", reading.run(database, reports=reports, quick=asked.quick)


def _tell(figure: Figure) -> None:
    met = {True: "", False: f"   MISSED: {figure.aim}", None: ""}[figure.met]
    value = f"{figures.number(figure.value)} {figure.unit}"
    beside = ""
    if figure.floor is not None:
        beside = f"   floor {figures.number(figure.floor)} ({figure.floor_is}), {figure.ratio or 0:.1f} x"
    print(f"{figure.group}: {figure.what}: {value}{beside}{met}", flush=True)


main()
