"""By Zalo: text, picture and place are gathered into one report; the mac is Zalo's own."""

from datetime import timedelta

import pytest

from tinhso.casework.doors import actions, models, queries
from tinhso.casework.doors.actions import reading
from tinhso.casework.doors.tests import knocking
from tinhso.casework.reports.models import Report
from tinhso.core import clock
from tinhso.core.values import spoken_code
from tinhso.foundation.files import fetching
from tinhso.foundation.files import queries as pictures
from tinhso.foundation.files.tests.factories import jpeg

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hue")]
URL = "https://f20-zpc.zdn.vn/jpg/anh.jpg"


def _read(**later):
    return actions.read_arrivals(now=clock.now() + timedelta(**later))


@pytest.fixture
def fetched(monkeypatch):
    asked = []

    def fetch(url, *, hosts, most_bytes, **_):
        asked.append((url, hosts))
        fetching._parts(url, hosts)
        return jpeg(64, 48, gps=(16.46, 107.59))

    monkeypatch.setattr(reading.fetching, "fetch", fetch)
    return asked


def test_text_place_and_picture_become_one_report(client, said, fetched):
    knocking.text(client, "Cống nghẹt, nước tràn ra đường")
    _read()
    knocking.location(client, 16.46, 107.59)
    _read()
    assert not Report.objects.exists()
    knocking.image(client, URL)
    _read()
    report = Report.objects.get()
    assert (report.channel, report.text) == ("zalo", "Cống nghẹt, nước tràn ra đường")
    assert (report.lat, report.lon, report.photo_count) == (16.46, 107.59, 1)
    assert [what for what, _ in said()] == ["place", "enough", "received"]
    assert spoken_code(report.code) in said("subject")[-1][1]
    assert fetched == [(URL, ("*.zdn.vn", "*.zadn.vn"))]
    [photo] = pictures.of_owners([report.subject])[report.subject]
    file, _kind = pictures.open_rendition(photo.id, "large", owner=report.subject)
    with file:
        assert b"Exif" not in file.read()


def test_without_a_picture_it_goes_after_a_while_or_when_told(client):
    knocking.text(client, "Đèn đường hỏng ở phường Thuận Hóa")
    _read()
    assert not Report.objects.exists()
    _read(minutes=3)
    assert Report.objects.count() == 1
    knocking.text(client, "Cây gãy ở phường Phú Xuân", sender="2")
    _read()
    knocking.text(client, "xong", sender="2")
    _read()
    assert Report.objects.order_by("pk").last().text == "Cây gãy ở phường Phú Xuân"


def test_an_event_that_comes_again_counts_once(client):
    for _ in range(3):
        knocking.text(client, "Đèn đường hỏng ở phường Thuận Hóa", message_id="same")
    _read()
    _read(minutes=3)
    assert (models.Arrival.objects.count(), Report.objects.count()) == (1, 1)


def test_a_place_outside_is_asked_for_again(client, said):
    knocking.location(client, 10.79, 106.78)
    _read()
    knocking.text(client, "Rác đầy kênh")
    knocking.text(client, "xong")
    _read()
    assert not Report.objects.exists()
    assert said()[-1][0] == "place"
    knocking.text(client, "phường Thuận Hóa")
    _read()
    _read(minutes=3)
    assert Report.objects.get().place_name == "Phường Thuận Hóa"


def test_a_picture_from_another_host_is_not_fetched_but_the_report_comes(client, fetched):
    knocking.image(client, "http://169.254.169.254/latest", "Rác ở phường Thuận Hóa")
    _read()
    knocking.text(client, "xong")
    _read()
    assert Report.objects.get().photo_count == 0


def test_the_sender_may_ask_for_the_state_of_what_they_sent(client, said):
    knocking.text(client, "Đèn đường hỏng ở phường Thuận Hóa")
    _read()
    _read(minutes=3)
    report = Report.objects.get()
    assert report.visibility == "private"
    knocking.text(client, f"TRA {report.code}")
    knocking.text(client, f"TRA {report.code}", sender="somebody else")
    _read(minutes=4)
    assert [what for what, _ in said()][-2:] == ["state", "unknown"]


def test_dropped_on_request_and_unfinished_for_a_person(client, said):
    knocking.text(client, "Đèn đường hỏng ở đầu ngõ")
    _read()
    knocking.text(client, "Huỷ")
    _read()
    assert said()[-1][0] == "cancelled"
    knocking.location(client, 16.46, 107.59)
    _read()
    _read(hours=3)
    [kept] = queries.kept()
    assert (kept.outcome, kept.lat, kept.text) == ("unfinished", 16.46, "")


def test_a_wrong_mac_and_another_app_are_refused(client, settings):
    assert knocking.text(client, "x", secret="khác").status_code == 403
    assert client.post("/cua/zalo", b"[]", content_type="application/json").status_code == 400
    settings.ZALO = '{"app_id": "1", "app_secret": "s", "refresh_token": "r"}'
    assert knocking.text(client, "x").status_code == 404
    assert not models.Arrival.objects.exists()


@pytest.mark.parametrize(
    "message",
    [
        {},
        {"attachments": "x"},
        {"attachments": [{"payload": {"coordinates": {"latitude": "999", "longitude": "x"}}}]},
    ],
)
def test_odd_events_do_no_harm(client, message):
    assert knocking.zalo(client, "user_send_location", message).status_code == 200
    assert knocking.zalo(client, "follow", message).status_code == 200
    _read()
    assert models.Arrival.objects.count() == 1
