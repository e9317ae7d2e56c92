"""Does every invented sentence go where it is meant to go, and does nobody in Huế speak of a bản?"""

from datetime import date

import pytest

from tinhso.casework.rulebook import queries as rulebook
from tinhso.demo import texts

ON = date(2026, 11, 1)
SPOT = "bản Nà Luông"
SENTENCES = [(c, r[1].format(spot=SPOT, n=3)) for c, rows in texts.TEXTS.items() for r in rows]


def aside(kind):
    return [said.format(spot=SPOT, n=3) for _category, said, _answer in texts.ASIDE[kind]]


@pytest.mark.django_db
def test_no_ordinary_sentence_is_refused_hidden_or_sealed():
    odd = []
    for category, said in SENTENCES:
        for before, after in texts.RETOLD:
            found = rulebook.unheard(f"{before}{said}{after}", ON, has_evidence=False)
            if found.reason or found.is_rough:
                odd.append((category, said, found.reason))
        if rulebook.signs(said, ON)[1] is not None:
            odd.append((category, said, "sealed"))
    assert odd == []


@pytest.mark.django_db
def test_junk_is_refused_and_what_is_secret_is_sealed():
    assert [t for t in aside("junk") if not rulebook.unheard(t, ON, has_evidence=False).reason] == []
    assert [t for t in aside("sealed") if rulebook.signs(t, ON)[1] is None] == []


def test_every_setting_has_something_to_say_of_every_category():
    for category, rows in texts.TEXTS.items():
        assert texts.WEIGHTS[category]
        for setting in ("town", "coast", "upland", "all"):
            weight = texts.WEIGHTS[category][setting == "upland"]
            if weight >= 3:
                assert [r for r in rows if {"all", setting}.issuperset(r[0].split())], (category, setting)


def test_hamlets_are_called_as_there():
    assert texts.hamlets("46", "upland")[0] == "Thôn"
    assert texts.hamlets("11", "upland")[0] == "Bản"
    assert texts.hamlets("01", "town") == ("Tổ dân phố", ())
    assert texts.hamlets("20", "upland") == ("Thôn", ())
    of_hue = [r for rows in texts.TEXTS.values() for r in rows if "11" not in r[0].split()]
    assert [r for r in of_hue if "bản " in f"{r[1]} {r[2]}".lower().replace("biên bản ", "")] == []
