"""What does the machine face answer to a form that asks what a text is about?"""

import json
from datetime import date

import pytest

from tinhso.casework.reading import queries as reading
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import parameters

pytestmark = pytest.mark.django_db
ADDRESS = "/api/v1/categories/suggest"


def ask(client, body):
    return client.post(ADDRESS, data=json.dumps(body), content_type="application/json")


def test_a_plain_text_has_a_category_with_its_name_and_a_reason(client):
    reply = ask(client, {"text": "den duong kiet 3 tat ca tuan nay toi om"})
    said = reply.json()
    assert reply.status_code == 200
    assert said["category"] == {"code": "lighting", "name": "Chiếu sáng"}
    assert said["probability"] >= 0.9
    assert "«Chiếu sáng»" in said["because"]
    assert reply["Cache-Control"] == "no-store"


def test_it_speaks_the_readers_language(client):
    reply = client.post(
        ADDRESS,
        data=json.dumps({"text": "Đèn đường tắt, tối om"}),
        content_type="application/json",
        headers={"accept-language": "en"},
    )
    assert reply.json()["category"]["name"] == "Street lighting"


def test_where_it_is_not_sure_it_chooses_nothing(client):
    said = ask(client, {"text": "Nước chảy ra đường đã mấy hôm"}).json()
    assert said["category"] is None
    assert said["likely"]
    assert "chưa chắc" in said["because"]


@pytest.mark.parametrize(
    "body", [{}, {"text": ""}, {"text": "  "}, {"text": 7}, {"text": ["a"]}, {"text": None}]
)
def test_what_is_no_text_is_refused_by_its_field(client, body):
    reply = ask(client, body)
    assert reply.status_code == 422
    assert reply.json()["errors"][0]["field"] == "text"


def test_an_address_may_not_ask_without_end(client, settings):
    settings.RATE_LIMITS = True
    parameters.write("reading.asked_per_hour", 2, valid_from=date(2025, 8, 1))
    answers = [ask(client, {"text": "Ổ gà giữa đường"}).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_the_machine_knows_exactly_the_categories_there_are():
    assert set(reading.known_categories()) == {c.code for c in rulebook.categories(date(2026, 11, 20))}


def test_danger_is_told_where_no_phrase_row_hears_it(client):
    text = "mọi người sẽ nhẹ gánh khi không có em, em chuẩn bị thuốc rồi"
    assert rulebook.danger(text, date(2026, 11, 20)) is None
    assert "ngưỡng đặt thấp" in ask(client, {"text": text}).json()["danger"]
    plain = ask(client, {"text": "Đèn đường kiệt 3 tắt cả tuần nay"}).json()
    assert (plain["danger"], plain["denunciation"], plain["ask"]) == (None, None, [])


def test_the_form_is_told_to_ask_about_what_only_the_machine_hears(client):
    heard = "mọi người sẽ nhẹ gánh khi không có em, em chuẩn bị thuốc rồi"
    assert "danger" in ask(client, {"text": heard}).json()["ask"]
    by_row = ask(client, {"text": "Tố cáo chủ tịch xã nhận tiền hối lộ"}).json()
    assert "giữ kín" in by_row["denunciation"]
    assert "denunciation" not in by_row["ask"]
