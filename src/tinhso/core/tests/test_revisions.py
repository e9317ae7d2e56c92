"""What is remembered follows what is committed, in every thread, whatever is rolled back."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction

from tinhso.core import revisions
from tinhso.core.models import ParameterValue
from tinhso.core.revisions import Remembered

DAY = date(2026, 9, 1)


def _values():
    return Remembered(
        ("parameters",),
        lambda: sorted(ParameterValue.objects.filter(key="t").values_list("value", flat=True)),
    )


def _write(value, day):
    ParameterValue.objects.create(key="t", value=value, valid_from=day)


@pytest.mark.django_db(transaction=True)
def test_a_rolled_back_change_is_not_remembered_under_the_next_ones_number():
    kept = _values()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        _write(1, DAY)
        assert kept.get() == [1]
        raise ZeroDivisionError
    assert kept.get() == []
    _write(2, DAY)
    assert kept.get() == [2]


@pytest.mark.django_db(transaction=True)
def test_another_thread_does_not_remember_the_old_rules_under_a_new_number(settings):
    settings.RULES_LOOK_EVERY_S = 1.0
    kept, seen_elsewhere = _values(), []

    def look():
        seen_elsewhere.append(kept.get())
        connection.close()

    with transaction.atomic():
        _write(1, DAY)
        assert kept.get() == [1]
        other = threading.Thread(target=look)
        other.start()
        other.join()
    assert seen_elsewhere == [[]]
    assert kept.get() == [1]
    revisions.forget()
