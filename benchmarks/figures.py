"""How is a figure told? With its floor of the same run, the ratio, the aim, and what it was before.

`results.json` is the memory: a part that is measured anew replaces its own figures and keeps, as `before`,
what they were under the code that was measured last; the others stay with their day and commit. `RESULTS.md`
is written from it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.why import why

HERE = Path(__file__).resolve().parent
OF_A_RUN = ("Date", "Code", "Load when it began")
"""What of the machine's description belongs to one part's run."""


@dataclass(frozen=True)
class Figure:
    """One line of the table. `floor` is the cheapest thing that could do; `ratio` how far we are from it."""

    group: str
    what: str
    value: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    aim: str = ""
    met: bool | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """This will give the larger over the smaller: 1 means as good as the floor."""
        if not self.floor or not self.value:
            return None
        return max(self.value, self.floor) / min(self.value, self.floor)


def at_most(value: float, aim: float, unit: str) -> dict[str, Any]:
    """This will give aim and verdict of a figure that should stay below."""
    return {"aim": f"< {aim:g} {unit}", "met": value < aim}


def at_least(value: float, aim: float, unit: str) -> dict[str, Any]:
    """This will give aim and verdict of a figure that should reach."""
    return {"aim": f"≥ {aim:,g} {unit}", "met": value >= aim}


def number(value: float | None) -> str:
    """This will write three figures of a number: 0.41, 7.3, 12,345."""
    if value is None:
        return ""
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.3g}"


def kept(folder: Path) -> dict[str, Any]:
    """This will read what earlier runs found; empty where nothing was measured yet."""
    file = folder / "results.json"
    found: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    return {
        "machine": found.get("machine", {}),
        "runs": found.get("runs", {}),
        "figures": found.get("figures", []),
    }


def merged(
    before: dict[str, Any], group: str, figures: Sequence[Figure], machine: dict[str, str], broken: str = ""
) -> dict[str, Any]:
    """This will give the memory with one group measured anew; `broken` says why it ended early, if it did.

    Measured twice under the same code, what was before that code stays what was before. A group that broke
    keeps the figures it does not have anew.
    """
    run = {name: machine[name] for name in OF_A_RUN if name in machine}
    earlier = before["runs"].get(group, {})
    again = earlier.get("Code") == run.get("Code")
    was = earlier.get("before", "") if again else f"{earlier['Date']}, {earlier['Code']}" if earlier else ""
    old = {f["what"]: f for f in before["figures"] if f["group"] == group}
    new = []
    for figure in figures:
        known = old.pop(figure.what, {})
        new.append({**asdict(figure), "before": known.get("before" if again else "value")})
    if broken:
        new += list(old.values())
    others = [f for f in before["figures"] if f["group"] != group]
    return {
        "machine": {n: v for n, v in machine.items() if n not in OF_A_RUN},
        "runs": {**before["runs"], group: {**run, "before": was, "broken": broken}},
        "figures": _in_order([*others, *new]),
    }


def _in_order(figures: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    def place(figure: dict[str, Any]) -> tuple[str, int, str]:
        group = figure["group"]
        size = re.search(r"([\d,]+) (?:reports|dossiers)", group)
        return group.split(",")[0], int(size[1].replace(",", "")) if size else 0, group

    return sorted(figures, key=place)


def written(memory: dict[str, Any], *, folder: Path) -> str:
    """This will write RESULTS.md and results.json and give the Markdown."""
    told = "\n".join(f"- {name}: {value}" for name, value in memory["machine"].items())
    text = (
        "# What was measured\n\n"
        "Made by `make bench`; each figure stands beside the floor of the same run, and beside what it was "
        "when other code was measured last.\n\n"
        f"{told}\n\n{_missed(memory)}\n\n{_growth(memory['figures'])}\n\n{_tables(memory)}\n"
    )
    text = re.sub(r"\n{3,}", "\n\n", text)
    (folder / "RESULTS.md").write_text(text)
    (folder / "results.json").write_text(json.dumps(memory, ensure_ascii=False, indent=1) + "\n")
    return text


def _tables(memory: dict[str, Any]) -> str:
    parts = []
    for group in dict.fromkeys(f["group"] for f in memory["figures"]):
        run = memory["runs"].get(group, {})
        of = ", ".join(f"{name.lower()} {run[name]}" for name in OF_A_RUN if name in run)
        before = f"; before: {run['before']}" if run.get("before") else ""
        lines = [
            f"## {group}",
            "",
            f"Run: {of}{before}.",
            *([f"Broke off, older figures below: {run['broken']}"] if run.get("broken") else []),
            "",
            "| what | figure | before | floor | ratio | aim | met | |",
            "|---|--:|--:|--:|--:|---|---|---|",
        ]
        lines += [_line(f) for f in memory["figures"] if f["group"] == group]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _line(told: dict[str, Any]) -> str:
    before = number(told.get("before"))
    f = Figure(**{name: value for name, value in told.items() if name != "before"})
    floor = f"{number(f.floor)} ({f.floor_is})" if f.floor is not None else ""
    ratio = f"{f.ratio:.1f} x" if f.ratio else ""
    met = {True: "yes", False: "**no**", None: ""}[f.met]
    value = f"{number(f.value)} {f.unit}"
    return f"| {f.what} | {value} | {before} | {floor} | {ratio} | {f.aim} | {met} | {f.note} |"


def _missed(memory: dict[str, Any]) -> str:
    aims = [f for f in memory["figures"] if f.get("aim")]
    missed = [f for f in aims if f["met"] is False]
    lines = [f"{len(aims) - len(missed)} of {len(aims)} aims are met."]
    if missed:
        lines += ["", "| missed | figure | aim | off by | why |", "|---|--:|---|--:|---|"]
        said: set[str] = set()
        lines += [_miss(f, said) for f in missed]
    return "## Aims\n\n" + "\n".join(lines)


def _miss(told: dict[str, Any], said: set[str]) -> str:
    """One line; what was said of another line already is not said again."""
    aim = float(re.sub(r"[^\d.]", "", told["aim"].split()[1]))
    times = max(told["value"], aim) / max(min(told["value"], aim), 1e-9)
    value, known = f"{number(told['value'])} {told['unit']}", why(told["group"], told["what"])
    reason = "as above" if known in said and known else known
    said.add(known)
    return f"| {told['group']}: {told['what']} | {value} | {told['aim']} | {times:.1f} x | {reason} |"


def _growth(figures: Sequence[dict[str, Any]]) -> str:
    """What grows with their number, and how: each figure of lists and desks, size beside size."""
    found: dict[str, dict[str, dict[int, dict[str, Any]]]] = {}
    for figure in figures:
        if of := re.fullmatch(r"(Reading|Dossiers), ([\d,]+) (\w+), (\w+)", figure["group"]):
            size = int(of[2].replace(",", ""))
            found.setdefault(f"{of[3]}, {of[4]}", {}).setdefault(figure["what"], {})[size] = figure
    parts = []
    for database, lines in found.items():
        sizes = sorted({size for line in lines.values() for size in line})
        if len(sizes) < 2:
            continue
        head = " | ".join(f"{size:,}" for size in sizes)
        table = [
            f"### {database}",
            "",
            f"| what | unit | {head} | last ÷ first |",
            "|---|---|" + "--:|" * (len(sizes) + 1),
        ]
        for what, line in lines.items():
            if not {sizes[0], sizes[-1]} <= set(line) or not line[sizes[0]]["value"]:
                continue
            values = " | ".join(number(line[s]["value"]) if s in line else "" for s in sizes)
            times = line[sizes[-1]]["value"] / line[sizes[0]]["value"]
            table.append(f"| {what} | {line[sizes[-1]]['unit']} | {values} | {times:.1f} x |")
        parts.append("\n".join(table))
    return "## What grows with the number of reports and dossiers\n\n" + "\n\n".join(parts) if parts else ""
