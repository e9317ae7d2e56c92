"""Is a province that is laid down as rows the one that is acted, and does it listen to what changes in it?"""

import re
from datetime import timedelta

import pytest
from django.db import transaction

from tinhso.casework.reports.tests.factories import NOW, SINCE, province, sent
from tinhso.core.roles import MACHINE
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.agencies.tests.factories import small_province
from tinhso.foundation.ledger.models import Fact
from tinhso.foundation.ledger.tests.scenes import rows

pytestmark = pytest.mark.django_db
KEYS = {"id", "number", "agency", "area", "fact_id", "position", "hash", "salt"}
"""What is drawn or counted anew each time."""


def found(scene):
    """All that a scene leaves, and then nothing of it."""
    with transaction.atomic():
        gave = scene()
        left = {name: sorted(_said(row) for row in table.values()) for name, table in rows().items()}
        report = sent()
        transaction.set_rollback(True)
    return gave, left, (report.agency_code, report.due_at, report.place_code)


def _said(row):
    lasting = [f for f in row._meta.concrete_fields if f.name not in KEYS and not f.is_relation]
    said = repr([(f.name, getattr(row, f.attname)) for f in lasting])
    return re.sub(r"\d+", "#", said) if isinstance(row, Fact) else said  # facts name rows by their keys


def test_the_rows_laid_down_are_those_that_were_acted():
    acted = found(province.__wrapped__)
    assert len([name for name, table in acted[1].items() if table]) > 10
    assert found(province) == acted  # acted, where no test before has asked for it
    assert found(province) == acted  # laid down


def test_a_province_laid_down_hears_what_changes_in_it():
    for _ in range(2):
        with transaction.atomic():
            province()
            before = sent().agency_code
            agencies.add_competence(
                category="road", agency="SXD", valid_from=SINCE + timedelta(days=1), citation="QĐ 03",
                reason="đổi", by=MACHINE, now=NOW,
            )  # fmt: skip
            assert (before, sent().agency_code) == ("UB-THUAN-HOA", "SXD")
            transaction.set_rollback(True)
        assert not Fact.objects.exists()


def test_where_something_has_happened_a_scene_is_acted():
    province()
    before = Fact.objects.count()
    with pytest.raises(Exception, match="VP"):
        small_province()
    assert Fact.objects.count() == before
