"""Every Vietnamese sentence of the design system has an English one."""

import re
from pathlib import Path

from babel.messages.pofile import read_po

UI = Path(__file__).parents[1]
CATALOGUE = read_po((UI / "locale/en/LC_MESSAGES/django.po").open("rb"))
KNOWN = {
    message.id if isinstance(message.id, str) else message.id[0]: message.string
    for message in CATALOGUE
    if message.id and message.string
}
IN_TEMPLATES = re.compile(r'{%\s*translate\s+"([^"]+)"|_\("([^"]+)"\)')
IN_BLOCKS = re.compile(r"{%\s*blocktranslate[^%]*%}(.*?){%", re.DOTALL)
IN_PYTHON = re.compile(r'(?:gettext|_)\("([^"]+)"\)')


def _sentences() -> set[str]:
    found: set[str] = set()
    for path in UI.glob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        found |= {a or b for a, b in IN_TEMPLATES.findall(text)}
        found |= {re.sub(r"{{ (\w+) }}", r"%(\1)s", one) for one in IN_BLOCKS.findall(text)}
    for path in UI.glob("*.py"):
        found |= set(IN_PYTHON.findall(path.read_text(encoding="utf-8")))
    return found


def test_every_sentence_has_an_english_translation() -> None:
    sentences = _sentences()
    assert len(sentences) > 50
    assert sorted(sentences - set(KNOWN)) == []


def test_no_translation_is_left_over() -> None:
    by_count = {"%(count)d phút", "%(count)d giờ", "%(count)d ngày"}  # ngettext
    assert sorted(set(KNOWN) - _sentences() - by_count) == []
