"""Anybody reads the figures, follows one to its reports, takes the table, puts the map on another site."""

import csv
import io
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, see
from tests.service import Service

pytestmark = pytest.mark.browser
WIDE = {"width": 1440, "height": 900}
PAGES = ("/so-lieu", "/so-lieu/phan-anh?kind=received", "/so-lieu/dung-lai", "/nhung/ban-do")


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, WIDE], ids=["phone", "wide"])
def test_every_page_is_for_every_eye(
    person: Callable[..., Page], size: dict[str, int], scheme: str, path: str
):
    page = person(size=size, color_scheme=scheme)
    page.goto(path)
    expect(page.locator("h1")).to_be_visible()
    see(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("with_scripts", [True, False])
def test_a_figure_leads_to_its_reports_and_to_one_of_them(person: Callable[..., Page], with_scripts: bool):
    page = person(java_script_enabled=with_scripts)
    page.goto("/so-lieu")
    expect(page.locator(".chart__canvas:visible")).to_have_count(2 if with_scripts else 0)
    page.locator("a.figure").first.click()
    expect(page.locator("h1")).to_have_text("Phản ánh đã nhận")
    page.locator(".items a").first.click()
    page.wait_for_url(lambda url: "/phan-anh/" in url)


def test_the_table_comes_as_a_file(person: Callable[..., Page]):
    page = person(size=WIDE)
    page.goto("/so-lieu")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Tải bảng CSV của kỳ này").click()
    assert begun.value.suggested_filename.startswith("luot-xu-ly_")
    with open(begun.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    assert len(rows) > 10
    assert {row["is_public"] for row in rows} <= {"0", "1"}


@pytest.fixture
def commune_site(province: Service) -> Iterator[str]:
    """A commune's own site, on another origin, with our map in a frame."""
    framed = (
        f'<!doctype html><title>Phường</title><iframe src="{province.url}/nhung/ban-do?place=19789"></iframe>'
    )
    other = f'<!doctype html><title>Phường</title><iframe src="{province.url}/so-lieu"></iframe>'

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((other if self.path == "/khac" else framed).encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_the_map_stands_on_another_site_and_nothing_else_does(person: Callable[..., Page], commune_site: str):
    page = person(size=WIDE)
    page.goto(commune_site)
    frame = page.frame_locator("iframe").first
    expect(frame.locator("canvas")).to_be_visible(timeout=20_000)
    expect(frame.locator("h1")).to_contain_text("Phường Thuận Hóa")
    assert page.context.cookies() == []
    with page.expect_console_message(lambda said: "frame-ancestors" in said.text):
        page.goto(f"{commune_site}khac")
    assert page.frame_locator("iframe").get_by_role("heading", name="Số liệu", exact=True).count() == 0
