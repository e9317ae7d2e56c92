"""Is every Vietnamese sentence said in English too, with the same places for its values?"""

import ast
import re
from collections import defaultdict
from pathlib import Path

from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tinhso"
MARKERS = frozenset({"msg", "_", "gettext", "gettext_lazy", "gettext_noop"})
COUNTED = frozenset({"ngettext", "ngettext_lazy"})
TEMPLATE = re.compile(r"""\{%\s*(?:translate|trans)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
ARGUMENT = re.compile(r"""_\((?:"([^"]*)"|'([^']*)')\)""")
BLOCK = re.compile(r"\{%\s*blocktranslate\b([^%]*)%\}(.*?)\{%\s*endblocktranslate\s*%\}", re.S)
PLACE = re.compile(r"%\((\w+)\)[sd]")


def said_in_code(path: Path, markers: frozenset[str] = MARKERS) -> set[str]:
    """This will collect the literal strings that a module marks for translation."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in markers:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                found.add(first.value)
    return found


def said_in_template(path: Path, *, only_counted: bool = False) -> set[str]:
    """This will collect the message ids of one template; of two forms the first."""
    text = path.read_text()
    found = {a or b for a, b in TEMPLATE.findall(text)} | {a or b for a, b in ARGUMENT.findall(text)}
    found = set() if only_counted else found
    for options, body in BLOCK.findall(text):
        if only_counted and "{% plural %}" not in body:
            continue
        single = re.split(r"\{%\s*plural\s*%\}", body)[0]
        single = re.sub(r"\{\{\s*(\w+)\s*\}\}", r"%(\1)s", single)
        if "trimmed" in options:
            single = " ".join(line.strip() for line in single.strip().splitlines())
        found.add(single)
    return found


def catalogue() -> dict[str, str]:
    """This will join every English catalogue of the house."""
    joined: dict[str, str] = {}
    for po in SOURCE.rglob("locale/en/LC_MESSAGES/django.po"):
        with po.open("rb") as text:
            for message in read_po(text):
                if message.id:
                    key = message.id if isinstance(message.id, str) else message.id[0]
                    text_en = message.string if isinstance(message.string, str) else message.string[0]
                    if text_en and not message.fuzzy:
                        joined[key] = text_en
    return joined


def test_a_sentence_has_one_english_text() -> None:
    """Django joins the catalogues: of two English texts one room would see the other's."""
    said: dict[str, set[str]] = defaultdict(set)
    for po in SOURCE.rglob("locale/en/LC_MESSAGES/django.po"):
        with po.open("rb") as text:
            for message in read_po(text):
                if isinstance(message.id, str) and message.id and message.string:
                    said[message.id].add(str(message.string))
    assert {one: texts for one, texts in said.items() if len(texts) > 1} == {}


def test_every_sentence_has_its_english() -> None:
    said: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        if not {"tests", "migrations"} & set(path.parts):
            said |= said_in_code(path)
    for pattern in ("*.html", "*.txt"):
        for path in SOURCE.rglob(f"templates/**/{pattern}"):
            said |= said_in_template(path)
    missing = sorted(said - set(catalogue()) - {""})
    assert missing == [], f"{len(missing)} sentences without English"


def counted() -> set[str]:
    """This will collect the sentences of which the house says one form for one and another for many."""
    said: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        if not {"tests", "migrations"} & set(path.parts):
            said |= said_in_code(path, COUNTED)
    for path in SOURCE.rglob("templates/**/*.html"):
        said |= said_in_template(path, only_counted=True)
    return said


def test_what_is_counted_has_its_english_forms() -> None:
    """A sentence with a plural is looked up by both forms; one that stands alone is not found."""
    known = set()
    for po in SOURCE.rglob("locale/en/LC_MESSAGES/django.po"):
        with po.open("rb") as text:
            known |= {m.id[0] for m in read_po(text) if isinstance(m.id, tuple) and all(m.string)}
    assert sorted(counted() - known) == []


def test_translations_keep_the_places_for_values() -> None:
    wrong = [vi for vi, en in catalogue().items() if set(PLACE.findall(vi)) != set(PLACE.findall(en))]
    assert wrong == []
