"""What one secret sealed, the next one opens as long as the old one is kept; another purpose never does."""

import pytest

from tinhso.core.sealing import Sealer, Unreadable

BOX = Sealer("test.one")


def test_an_older_secret_still_opens_and_is_still_known(settings):
    settings.SECRET_KEY = "khoá cũ"
    sealed, mark = BOX.seal("Nguyễn Văn Đức"), BOX.mark("0914 000 111")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "khoá mới", ["khoá cũ"]
    assert "Đức" not in sealed
    assert BOX.unseal(sealed) == "Nguyễn Văn Đức"
    assert mark in BOX.marks("0914 000 111")
    assert mark != BOX.mark("0914 000 111")
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(Unreadable):
        BOX.unseal(sealed)


def test_another_purpose_neither_opens_nor_knows():
    other = Sealer("test.two")
    with pytest.raises(Unreadable):
        other.unseal(BOX.seal("x"))
    assert other.mark("x") != BOX.mark("x")


def test_nothing_stays_nothing():
    assert BOX.seal("") == BOX.unseal("") == ""
