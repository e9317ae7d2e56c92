"""Can a `media_url` lead us somewhere it should not?"""

import http.server
import threading

import pytest

from tinhso.foundation.files.fetching import NotFetched, fetch, is_public

PICTURE = b"\x89PNG" + b"x" * 2000


class _Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        where = {
            "/away": "http://169.254.169.254/latest/meta-data",
            "/loop": "/loop",
            "/near": "/anh.png",
        }.get(self.path)
        self.send_response(302 if where else 404 if self.path == "/none" else 200)
        if where:
            self.send_header("Location", where)
        if self.path == "/packed":
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if not where:
            self.wfile.write(PICTURE)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server():
    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"anh.example.vn:{found.server_port}"
    found.shutdown()


def _fetch(url, server, *, most=10_000, look_up=None):
    return fetch(
        url,
        hosts=[server],
        most_bytes=most,
        look_up=look_up or (lambda _host, _port: ["127.0.0.1"]),
        may_call=lambda address: address == "127.0.0.1",
    )


def test_a_named_host_is_asked_and_a_near_redirect_followed(server):
    assert _fetch(f"http://{server}/anh.png", server) == PICTURE
    assert _fetch(f"http://{server}/near", server) == PICTURE


@pytest.mark.parametrize("path", ["away", "loop", "none", "packed"])
def test_what_leads_away_or_could_unpack_to_any_size_is_left(server, path):
    with pytest.raises(NotFetched):
        _fetch(f"http://{server}/{path}", server)


def test_size_is_bounded(server):
    with pytest.raises(NotFetched, match="too large"):
        _fetch(f"http://{server}/anh.png", server, most=1000)


def test_one_private_answer_among_public_ones_is_enough_to_refuse(server):
    with pytest.raises(NotFetched, match="not public"):
        _fetch(f"http://{server}/a", server, look_up=lambda _h, _p: ["127.0.0.1", "10.0.0.1"])


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a", "http://localhost/a", "file:///etc/passwd", "ftp://anh.example.vn/a",
        "http://anh.example.vn@10.0.0.1/a", "http://[::1]/a", "http://0x7f000001/a", "//anh.example.vn/a",
        "http://anh.example.vn:22/a", "http://other.example.vn/a", "", "http://", "http://anh.example.vn:99999/",
    ],
)  # fmt: skip
def test_what_is_not_named_is_not_asked(url):
    def must_not_be_asked(_host, _port):
        raise AssertionError(url)

    with pytest.raises(NotFetched):
        fetch(url, hosts=["anh.example.vn"], most_bytes=1000, look_up=must_not_be_asked)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",  # noqa: S104
        "224.0.0.1", "::1", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "2002:7f00:1::", "::7f00:1", "64:ff9b:1::7f00:1", "fec0::1", "not an address",
    ],
)  # fmt: skip
def test_private_addresses(address):
    assert not is_public(address)


def test_public_addresses():
    assert is_public("203.162.0.1")
    assert is_public("2001:ee0::1")
