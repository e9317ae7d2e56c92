"""How is a figure told? With its floor of the same run, the ratio, and whether the aim was met."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


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
    return {"aim": f"≥ {aim:g} {unit}", "met": value >= aim}


def number(value: float | None) -> str:
    """This will write three figures of a number: 0.41, 7.3, 12,345."""
    if value is None:
        return ""
    size = abs(value)
    return f"{value:,.0f}" if size >= 100 else f"{value:.1f}" if size >= 10 else f"{value:.3g}"


def table(figures: Sequence[Figure]) -> str:
    """This will write one Markdown table a group."""
    parts = []
    for group in dict.fromkeys(f.group for f in figures):
        lines = [
            f"## {group}",
            "",
            "| what | figure | floor | ratio | aim | met | |",
            "|---|--:|--:|--:|---|---|---|",
        ]
        for f in (f for f in figures if f.group == group):
            floor = f"{number(f.floor)} ({f.floor_is})" if f.floor is not None else ""
            ratio = f"{f.ratio:.1f} x" if f.ratio else ""
            met = {True: "yes", False: "**no**", None: ""}[f.met]
            lines.append(
                f"| {f.what} | {number(f.value)} {f.unit} | {floor} | {ratio} | {f.aim} | {met} | {f.note} |"
            )
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def write(
    figures: Sequence[Figure], machine: dict[str, str], left_out: Sequence[str], *, folder: Path
) -> str:
    """This will write RESULTS.md and results.json and give the Markdown."""
    told = "\n".join(f"- {name}: {value}" for name, value in machine.items())
    missing = "".join(f"\nLeft out: {line}\n" for line in left_out)
    text = (
        "# What was measured\n\n"
        "Made by `make bench`; each figure stands beside the floor of the same run.\n\n"
        f"{told}\n{missing}\n{table(figures)}\n"
    )
    (folder / "RESULTS.md").write_text(text)
    plain = {"machine": machine, "left_out": list(left_out), "figures": [asdict(f) for f in figures]}
    (folder / "results.json").write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n")
    return text
