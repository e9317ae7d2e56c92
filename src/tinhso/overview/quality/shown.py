"""How are scores said? Points with what could be measured, bars of the groups, cards of the indicators."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.overview.quality.queries import Index, Scope, Scored, Standing
from tinhso.overview.quality.rules.formulas import FORMULAS, Part
from tinhso.overview.quality.rules.scoring import Score
from tinhso.ui import formats

NO_BREAK = "\u00a0"
GOOD, FAIR = 0.9, 0.7
"""From which shares on a group is drawn as well or as middling."""
Opens = Callable[[str, Scope], str]
"""Gives the address of the dossiers behind a kind, "" for a reader who may not see them."""


@dataclass(frozen=True)
class Bar:
    """One row of a list of bars; `share` is 0..100."""

    label: str
    value: str
    share: float
    url: str = ""
    note: str = ""
    tone: str = ""


def query(scope: Scope, **more: str) -> str:
    """This will write a scope as the query of an address."""
    return urlencode({"period": period_word(scope), **scope.codes(), **{k: v for k, v in more.items() if v}})


def period_word(scope: Scope) -> str:
    """This will write the period as the form reads it: "2026" or "2026-11"."""
    return f"{scope.since:%Y-%m}" if scope.months == 1 else f"{scope.since:%Y}"


def period(scope: Scope) -> str:
    """This will say the period: "Tháng 11/2026", "Năm 2026"."""
    if scope.months == 1:
        return _("Tháng %(month)s") % {"month": f"{scope.since:%m/%Y}"}
    return _("Năm %(year)s") % {"year": scope.since.year}


def points(value: float | None, places: int = 1) -> str:
    """This will write points: "18", "17,4", a dash for none."""
    if value is None:
        return "–"
    rounded = round(value, places)
    return formats.number(rounded, 0 if rounded == int(rounded) else places)


def tone(share: float | None) -> str:
    """This will give the colour of a share of points."""
    if share is None:
        return "neutral"
    return "success" if share >= GOOD else "warning" if share >= FAIR else "danger"


def hero(index: Index) -> dict[str, str]:
    """This will say the score in one glance: of 100, and how much of the index could be measured."""
    got = index.score
    return {
        "value": points(got.of_hundred),
        "unit": "/ 100",
        "tone": tone(got.share),
        "text": _("%(points)s điểm trên %(measured)s điểm đo được") % {
            "points": points(got.points), "measured": points(got.measured),
        },
        "unmeasured": unmeasured(got.maximum - got.measured),
    }  # fmt: skip


def unmeasured(left: float) -> str:
    """This will say what stands aside: "14 điểm chưa có số liệu, không tính vào"; "" for nothing."""
    if left < 0.05:
        return ""
    return _("%(left)s điểm chưa có số liệu nên để ngoài") % {"left": points(left)}


def of_maximum(score: Score) -> str:
    """This will write "18,3 / 20"; where nothing was measured a dash, and no nought."""
    return f"{points(score.points if score.measured else None)} / {points(score.maximum)}"


def group_bars(index: Index) -> list[Bar]:
    """This will draw the five groups, each leading to its indicators further down."""
    return [
        Bar(
            f"{group.number}. {_(group.name)}",
            of_maximum(group.score),
            100 * (group.score.share or 0),
            f"#nhom-{group.number}",
            unmeasured(group.score.maximum - group.score.measured),
            tone(group.score.share),
        )
        for group in index.groups
    ]


def groups(index: Index, opens: Opens) -> list[dict[str, Any]]:
    """This will draw each group with the cards of its indicators."""
    return [
        {
            "id": f"nhom-{group.number}",
            "title": f"{group.number}. {_(group.name)}",
            "value": of_maximum(group.score),
            "note": unmeasured(group.score.maximum - group.score.measured),
            "tone": tone(group.score.share),
            "rows": [card(row, index.scope, opens) for row in group.rows],
        }
        for group in index.groups
    ]


def card(row: Scored, scope: Scope, opens: Opens) -> dict[str, Any]:
    """This will draw one indicator: its bar, its numbers, its formula and what it stands on."""
    formula = FORMULAS[row.formula]
    ratio = row.measured.ratio
    is_scored = row.maximum > 0
    share = None if row.points is None or not row.maximum else row.points / row.maximum
    return {
        "code": row.code,
        "name": row.name,
        "ratio": _ratio(ratio, formula.is_days),
        "target": formats.percent(row.target, 0) if row.target else "",
        "points": f"{points(row.points, 2)} / {points(row.maximum)}" if is_scored else _("Chỉ theo dõi"),
        "has_bar": ratio is not None and not formula.is_days,
        "is_missing": ratio is None,
        "tone": tone(share) if is_scored else "neutral",
        "width": f"{min(100.0, 100 * (ratio or 0)):.1f}",
        "parts": [_part(part, scope, opens) for part in row.measured.parts],
        "formula": _(formula.text),
        "target_at": f"{100 * row.target:.0f}" if row.target else "",
        "citation": row.citation,
        "note": row.note,
        "is_sample": row.is_sample,
        "entered": row.entered,
        "needs_entry": formula.needs_entry,
    }


def _ratio(ratio: float | None, is_days: bool) -> str:
    if ratio is None:
        return _("Chưa có số liệu")
    if is_days:
        return _("trung bình %(n)s ngày") % {"n": formats.number(ratio, 1)}
    return formats.percent(ratio)


def _part(part: Part, scope: Scope, opens: Opens) -> dict[str, str]:
    value = formats.number(part.number, 0 if part.number == int(part.number) else 1)
    url = opens(part.kind, scope) if part.kind and part.number else ""
    return {"label": _(part.label), "value": value, "url": url}


def league(lines: list[Standing], scope: Scope, least: int) -> dict[str, Any]:
    """This will draw the table of bodies: ranked ones, and apart those with too few dossiers."""
    columns = [
        {"label": _("Hạng"), "numeric": True},
        {"label": _("Đơn vị")},
        {"label": _("Điểm"), "numeric": True},
        *({"label": label, "numeric": True} for label in (_("Số hồ sơ"), _("Đúng hạn"), _("Trực tuyến"))),
    ]
    ranked = [line for line in lines if line.rank is not None]
    few = [line for line in lines if line.rank is None]
    return {
        "columns": columns,
        "rows": [_line(line, scope) for line in ranked],
        "few": [_line(line, scope) for line in few],
        "few_label": _("%(n)s đơn vị có dưới %(least)s hồ sơ, không xếp hạng") % {
            "n": formats.number(len(few)), "least": formats.number(least),
        },
        "title": _finding(ranked),
    }  # fmt: skip


def _finding(ranked: list[Standing]) -> str:
    if not ranked:
        return _("Chưa có đơn vị nào đủ hồ sơ để xếp hạng")
    if len(ranked) == 1:
        return _("Một đơn vị đủ hồ sơ để xếp hạng")
    first, last = (points(line.index.score.of_hundred) for line in (ranked[0], ranked[-1]))
    return _("%(n)s đơn vị được xếp hạng, từ %(first)s đến %(last)s điểm") % {
        "n": formats.number(len(ranked)), "first": first, "last": last,
    }  # fmt: skip


def _line(line: Standing, scope: Scope) -> list[Any]:
    t = line.index.counts
    url = f"{reverse('quality:agency', args=[line.code])}?{urlencode({'period': period_word(scope)})}"
    on_course = t["received"] - t["late"] - t["overdue"]
    return [
        formats.number(line.rank) if line.rank is not None else "–",
        {"text": formats.unbroken(line.name), "url": url},
        points(line.index.score.of_hundred) if line.rank is not None else "–",
        formats.number(t["received"]),
        share(on_course, t["received"]),
        share(t["online"], t["received"]),
    ]


def share(part: int, whole: int) -> str:
    """This will write a share as percent on one line, a dash where there is nothing to divide by."""
    return formats.percent(part / whole).replace(" ", NO_BREAK) if whole else "–"
