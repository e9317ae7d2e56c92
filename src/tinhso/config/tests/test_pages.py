"""What are programs spared, and what holds for them as for pages?"""

import errno
import gzip

import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import RequestFactory

from tinhso.config.pages import Packed
from tinhso.core import clock

HEADERS = ("Content-Security-Policy", "Permissions-Policy", "X-Content-Type-Options", "X-Frame-Options")


@pytest.mark.django_db
def test_a_program_is_spared_the_session_and_keeps_the_headers(client, django_user_model):
    client.force_login(django_user_model.objects.create(username="canbo"))
    reply = client.get("/api/v1/categories")
    assert not hasattr(reply.wsgi_request, "session")
    assert not hasattr(reply.wsgi_request, "user")
    assert all(reply.headers.get(name) for name in HEADERS)
    assert client.get("/healthz").wsgi_request.user.is_authenticated


@pytest.mark.django_db
def test_a_program_is_refused_for_another_host_and_in_its_language(client):
    assert client.get("/api/v1/categories", headers={"host": "example.org"}).status_code == 400
    assert client.get("/api/v1/nothing", headers={"accept-language": "en"}).json()["status"] == 404


@pytest.mark.django_db
def test_text_travels_packed_and_pictures_as_they_are(client):
    page = client.get("/phan-anh/moi", headers={"accept-encoding": "gzip, br"})
    assert page["Content-Encoding"] == "gzip"
    assert b"data-report-form" in gzip.decompress(page.content)
    assert len(page.content) < len(gzip.decompress(page.content)) / 3
    assert "Content-Encoding" not in client.get("/phan-anh/moi", headers={"accept-encoding": "identity"})
    short = Packed(lambda _request: HttpResponse(b'{"title": "x"}' * 40, content_type="application/json"))
    assert "Content-Encoding" not in short(RequestFactory().get("/", headers={"accept-encoding": "gzip"}))
    picture = Packed(lambda _request: HttpResponse(b"a" * 5000, content_type="image/jpeg"))
    assert "Content-Encoding" not in picture(RequestFactory().get("/", headers={"accept-encoding": "gzip"}))


@pytest.mark.django_db
def test_packed_points_are_known_again(client):
    asked = {"accept-encoding": "gzip"}
    tag = client.get("/ban-do/diem.geojson", headers=asked)["ETag"]
    assert client.get("/ban-do/diem.geojson", headers={**asked, "if-none-match": tag}).status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("the server closed the connection"), 503),
        (OSError(errno.ENOSPC, "No space left on device"), 503),
        (OSError(errno.EACCES, "Permission denied"), 500),
        (ValueError("a bug"), 500),
    ],
)
def test_what_broke_is_told_to_each_in_its_way(client, monkeypatch, error, status):
    def broken(*_args, **_named):
        raise error

    client.raise_request_exception = False
    monkeypatch.setattr(clock, "now", broken)
    page = client.get("/ban-do")
    problem = client.get("/api/v1/categories", headers={"accept-language": "en"})
    fault = client.get("/open311/v2/services.xml")
    for answer, kind in ((page, "text/html"), (problem, "application/problem+json"), (fault, "text/xml")):
        assert answer.status_code == status
        assert answer["Content-Type"].startswith(kind)
        assert str(error).encode() not in answer.content
        assert ("Retry-After" in answer) == (status == 503)
    assert b"112" in page.content
