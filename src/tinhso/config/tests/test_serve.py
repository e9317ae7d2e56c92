"""Does a server refuse an address that it cannot have to itself?"""

import socket

import pytest

from tinhso.config import serve


@pytest.mark.parametrize("shares", [False, True])
def test_a_port_is_not_shared_with_another_server(monkeypatch, shares):
    """A server that allows sharing (SO_REUSEPORT, as granian does) lets a second one in without a word."""
    started = []
    monkeypatch.setattr(serve, "Granian", lambda *_, **told: started.append(told["port"]))
    with socket.socket() as first:
        if shares:
            first.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        first.bind(("127.0.0.1", 0))
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(serve.PortTaken, match=str(port)):
            serve.serve(host="127.0.0.1", port=port, workers=None, threads=None)
    assert started == []
    serve.refuse_taken("127.0.0.1", port)  # free again


@pytest.mark.parametrize("host", ["192.0.2.1", "khong-co.invalid"])
def test_an_address_of_another_machine_is_refused_in_words(host):
    with pytest.raises(serve.CannotListen, match=host):
        serve.refuse_taken(host, 0)


def test_a_socket_is_taken_from_nobody_who_listens(tmp_path):
    path = tmp_path / "web.sock"
    serve.clear_path(path)  # nothing there
    with socket.socket(socket.AF_UNIX) as first:
        first.bind(str(path))
        first.listen()
        with pytest.raises(serve.PathTaken, match=r"web\.sock"):
            serve.clear_path(path)
    serve.clear_path(path)  # left by one that was killed
    assert not path.exists()
    path.write_text("a file of somebody")
    with pytest.raises(serve.PathTaken):
        serve.clear_path(path)
    assert path.read_text() == "a file of somebody"
