"""A year after the end nothing leads to a person any more, whatever door they came by; the chain holds."""

from datetime import timedelta

import pytest
from django.db import connection

from tinhso.casework.doors import actions, models, queries
from tinhso.casework.doors.tests import knocking
from tinhso.casework.oversight import actions as oversight
from tinhso.casework.oversight.models import Follower
from tinhso.casework.reports import actions as reports
from tinhso.casework.reports.models import Report, Reporter
from tinhso.casework.reports.tests.factories import CITIZEN, HANDLER, sent
from tinhso.core import clock
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as sounds
from tinhso.foundation.files import storage
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.tests.factories import jpeg, sound
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import queries as chain
from tinhso.foundation.notices.models import Notice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("hue")]
WORDS = "Ổ gà to trước chợ An Cựu, phường Thuận Hóa, gọi tôi 0912 345 678"
YEAR = timedelta(days=380)


def _told():
    ledger.sequence(limit=1000)
    while ledger.deliver(limit=1000):
        pass


def _read(**later):
    actions.read_arrivals(now=clock.now() + timedelta(**later))


def _end(*reports_):
    at = clock.now()
    Report.objects.filter(pk__in=[r.pk for r in reports_]).update(
        status="closed", closed_at=at, answered_at=at
    )


def _wipe():
    done = reports.wipe_ended(clock.now() + YEAR)
    _told()
    return done


def _facts(kind):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ledger_fact WHERE type = %s", [kind])
        return cursor.fetchone()[0]


def test_by_sms_zalo_voice_and_as_a_follower(client):
    knocking.sms(client, WORDS)
    knocking.text(client, "Đèn đường hỏng ở phường Thuận Hóa")
    _read()
    _read(minutes=3)
    voice = files.receive_sound(sound(3), by=CITIZEN, now=clock.now()).id
    photo = files.receive(jpeg(64, 48, gps=(16.46, 107.59)), filename="", by=CITIZEN, now=clock.now()).id
    spoken = sent(now=clock.now(), text="", voice=voice, photos=[photo])
    oversight.follow(code=spoken.code, email="ban@example.vn", language="vi", now=clock.now())
    Notice.objects.all().update(expires_at=clock.now() + 2 * YEAR)
    _told()
    assert (models.Sender.objects.exclude(address="").count(), models.PhoneMark.objects.count()) == (2, 1)
    _end(*Report.objects.all())

    assert _wipe() == 3
    assert _wipe() == 0
    picture = StoredFile.objects.get(key=photo)
    assert (picture.lat, picture.taken_at, picture.erased_at) == (None, None, None)
    with pytest.raises(FileNotFoundError):
        storage.open_part(photo, "original")
    assert storage.open_part(photo, "large").read()

    for model in (Reporter, Follower, models.PhoneMark):
        assert not model.objects.exists()
    assert set(models.Arrival.objects.values_list("state", "text", "lat", "report_code")) == {
        ("erased", "", None, "")
    }
    assert not models.Sender.objects.exclude(address="").exists()
    assert not Notice.objects.filter(recipient__regex="^(reporter|follower|sender):").exists()
    assert "0912" not in Report.objects.get(channel="sms").text
    assert sounds.voice_of(spoken.subject) is None
    assert StoredFile.objects.get(key=voice).erased_at
    assert len(sounds.of_owners([spoken.subject])[spoken.subject]) == 1
    assert (_facts("reports.wiped"), _facts("doors.message_wiped"), _facts("files.erased")) == (3, 2, 1)
    assert chain.verify().first_broken is None


def test_who_writes_again_is_another_sender_and_the_same_message_stays_known(client):
    knocking.sms(client, WORDS, message_id="one")
    _read()
    _told()
    _end(Report.objects.get())
    _wipe()
    knocking.sms(client, WORDS, message_id="one")
    assert models.Arrival.objects.count() == 1
    knocking.sms(client, "TRA 1", message_id="two")
    _read()
    assert models.Sender.objects.exclude(address="").count() == 1
    assert models.Sender.objects.count() == 2


def test_forgotten_on_demand_while_the_work_goes_on(client):
    knocking.sms(client, WORDS)
    knocking.sms(client, "Cột đèn hỏng", message_id="waits")
    _read()
    _told()
    report = Report.objects.get()
    reports.erase_reporter(report_id=report.pk, by=CITIZEN, now=clock.now())
    _told()
    assert models.Arrival.objects.get(state="erased").text == ""
    assert not models.PhoneMark.objects.exists()
    # the other message still waits for its answer
    assert [queries.address_of(f"sender:{s.pk}").phone for s in models.Sender.objects.all()] == [
        "84912345678"
    ]
    reports.accept(report_id=report.pk, by=HANDLER, now=clock.now())


def test_what_a_merged_report_keeps_goes_with_the_first():
    first, second = sent(now=clock.now()), sent(now=clock.now(), contact={"phone": "0900 000 124"})
    Report.objects.filter(pk=second.pk).update(status="merged", merged_into=first)
    assert _wipe() == 0
    _end(first)
    assert _wipe() == 2
    assert not Reporter.objects.exists()


def test_numbers_written_anywhere_are_masked():
    report = sent(now=clock.now(), contact={"phone": "0900 000 124"})
    reports.note(report_id=report.pk, text="Đã gọi 0900 000 124", by=HANDLER, now=clock.now())
    _end(report)
    _wipe()
    assert report.notes.get().text == "Đã gọi [số điện thoại]"


def test_words_that_wait_for_a_person_go_after_a_year_and_codes_after_their_days(client, settings):
    settings.RATE_LIMITS = False
    knocking.sms(client, "Khuyến mãi", sender="VIETTEL")
    _read()
    actions.send_code(phone="0912345678", address="127.0.0.1", now=clock.now())
    assert actions.forget_old(now=clock.now() + timedelta(days=91)) == 0
    assert [s.door for s in models.Sender.objects.exclude(address="")] == ["sms"]
    assert not models.Confirmation.objects.exists()
    assert actions.forget_old(now=clock.now() + timedelta(days=366)) == 1
    assert queries.kept() == []
    assert not models.Sender.objects.exclude(address="").exists()
