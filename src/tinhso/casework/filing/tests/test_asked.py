"""Is the sender asked what only the machine heard, once, without losing anything?"""

import re
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests import factories
from tinhso.casework.reports.tests.factories import NOW
from tinhso.foundation.agencies.tests.factories import THUAN_HOA
from tinhso.foundation.files.tests.factories import jpeg

pytestmark = pytest.mark.django_db
HEARD_BY_NO_ROW = "ba công nhân chui xuống hầm rồi im luôn, gọi không đáp"


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(NOW, tick=False):
        yield factories.province()


def form(**changes):
    text = "Đèn đường trước cổng trường Đống Đa tắt ba đêm nay"
    return {"id": str(uuid4()), "text": text, "place": THUAN_HOA, "public": "on", **changes}


def fields(page: str) -> dict[str, list[str]]:
    """What a browser would send again: hidden fields only, as nothing else changes in these tests."""
    found = re.findall(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?', page)
    return {name: [v for n, v in found if n == name] for name, _ in found}


@pytest.mark.parametrize(("answer", "urgent"), [("yes", True), ("no", False), ("", True)])
def test_without_javascript_what_is_only_heard_is_asked_once_and_photos_stay(client, answer, urgent):
    picture = SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg")
    given = form(text=HEARD_BY_NO_ROW, photos=picture)
    asked = client.post(reverse("filing:new"), given)
    page = asked.content.decode()
    assert asked.status_code == 422
    assert not Report.objects.exists()
    assert re.search(r'<fieldset[^>]*data-answers="asked_danger"(?![^>]* hidden)[^>]*>', page)
    assert 'href="tel:112"' in page
    again = {**form(text=HEARD_BY_NO_ROW), **fields(page), "asked_danger": answer}
    assert client.post(reverse("filing:new"), again).status_code == 302
    report = Report.objects.get()
    assert (report.urgent, report.photo_count) == (urgent, 1)


def test_what_nobody_hears_is_never_asked(client):
    page = client.get(reverse("filing:new")).content.decode()
    assert len(re.findall(r"data-answers=[^>]* hidden", page)) == 2
    assert client.post(reverse("filing:new"), form()).status_code == 302
