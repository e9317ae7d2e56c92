"""What do programs get, and what when they ask for what is not there?"""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_search_gives_the_questions_too(client: Client) -> None:
    got = client.get("/api/v1/procedures", {"q": "làm lại giấy khai sinh"}).json()
    assert [c["code"] for c in got["questions"][0]["choices"]][:2] == ["2.000635", "1.004884"]
    assert got["items"]


def test_the_list_is_narrowed_and_keeps_internal_ones_out(client: Client) -> None:
    every = client.get("/api/v1/procedures").json()["items"]
    assert not any(i["code"].startswith("NB.") for i in every)
    some = client.get("/api/v1/procedures", {"field": "cu-tru", "level": "commune"}).json()["items"]
    assert {i["handled_by"] for i in some} == {"cu-tru"}


def test_one_procedure_is_whole_with_what_is_due(client: Client) -> None:
    got = client.get("/api/v1/procedures/1.004222").json()
    assert got["document"]["authoritative"]["handle"] == "cu-tru"
    assert {f["channel"]: f["due"] for f in got["fees_due"]} == {
        "online": 10000,
        "counter": 20000,
        "post": 20000,
    }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/procedures/9.999999", 404), ("/procedures/NB.000001", 404),
        ("/procedures/1.004222?on=2001-01-01", 404),
        ("/procedures/1.004222?on=hôm nay", 422), ("/procedures?level=huyen", 422),
        ("/procedures?on=2026-02-30", 422),
        ("/procedures?q=" + "x" * 201, 422), ("/procedures/" + "x" * 41, 422),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused(client: Client, path: str, status: int) -> None:
    response = client.get(f"/api/v1{path}")
    assert response.status_code == status
    assert response["Content-Type"].startswith("application/problem+json")
