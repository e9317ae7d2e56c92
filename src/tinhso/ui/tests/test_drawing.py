"""Is what is drawn the quick way the same as what the templates draw?"""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template import engines
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy, override

from tinhso.ui.templatetags.ui import how_sure
from tinhso.ui.widgets import Renderer

BETWEEN = re.compile(r"\n\s*")
EVIL = "\"><img src=x onerror='alert(1)'>&amp;"
CHOICES = [
    ("", gettext_lazy("Tất cả")),
    (EVIL, EVIL),
    ("Nhóm & lẻ", [(1234, mark_safe("<b>x</b>")), (True, "Có")]),
]


class Everything(forms.Form):
    """Widgets as people and programs fill them."""

    text = forms.CharField(
        max_length=1200, widget=forms.TextInput(attrs={"type": "search", "data-search": ""})
    )
    kept = forms.CharField(widget=forms.HiddenInput(attrs={"hidden": True, "open": False, "data-n": 1234.5}))
    choice = forms.ChoiceField(choices=CHOICES, required=False)
    several = forms.MultipleChoiceField(choices=CHOICES, disabled=True)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "data",
    [
        None,
        {"text": "", "kept": "0", "choice": "", "several": []},
        {"text": EVIL, "kept": EVIL, "choice": EVIL, "several": ["1234", "True"]},
        {"text": 1234567, "kept": 0.5, "choice": 1234},
    ],
)
def test_fields_are_written_as_django_writes_them(language: str, data: dict[str, object] | None) -> None:
    with override(language):
        ours, django = Everything(data, renderer=Renderer()), Everything(data, renderer=DjangoTemplates())
        for name in ours.fields:
            assert BETWEEN.sub("", str(ours[name])) == BETWEEN.sub("", str(django[name]))


def item(**values: object) -> str:
    template = engines["django"].from_string(
        '{% load ui %}{% drawn "ui/item/item.html" url="#" title=title pill=pill meta=meta %}'
    )
    return template.render(values)


def test_a_remembered_component_is_what_an_included_one_is() -> None:
    pill = {"label": "Chờ nhận", "tone": "warning", "icon": ""}
    for title in ("Ổ gà", EVIL, "Ổ gà"):
        values = {"url": "#", "title": title, "pill": pill, "meta": ["a", "b"]}
        assert item(**values) == render_to_string("ui/item/item.html", values)


def test_what_may_stand_unescaped_lends_nothing_to_what_people_wrote() -> None:
    bold = "<b>Ổ gà</b>"
    assert bold in item(title=mark_safe(bold))  # noqa: S308
    assert bold not in item(title=bold)
    assert bold not in item(title="x", meta=[bold])
    assert bold in item(title="x", meta=[mark_safe(bold)])  # noqa: S308
    assert bold not in item(title="x", meta=(bold,))


@pytest.mark.parametrize(
    ("confidence", "written"),
    [(None, ""), ("", ""), (0, ""), (0.7, "70 %"), (0.994, "99 %"), (0.996, ""), (1, "")],
)
def test_only_a_doubt_is_put_into_figures(confidence: object, written: str) -> None:
    assert how_sure(confidence) == written
