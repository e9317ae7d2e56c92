"""What do the measured figures mean for a commune, a province, a country? Written into docs/operate/scale.md.

`python -m benchmarks.sizing` works the tables out from `results.json`, puts them between their marks and
writes RESULTS.md anew; each run does so at its end. What is assumed stands in the page and below alone.
"""

from math import ceil
from pathlib import Path
from typing import Any

from benchmarks import figures
from benchmarks.figures import number

PAGE = Path(__file__).resolve().parents[1] / "docs" / "operate" / "scale.md"
PEOPLE = (
    ("20,000 (a commune)", 20_000),
    ("1 million", 1_000_000),
    ("3 million (the mean of 34)", 100_000_000 // 34),
    ("4 million", 4_000_000),
    ("14 million", 14_000_000),
)
PEOPLE_A_REPORT, PEOPLE_A_PAGE, BUSIEST_HOUR = 20, 10, 0.15
STORM_PAGES, STORM_REPORTS, STORM_HOUR, PHOTOS = 5, 20, 0.2, 2
BUSY = 0.6
THREADS, WORKERS_OWN, SERVES_OWN_MB = 6, 3, 120
CORES = 2
Known = dict[tuple[str, str], float]
# what, group, figure of results.json; "{}" is the database, the size the largest that was measured
MEASURED = (
    ("reports taken in, durably, 32 connections", "Intake, {}",
     "reports, 32 connections, worker running", "/s"),
    ("95 of 100 of them within", "Intake, {}", "time of one report, 95 of 100", " ms"),
    ("with one photograph of 300 kB", "Intake, {}",
     "reports with one photo of 300 kB, both requests, 8 connections", "/s"),
    ("photographs of 12 megapixels", "Intake, {}", "photos of 12 megapixels, 4 connections", "/s"),
    ("facts numbered and chained", "Worker, {}", "numbering and chaining facts", "/s"),
    ("facts verified", "Worker, {}", "verifying the chain", "/s"),
    ("facts told to all subscribers, one worker", "Worker, {}", "catching up: telling all subscribers", "/s"),
    ("facts a report makes in its life", "Worker, {}", "facts a report makes in its life", ""),
    ("public list, 95 of 100", "Reading, {size} reports, {}", "public list", " ms"),
    ("officer's desk, 95 of 100", "Reading, {size} reports, {}", "desk of a commune's officer", " ms"),
    ("operations centre, board, 95 of 100", "Reading, {size} reports, {}", "operations centre, board", " ms"),
    ("map of the province, 95 of 100", "Reading, {size} reports, {}", "map, the province", " ms"),
    ("the database on the disk", "Reading, {size} reports, {}", "database on the disk", " MB"),
    ("a web process", "Reading, {size} reports, {}", "memory of a web process after all this", " MB"),
    ("the worker", "Reading, {size} reports, {}", "memory of the worker", " MB"),
)  # fmt: skip


def main() -> None:
    """This will write the tables into the page."""
    memory = figures.kept(figures.HERE)
    figures.written(memory, folder=figures.HERE)
    text = PAGE.read_text()
    try:
        tables = {"measured": measured(memory), "computed": computed(memory)}
    except KeyError as missing:
        print(f"{PAGE} stays as it is: not measured yet: {missing}")
        return
    for mark, told in tables.items():
        before, begin, rest = text.partition(f"<!-- {mark} -->\n")
        _old, end, after = rest.partition(f"<!-- end of {mark} -->")
        if not (begin and end):
            raise SystemExit(f"{PAGE} has no marks for {mark}")
        text = f"{before}{begin}\n{told}\n\n{end}{after}"
    PAGE.write_text(text)


def measured(memory: dict[str, Any]) -> str:
    """This will give the measured figures of both databases side by side, and when they were measured."""
    known, size = _known(memory), _size(memory)
    lines = [f"| what ({size:,} reports where pages are) | PostgreSQL | SQLite |", "|---|--:|--:|"]
    for what, group, name, unit in MEASURED:
        values = [
            known.get((group.format(database, size=f"{size:,}"), name))
            for database in ("postgresql", "sqlite")
        ]
        lines.append(f"| {what} | " + " | ".join(f"{number(v)}{unit}" if v else "" for v in values) + " |")
    runs = sorted({f"{run['Date']} ({run['Code']})" for run in memory["runs"].values()})
    return "\n".join(lines) + f"\n\nRuns: {', '.join(runs)}."


def computed(memory: dict[str, Any]) -> str:
    """This will give what each population needs, by the figures of PostgreSQL."""
    known, size = _known(memory), _size(memory)
    reading = f"Reading, {size:,} reports, postgresql"
    page_s = max(known[reading, name] for name in ("public list", "desk of a commune's officer")) / 1_000
    photo_s = CORES / known["Intake, postgresql", "photos of 12 megapixels, 4 connections"]
    process_mb = known[reading, "memory of a web process after all this"]
    columns = (
        "population", "reports a year", "busiest hour, pages/s", "storm, pages/s", "storm, reports/s",
        "cores for pages", "cores for photographs", "web processes", "memory for the web", "connections",
    )  # fmt: skip
    lines = [
        f"A page costs {page_s * 1_000:.0f} ms of one core (95 of 100 cost less), a photograph"
        f" {CORES} cores ÷ {CORES / photo_s:.2f}/s = {photo_s:.2f} s, a web process {process_mb:.0f} MB.",
        "",
        f"| {' | '.join(columns)} |",
        "|---|" + "--:|" * (len(columns) - 1),
    ]
    for name, people in PEOPLE:
        reports = people / PEOPLE_A_REPORT
        pages = people / PEOPLE_A_PAGE * BUSIEST_HOUR / 3_600
        storm = reports / 365 * STORM_REPORTS * STORM_HOUR / 3_600
        for_pages, for_photos = pages * STORM_PAGES * page_s, storm * PHOTOS * photo_s
        processes = max(2, ceil((for_pages + for_photos) / BUSY))
        memory_gb = (processes * process_mb + SERVES_OWN_MB) / 1_000
        cells = (
            name, f"{reports:,.0f}", f"{pages:.1f}", f"{pages * STORM_PAGES:.1f}", number(storm),
            f"{for_pages:.1f}", f"{for_photos:.1f}", str(processes), f"{memory_gb:.1f} GB",
            str(processes * THREADS + WORKERS_OWN),
        )  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    told, each = (known.get(("Worker, postgresql", name)) for name in (MEASURED[6][2], MEASURED[7][2]))
    if told and each:
        lines += [
            "",
            f"One worker tells {number(told)} facts a second, the whole life of {told / each:.0f} reports.",
        ]
    return "\n".join(lines)


def _known(memory: dict[str, Any]) -> Known:
    return {(f["group"], f["what"]): f["value"] for f in memory["figures"]}


def _size(memory: dict[str, Any]) -> int:
    """The largest number of reports at which PostgreSQL was read."""
    groups = [f["group"].split() for f in memory["figures"] if f["group"].endswith(" reports, postgresql")]
    return max(int(words[1].replace(",", "")) for words in groups)


if __name__ == "__main__":
    main()
