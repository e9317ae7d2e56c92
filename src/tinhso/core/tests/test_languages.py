"""Languages as a province lays them into its data folder, whole and broken."""

import gettext
import json
import os
from pathlib import Path

import pytest

from tinhso.core import languages

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'


def laid(data: Path, code: str = "hmn", *, po: str = "", **said: object) -> Path:
    folder = data / "languages" / code
    (folder / "prompts").mkdir(parents=True)
    described = {"name": "Tiếng Mông", "native": "Hmoob", **said}
    (folder / "language.json").write_text(json.dumps(described), encoding="utf-8")
    (folder / "django.po").write_text(HEAD + po, encoding="utf-8")
    return folder


def spoken(data: Path, sentence: str, code: str = "hmn") -> str:
    (cache,) = languages.compiled(languages.found(data), data)
    with (Path(cache) / code / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext(sentence)


def test_a_language_is_found_described_and_compiled(tmp_path):
    laid(tmp_path, po='msgid "Gửi phản ánh"\nmsgstr "Xa lus"\n')
    (found,) = languages.found(tmp_path)
    assert (found.code, found.native, found.is_right_to_left) == ("hmn", "Hmoob", False)
    assert languages.names([found])["hmn"]["name_local"] == "Hmoob"
    assert spoken(tmp_path, "Gửi phản ánh") == "Xa lus"


def test_a_corrected_catalogue_is_compiled_again(tmp_path):
    po = laid(tmp_path, po='msgid "Gửi"\nmsgstr "Xa"\n') / "django.po"
    assert spoken(tmp_path, "Gửi") == "Xa"
    po.write_text(HEAD + 'msgid "Gửi"\nmsgstr "Xa tam sim"\n', encoding="utf-8")
    os.utime(po, (po.stat().st_mtime + 5,) * 2)
    assert spoken(tmp_path, "Gửi") == "Xa tam sim"


@pytest.mark.parametrize(
    ("entry", "shown"),
    [
        ('msgid "Tới %(agency)s"\nmsgstr "Rau %(agency)s"\n', "Rau %(agency)s"),
        ('msgid "Tới %(agency)s"\nmsgstr "Rau %(agenc)s"\n', "Tới %(agency)s"),
        ('#, fuzzy\nmsgid "Tới %(agency)s"\nmsgstr "Rau %(agency)s"\n', "Tới %(agency)s"),
    ],
)
def test_a_sentence_that_would_break_a_page_or_is_a_draft_is_left_out(tmp_path, entry, shown):
    laid(tmp_path, po=entry)
    assert spoken(tmp_path, "Tới %(agency)s") == shown


@pytest.mark.parametrize(
    ("code", "text", "why"),
    [
        ("Hmông", "{}", "mã ngôn ngữ"),
        ("hmn", "[]", "name và native"),
        ("hmn", "{", "không phải JSON"),
        ("hmn", '{"name": "Mông", "native": "Hmoob", "direction": "up"}', "direction"),
        ("hmn", None, "thiếu tệp"),
    ],
)
def test_a_broken_folder_is_named_and_left_out(tmp_path, capsys, code, text, why):
    folder = laid(tmp_path, code)
    (folder / "language.json").unlink()
    if text is not None:
        (folder / "language.json").write_text(text)
    assert languages.found(tmp_path) == []
    assert why in capsys.readouterr().err


@pytest.mark.parametrize("broken", ["Gửi = Xa\n".encode(), HEAD.encode() + b'msgid "G\xff"\nmsgstr "Xa"\n'])
def test_a_broken_catalogue_stops_nothing(tmp_path, capsys, broken):
    (laid(tmp_path) / "django.po").write_bytes(broken)
    languages.compiled(languages.found(tmp_path), tmp_path)
    assert "không đọc được" in capsys.readouterr().err


def test_prompts_are_known_by_their_key(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    folder = laid(tmp_path) / "prompts"
    for name in ("text.ogg", "category-road.mp3", "notes.txt", "Ảnh.ogg"):
        (folder / name).write_bytes(b"x")
    assert languages.prompts("hmn") == {
        "text": folder / "text.ogg",
        "category-road": folder / "category-road.mp3",
    }
    assert languages.prompts("../hmn") == {}
