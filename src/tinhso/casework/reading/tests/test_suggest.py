"""What does the machine say, to whom, and what when it does not know?"""

import sys
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from tinhso.casework.reading import queries, shelf
from tinhso.casework.reading.rules.grams import cut
from tinhso.casework.reading.rules.scoring import packed, read, unpacked, version_of
from tinhso.core import parameters
from tinhso.core.roles import Actor

TODAY = date(2026, 11, 22)
NAMES = {"road": "Đường sá", "lighting": "Chiếu sáng", "other": "Việc khác"}
POTHOLE = "Mặt đường trước nhà văn hoá có nhiều ổ gà sâu, xe máy đi rất nguy hiểm"


@pytest.mark.parametrize(
    ("text", "category"),
    [
        (POTHOLE, "road"),
        ("mat duong truoc nha van hoa co nhieu o ga sau, xe may di rat nguy hiem", "road"),
        ("Đèn đường kiệt 3 tắt cả tuần, tối om", "lighting"),
        ("den duong kiet 3 tat ca tuan toi om", "lighting"),
        ("Rác ba ngày chưa ai thu gom, bốc mùi", "waste"),
        ("Hàng xóm hát karaoke loa kéo tới khuya không ngủ được", "noise"),
        ("ban em duong ong nuoc tu chay hong, ca ban khong co nuoc dung", "water"),
        ("Trâu bò thả rông phá ruộng lúa của bà con", "animals"),
    ],
)
@pytest.mark.django_db
def test_what_is_plain_is_chosen(text, category):
    assert queries.suggest(text, on=TODAY).category == category


@pytest.mark.django_db
def test_the_reason_names_words_of_the_text_and_no_number():
    said = queries.suggest(f"{POTHOLE}, gọi tôi 0905123456", on=TODAY, names=NAMES)
    sentence = said.because.in_vietnamese()
    assert "«Đường sá»" in sentence
    assert "«ổ gà»" in sentence
    assert "0905123456" not in sentence
    assert all(word in POTHOLE.lower() for word in said.words)
    assert said.rule.key == f"reading:{queries.model_version()}"


@pytest.mark.parametrize("text", ["", "...", "zzz qqq", "0905123456", "😀😀😀", "\u0300\u0301", "字" * 50])
@pytest.mark.django_db
def test_what_nobody_can_read_has_no_category(text):
    said = queries.suggest(text, on=TODAY, names=NAMES)
    assert said.category is None
    assert "Việc khác" in said.because.in_vietnamese()


@pytest.mark.django_db
def test_below_the_threshold_of_the_day_it_says_that_it_is_not_sure():
    parameters.write("reading.threshold", 0.999999, valid_from=date(2026, 1, 1))
    said = queries.suggest(POTHOLE, on=TODAY, names=NAMES)
    assert said.category is None
    assert said.offered == "road"
    assert "chưa chắc" in said.because.in_vietnamese()
    assert queries.suggest(POTHOLE, on=date(2025, 12, 31)).category == "road"


def test_probabilities_add_up_to_one_and_are_ranked():
    found = read(POTHOLE, shelf.shipped())
    shares = [share for _, share in found.ranked]
    assert len(shares) == 25
    assert shares == sorted(shares, reverse=True)
    assert abs(sum(shares) - 1) < 0.01


def test_where_the_tone_stands_and_how_letters_are_composed_changes_nothing():
    import unicodedata

    assert cut("hoà thuỷ") == replace(cut("hòa thủy"), words=("hoà", "thuỷ"))
    model = shelf.shipped()
    assert read(unicodedata.normalize("NFD", POTHOLE), model) == read(POTHOLE, model)


def test_a_text_of_ten_thousand_words_is_read_in_time():
    import time

    started = time.thread_time()  # its own: on a busy machine others take turns
    read("đường hư " * 5000, shelf.shipped())
    assert time.thread_time() - started < 0.25


def test_what_is_served_loads_no_scikit_learn():
    import subprocess

    code = "import django; django.setup(); from tinhso.casework.reading.rules.scoring import read; "
    code += "from tinhso.casework.reading import queries, shelf; read('ổ gà', shelf.shipped()); "
    code += "import sys; sys.exit(any(m.split('.')[0] in ('sklearn', 'scipy') for m in sys.modules))"
    import os

    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


# --- files --------------------------------------------------------------------------------------


def test_a_model_file_gives_the_same_model_back():
    model = shelf.shipped()
    again = unpacked(packed(model), model.version)
    assert read(POTHOLE, again) == read(POTHOLE, model)
    # the wrapping of the file is the zip library's, so only what is in it must come back the same
    assert version_of(packed(again)) == version_of(packed(model))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a model"])
def test_what_is_no_model_is_refused(content):
    with pytest.raises(ValueError, match=r"no model|pickle"):
        unpacked(content, "x")


def test_a_model_that_hides_objects_is_refused():
    from io import BytesIO

    out = BytesIO()
    np.savez(out, categories=np.array([{"a": 1}], dtype=object), keys=np.zeros(1))
    with pytest.raises(ValueError, match="allow_pickle"):
        unpacked(out.getvalue(), "x")


def test_a_damaged_model_of_a_province_is_passed_over(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    changed = replace(shelf.shipped(), offset=shelf.shipped().offset + 1)
    changed = replace(changed, version=version_of(packed(changed)))
    path = shelf.put(changed)
    assert shelf.in_force().version == changed.version
    path.write_bytes(path.read_bytes()[:-100] + b"x" * 100)
    assert shelf.in_force().version == shelf.shipped().version


@pytest.mark.django_db
def test_learning_anew_puts_the_model_in_force_and_tells_the_ledger(settings, tmp_path, monkeypatch):
    from tinhso.casework.reading import actions, training
    from tinhso.foundation.ledger import queries as ledger

    settings.DATA_DIR = tmp_path
    learnt = replace(shelf.shipped(), offset=shelf.shipped().offset * 2)
    learnt = replace(learnt, version=version_of(packed(learnt)))
    seen = []
    monkeypatch.setattr(training, "trained", lambda own: (seen.extend(own) or learnt, training.Mixed(1, 1)))
    now = datetime(2026, 11, 22, tzinfo=UTC)
    version = actions.train([("Ổ gà to", "road")], by=Actor("operator", frozenset()), now=now)
    assert version == queries.model_version() == learnt.version
    assert [e.text for e in seen] == ["Ổ gà to"]
    fact = ledger.facts_of("reading:model")[-1]
    assert (fact.payload["version"], fact.payload["own"]) == (version, 1)
