"""Do statements compiled once read and write what the ORM would?"""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, transaction

from tinhso.core import rows
from tinhso.core.models import ParameterValue
from tinhso.foundation.ledger.models import DeadLetter

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def letter(position: int, **more: object) -> DeadLetter:
    about = {"subscriber": "sở.nghe", "position": position, "attempts": 1, "last_error": "", "at": AT}
    return DeadLetter(**{**about, **more})


def test_rows_come_back_as_the_orm_gives_them_and_in_the_order_of_their_keys():
    rows.insert([letter(3), letter(1, retried_at=AT), letter(2)])
    found = rows.where(DeadLetter, null=("retried_at",), subscriber="sở.nghe", attempts=1)
    assert [row.position for row in found] == [3, 2]
    for row in found:
        same = DeadLetter.objects.get(pk=row.pk)
        assert {f: getattr(row, f.attname) for f in DeadLetter._meta.concrete_fields} == {
            f: getattr(same, f.attname) for f in DeadLetter._meta.concrete_fields
        }
    assert rows.first(DeadLetter, subscriber="sở.khác") is None


def test_the_same_shape_serves_other_values():
    rows.insert([letter(1), letter(2, attempts=2)])
    asked = [rows.where(DeadLetter, attempts=n, subscriber="sở.nghe") for n in (1, 2, 3)]
    assert [[row.position for row in found] for found in asked] == [[1], [2], []]


def test_an_update_writes_the_named_fields_of_that_row_alone():
    one, other = rows.insert([letter(1), letter(2)])
    for row, error, at in ((one, "Lỗi: 100 %s 'đứt'", AT), (other, "", None)):
        row.last_error, row.retried_at, row.attempts = error, at, 9
        rows.update(row, "last_error", "retried_at")
    kept = DeadLetter.objects.order_by("position").values_list("last_error", "retried_at", "attempts")
    assert list(kept) == [("Lỗi: 100 %s 'đứt'", AT, 1), ("", None, 1)]


def test_an_update_writes_json_and_dates():
    row = ParameterValue.objects.create(key="thử", value=[50], valid_from=date(2025, 7, 1))
    row.value, row.valid_to = {"phần trăm": [50, None]}, date(2026, 1, 1)
    rows.update(row, "value", "valid_to")
    row.refresh_from_db()
    assert (row.value, row.valid_to) == ({"phần trăm": [50, None]}, date(2026, 1, 1))


def test_a_row_that_is_gone_is_not_updated_in_silence():
    [row] = rows.insert([letter(1)])
    DeadLetter.objects.all().delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(row, "attempts")


def test_locking_gives_the_row():
    [row] = rows.insert([letter(1)])
    with transaction.atomic():
        assert rows.locked(DeadLetter, row.pk) == row
        assert rows.locked(DeadLetter, row.pk + 1) is None
