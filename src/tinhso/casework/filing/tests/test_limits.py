"""How often may a stranger flag, upload and follow by the pages' forms?"""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tinhso.casework.filing.tests.test_views import form
from tinhso.casework.reports.tests import factories
from tinhso.casework.reports.tests.factories import HOUR, NOW, sent
from tinhso.core import parameters
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.tests.factories import jpeg

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        yield factories.province()


def test_nobody_flags_uploads_or_follows_without_end(client, settings):
    """By forms as by the API; a browser without cookies is counted by its address."""
    settings.RATE_LIMITS = True
    for name, most in (("reports.posts_an_hour_an_address", 2), ("files.uploads_per_address", 1)):
        parameters.write(name, most, valid_from=date(2026, 1, 1))
    report = sent()
    flag, given = reverse("filing:flag", args=[report.code]), {"reason": "insult", "note": ""}
    assert [Client().post(flag, given).status_code for _ in range(3)] == [302, 302, 429]
    for _ in range(2):
        photo = SimpleUploadedFile("anh.jpg", jpeg(64, 48), content_type="image/jpeg")
        client.post(reverse("filing:new"), form(text="", photos=photo))
    assert StoredFile.objects.count() == 1


def test_nobody_fills_another_s_box_by_following_for_them(client, settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setattr("tinhso.casework.filing.views.alike.FOLLOWS_A_DAY", 2)
    follow = [reverse("filing:follow", args=[sent().code]) for _ in range(3)]
    boxes = ("lan@example.vn", "LAN@example.vn", "lan@example.vn")
    found = [Client().post(at, {"email": box}).status_code for at, box in zip(follow, boxes, strict=True)]
    assert found == [302, 302, 429]
