"""{% load ui %}: icons, built assets, slots (dialog, panel) and the formats of `tinhso.ui.formats`.

A filter given nothing (None, "") gives nothing: a page never fails because a value is missing.
"""

from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join, json_script
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from tinhso.ui import assets, formats

register = template.Library()
CERTAIN = 0.995
"""A confidence from here on would be written as 100 %."""

FALLBACK_ICON = "point"
TONE_ICONS = {
    "neutral": "circle-dot",
    "info": "info-circle",
    "warning": "alert-triangle",
    "danger": "alert-octagon",
    "success": "circle-check",
}
CLOCK_ICONS = {
    "calm": "clock",
    "soon": "clock-exclamation",
    "late": "alarm",
    "done": "circle-check",
    "paused": "player-pause",
}


@register.simple_tag
def icon(name: str, size: int | str = 20, label: str = "") -> SafeString:
    """This will inline one Tabler outline icon; it is silent to readers unless it has a label."""
    paths = assets.icon_paths(name) or assets.icon_paths(FALLBACK_ICON) or ""
    return _drawn(paths, size, label) if label else _silent(paths, size)


@lru_cache(maxsize=1_000)
def _silent(paths: str, size: int | str) -> SafeString:
    """A list shows a hundred icons, the same few: drawing them anew took a third of its time."""
    return _drawn(paths, size, "")


def _drawn(paths: str, size: int | str, label: str) -> SafeString:
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon" width="{0}" height="{0}" viewBox="0 0 24 24" fill="none" stroke="currentColor" '
        'stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" {1}>{2}</svg>',
        size,
        voice,
        mark_safe(paths),  # noqa: S308  our own build's file  # nosec B703
    )


class _Asked:
    """A component and its values, known by what they are: an escaped text is not its unescaped twin."""

    __slots__ = ("key", "template", "values")

    def __init__(self, template: str, values: dict[str, Any]) -> None:
        self.template, self.values = template, values
        self.key = (template, get_language(), _frozen(values))

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.key == other.key


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple((name, _frozen(one)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(_frozen(one) for one in value)
    if is_dataclass(value):
        return type(value), _frozen(vars(value))
    return type(value), value


@register.simple_tag
def drawn(component: str, values: dict[str, Any] | None = None, **more: Any) -> SafeString:
    """This will draw a component from these values alone, as `include … only`, and remember it.

    For what stands in a list many times and looks the same to all who are shown the same values; never for
    a component that looks at the clock or at the reader.
    """
    return _remembered(_Asked(component, {**(values or {}), **more}))


@lru_cache(maxsize=2_000)
def _remembered(asked: _Asked) -> SafeString:
    """Forty lines took half of the time of a desk; from one reader to the next most are the same."""
    return SafeString(get_template(asked.template).render(asked.values))  # nosec B703


@register.filter
def tone_icon(tone: str) -> str:
    """This will name the icon that goes with a status tone."""
    return TONE_ICONS.get(str(tone), TONE_ICONS["neutral"])


@register.filter
def clock_icon(tone: str) -> str:
    """This will name the icon that goes with the state of a clock."""
    return CLOCK_ICONS.get(str(tone), CLOCK_ICONS["calm"])


THEME_COOKIE = "tinhso_theme"
THEMES = ("light", "dark")


@register.simple_tag(takes_context=True)
def theme_attribute(context: template.Context) -> SafeString:
    """This will write data-bs-theme when the reader chose one by hand; otherwise the system decides."""
    request = context.get("request")
    chosen = request.COOKIES.get(THEME_COOKIE, "") if request else ""
    return format_html(' data-bs-theme="{}"', chosen) if chosen in THEMES else SafeString("")


def _links(entry: str) -> SafeString:
    return format_html_join(
        "\n", '<link rel="stylesheet" href="{}">', ((static(path),) for path in assets.styles(entry))
    )


@register.simple_tag
def ui_styles(entry: str = "main.js") -> SafeString:
    """This will link the style sheets of an entry."""
    return _links(entry)


@register.simple_tag
def ui_asset(entry: str) -> SafeString:
    """This will link the style sheets and the module script of an entry ("map.js", "boards.js").

    The sheets of main.js come from `ui_styles` in the base layout, so here only its script.
    """
    path = assets.script(entry)
    if path is None:
        return SafeString("")
    links = SafeString("") if entry == "main.js" else _links(entry)
    return format_html('{}<script type="module" src="{}"></script>', links, static(path))


@register.simple_block_tag
def dialog(content: str, id: str, title: str = "", tone: str = "") -> SafeString:
    """This will wrap its content in a native <dialog> opened by [data-dialog-open=id]."""
    values = {"content": content, "id": id, "title": title, "tone": tone}
    return SafeString(get_template("ui/dialog/dialog.html").render(values))  # nosec B703


@register.simple_block_tag
def panel(content: str, title: str = "", icon: str = "", tone: str = "", level: int = 2) -> SafeString:
    """This will wrap its content in a titled box."""
    values = {"content": content, "title": title, "icon": icon, "tone": tone, "level": level}
    return SafeString(get_template("ui/panel/panel.html").render(values))  # nosec B703


def _quiet(function: Callable[[Any], str]) -> Callable[[Any], str]:
    """Wrap a format so that a missing value shows as nothing."""

    def show(value: Any) -> str:
        return "" if value is None or value == "" else function(value)

    return show


def _remaining(due_at: datetime | None, now: datetime | None = None) -> str:
    return formats.remaining(due_at, now or timezone.now()) if due_at else ""


def _ago(when: datetime | None, now: datetime | None = None) -> str:
    return formats.ago(when, now or timezone.now()) if when else ""


@register.simple_tag
def remaining_words(due_at: datetime | None, now: datetime | None = None) -> str:
    """This will be the filter `remaining` where `now` may be missing from the context."""
    return _remaining(due_at, now or None)


def _number(value: Any, places: int | None = None) -> str:
    """Write a number; without `places` an integer has none and anything else has one."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return value
    if places is None:
        places = 0 if value == int(value) else 1
    return formats.number(value, int(places))


def _percent(value: Any, places: int = 1) -> str:
    return "" if value is None or value == "" else formats.percent(value, int(places))


@register.filter
def how_sure(confidence: Any) -> str:
    """This will write a confidence that tells something; nothing where the machine is certain or has none."""
    share = float(confidence or 0)
    return formats.percent(share, 0) if 0 < share < CERTAIN else ""


@register.filter(expects_localtime=False)
def iso(when: datetime | date | None) -> str:
    """This will write a moment for <time datetime>."""
    return when.isoformat() if when else ""


@register.filter
def add_class(field: Any, names: str) -> Any:
    """This will give a bound field's widget the classes and the aria attributes of our `field`."""
    widget = field.field.widget
    kind = getattr(widget, "input_type", "")
    if kind in ("checkbox", "radio"):
        names = "form-check-input"
    elif kind == "select" or widget.__class__.__name__.endswith("Select"):
        names = "form-select"
    attributes: dict[str, str] = {"class": f"{widget.attrs.get('class', '')} {names}".strip()}
    described = [f"{field.id_for_label}-error"] if field.errors else []
    if field.help_text:
        described.append(f"{field.id_for_label}-hint")
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


@register.filter
def is_choices(field: Any) -> bool:
    """This will say whether a field is a set of radio buttons or tick boxes (a fieldset)."""
    return bool(field.use_fieldset)


@register.filter
def is_single_tick(field: Any) -> bool:
    """This will say whether a field is one tick box, whose label stands behind it."""
    return getattr(field.field.widget, "input_type", "") == "checkbox" and not field.use_fieldset


register.filter("number", _number)
register.filter("percent", _percent)
register.filter("date_vn", _quiet(formats.date_vn))
register.filter("time_vn", _quiet(formats.time_vn))
register.filter("datetime_vn", _quiet(formats.datetime_vn))
register.filter("remaining", _remaining)
register.filter("ago", _ago)
register.filter("distance", _quiet(formats.distance))
register.filter("public_code", _quiet(formats.public_code))
register.filter("tel", _quiet(formats.tel))


@register.filter
def message_tone(level_tag: str) -> str:
    """This will turn Django's message level into one of our tones."""
    return {"debug": "neutral", "error": "danger"}.get(level_tag, level_tag or "info")


@register.filter
def beside(row: Any, columns: Any) -> list[tuple[Any, Any]]:
    """This will pair the cells of a table row with their columns."""
    return list(zip(row, columns, strict=False))


@register.filter
def chart_rows(data: Any) -> list[tuple[Any, list[Any]]]:
    """This will turn chart data into the rows of the table below the chart: (mark, values)."""
    plain = _plain(data)
    values = [one["values"] for one in plain.get("series", [])]
    return [
        (mark, [column[at] if at < len(column) else None for column in values])
        for at, mark in enumerate(plain.get("x", []))
    ]


@register.filter
def chart_script(data: Any, chart_id: str) -> SafeString:
    """This will write chart data as a JSON block that boards.js reads; a data block, never run."""
    return json_script(_plain(data), f"{chart_id}-data")


def _plain(data: Any) -> dict[str, Any]:
    return asdict(data) if is_dataclass(data) and not isinstance(data, type) else dict(data)
