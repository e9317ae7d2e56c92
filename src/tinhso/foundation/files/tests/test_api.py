"""POST /uploads, as a program sees it."""

import hashlib
import itertools

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import path
from ninja import NinjaAPI

from tinhso.core.errors import Refused
from tinhso.core.problems import problem
from tinhso.foundation.files.api import router
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.tests import factories

_api = NinjaAPI(urls_namespace="files-tests")
_api.add_router("", router)


@_api.exception_handler(Refused)
def _refused(request, refused):
    return problem(refused, request)


urlpatterns = [path("api/v1/", _api.urls)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
AT = "/api/v1/uploads"
FIELD_NOT_FILE = b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc\r\n--x--'


def send(content: bytes, name: str = "anh.jpg", kind: str = "image/jpeg", part: str = "file"):
    return Client(enforce_csrf_checks=True).post(AT, {part: SimpleUploadedFile(name, content, kind)})


def test_an_upload_gives_an_id_and_the_hash():
    content = factories.jpeg()
    answer = send(content, name="báo cáo.html", kind="text/html")
    assert answer.status_code == 201
    assert answer.json() == {
        "id": StoredFile.objects.get().key,
        "sha256": hashlib.sha256(content).hexdigest(),
    }


def test_a_large_picture_that_is_spooled_to_the_disk_arrives_whole():
    content = factories.jpeg() + b"\0\0\0\x18ftypmp42" + bytes(4_000_000)
    assert send(content).json()["sha256"] == hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"<html><script>alert(1)</script>", "file"),
        (b"", "file"),
        (factories.jpeg(), "photo"),
        (factories.jpeg()[:900], "file"),
    ],
)
def test_what_is_wrong_names_the_field(content, part):
    answer = send(content, part=part)
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("application/problem+json")
    assert [e["field"] for e in answer.json()["errors"]] == ["file"]
    assert not StoredFile.objects.exists()


def test_an_announced_giant_is_refused_without_reading_it():
    class Unread:
        def read(self, *_):
            raise AssertionError("the body was read")

        readline = read

    answer = Client().generic(
        "POST",
        AT,
        b"",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(20 * 1024 * 1024),
        **{"wsgi.input": Unread()},
    )
    assert answer.status_code == 413


def test_one_byte_over_the_limit_is_too_large():
    assert send(b"\xff\xd8\xff" + bytes(15 * 1024 * 1024 - 2)).status_code == 413


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"", "application/json", 422),
        (b"rac", "multipart/form-data", 400),
        (b"rac", "multipart/form-data; boundary=x", 422),
        (FIELD_NOT_FILE, "multipart/form-data; boundary=x", 422),
        (b"{}", "application/json", 422),
    ],
)  # fmt: skip
def test_no_body_is_an_error_of_ours(body, kind, status):
    assert Client().generic("POST", AT, body, content_type=kind).status_code == status


def test_damaged_pictures_never_break_the_server():
    content = factories.jpeg(64, 64, gps=factories.HUE)
    for position, value in itertools.product(range(0, len(content), 37), (0, 255)):
        damaged = content[:position] + bytes([value]) + content[position + 1 :]
        assert send(damaged).status_code in (201, 422)
