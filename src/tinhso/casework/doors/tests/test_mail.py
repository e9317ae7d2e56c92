"""By mail: a Maildir or an IMAP server, letters of every make, machines never answered."""

import imaplib
import mailbox as maildirs
import re
from datetime import timedelta
from email.message import EmailMessage

import pytest

from tinhso.casework.doors import actions, letters, mailbox, models, queries
from tinhso.casework.doors.tests import imap
from tinhso.casework.reports.models import Report
from tinhso.core import clock
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import queries as pictures
from tinhso.foundation.files.tests.factories import jpeg

WORDS = "Cống trước số 5 đường Lê Lợi, phường Thuận Hóa bị nghẹt.\n\n-- \nLê Văn A\n0900 000 000"


def _letter(
    words=WORDS, *, sender="Lê Văn A <a@example.vn>", message_id="<1@example.vn>", photo=None, **headers
):
    found = EmailMessage()
    found["From"], found["To"], found["Subject"] = sender, "phananh@hue.example", "Cống nghẹt"
    found["Message-ID"] = message_id
    for name, value in headers.items():
        found[name.replace("_", "-")] = value
    found.set_content(words)
    if photo:
        found.add_attachment(photo, maintype="image", subtype="jpeg", filename="anh.jpg")
    return found.as_bytes()


@pytest.fixture
def box(tmp_path, settings):
    found = maildirs.Maildir(tmp_path / "thu")
    settings.MAILBOX = f"maildir://{tmp_path}/thu"
    return found


def _collect(**later):
    now = clock.now() + timedelta(**later)
    kept = mailbox.collect(now=now)
    actions.read_arrivals(now=now)
    return kept


@pytest.mark.django_db
def test_a_letter_waits_for_a_store_that_is_away(hue, box, monkeypatch):
    def away(*_args, **_named):
        raise files.StoreAway

    box.add(_letter(photo=jpeg(64, 48, gps=(16.46, 107.59))))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(files, "receive", away)
        with pytest.raises(files.StoreAway):
            _collect()
    assert not Report.objects.exists()
    assert _collect() == 1
    assert Report.objects.get().photo_count == 1


@pytest.mark.django_db
def test_a_letter_with_a_picture_becomes_a_report(hue, box):
    box.add(_letter(photo=jpeg(64, 48, gps=(16.46, 107.59))))
    assert _collect() == 1
    report = Report.objects.get()
    assert (report.channel, report.place_name, report.photo_count) == ("email", "Phường Thuận Hóa", 1)
    assert report.text == "Cống nghẹt\nCống trước số 5 đường Lê Lợi, phường Thuận Hóa bị nghẹt."
    assert report.reporter.email == "a@example.vn"
    [photo] = pictures.of_owners([report.subject])[report.subject]
    file, _kind = pictures.open_rendition(photo.id, "large", owner=report.subject)
    with file:
        assert b"Exif" not in file.read()


@pytest.mark.django_db
def test_each_letter_counts_once_whatever_lies_in_the_box_again(hue, box):
    box.add(_letter())
    assert _collect() == 1
    assert _collect() == 0
    box.add(_letter())
    assert _collect() == 0
    assert (Report.objects.count(), models.Arrival.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_letter_without_a_place_is_answered_and_kept(hue, box, said):
    box.add(_letter("Cống nghẹt trước nhà tôi"))
    _collect()
    assert not Report.objects.exists()
    [(what, words)] = said()
    assert what == "form"
    assert "https://so.hue.example/phan-anh/moi" in words
    [kept] = queries.kept()
    assert (kept.outcome, kept.text) == ("no_place", "Cống nghẹt\nCống nghẹt trước nhà tôi")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"Return_Path": "<>"},
        {"List_Id": "<tin.example.vn>"},
        {"sender": "MAILER-DAEMON@example.vn"},
        {"sender": "no-reply@example.vn"},
    ],
)
def test_what_a_machine_wrote_is_never_answered(hue, box, said, headers):
    box.add(_letter("không rõ ở đâu", **headers))
    _collect()
    assert said() == []
    assert models.Arrival.objects.get().state == "ignored"


@pytest.mark.django_db
def test_a_bounce_is_ignored(hue, box, said):
    bounce = (
        b"From: a@example.vn\r\nContent-Type: multipart/report; boundary=x\r\n\r\n--x\r\n\r\nloi\r\n--x--\r\n"
    )
    box.add(bounce)
    _collect()
    assert said() == []


@pytest.mark.django_db
def test_imap(hue, settings):
    broken = b"From: b@example.vn\nContent-Type: text/plain; charset=unheard-of\n\nRac o phuong Phu Xuan \xff"
    with imap.serving([_letter(), broken]) as server:
        settings.MAILBOX = server.url
        assert _collect() == 2
        assert _collect() == 0
    assert server.seen == {11, 12}
    assert sorted(Report.objects.values_list("place_name", flat=True)) == [
        "Phường Phú Xuân",
        "Phường Thuận Hóa",
    ]
    assert not any("BODY[]" in asked for asked in server.asked if "PEEK" not in asked)


@pytest.mark.django_db
def test_a_server_that_refuses_loses_nothing(hue, settings):
    with imap.serving([_letter()]) as server:
        settings.MAILBOX = server.url.replace("khau", "khac")
        with pytest.raises(imaplib.IMAP4.error):
            mailbox.collect(now=clock.now())
        settings.MAILBOX = server.url
        assert _collect() == 1


@pytest.mark.django_db
def test_letters_leave_the_maildir_after_their_days_and_only_those_kept_here(hue, box):
    box.add(_letter())
    foreign = maildirs.MaildirMessage(_letter(message_id="<private@example.vn>"))
    foreign.set_subdir("cur")
    foreign.add_flag("S")
    box.add(foreign)
    assert _collect() == 1
    assert mailbox.tidy(now=clock.now() + timedelta(days=89)) == 0
    assert mailbox.tidy(now=clock.now() + timedelta(days=91)) == 1
    assert [m["Message-ID"] for m in box] == ["<private@example.vn>"]
    assert Report.objects.count() == 1


@pytest.mark.django_db
def test_letters_leave_the_server_too(hue, settings):
    without_id = b"From: b@example.vn\n\nRac o phuong Phu Xuan"
    with imap.serving([_letter(), without_id, _letter(message_id="<9@example.vn>")]) as server:
        settings.MAILBOX = server.url
        server.seen = {13}
        assert _collect() == 2
        assert mailbox.tidy(now=clock.now() + timedelta(days=91)) == 2
        assert set(server.letters) == {13}
        [asked] = [a for a in server.asked if "BEFORE" in a]
        assert re.fullmatch(r"UID SEARCH SEEN BEFORE \d{1,2}-[A-Z][a-z]{2}-20\d\d", asked)


def test_no_mailbox_and_an_unknown_kind(settings):
    settings.MAILBOX = ""
    assert mailbox.collect(now=clock.now()) == 0
    with pytest.raises(ValueError, match="maildir"):
        mailbox.collect(now=clock.now(), address="pop3://x")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"\x00\xff\xfe", ""),
        (b"From: =?utf-8?q?broken\nSubject: =?x?b?!!?=\n\nloi", "loi"),
        (
            b"Content-Type: text/html\n\n<style>p{}</style><p>Xin <b>ch&agrave;o</b></p><script>x</script>",
            "Xin chào",
        ),
        (b"Subject: Re: Fwd: den hong\n\n> cu\nmoi\n", "den hong\nmoi"),
        (
            b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Disposition: attachment\n\nbi mat\n",
            "",
        ),
    ],
)
def test_letters_of_every_make(content, text):
    found = letters.read(content)
    assert found.text.endswith(text)
    assert "bi mat" not in found.text
    assert found.id


NESTED = b"From: a@example.vn\n" + b"Content-Type: message/rfc822\n\n" * 3000 + b"x"


@pytest.mark.parametrize(
    "content",
    [
        NESTED,
        b"From: " + b"(" * 20_000 + b"a@example.vn\n\nx",
        b"From: a@example.vn\nContent-Type: " + b"(" * 20_000 + b"text/plain\n\nx",
        b"From: a@example.vn\nMessage-ID: <" + b"(" * 20_000 + b"\n\nx",
        b"From: a@example.vn\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 3000,
        b"From: a@example.vn\n" + b"X: y\n" * 600_000 + b"\nx",
    ],
    ids=["letters in letters", "brackets", "type", "id", "parts", "headers"],
)
def test_what_is_built_to_be_unreadable_is_put_aside_and_stops_nobody(hue, tmp_path, settings, content):
    """In a Maildir, whose letters another program wrote."""
    settings.MAILBOX = f"maildir://{tmp_path}"
    for part in ("cur", "new", "tmp"):
        (tmp_path / part).mkdir()
    (tmp_path / "new" / "1.bomb").write_bytes(content)
    (tmp_path / "new" / "2.letter").write_bytes(_letter())
    assert _collect() == 1
    assert Report.objects.count() == 1
    assert sorted(f.name for f in (tmp_path / "cur").iterdir()) == ["1.bomb:2,S", "2.letter:2,S"]
    assert _collect() == 0


@pytest.mark.parametrize("header", ["From", "Reply-To", "Subject", "Message-ID", "Content-Type"])
@pytest.mark.parametrize("piece", [b'"', b"=?utf-8?q?a?= ", b"; a*0*=utf-8''x", b"<a@b.vn>,"])
def test_a_header_without_end_costs_no_more_than_one_of_a_line(monkeypatch, header, piece):
    """The library's time grows with the square of a header: half a minute for 50 kB of quotation marks."""
    read_ = []
    parse = letters._POLICY.header_factory.__class__.__call__
    monkeypatch.setattr(
        letters._POLICY.header_factory.__class__,
        "__call__",
        lambda self, name, value: read_.append(len(value)) or parse(self, name, value),
    )
    letters.read(b"To: x@example.vn\n" + header.encode() + b": " + piece * 20_000 + b"\n\nx")
    assert max(read_) <= letters.HEADER_MOST


@pytest.mark.parametrize(
    "charset", ["idna", "undefined", '"a\0b"', "no-such", "rot13", "utf-7", "unicode_escape"]
)
def test_words_in_any_encoding_can_be_kept(charset):
    head = f"From: a@example.vn\nSubject: \0loi\nContent-Type: text/plain; charset={charset}\n\n".encode()
    for words in (b"loi", b"+2AA-", b"\\ud800"):
        found = letters.read(head + words)
        assert "\0" not in found.text + found.id
        assert found.text.encode()
