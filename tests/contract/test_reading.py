"""Can the public reports be read, filtered, walked through and found again?"""

import re
from typing import Any

import httpx
import pytest

from tests.contract.sending import HUE, REPORTS, fields, report, send

LISTED = {"code", "status", "category", "place", "agency", "due_at", "received_at", "text", "url"}


def listed(client: httpx.Client, **asked: Any) -> dict[str, Any]:
    answer = client.get(REPORTS, params=asked)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    assert set(found) == {"items", "next", "total"}
    return found


def test_the_newest_comes_first(client: httpx.Client) -> None:
    code = send(client)["code"]
    found = listed(client, limit=5)
    assert found["items"][0]["code"] == code
    assert set(found["items"][0]) >= LISTED
    assert len(found["items"]) == 5
    times = [i["received_at"] for i in found["items"]]
    assert times == sorted(times, reverse=True)


def test_the_url_is_the_same_wherever_it_is_told(client: httpx.Client) -> None:
    reply = send(client)
    assert client.get(f"{REPORTS}/{reply['code']}").json()["url"] == reply["url"]
    assert listed(client, limit=1)["items"][0]["url"] == reply["url"]


def test_every_filter_keeps_what_it_says(client: httpx.Client) -> None:
    reply = send(client, category="trees")
    sample = listed(client, limit=1)["items"][0]
    for name, value, kept in (
        ("status", "assigned", lambda i: i["status"] == "assigned"),
        ("status", "closed,answered", lambda i: i["status"] in ("closed", "answered")),
        ("category", "trees", lambda i: i["category"]["code"] == "trees"),
        ("place", reply["place"]["code"], lambda i: i["place"]["code"] == reply["place"]["code"]),
        ("agency", reply["agency"]["code"], lambda i: i["agency"]["code"] == reply["agency"]["code"]),
        ("bbox", "107.59,16.46,107.60,16.47", lambda i: 107.59 <= i["point"]["lon"] <= 107.60),
        ("since", sample["received_at"], lambda i: i["received_at"] >= sample["received_at"]),
    ):
        found = listed(client, **{name: value}, limit=100)
        assert found["items"], name
        assert all(kept(i) for i in found["items"]), name
        assert found["total"] >= len(found["items"])
    together = listed(client, category="trees", place=reply["place"]["code"], status="assigned")
    assert reply["code"] in [i["code"] for i in together["items"]]


def test_filters_that_match_nothing(client: httpx.Client) -> None:
    for asked in (
        {"q": "khongcotunaodau"},
        {"bbox": "0,0,1,1"},
        {"since": "2090-01-01T00:00:00+07:00"},
        {"category": "welfare", "status": "refused", "q": "zzz"},
    ):
        assert listed(client, **asked) == {"items": [], "next": None, "total": 0}


@pytest.mark.parametrize(
    ("field", "code"), [("place", "00000"), ("agency", "UB.0"), ("category", "pothole"), ("status", "lost")]
)
def test_a_code_that_nothing_bears_is_named_rather_than_matched_with_nothing(
    client: httpx.Client, field: str, code: str
) -> None:
    answer = client.get("/api/v1/reports", params={field: code})
    assert answer.status_code == 422
    assert [e["field"] for e in answer.json()["errors"]] == [field]


@pytest.mark.parametrize(
    "asked, named",
    [
        ({"status": "lost"}, "status"),
        ({"bbox": "1,2,3"}, "bbox"),
        ({"bbox": "a,b,c,d"}, "bbox"),
        ({"bbox": "nan,nan,nan,nan"}, "bbox"),
        ({"bbox": "108,17,107,16"}, "bbox"),
        ({"bbox": "-999,0,0,1"}, "bbox"),
        ({"since": "hôm qua"}, "since"),
        ({"since": "0001-01-01T00:00:00+14:00"}, "since"),
        ({"limit": "0"}, "limit"),
        ({"limit": "-1"}, "limit"),
        ({"limit": "101"}, "limit"),
        ({"limit": "1000000000000000000000"}, "limit"),
        ({"limit": "ten"}, "limit"),
        ({"limit": "1.5"}, "limit"),
        ({"limit": "٣"}, "limit"),
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "W10"}, "cursor"),
        ({"cursor": "bnVsbA"}, "cursor"),
        ({"cursor": "WyIyMDI2LTAxLTAxVDAwOjAwOjAwKzAwOjAwIiwgMWU5OTld"}, "cursor"),
        ({"cursor": "WyI5OTk5LTEyLTMxVDIzOjU5OjU5LTE0OjAwIiwgMV0"}, "cursor"),
        ({"cursor": "é"}, "cursor"),
        ({"cursor": "a" * 900}, "cursor"),
        ({"q": "\x00"}, "q"),
        ({"q": "a" * 5_000}, "q"),
    ],
)
def test_wrong_questions(client: httpx.Client, asked: dict[str, str], named: str) -> None:
    answer = client.get(REPORTS, params=asked)
    assert answer.status_code == 422, answer.text
    assert fields(answer) == {named}
    english = client.get(REPORTS, params=asked, headers={"Accept-Language": "en"})
    assert english.text.isascii(), english.text


@pytest.mark.parametrize(
    "q", ["%", "_", "'", '"', "*", "a" * 200, "\\", "NEAR(", "😀", "-", "OR", "\u0301", ":*&|!"]
)
def test_no_search_word_is_a_server_error(client: httpx.Client, q: str) -> None:
    assert client.get(REPORTS, params={"q": q}).status_code in (200, 422)
    assert client.get("/danh-sach", params={"q": q}).status_code in (200, 422)


def test_a_percent_sign_is_not_everything(client: httpx.Client) -> None:
    assert listed(client, q="%%%%")["total"] in (0, listed(client)["total"])


@pytest.mark.parametrize(
    "q", ["Bồn hoa thuỷ tạ", "bon hoa thuy ta", "BỒN HOA THỦY TẠ", "bồn  hoa", "thuy ta bon hoa"]
)
def test_accents_and_where_the_tone_sits_do_not_matter(client: httpx.Client, q: str) -> None:
    code = send(client, text="Bồn hoa thủy tạ đổ nghiêng ra đường đi bộ")["code"]
    assert code in [i["code"] for i in listed(client, q=q)["items"]]


@pytest.mark.parametrize("q", ["duong di bo", "Đường đi bộ"])
def test_the_barred_d_does_not_matter(client: httpx.Client, q: str) -> None:
    code = send(client, text="Ghế đá trên đường đi bộ bị gãy")["code"]
    assert code in [i["code"] for i in listed(client, q=q)["items"]]


def test_a_walk_sees_each_report_once_while_new_ones_arrive(
    client: httpx.Client, program: httpx.Client
) -> None:
    there = listed(client, limit=1)["total"]
    seen: list[str] = []
    cursor: str | None = None
    arrived = set()
    while True:
        page = listed(client, limit=40, **({"cursor": cursor} if cursor else {}))
        seen += [i["code"] for i in page["items"]]
        arrived.add(send(program)["code"])
        cursor = page["next"]
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == there
    assert not arrived & set(seen)


def test_a_cursor_goes_with_a_filter(client: httpx.Client) -> None:
    first = listed(client, category="road", limit=2)
    second = listed(client, category="road", limit=2, cursor=first["next"])
    assert {i["category"]["code"] for i in second["items"]} == {"road"}
    assert not {i["code"] for i in first["items"]} & {i["code"] for i in second["items"]}
    assert first["total"] == second["total"]


@pytest.mark.parametrize(
    "code", ["1234567890", "0", "abc", "4621 073 582", "0" * 400, "%00", "..%2f..", "١٢٣٤٥٦٧٨٩٠"]
)
def test_an_unknown_code(client: httpx.Client, code: str) -> None:
    answer = client.get(f"{REPORTS}/{code}")
    assert answer.status_code == 404
    if answer.request.url.path.count("/") == 4:
        fields(answer)


def test_the_code_may_be_read_out(client: httpx.Client) -> None:
    code = send(client)["code"]
    assert client.get(f"{REPORTS}/{code[:4]} {code[4:7]} {code[7:]}").json()["code"] == code


def test_every_category_is_listed_in_both_languages(client: httpx.Client) -> None:
    codes = [
        "road",
        "traffic",
        "lighting",
        "drainage",
        "waste",
        "pollution",
        "noise",
        "trees",
        "power",
        "water",
        "telecom",
        "construction",
        "sidewalk",
        "security",
        "advertising",
        "market",
        "food",
        "health",
        "education",
        "welfare",
        "tourism",
        "animals",
        "disaster",
        "public-service",
        "other",
    ]
    vietnamese = client.get("/api/v1/categories").json()["items"]
    english = client.get("/api/v1/categories", headers={"Accept-Language": "en"}).json()["items"]
    assert [c["code"] for c in vietnamese] == codes
    assert all(
        v["name"] != e["name"] and e["name"].isascii() for v, e in zip(vietnamese, english, strict=True)
    )


def test_health_and_the_head_of_the_ledger(client: httpx.Client) -> None:
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert ready.status_code == 200, ready.text
    assert {"database", "migrations_missing", "worker", "rate_limits"} <= set(ready.json())
    assert ready.json()["rate_limits"] == "on"
    head = client.get("/api/v1/ledger/head").json()
    assert head["position"] > 0
    assert len(head["hash"]) == 64


def test_the_description_is_valid_and_names_what_there_is(client: httpx.Client) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.")
    assert told["info"]["title"] == "tinhso"
    operations = {(m.upper(), path) for path, item in told["paths"].items() for m in item}
    assert operations >= {
        ("POST", REPORTS), ("GET", REPORTS), ("GET", f"{REPORTS}/{{code}}"), ("POST", "/api/v1/uploads"),
        ("GET", "/api/v1/categories"), ("GET", "/api/v1/places/locate"), ("GET", "/api/v1/ledger/head"),
    }  # fmt: skip
    for path, item in told["paths"].items():
        for method, operation in item.items():
            assert operation["responses"], (method, path)
            names = [p["name"] for p in operation.get("parameters", ())]
            assert len(names) == len(set(names)), (method, path, names)
            in_path = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
            assert in_path == {part[1:-1] for part in path.split("/") if part.startswith("{")}, path
    for reference in references(told):
        assert resolves(told, reference), reference


def references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"]] if isinstance(node.get("$ref"), str) else []
        return own + [r for v in node.values() for r in references(v)]
    return [r for v in node for r in references(v)] if isinstance(node, list) else []


def resolves(told: dict[str, Any], reference: str) -> bool:
    node: Any = told
    for part in reference.removeprefix("#/").split("/"):
        node = node.get(part)
        if node is None:
            return False
    return True


def test_the_description_of_a_report_is_true(client: httpx.Client) -> None:
    told = client.get("/api/v1/openapi.json").json()["paths"][REPORTS]["post"]
    body = told["requestBody"]["content"]["application/json"]["schema"]
    assert set(body["required"]) == {"id", "public"}  # the text may be spoken
    reply = told["responses"]["201"]["content"]["application/json"]["schema"]["properties"]
    assert set(reply) == set(send(client, point=HUE))
    assert {"400", "409", "413", "422", "429"} <= set(told["responses"])
    ids = re.compile(body["properties"]["id"]["pattern"])
    for version, taken in ((1, False), (4, True), (7, True)):
        found = f"01890a5d-ac96-{version}74b-bcce-b302099a8057"
        assert bool(ids.fullmatch(found)) is taken
        assert (client.post(REPORTS, json=report(id=found, point=HUE)).status_code != 422) is taken


def test_every_operation_tells_how_it_refuses(client: httpx.Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path, item in paths.items():
        for method, operation in item.items():
            assert "application/problem+json" in operation["responses"]["4XX"]["content"], (method, path)
    told = paths[f"{REPORTS}/{{code}}"]["get"]["responses"]["4XX"]["content"]["application/problem+json"]
    refused = client.get(f"{REPORTS}/0000000001").json()
    assert set(told["schema"]["required"]) == set(refused)


@pytest.mark.parametrize("path", ["/healthz", "/", REPORTS, "/api/v1/categories", f"{REPORTS}/0000000001"])
def test_head_answers_like_get_without_a_body(client: httpx.Client, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code
    assert head.headers["content-type"] == get.headers["content-type"]
    assert head.content == b""
