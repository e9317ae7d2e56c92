"""Voice notes and sending for somebody else, as the form and the API take them."""

import json
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tinhso.casework.reports import queries
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests import factories
from tinhso.casework.reports.tests.factories import HANDLER, HOUR, NOW, body
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import languages
from tinhso.foundation.agencies.tests.factories import THUAN_HOA
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.tests.factories import jpeg, sound

pytestmark = pytest.mark.django_db
SPOKEN = "(Phản ánh bằng giọng nói)"


@pytest.fixture(autouse=True)
def hue():
    with time_machine.travel(NOW + 2 * HOUR, tick=False):
        yield factories.province()


def form(**changes):
    return {"id": str(uuid4()), "text": "", "category": "", "place": THUAN_HOA, "public": "on", **changes}


def recording(content: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile("ghi âm.ogg", content or sound(4), content_type="audio/ogg")


def post(client: Client, **changes):
    given = json.dumps(body(**changes))
    return client.post("/api/v1/reports", given, content_type="application/json")


def uploaded(client: Client, part: SimpleUploadedFile) -> str:
    return client.post("/api/v1/uploads", {"file": part}).json()["id"]


def test_a_form_without_javascript_brings_a_recording_and_no_word(client):
    page = client.post(reverse("filing:new"), form(voice=recording()), follow=True).content.decode()
    report = Report.objects.get()
    assert (report.text, report.category, report.status) == (SPOKEN, rulebook.OTHER, "assigned")
    assert f"/phan-anh/{report.code}/loi-noi" in page
    assert files.voice_of(report.subject).seconds == 4


def test_a_chosen_category_stays_and_words_stay(client):
    client.post(reverse("filing:new"), form(voice=recording(), category="road", text="Ổ gà to"))
    report = Report.objects.get()
    assert (report.text, report.category) == ("Ổ gà to", "road")


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        (recording(b"OggS" + bytes(60)), "không phải bản ghi âm"),
        (recording(sound(140)), "dài quá 120 giây"),
        (SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg"), "không phải bản ghi âm"),
    ],
)
def test_a_recording_that_is_none_is_refused_beside_its_field(client, part, sentence):
    answer = client.post(reverse("filing:new"), form(voice=part, text="Ổ gà to"))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Report.objects.exists()


def test_neither_words_nor_voice_is_no_report(client):
    answer = client.post(reverse("filing:new"), form())
    assert "Hãy viết vài chữ hoặc nói" in answer.content.decode()


def test_a_program_names_the_upload(client):
    voice = uploaded(client, recording())
    assert post(client, text="", category=None, voice=voice).status_code == 201
    again = post(client, text="", category=None, voice=voice)
    assert again.status_code == 422
    assert [e["field"] for e in again.json()["errors"]] == ["voice"]
    assert post(client, text=" ", voice=None).status_code == 422
    picture = uploaded(client, SimpleUploadedFile("a.jpg", jpeg(), content_type="image/jpeg"))
    assert [e["field"] for e in post(client, voice=picture).json()["errors"]] == ["voice"]


def test_only_the_sender_and_the_desk_hear_it(client):
    code = post(client, text="", voice=uploaded(client, recording())).json()["code"]
    path = f"/phan-anh/{code}/loi-noi"
    assert client.get(path).content == sound(4)  # the browser that sent it
    assert client.get(path, headers={"Range": "bytes=0-3"}).content == b"OggS"
    stranger = Client()
    assert stranger.get(path).status_code == 404
    assert "loi-noi" not in stranger.get(f"/phan-anh/{code}").content.decode()
    assert "loi-noi" not in json.dumps(stranger.get(f"/api/v1/reports/{code}").json())
    assert queries.case(code, HANDLER, NOW + 2 * HOUR).voice.url == path


def test_helper_and_reporter_are_kept_apart(client):
    given = {"name": "Tổ công nghệ số", "phone": "0234 111 111", "other_name": "Bà Hồ Thị Nga"}
    client.post(reverse("filing:new"), form(text="Ổ gà to", other_relation="hàng xóm", **given))
    kept = Report.objects.get().reporter
    assert (kept.name, kept.phone) == ("Tổ công nghệ số", "0234 111 111")
    assert kept.on_behalf_of == {"name": "Bà Hồ Thị Nga", "relation": "hàng xóm"}


def test_a_prompt_of_a_language_is_served_and_nothing_else(client, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    folder = tmp_path / "languages" / "vi" / "prompts"
    folder.mkdir(parents=True)
    (folder / "where.ogg").write_bytes(sound(1))
    languages._prompts.cache_clear()
    heard = client.get("/ngon-ngu/vi/where")
    assert (heard.content, heard["Content-Type"]) == (sound(1), "audio/ogg")
    assert "/ngon-ngu/vi/where" in client.get("/phan-anh/moi").content.decode()
    assert client.get("/ngon-ngu/vi/text").status_code == 404
    assert client.get("/ngon-ngu/en/where").status_code == 404


def test_a_category_is_asked_for_in_other_languages_by_its_vietnamese_name(settings):
    settings.LANGUAGES = [*settings.LANGUAGES, ("hmn", "Tiếng Mông")]
    with translation.override("hmn"):
        assert rulebook.category("road", NOW.date()).name == "Đường sá"
    with translation.override("en"):
        assert rulebook.category("road", NOW.date()).name != "Đường sá"
