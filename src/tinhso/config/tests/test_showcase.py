"""Is a newcomer told at once what would stop the demonstration, before minutes of loading?"""

import socket

from tinhso.config import showcase


def test_a_port_in_use_is_told_with_another_one():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"PORT={port + 1}" in showcase.hindrance(port=port, boundaries=None)
    assert showcase.hindrance(port=port, boundaries=None) == ""


def test_a_boundary_file_that_is_not_there_is_named(tmp_path):
    missing = tmp_path / "khong_co.geojson"
    assert "khong_co.geojson" in showcase.hindrance(port=0, boundaries=str(missing))
    missing.write_text("{}")
    assert showcase.hindrance(port=0, boundaries=str(missing)) == ""
