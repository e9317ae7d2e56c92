"""Voice recordings as recorders write them: what is taken, how long they are, and how they are played."""

import contextlib
import io
import struct

import pytest
from django.test import RequestFactory

from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions, queries, sounds
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.requests import played
from tinhso.foundation.files.tests import factories

NOW = factories.AT
OPEN_SIZE = b"\x01\xff\xff\xff\xff\xff\xff\xff"


def element(name: int, value: bytes) -> bytes:
    return (
        name.to_bytes((name.bit_length() + 7) // 8, "big") + (len(value) | 1 << 28).to_bytes(4, "big") + value
    )


def webm(seconds: int, *, track: int = 2, doc_type: bytes = b"webm") -> bytes:
    """As Chromium records: sizes of Segment and Cluster left open, no duration, a block every 60 ms."""
    head = element(sounds.HEADER, element(sounds.DOC_TYPE, doc_type))
    info = element(sounds.INFO, element(sounds.SCALE, (1_000_000).to_bytes(3, "big")))
    tracks = element(sounds.TRACKS, element(sounds.TRACK, element(sounds.TRACK_TYPE, bytes([track]))))
    out = head + sounds.SEGMENT.to_bytes(4, "big") + OPEN_SIZE + info + tracks
    for start in range(0, seconds * 1000, 5000):
        out += sounds.CLUSTER.to_bytes(4, "big") + OPEN_SIZE + element(sounds.AT, start.to_bytes(4, "big"))
        for at in range(0, min(5000, seconds * 1000 - start) + 1, 1000):
            out += element(sounds.SIMPLE_BLOCK, b"\x81" + struct.pack(">h", at) + b"\x80" + bytes(40))
    return out


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), name) + content


def mp4(seconds: int, *, handler: bytes = b"soun", told: bool = True, brand: bytes = b"M4A ") -> bytes:
    """As a recorder app writes it; not `told`: as Safari records, in fragments, with no length in front."""
    length = seconds * 1000 if told else 0
    mdhd = box(b"mdhd", bytes(12) + struct.pack(">II", 1000, length) + bytes(4))
    hdlr = box(b"hdlr", bytes(8) + handler + bytes(13))
    mvhd = box(b"mvhd", bytes(12) + struct.pack(">II", 1000, length) + bytes(80))
    moov = box(b"moov", mvhd + box(b"trak", box(b"mdia", mdhd + hdlr)))
    out = box(b"ftyp", brand + bytes(4)) + moov
    for _ in range(0 if told else seconds):
        tfhd = box(b"tfhd", struct.pack(">II", 0x000008, 1) + struct.pack(">I", 20))
        trun = box(b"trun", struct.pack(">II", 0, 50))
        out += box(b"moof", box(b"traf", tfhd + trun)) + box(b"mdat", bytes(200))
    return out


@pytest.mark.parametrize(
    ("content", "kind", "seconds"),
    [
        (webm(12), sounds.WEBM, 12),
        (factories.sound(7.5), sounds.OGG, 7.5),
        (mp4(30), sounds.MP4, 30),
        (mp4(9, told=False, brand=b"iso5"), sounds.MP4, 9),
        (mp4(5, brand=b"3gp4"), sounds.MP4, 5),
        (webm(12)[:-20], sounds.WEBM, 11),  # cut off while it was written
    ],
)
def test_recordings_tell_their_kind_and_length(content, kind, seconds):
    assert sounds.read(content) == sounds.Sound(kind, pytest.approx(seconds, abs=1.01))


@pytest.mark.parametrize(
    "content",
    [
        webm(5, track=1),  # a film
        webm(5, doc_type=b"matroska"),
        mp4(5, handler=b"vide"),
        b"\x1a\x45\xdf\xa3" + bytes(200),
        b"OggS" + bytes(200),
        b"OggS\0\2" + bytes(21) + b"\x01\x10" + b"\x7fFLAC" + bytes(11),
        b"\0\0\0\x18ftypM4A " + b"\0\0\0\x03moov" + bytes(40),
        b"\0\0\0\x18ftypM4A ",
        b"\x1a\x45\xdf\xa3",
    ],
)
def test_what_is_no_recording_is_refused_with_a_sentence(content):
    with pytest.raises(sounds.NotASound) as refused:
        sounds.read(content)
    assert "ghi âm" in refused.value.errors[0].message.in_vietnamese()


@pytest.mark.parametrize("seed", range(40))
def test_broken_recordings_are_refused_or_read_but_never_a_fault(seed):
    from random import Random

    chance = Random(seed)
    content = bytearray(chance.choice([webm(3), factories.sound(2), mp4(3), mp4(3, told=False)]))
    for _ in range(12):
        content[chance.randrange(4, len(content))] = chance.randrange(256)
    with contextlib.suppress(sounds.NotASound):
        assert sounds.read(bytes(content)).seconds >= 0


def test_pictures_are_not_taken_for_recordings():
    assert [sounds.kind_of(factories.picture(k)) for k in ("JPEG", "PNG", "WEBP", "HEIF")] == [""] * 4


@pytest.mark.django_db
class TestKept:
    def stored(self, **options):
        return actions.receive(factories.sound(**options), filename="x.ogg", by=CITIZEN, now=NOW)

    def test_a_recording_is_kept_with_its_length_and_belongs_to_its_report(self):
        photo, voice = factories.upload(), self.stored(seconds=4)
        actions.attach([photo.id], voice=voice.id, owner="report:1", by=CITIZEN, now=NOW)
        assert [p.id for p in queries.of_owners(["report:1"])["report:1"]] == [photo.id]
        assert queries.voice_of("report:1") == queries.Voice(voice.id, sounds.OGG, StoredFile.objects.get(
            key=voice.id).size, 4.0)  # fmt: skip
        stream, _ = queries.open_voice("report:1")
        assert stream.read() == factories.sound(4)

    def test_a_recording_is_no_photo_and_a_photo_no_recording(self):
        photo, voice = factories.upload(), self.stored()
        with pytest.raises(Invalid) as refused:
            actions.attach([voice.id], owner="report:1", by=CITIZEN, now=NOW)
        assert refused.value.errors[0].field == "photos"
        with pytest.raises(Invalid) as refused:
            actions.attach([], voice=photo.id, owner="report:1", by=CITIZEN, now=NOW)
        assert refused.value.errors[0].field == "voice"
        with pytest.raises(queries.NoSuchPicture):
            queries.open_rendition(voice.id, "large")

    def test_it_works_once(self):
        voice = self.stored()
        actions.attach([], voice=voice.id, owner="report:1", by=CITIZEN, now=NOW)
        with pytest.raises(Invalid):
            actions.attach([], voice=voice.id, owner="report:2", by=CITIZEN, now=NOW)

    def test_five_photos_and_a_voice_are_not_too_many(self):
        photos = [factories.upload(width=40 + i).id for i in range(5)]
        voice = self.stored()
        assert len(actions.attach(photos, voice=voice.id, owner="report:1", by=CITIZEN, now=NOW)) == 6

    def test_too_long_and_too_large_are_said(self):
        with pytest.raises(actions.SoundTooLong) as refused:
            self.stored(seconds=130)
        assert "120 giây" in refused.value.errors[0].message.in_vietnamese()
        with pytest.raises(actions.SoundTooLarge):
            actions.receive(factories.sound() + bytes(9_000_000), filename="", by=CITIZEN, now=NOW)

    def test_erasing_takes_the_recording_too(self):
        voice = self.stored()
        actions.attach([], voice=voice.id, owner="report:1", by=CITIZEN, now=NOW)
        actions.erase(owner="report:1", by=CITIZEN, now=NOW)
        with pytest.raises(queries.NoSuchSound):
            queries.open_voice("report:1")


@pytest.mark.parametrize(
    ("asked", "status", "body", "said"),
    [
        ("", 200, b"0123456789", None),
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=4-99", 206, b"456789", "bytes 4-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=5-2", 416, b"", "bytes */10"),
        ("bytes=0-1,4-5", 200, b"0123456789", None),
        ("hats=1-2", 200, b"0123456789", None),
    ],
)
def test_a_player_gets_the_range_it_asks_for(asked, status, body, said):
    request = RequestFactory().get("/", headers={"Range": asked} if asked else {})
    answer = played(request, io.BytesIO(b"0123456789"), size=10, kind="audio/webm")
    assert (answer.status_code, answer.content, answer.headers.get("Content-Range")) == (status, body, said)
