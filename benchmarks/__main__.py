"""`make bench`: everything that is measured, one table. About half an hour on two quiet cores.

`--only locating routing starting intake reading worker filing dossiers`, `--database sqlite|postgresql`,
`--sizes N N N` (of reading; the largest decides how long it takes; dossiers take the first and the last),
`--quick` (tiny sizes; its figures mean nothing and are kept apart). Each part's figures are written as
soon as it ends and replace its older ones; what was not measured stays with its day and commit. A missed aim
is printed as missed; a scenario that breaks is named; the others go on.
"""

import argparse
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

from tests import private_postgres

from benchmarks import (
    deployment,
    dossiers,
    figures,
    filing,
    intake,
    locating,
    machine,
    reading,
    routing,
    sizing,
    starting,
    worker,
)
from benchmarks.figures import Figure

PARTS = ("locating", "routing", "starting", "intake", "reading", "worker", "filing", "dossiers")
SIZES = (10_000, 100_000, 1_000_000)
QUICK = (2_000, 4_000)


def main() -> None:
    """This will run what was asked for and write the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    parser.add_argument("--database", choices=deployment.DATABASES, nargs="+", default=deployment.DATABASES)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--quick", action="store_true")
    asked = parser.parse_args()
    # what was started ends with the run, however that ends
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    if (missing := private_postgres.missing()) and "postgresql" in asked.database:
        print(f"left out: PostgreSQL: {missing}", flush=True)
        asked.database = [d for d in asked.database if d != "postgresql"]
    folder = Path(tempfile.mkdtemp(prefix="tinhso-bench-results-")) if asked.quick else figures.HERE
    broken = [name for name, scenario in _scenarios(asked) if not _measured(name, scenario, folder)]
    if not asked.quick:
        sizing.main()
    print(f"{folder / 'RESULTS.md'}")
    if broken:
        sys.exit(f"broke off: {', '.join(broken)}")


def _scenarios(asked: argparse.Namespace) -> Iterator[tuple[str, Iterator[Figure]]]:
    sizes = QUICK if asked.quick else sorted(asked.sizes)
    for part, alone in (("locating", locating), ("routing", routing), ("starting", starting)):
        if part in asked.only:
            yield part, alone.run(quick=asked.quick)
    for database in asked.database if "intake" in asked.only else ():
        yield f"intake, {database}", intake.run(database, quick=asked.quick)
    for database in asked.database if "reading" in asked.only else ():
        yield f"reading, {database}", reading.run(database, sizes=sizes, quick=asked.quick)
    for database in asked.database if "worker" in asked.only else ():
        yield f"worker, {database}", worker.run(database, quick=asked.quick)
    for database in asked.database if "filing" in asked.only else ():
        yield f"filing, {database}", filing.run(database, quick=asked.quick)
    for database in asked.database if "dossiers" in asked.only else ():
        yield f"dossiers, {database}", dossiers.run(database, sizes=(sizes[0], sizes[-1]), quick=asked.quick)


def _measured(name: str, scenario: Iterator[Figure], folder: Path) -> bool:
    """Runs one scenario and writes the groups it gave, each when it is whole; False where it broke."""
    began, about = time.monotonic(), machine.described()
    group: list[Figure] = []
    broken = ""
    try:
        for figure in scenario:
            if group and figure.group != group[0].group:
                _keep(group, about, folder)
                group, about = [], machine.described()
            group.append(figure)
            _tell(figure)
    except Exception as error:  # noqa: BLE001 -- half an hour of the others must not be lost with it
        traceback.print_exc()
        broken = f"{type(error).__name__}: {error}"[:300]
    except (KeyboardInterrupt, SystemExit):
        if group:
            _keep(group, about, folder, "stopped by hand")
        raise
    if group:
        _keep(group, about, folder, broken)
    print(f"{name}: {time.monotonic() - began:.0f} s", flush=True)
    return not broken


def _keep(group: list[Figure], about: dict[str, str], folder: Path, broken: str = "") -> None:
    memory = figures.merged(figures.kept(folder), group[0].group, group, about, broken)
    figures.written(memory, folder=folder)


def _tell(figure: Figure) -> None:
    met = {True: "", False: f"   MISSED: {figure.aim}", None: ""}[figure.met]
    value = f"{figures.number(figure.value)} {figure.unit}"
    beside = ""
    if figure.floor is not None:
        beside = f"   floor {figures.number(figure.floor)} ({figure.floor_is}), {figure.ratio or 0:.1f} x"
    print(f"{figure.group}: {figure.what}: {value}{beside}{met}", flush=True)


main()
