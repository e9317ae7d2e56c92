"""May a program apply once and read where a dossier stands, and nothing beyond that?"""

from typing import Any
from uuid import uuid4

import pytest
import time_machine

from tinhso.casework.applying.tests.factories import (
    NOW,
    NUMBER,
    OPEN_TO_ALL,
    PHONE,
    PROCEDURE,
    THUAN_HOA,
    scene,
)  # fmt: skip
from tinhso.casework.onestop.models import Dossier
from tinhso.core import limits
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions as files
from tinhso.foundation.files.tests.factories import jpeg

pytestmark = pytest.mark.django_db
ALL = "/api/v1/dossiers"


@pytest.fixture(autouse=True)
def hue():
    limits._here.clear()
    with time_machine.travel(NOW, tick=False):
        yield scene()


def body(**changes: Any) -> dict[str, Any]:
    stored = files.receive_paper(jpeg(), filename="so-do.jpg", by=CITIZEN, now=NOW)
    return {
        "id": str(uuid4()),
        "procedure": OPEN_TO_ALL,
        "area": THUAN_HOA,
        "holder": {"name": "Trần Văn Bé", "phone": PHONE, "number": NUMBER},
        "papers": [{"component": "so-do", "file": stored.id}],
        **changes,
    }


def send(client, said):
    return client.post(ALL, said, content_type="application/json")


def test_the_same_id_is_one_dossier(client):
    said = body()
    first, second = send(client, said), send(client, said)
    assert (first.status_code, second.status_code) == (201, 200)
    assert first.json()["code"] == second.json()["code"] == Dossier.objects.get().code


@pytest.mark.parametrize(
    ("changes", "status", "field"),
    [
        ({"procedure": PROCEDURE, "data": {"muc_dich": "dam_cuoi", "dia_diem": "Lê Lợi"}}, 403, None),
        ({"procedure": "KHONG.CO"}, 404, None),
        ({"area": None}, 422, "area"),
        ({"papers": []}, 422, "papers"),
        ({"papers": [{"component": "so-do", "file": "khongco"}]}, 422, "papers"),
        ({"holder": {"name": "", "phone": PHONE}}, 422, "holder.name"),
        ({"holder": {"name": "A", "phone": "12"}}, 422, "holder.phone"),
        ({"delivery": "drone"}, 422, "delivery"),
        ({"paper": "paper:1"}, 422, "paper"),
    ],
)
def test_what_is_wrong_is_named(client, changes, status, field):
    answer = send(client, body(**changes))
    assert answer.status_code == status
    if field:
        assert [e["field"] for e in answer.json()["errors"]] == [field]
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("raw", [b"{", b'{"id": "\\ud800"}', b"[]", b"null", b""])
def test_what_is_no_application_is_refused(client, raw):
    assert client.post(ALL, raw, content_type="application/json").status_code in (400, 422)


def test_a_dossier_is_read_with_its_second_factor_alone(client):
    code = send(client, body()).json()["code"]
    found = client.get(f"{ALL}/{code}", headers={"X-Second-Factor": PHONE})
    assert (found.status_code, found.json()["state"]) == (200, "filed")
    assert "Trần Văn Bé" not in found.content.decode()
    assert client.get(f"{ALL}/{code}", headers={"X-Second-Factor": NUMBER}).status_code == 200
    for headers in ({}, {"X-Second-Factor": "0900000000"}, {"X-Second-Factor": ""}):
        assert client.get(f"{ALL}/{code}", headers=headers).status_code == 404
    assert client.get(f"{ALL}/KHONG-CO", headers={"X-Second-Factor": PHONE}).status_code == 404
    assert client.get(f"{ALL}/%00", headers={"X-Second-Factor": PHONE}).status_code == 404
    for n in range(20):
        client.get(f"{ALL}/{code}", headers={"X-Second-Factor": f"09000000{n:02d}"})
    assert client.get(f"{ALL}/{code}", headers={"X-Second-Factor": PHONE}).status_code == 429
