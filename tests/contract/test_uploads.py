"""Is a picture taken, and is what only looks like one refused?"""

import hashlib
import io
import struct
import zlib

import httpx
import pytest
from PIL import Image

from tests.contract.sending import REPORTS, UPLOADS, fields, picture, report, upload


def bomb() -> bytes:
    """A PNG of a few hundred bytes that claims 40,000 x 40,000 pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        body = kind + content
        return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def hand_in(client: httpx.Client, content: bytes, name: str = "a.jpg") -> httpx.Response:
    return client.post(UPLOADS, files={"file": (name, content, "image/jpeg")})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_taken(client: httpx.Client, kind: str) -> None:
    content = picture(kind)
    answer = hand_in(client, content)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    assert set(told) == {"id", "sha256"}
    assert told["sha256"] == hashlib.sha256(content).hexdigest()
    assert len(told["id"]) >= 22
    assert hand_in(client, content).json()["id"] != told["id"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Day la chu, khong phai anh.",
        b"\xff\xd8\xff",
        picture()[:200],
        picture("PNG")[:-30],
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"%PDF-1.7\n",
        b"PK\x03\x04" + b"\x00" * 100,
        bomb(),
    ],
    ids=["empty", "text", "magic", "cut-jpeg", "cut-png", "svg", "pdf", "zip", "bomb"],
)
def test_what_is_no_picture_is_refused(client: httpx.Client, content: bytes) -> None:
    answer = hand_in(client, content)
    assert answer.status_code == 422, answer.text
    assert fields(answer) == {"file"}
    assert hand_in(client, content).status_code == 422
    told = client.post(
        UPLOADS, files={"file": ("a.jpg", content, "image/jpeg")}, headers={"Accept-Language": "en"}
    )
    assert told.text.isascii(), told.text


@pytest.mark.parametrize("megabytes", [16, 40])
def test_sixteen_megabytes_are_too_many(client: httpx.Client, megabytes: int) -> None:
    answer = hand_in(client, picture() + b"\x00" * (megabytes * 1024 * 1024))
    assert answer.status_code == 413
    fields(answer)
    # the same connection is good for a smaller one
    assert hand_in(client, picture()).status_code == 201


def test_without_the_part_or_under_another_name(client: httpx.Client) -> None:
    answers = [
        client.post(UPLOADS, files={"photo": ("a.jpg", picture(), "image/jpeg")}),
        client.post(UPLOADS, data={"file": "chữ"}, files={"x": ("a", b"a")}),
        client.post(UPLOADS, json={"file": "a"}),
        client.post(UPLOADS),
    ]
    for answer in answers:
        assert answer.status_code in (400, 422), answer.text
        if answer.status_code == 422:
            assert fields(answer) == {"file"}


@pytest.mark.parametrize(
    "kind, raw",
    [
        ("multipart/form-data", b"x"),
        ("multipart/form-data; boundary=", b"x"),
        ("multipart/form-data; boundary=a", b"--a\r\nContent-Disposition: form-data; name=file"),
        ("multipart/form-data; boundary=" + "a" * 300, b"x"),
        ("multipart/form-data; boundary=a", b"--b\r\n\r\n--b--"),
        ("multipart/form-data; boundary=\xc3\xa9", b"x"),
    ],
)
def test_a_broken_envelope_is_no_server_error(client: httpx.Client, kind: str, raw: bytes) -> None:
    answer = client.post(UPLOADS, content=raw, headers={"Content-Type": kind.encode("latin-1")})  # type: ignore[dict-item]
    assert answer.status_code in (400, 422), answer.text
    fields(answer)


@pytest.mark.parametrize("name", ["../../x.jpg", "a" * 500 + ".jpg", "ả nh\u202e.jpg", "x.php", "\x00.jpg"])
def test_the_name_of_the_file_does_not_matter(client: httpx.Client, name: str) -> None:
    assert hand_in(client, picture(), name).status_code == 201


def test_it_is_used_once(client: httpx.Client) -> None:
    taken = upload(client)
    assert client.post(REPORTS, json=report(photos=[taken])).status_code == 201
    again = client.post(REPORTS, json=report(photos=[taken]))
    assert again.status_code == 422
    assert fields(again) == {"photos"}


def test_twice_in_one_report_is_once_or_refused(client: httpx.Client) -> None:
    taken = upload(client)
    answer = client.post(REPORTS, json=report(photos=[taken, taken]))
    assert answer.status_code in (201, 422)
    if answer.status_code == 201:
        assert len(client.get(f"{REPORTS}/{answer.json()['code']}").json()["photos"]) == 1


def test_five_are_taken_and_six_are_not(client: httpx.Client) -> None:
    taken = [upload(client) for _ in range(6)]
    answer = client.post(REPORTS, json=report(photos=taken))
    assert answer.status_code == 422
    assert fields(answer) == {"photos"}
    # the refusal used none of them up
    assert client.post(REPORTS, json=report(photos=taken[:5])).status_code == 201


def test_where_it_was_taken_is_in_nothing_that_is_served(client: httpx.Client) -> None:
    said = Image.Exif()
    said[0x010F] = "Samsung-LAMVIEN"
    said.get_ifd(0x8825).update({1: "N", 2: (16.0, 27.0, 49.0), 3: "E", 4: (107.0, 35.0, 27.0)})
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (1, 2, 3)).save(out, "JPEG", exif=said.tobytes())
    sent = client.post(REPORTS, json=report(photos=[upload(client, out.getvalue())])).json()
    for photo in client.get(f"{REPORTS}/{sent['code']}").json()["photos"]:
        for size in ("large", "thumb"):
            shown = client.get(photo[size])
            assert shown.headers["content-type"] == "image/jpeg"
            assert b"LAMVIEN" not in shown.content
            assert not dict(Image.open(io.BytesIO(shown.content)).getexif())
