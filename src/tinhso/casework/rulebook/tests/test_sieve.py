"""Does sifting never change what is found? Compared with every row looked for by itself."""

import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.casework.rulebook import catalogue, signs, unheard
from tinhso.casework.rulebook.rules import phrases
from tinhso.casework.rulebook.rules.phrases import Kind, Phrase
from tinhso.casework.rulebook.rules.sieve import Sieve
from tinhso.core.folding import fold
from tinhso.core.values import RuleRef, Validity

SINCE = date(2025, 7, 1)
FIRST = (*catalogue.PHRASES, *unheard.PHRASES, *signs.PHRASES)


def phrase(pattern, *, exact=False, unless="", kind="danger"):
    return Phrase(Kind(kind), pattern, unless, exact, Validity(SINCE), RuleRef("t:1"))


ROWS = [phrase(p, kind=k, unless=u, exact=e) for k, p, u, e in dict.fromkeys(FIRST)]
SIEVE = Sieve(ROWS)
WORDS = sorted({w for _, pattern, *_ in FIRST for w in pattern.replace("|", " ").replace("..", " ").split()})


def one_by_one(heard, rows):
    return [row for row in rows if phrases.says(heard, row)]


def sifted(heard, sieve):
    return one_by_one(heard, sieve.possible(heard))


def assert_same(text, rows, sieve):
    for said in (text, fold(text)):
        heard = phrases.spoken(said, marked_share=0.4)
        assert sifted(heard, sieve) == one_by_one(heard, rows), said


def test_every_text_of_the_lists_is_heard_by_the_same_rows():
    lines = [t for f in (Path(__file__).parent / "spoken").glob("*.txt") for t in f.read_text().splitlines()]
    assert len(lines) > 400
    for line in lines:
        assert_same(line, ROWS, SIEVE)


def test_texts_strewn_with_ways_of_saying_are_heard_by_the_same_rows():
    dice = random.Random(4)
    ways = [way for _, pattern, *_ in FIRST for step in pattern.split("..") for way in step.split("|")]
    found = 0
    for _ in range(400):
        text = " ".join(dice.choice(ways if dice.random() < 0.5 else WORDS) for _ in range(12))
        assert_same(text, ROWS, SIEVE)
        found += len(sifted(phrases.spoken(text, marked_share=0.4), SIEVE))
    assert found > 400


@given(st.lists(st.sampled_from(["a", "á", "b", "á b", "đê", "b  c", "c", "", "…", "của"]), max_size=12))
def test_whatever_the_rows_and_the_texts_are(words):
    patterns = ["a", "á", "a b|b c .. c", "a .. b .. a|đê", "", "..", " .. c", "…", "b|của .. b|á b", "|a"]
    rows = [phrase(p, exact=exact, unless="c c") for p in patterns for exact in (False, True)]
    assert_same(" ".join(words), rows, Sieve(rows))


def test_few_rows_are_left_of_an_ordinary_text():
    heard = phrases.spoken("Đèn trước số nhà 12 đường Lê Lợi không sáng từ ba tối nay.", marked_share=0.4)
    assert len(SIEVE.possible(heard)) <= len(ROWS) / 10


@pytest.mark.parametrize("share", [0.0, 0.4, 1.1])
def test_a_remembered_text_is_not_taken_for_another(share):
    for text in ("cây to cao", "tố cáo", "cây to cao"):
        heard, rows = SIEVE.heard(text, marked_share=share)
        assert heard == phrases.spoken(text, marked_share=share)
        assert rows == SIEVE.possible(heard)
