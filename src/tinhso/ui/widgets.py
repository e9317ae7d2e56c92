"""How is a form's field written? As Django's templates write it, without them where lists would show them.

Django draws each option of a choice by two templates. The public list names forty communes and as many kinds
in its filters: they took longer than its reports.
"""

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


class Renderer(DjangoTemplates):
    """Django's, quicker for choices and one-line inputs."""

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> SafeString:
        """This will write one widget."""
        write = _QUICK.get(template_name)
        if write is None:
            return SafeString(super().render(template_name, context, request))  # nosec B703
        return SafeString(write(context["widget"]))  # every part is escaped below  # nosec B703


def _input(widget: Mapping[str, Any]) -> str:
    value = "" if widget["value"] is None else f' value="{_plain(widget["value"])}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>'


def _select(widget: Mapping[str, Any]) -> str:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>']
    for group, options, _index in widget["optgroups"]:
        if group:
            parts.append(f'\n  <optgroup label="{conditional_escape(group)}">')
        parts += (f"\n  {_option(option)}" for option in options)
        if group:
            parts.append("\n  </optgroup>")
    return "".join((*parts, "\n</select>"))


def _option(option: Mapping[str, Any]) -> str:
    label = conditional_escape(option["label"])
    return f'<option value="{_plain(option["value"])}"{_attributes(option)}>{label}</option>'


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{_plain(value)}"')
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _plain(value: Any) -> str:
    """Numbers inside a page's code stay as a machine reads them."""
    return conditional_escape(value if isinstance(value, str) else str(value))


_QUICK = {
    "django/forms/widgets/select.html": _select,
    "django/forms/widgets/text.html": _input,
    "django/forms/widgets/hidden.html": _input,
}
