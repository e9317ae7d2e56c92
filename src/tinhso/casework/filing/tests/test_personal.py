"""May the reporter, and nobody else, see and change what is kept about them?"""

import json

import pytest

from tinhso.casework.reports import ownership, queries
from tinhso.casework.reports.models import Report, Reporter
from tinhso.casework.reports.tests.factories import body, province

pytestmark = pytest.mark.django_db
CONTACT = {"name": "Trần Thị Lan", "phone": "0900 000 123", "email": "lan@example.vn"}


@pytest.fixture
def code(client):
    province()
    made = client.post("/api/v1/reports", json.dumps(body(contact=CONTACT)), content_type="application/json")
    return made.json()["code"]


def test_the_sender_sees_and_corrects(client, code):
    url = f"/phan-anh/{code}/du-lieu"
    page = client.get(url)
    assert "0900 000 123" in page.content.decode()
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    wrong = client.post(url, {"name": "Lan", "phone": "số của tôi"})
    assert wrong.status_code == 422
    assert Reporter.objects.get().phone == CONTACT["phone"]
    assert client.post(url, {"name": "Lan", "phone": "0900 000 999"}).status_code == 302
    assert queries.kept(code).phone == "0900 000 999"


def test_a_copy_to_take_along(client, code):
    copied = client.get(f"/phan-anh/{code}/du-lieu/ban-sao")
    assert copied.json()["contact"]["email"] == "lan@example.vn"
    assert "attachment" in copied["Content-Disposition"]


def test_private_and_forgotten_at_a_press(client, code):
    client.post(f"/phan-anh/{code}/du-lieu/thoi-cong-khai")
    assert Report.objects.get().visibility == "private"
    client.post(f"/phan-anh/{code}/du-lieu/xoa")
    assert not Reporter.objects.exists()
    assert "0900" not in client.get(f"/phan-anh/{code}/du-lieu").content.decode()


@pytest.mark.parametrize("path", ["", "/ban-sao", "/xoa", "/thoi-cong-khai"])
def test_nobody_else(client, code, path):
    client.cookies.clear()
    url = f"/phan-anh/{code}/du-lieu{path}"
    answer = client.post(url) if path in ("/xoa", "/thoi-cong-khai") else client.get(url)
    assert answer.status_code in (403, 404)
    assert "0900" not in answer.content.decode()
    assert Reporter.objects.exists()
    assert ownership.codes(client.get("/").wsgi_request) == []
