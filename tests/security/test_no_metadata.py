"""A photo tells who took it, where, with what. Whatever way it came in, nobody is ever shown any of that.

Every kind of picture with place, maker notes, names and an embedded thumbnail, by every way in; looked at as
the public, the reporter and the officer get it, as it is and with something covered.
"""

import io
import mailbox as maildirs
import struct
from collections.abc import Callable
from datetime import timedelta
from email.message import EmailMessage

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, PngImagePlugin

from tinhso.casework.doors import actions as doors
from tinhso.casework.doors import mailbox
from tinhso.casework.doors.actions import reading
from tinhso.casework.doors.tests import knocking
from tinhso.casework.doors.tests.conftest import OA
from tinhso.casework.reports import actions as reports
from tinhso.casework.reports.models import Answer, Report
from tinhso.casework.reports.tests.factories import HANDLER, LEADER, body, province, sent
from tinhso.casework.reports.workflow import Visibility
from tinhso.core import clock
from tinhso.core.roles import MACHINE, Role
from tinhso.foundation.accounts.actions import issue_api_key
from tinhso.foundation.accounts.tests.factories import officer
from tinhso.foundation.agencies.tests.factories import THUAN_HOA
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import fetching
from tinhso.foundation.files import queries as stored
from tinhso.foundation.files.tests.factories import HUE, MAKER_NOTE, OWNER_NAME, picture

pytestmark = pytest.mark.django_db
pillow_heif.register_heif_opener(thumbnails=False)
THUMBNAIL, COMMENT = b"THUMBNAIL-OF-THE-YARD", b"COMMENT-BY-THE-CAMERA"
PLANTED = (MAKER_NOTE, OWNER_NAME.encode(), b"SM-A556E", THUMBNAIL)
KINDS = {"JPEG": "jpg", "HEIF": "heic", "WEBP": "webp", "PNG": "png"}
WORDS = "Cống trước số 5 đường Lê Lợi, phường Thuận Hóa bị nghẹt, nước đen tràn ra đường."


def planted(kind: str) -> bytes:
    """A picture with all that a phone and its owner can hide in one of this kind."""
    plain = Image.open(io.BytesIO(picture(kind, 400, 300, gps=HUE)))
    said = _with_thumbnail(plain.getexif().tobytes())
    more: dict[str, object] = {}
    if kind == "JPEG":
        more = {"comment": COMMENT}
    if kind == "PNG":
        texts = PngImagePlugin.PngInfo()
        texts.add_text("Author", COMMENT.decode())
        more = {"pnginfo": texts}
    out = io.BytesIO()
    plain.save(
        out, kind, exif=said, xmp=b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + COMMENT + b"</x:xmpmeta>", **more
    )
    return out.getvalue()


def _with_thumbnail(exif: bytes) -> bytes:
    """The same Exif with a second directory, in which cameras keep a small picture (Exif 2.32, 4.5.5)."""
    small = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(small, "JPEG", comment=THUMBNAIL)
    thumbnail = small.getvalue()
    head, tiff = exif[:6], bytearray(exif[6:])
    order = {b"II": "<", b"MM": ">"}[bytes(tiff[:2])]
    tiff += b"\0" * (len(tiff) % 2)
    [first] = struct.unpack_from(order + "I", tiff, 4)
    [entries] = struct.unpack_from(order + "H", tiff, first)
    struct.pack_into(order + "I", tiff, first + 2 + 12 * entries, len(tiff))
    begin = len(tiff) + 2 + 3 * 12 + 4
    tiff += struct.pack(order + "HHHIHH", 3, 0x0103, 3, 1, 6, 0)
    tiff += struct.pack(order + "HHII", 0x0201, 4, 1, begin)
    tiff += struct.pack(order + "HHIII", 0x0202, 4, 1, len(thumbnail), 0)
    return head + bytes(tiff) + thumbnail


@pytest.fixture(autouse=True)
def deployment(settings, tmp_path):
    """A province that listens at every door, with a storage of its own."""
    settings.ZALO = knocking.json.dumps(OA)
    settings.MAILBOX = f"maildir://{tmp_path}/thu"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(tmp_path / "files")},
        },
    }
    return province()


class Way:
    """What a way in may need beside the picture."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, folder: object) -> None:
        self.monkeypatch, self.folder, self.client = monkeypatch, folder, Client()

    def upload(self, content: bytes, kind: str) -> SimpleUploadedFile:
        """The picture as a part of a form."""
        return SimpleUploadedFile(f"IMG_0001.{KINDS[kind]}", content, content_type="application/octet-stream")

    def fetched(self, content: bytes) -> None:
        """Whatever address is asked gives the picture."""
        self.monkeypatch.setattr(fetching, "fetch", lambda *_a, **_k: content)
        self.monkeypatch.setattr(reading.fetching, "fetch", lambda *_a, **_k: content)

    def open311(self, **more: object) -> Report:
        """A request by the world's protocol."""
        key = issue_api_key(name="FixMyStreet", scopes=["open311"], by=MACHINE, now=clock.now())
        given = {
            "api_key": key,
            "service_code": "road",
            "lat": "16.46",
            "long": "107.59",
            "description": WORDS,
        }
        answer = self.client.post("/open311/v2/requests.json", {**given, **more})
        return Report.objects.get(code=answer.json()[0]["service_request_id"])


def by_form(way: Way, content: bytes, kind: str) -> Report:
    """The citizen's page without JavaScript."""
    given = {"id": body()["id"], "text": WORDS, "category": "road", "place": THUAN_HOA, "public": "on"}
    way.client.post("/phan-anh/moi", {**given, "photos": way.upload(content, kind)})
    return Report.objects.get()


def by_api(way: Way, content: bytes, kind: str) -> Report:
    """An upload, named in the report that follows."""
    photo = way.client.post("/api/v1/uploads", {"file": way.upload(content, kind)}).json()["id"]
    given = body(photos=[photo], text=WORDS)
    code = way.client.post("/api/v1/reports", given, content_type="application/json").json()["code"]
    return Report.objects.get(code=code)


def by_open311_media(way: Way, content: bytes, kind: str) -> Report:
    """A part of a GeoReport request."""
    return way.open311(media=way.upload(content, kind))


def by_open311_media_url(way: Way, content: bytes, kind: str) -> Report:
    """An address in a GeoReport request."""
    way.fetched(content)
    return way.open311(media_url="https://anh.example.vn/a.jpg")


def by_zalo(way: Way, content: bytes, kind: str) -> Report:
    """Three messages to the Official Account."""
    way.fetched(content)
    knocking.text(way.client, WORDS)
    knocking.location(way.client, 16.46, 107.59)
    knocking.image(way.client, "https://f20-zpc.zdn.vn/jpg/anh.jpg")
    doors.read_arrivals(now=clock.now())
    return Report.objects.get()


def by_mail(way: Way, content: bytes, kind: str) -> Report:
    """A letter with an attachment."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "a@example.vn", "phananh@hue.example", "Cống nghẹt"
    letter["Message-ID"] = "<1@example.vn>"
    letter.set_content(WORDS)
    letter.add_attachment(content, maintype="image", subtype=KINDS[kind], filename=f"anh.{KINDS[kind]}")
    maildirs.Maildir(f"{way.folder}/thu").add(letter.as_bytes())
    mailbox.collect(now=clock.now())
    doors.read_arrivals(now=clock.now())
    return Report.objects.get()


def by_answer(way: Way, content: bytes, kind: str) -> Report:
    """The officer's form for an answer."""
    report = sent(now=clock.now() - timedelta(hours=1))
    reports.accept(report_id=report.pk, by=HANDLER, now=clock.now())
    browser = Client()
    browser.force_login(
        officer("UB-THUAN-HOA", Role.HANDLER), backend="tinhso.foundation.accounts.backends.ByGrants"
    )
    given = {"text": "Đã thông cống.", "then": "submit", "photos": way.upload(content, kind)}
    browser.post(f"/xu-ly/{report.code}/draft_answer", given)
    reports.approve(report_id=report.pk, by=LEADER, now=clock.now())
    return report


WAYS: tuple[Callable[[Way, bytes, str], Report], ...] = (
    by_form, by_api, by_open311_media, by_open311_media_url, by_zalo, by_mail, by_answer,
)  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_no_rendition_tells_anything(way, kind, monkeypatch, tmp_path):
    content = planted(kind)
    assert all(mark in content for mark in PLANTED), "the picture must hold what is looked for"
    assert Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825), "and a place"

    report = way(Way(monkeypatch, tmp_path), content, kind)
    if way is not by_answer:
        reports.accept(report_id=report.pk, by=HANDLER, now=clock.now())
    owners = [report.subject, *(f"answer:{a.pk}" for a in Answer.objects.filter(report=report))]
    [(owner, photo)] = [(o, p.id) for o, found in stored.of_owners(owners).items() for p in found]
    for covered in (False, True):
        if covered:
            files.change_regions(
                photo, owner=owner, drawn=[(0.1, 0.1, 0.2, 0.2)], by=HANDLER, now=clock.now()
            )
        files.mask_waiting(now=clock.now())
        for size in ("large", "thumb"):
            answer = Client().get(f"/phan-anh/{report.code}/anh/{photo}/{size}")
            if report.visibility == Visibility.PUBLIC:
                _tells_nothing(b"".join(answer.streaming_content))
            else:  # letters are not published; what would be shown is looked at all the same
                assert answer.status_code == 404
            with stored.open_public_rendition(photo, size, owner=owner)[0] as shown:
                _tells_nothing(shown.read())
    with stored.open_rendition(photo, "large", owner=owner)[0] as whole:
        _tells_nothing(whole.read())


def _tells_nothing(content: bytes) -> None:
    for mark in (
        *PLANTED,
        COMMENT,
        b"Exif",
        b"xmpmeta",
        b"http://ns.adobe.com",
        b"ICC_PROFILE",
        b"Photoshop",
    ):
        assert mark not in content
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert image.format == "JPEG"
        assert not dict(image.getexif())
        assert set(image.info) <= {
            "jfif",
            "jfif_version",
            "jfif_unit",
            "jfif_density",
            "progressive",
            "progression",
        }
