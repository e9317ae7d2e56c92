"""Can anybody make the server call where only it can reach? By pictures, push subscriptions and redirects.

Nothing here opens a connection: what would be called is seen at the last step before it.
"""

import socket

import pytest

from tinhso.foundation.files import fetching
from tinhso.foundation.files.fetching import NotFetched, fetch
from tinhso.foundation.notices.channels import outside, push

HOSTS = ["anh.example.vn", "*.zdn.vn", "cdn.example.vn:8443"]
PUBLIC, OTHER = "203.162.4.190", "203.162.4.191"
PRIVATE = (
    "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1",
    "0.0.0.0",  # noqa: S104 (to be refused)
    "255.255.255.255", "224.0.0.1", "192.0.0.1", "198.18.0.1", "::", "::1", "fe80::1", "fe80::1%eth0",
    "fd00::1", "::ffff:127.0.0.1", "::ffff:a00:1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::a00:1",
    "2002:7f00:1::", "2002:a00:1::", "2001:0:7f00:1::", "2001:db8::1", "ff02::1", "100::1", "fec0::1", "",
)  # fmt: skip
NUMBERS = ("2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1", "127.0.1", "017700000001",
           "[::1]", "[::ffff:127.0.0.1]", "[0:0:0:0:0:ffff:7f00:1]", "[::ffff:7f00:1]", "[fe80::1%25eth0]",
           "①②⑦.⓪.⓪.①", "127。0。0。1", "localhost", "LOCALHOST.",
           "ip6-localhost", "metadata.google.internal")  # fmt: skip
TRICKS = (
    "http://anh.example.vn@10.0.0.1/a", "http://anh.example.vn:80@10.0.0.1/", "http://10.0.0.1#@anh.example.vn/",
    "http://10.0.0.1?@anh.example.vn/", "http://10.0.0.1\\@anh.example.vn/", "http://10.0.0.1/\\@anh.example.vn",
    "http://anh.example.vn.evil.example/", "http://evil.example/anh.example.vn", "http://xanh.example.vn/",
    "http://zdn.vn.evil.example/", "http://evilzdn.vn/", "http:///anh.example.vn", "http:anh.example.vn",
    "http://anh.example.vn:22/", "http://anh.example.vn:8443/", "http://cdn.example.vn/",
    "https://cdn.example.vn:1/",
    "gopher://anh.example.vn/", "file://anh.example.vn/etc/passwd", "ftp://anh.example.vn/",
    "data:image/png,x",
    "javascript://anh.example.vn/", "HTTP://10.0.0.1/", "http://anh.example.vn%00.evil.example/",
    "http://anh.example.vn%2f@10.0.0.1/", "http://[anh.example.vn]/", "http://anh.example.vn:-1/", "http://[/",
    "//",
)  # fmt: skip


@pytest.fixture(autouse=True)
def no_connection(monkeypatch):
    """Whatever gets that far would have called; the addresses that were to be called are kept."""
    called: list[str] = []

    def call(_url, address, _origin, **_bounds):
        called.append(address)
        return b"picture"

    monkeypatch.setattr(fetching, "_once", call)
    return called


def fetched(url, *answers):
    """This will fetch an address whose names lead, one after the other, to these addresses."""
    waiting = list(answers or [PUBLIC])
    return fetch(
        url, hosts=HOSTS, most_bytes=1000, look_up=lambda _h, _p: waiting.pop(0).split(",") if waiting else []
    )


def test_a_named_host_is_called(no_connection):
    for url in (
        "http://anh.example.vn/a",
        "https://ANH.example.vn./a",
        "https://x.y.zdn.vn/a",
        "http://cdn.example.vn:8443/",
    ):
        assert fetched(url) == b"picture"
    assert no_connection == [PUBLIC] * 4


@pytest.mark.parametrize("host", NUMBERS)
def test_no_number_is_a_name(host, no_connection):
    """However it is written: what is not named is not asked, and nothing is turned into something else."""
    for url in (f"http://{host}/", f"https://{host}:443/a.jpg", f"http://{host}:8443/"):
        with pytest.raises(NotFetched):
            fetched(url)
    assert no_connection == []


@pytest.mark.parametrize("url", TRICKS)
def test_no_spelling_leads_elsewhere(url, no_connection):
    with pytest.raises(NotFetched):
        fetched(url)
    assert no_connection == []


@pytest.mark.parametrize("address", PRIVATE)
def test_a_named_host_whose_name_leads_inside_is_not_called(address, no_connection):
    for answer in (address, f"{PUBLIC},{address}", f"{address},{PUBLIC}"):
        with pytest.raises(NotFetched, match="not public"):
            fetched("http://anh.example.vn/a", answer)
    assert no_connection == []


def test_a_name_cannot_change_its_mind(no_connection):
    """It is asked once, and the connection goes to that answer, not to the name again."""
    fetched("http://anh.example.vn/a", PUBLIC, "127.0.0.1")
    assert no_connection == [PUBLIC]


@pytest.mark.parametrize(
    "target, answer",
    [
        ("http://127.0.0.1/", PUBLIC),
        ("http://169.254.169.254/latest/meta-data", PUBLIC),
        ("http://evil.example/", PUBLIC),
        ("file:///etc/passwd", PUBLIC),
        ("http://x.zdn.vn/", "10.0.0.1"),
        ("http://anh.example.vn/", "::1"),
        ("http://anh.example.vn/", "gone"),
    ],
)
def test_a_redirect_is_looked_at_like_the_first_address(target, answer, monkeypatch):
    called = []

    def call(_url, address, _origin, **_bounds):
        called.append(address)
        return target

    monkeypatch.setattr(fetching, "_once", call)
    with pytest.raises(NotFetched):
        fetched("http://anh.example.vn/a", PUBLIC, answer)
    assert called == [PUBLIC]


def test_redirects_end(monkeypatch):
    called = []
    monkeypatch.setattr(
        fetching, "_once", lambda url, *_, **__: called.append(url) or "http://anh.example.vn/b"
    )
    with pytest.raises(NotFetched, match="too many"):
        fetched("http://anh.example.vn/a", *[PUBLIC] * 20)
    assert len(called) == fetching.REDIRECTS_MOST + 1


def test_the_answer_of_a_name_is_looked_at_whole(monkeypatch):
    """As the system's resolver gives it: a name with two addresses, the second of them inside."""
    found = [(socket.AF_INET, 1, 6, "", (PUBLIC, 80)), (socket.AF_INET6, 1, 6, "", ("fd00::1", 80, 0, 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    with pytest.raises(NotFetched, match="not public"):
        fetch("http://anh.example.vn/a", hosts=HOSTS, most_bytes=10)


@pytest.mark.parametrize("host", [*NUMBERS, *(f"[{a}]" if ":" in a else a for a in PRIVATE if a)])
def test_no_push_goes_inside(host, settings):
    """A browser names where its pushes go: only known services are called, by their names, over https."""
    for endpoint in (f"https://{host}/x", f"https://{host}:443/x", f"https://fcm.googleapis.com@{host}/x"):
        with pytest.raises(outside.NotAllowed):
            push.check(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    ["http://fcm.googleapis.com/x", "https://fcm.googleapis.com:8080/x", "https://fcm.googleapis.com.evil.example/x",
     "https://evil.example/fcm.googleapis.com", "https://evil.example#fcm.googleapis.com",
     "https://evil.example\\.fcm.googleapis.com", "https://a@fcm.googleapis.com/x", "//fcm.googleapis.com/x"],
)  # fmt: skip
def test_no_spelling_of_a_push_leads_elsewhere(endpoint):
    with pytest.raises(outside.NotAllowed):
        push.check(endpoint)


def test_what_is_called_by_configuration_follows_no_redirect_and_no_environment(monkeypatch):
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    with outside.client() as client:
        assert not client.follow_redirects
        assert not client.trust_env
