"""Does the administrator see areas without changing them, and correct a hamlet with a reason?"""

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend
from django.urls import reverse

from tinhso.core.roles import MACHINE
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.places import actions, models
from tinhso.foundation.places.tests import factories as make

pytestmark = pytest.mark.django_db


class EverythingAllowed(BaseBackend):
    """Who may do what is the rooms' above; here somebody may do everything that the admin classes allow."""

    def get_user(self, user_id):
        return get_user_model().objects.get(pk=user_id)

    def has_perm(self, user_obj, perm, obj=None):
        return True

    def has_module_perms(self, user_obj, app_label):
        return True


@pytest.fixture
def boss(client, settings, monkeypatch):
    settings.AUTHENTICATION_BACKENDS = [f"{__name__}.EverythingAllowed"]
    user = get_user_model()(username="quantri")
    user.save()
    monkeypatch.setattr(admin.site, "has_permission", lambda request: True, raising=False)
    client.force_login(user, backend=f"{__name__}.EverythingAllowed")
    make.bring_in(make.geojson(make.province()))
    terms = {"valid_from": make.SINCE, "by": MACHINE, "now": make.NOW}
    actions.add_localities("46008", [actions.NewLocality("Pa Hy", "bản")], **terms)
    return client


def test_areas_are_found_without_accents_and_only_read(boss):
    page = boss.get(reverse("admin:places_area_changelist"), {"q": "thuan hoa"})
    assert page.status_code == 200
    assert "Phường Thuận Hóa" in page.content.decode()
    assert "Phường Phú Xuân" not in page.content.decode()
    area = models.Area.objects.get(code="46001")
    assert boss.get(reverse("admin:places_area_change", args=[area.pk])).status_code == 200
    assert boss.post(reverse("admin:places_area_change", args=[area.pk]), {"name": "X"}).status_code == 403
    assert boss.get(reverse("admin:places_area_add")).status_code == 403


def test_a_hamlet_is_corrected_with_a_reason(boss):
    hamlet = models.Locality.objects.get()
    address = reverse("admin:places_locality_change", args=[hamlet.pk])
    assert boss.get(reverse("admin:places_locality_changelist")).status_code == 200
    assert boss.get(address).status_code == 200
    values = {
        "area": hamlet.area_id, "key": hamlet.key, "name": "Pa Hy 1", "kind": "bản", "lat": "", "lon": "",
        "valid_from": "2025-07-01", "valid_to": "", "citation": "",
    }  # fmt: skip
    assert boss.post(address, values).status_code == 200
    assert models.Locality.objects.get().name == "Pa Hy"
    assert boss.post(address, {**values, "reason": "Xã A Lưới 1 báo sai tên"}).status_code == 302
    assert models.Locality.objects.get().name == "Pa Hy 1"
    assert [f.type for f in ledger.facts_of(f"rule:places.locality:{hamlet.pk}")] == ["ledger.rule_changed"]


def test_half_a_point_is_refused_beside_the_field(boss):
    hamlet = models.Locality.objects.get()
    values = {
        "area": hamlet.area_id, "key": hamlet.key, "name": "Pa Hy", "kind": "bản", "lat": "16.2", "lon": "",
        "valid_from": "2025-07-01", "valid_to": "", "citation": "", "reason": "thêm vị trí",
    }  # fmt: skip
    assert boss.post(reverse("admin:places_locality_change", args=[hamlet.pk]), values).status_code == 200
    assert models.Locality.objects.get().lat is None


def test_a_served_province_is_shown(boss):
    assert "46" in boss.get(reverse("admin:places_jurisdiction_changelist")).content.decode()
