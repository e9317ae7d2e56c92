"""Does a seed give the same dossiers, whoever loads it and whenever?"""

from datetime import UTC, datetime

import pytest

from tinhso.casework.onestop.models import Dossier

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def _told(province, seed):
    with province(seed=seed, days=1, now=NOW, a_day=2, dossier_days=5):
        rows = Dossier.objects.order_by("pk")
        return list(rows.values_list("client_id", "code", "business", "current_due", "ended_at"))


def test_a_seed_gives_the_same_dossiers_again(province):
    first = _told(province, 5)
    assert len(first) > 10
    assert _told(province, 5) == first
