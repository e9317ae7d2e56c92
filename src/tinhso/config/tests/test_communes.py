"""A province begins with an empty table: its communes get their bodies in one go, once, or not at all."""

from datetime import date

import pytest

from tinhso.casework.reports.tests.factories import NOW, SINCE, province
from tinhso.config import communes
from tinhso.core.errors import Invalid
from tinhso.core.roles import MACHINE
from tinhso.foundation.agencies import queries

pytestmark = pytest.mark.django_db


def _open(**changes):
    said = {"valid_from": SINCE, "citation": "Nghị quyết 1675", "escalates_to": "VP", "dry_run": False}
    return communes.open_bodies(**{**said, **changes}, by=MACHINE, now=NOW)


def test_only_what_is_missing_is_opened_and_only_once(monkeypatch):
    province()  # both communes have their bodies there
    assert _open() == []
    monkeypatch.setattr(communes.queries, "agencies_at", lambda **_: [])
    assert _open(dry_run=True) == ["UB.19750", "UB.19789", "CA.19750", "CA.19789"]
    assert queries.agency("UB.19750", on=SINCE) is None
    _open()
    found = queries.agency("CA.19789", on=SINCE)
    assert (found.name, found.area_code) == ("Công an phường Thuận Hóa", "19789")


def test_without_a_map_it_says_what_comes_first():
    with pytest.raises(Invalid) as refused:
        _open(valid_from=date(1990, 1, 1))
    assert "nhập địa giới" in refused.value.errors[0].message.in_vietnamese()
