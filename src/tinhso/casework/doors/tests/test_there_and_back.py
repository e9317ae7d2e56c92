"""There and back over HTTP: signed words come in, the answer goes out as the real gateway takes it."""

import json
from functools import partial
from urllib.parse import urlsplit

import pytest

from tinhso.casework.doors import actions, models
from tinhso.casework.doors.tests import knocking
from tinhso.casework.doors.tests.conftest import OA
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.tests.factories import sent
from tinhso.core import clock
from tinhso.core.values import spoken_code
from tinhso.foundation.files import fetching
from tinhso.foundation.files import queries as pictures
from tinhso.foundation.files.tests.factories import jpeg
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.notices.models import Attempt
from tinhso.foundation.notices.tests import contracts
from tinhso.foundation.notices.tests.stand_in import Reply, listening
from tinhso.foundation.notices.tests.test_sms import esms_call

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("hue")]
WRITER = "8309393969855402319"


def _turn():
    actions.read_arrivals(now=clock.now())
    notices.dispatch(now=clock.now())


def test_tra_by_sms_is_answered_by_sms(client, settings):
    report = sent(now=clock.now())
    with listening(contracts.esms("k", "s", "TINHSO", set())) as gateway:
        settings.SMS_GATEWAY = json.dumps(esms_call(gateway.url))
        assert knocking.sms(client, f"TRA {report.code}", secret="của người khác").status_code == 403
        assert knocking.sms(client, f"TRA {report.code}", sender="+84 912 345 678").status_code == 200
        _turn()
        _turn()
    [asked] = gateway.asked
    told = asked.json()
    assert told["Phone"] == "0912345678"
    assert spoken_code(report.code) in told["Content"]
    assert "UBND phuong Thuan Hoa" in told["Content"]
    assert Attempt.objects.get().verdict == "arrived"


def test_words_picture_and_place_by_zalo_become_a_report_and_are_answered_in_the_conversation(
    client, settings, monkeypatch
):
    real = contracts.Zalo("3310", "s", "r", {})
    photo = jpeg(640, 480, gps=(16.46, 107.59))
    # the stand-in listens on this machine, which no province's pictures do
    monkeypatch.setattr(fetching, "fetch", partial(fetching.fetch, may_call=lambda _: True))

    def decide(asked):
        return Reply(content=photo) if asked.path == "/anh.jpg" else real(asked)

    with listening(decide) as zalo:
        hosts = [urlsplit(zalo.url).netloc]
        doors = dict.fromkeys(("template_url", "conversation_url", "token_url"), zalo.url)
        settings.ZALO = json.dumps({**OA, **doors, "photo_hosts": hosts})
        refused = knocking.image(client, f"{zalo.url}/anh.jpg", "Cống nghẹt", secret="của người khác")
        assert refused.status_code == 403
        assert not models.Arrival.objects.exists()
        knocking.text(client, "Cống nghẹt, nước tràn ra đường")
        _turn()
        knocking.location(client, 16.46, 107.59)
        _turn()
        knocking.image(client, f"{zalo.url}/anh.jpg")
        _turn()
        report = Report.objects.get()
        knocking.text(client, f"TRA {report.code}")
        _turn()
        said = [a.json() for a in zalo.asked if a.path == "/v3.0/oa/message/cs"]
    assert (report.channel, report.text, report.lat) == ("zalo", "Cống nghẹt, nước tràn ra đường", 16.46)
    [kept] = pictures.of_owners([report.subject])[report.subject]
    assert kept.width == 640
    assert {one["recipient"]["user_id"] for one in said} == {WRITER}
    assert [spoken_code(report.code) in one["message"]["text"] for one in said] == [False, False, True, True]
    assert set(Attempt.objects.values_list("verdict", "kind")) == {("arrived", "reply")}
