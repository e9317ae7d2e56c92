"""Cursors: what was not made here is refused, not obeyed."""

import base64
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.core.errors import Invalid
from tinhso.core.paging import read_cursor, write_cursor


@given(st.datetimes(timezones=st.just(UTC)), st.integers(0, 2**63 - 1))
def test_a_cursor_comes_back_as_it_went(at: datetime, pk: int) -> None:
    assert read_cursor(write_cursor(at, pk), datetime, int) == [at, pk]


@given(st.text(max_size=60))
def test_any_other_text_is_refused_as_a_field_error(text: str) -> None:
    with pytest.raises(Invalid):
        read_cursor(text, datetime, int)


@pytest.mark.parametrize(
    "inside",
    ["[1,2,3]", '["2026-01-01T00:00:00",5]', '["2026-01-01T00:00:00+00:00",true]', "{}", f"[{2**70},1]"],
)
def test_a_forged_cursor_is_refused(inside: str) -> None:
    forged = base64.urlsafe_b64encode(inside.encode()).decode()
    with pytest.raises(Invalid):
        read_cursor(forged, datetime, int)
