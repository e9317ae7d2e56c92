"""A paper of two pages lies under the counter's camera: each photographed, one of them again."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests import system_chromium
from tests.journeys.conftest import DESK, opened, signed_in
from tests.service import Service

pytestmark = pytest.mark.browser

INTAKE = "/mot-cua/tiep-nhan/1.004873"
FAKED = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""Chromium's own camera for tests: a green field with a clock."""


@pytest.fixture
def watched(playwright: Playwright) -> Iterator[Browser]:
    """A browser with a camera."""
    browser = playwright.chromium.launch(
        executable_path=system_chromium.path(), args=[*system_chromium.arguments(), *FAKED]
    )
    yield browser
    browser.close()


def test_two_pages_under_the_camera(watched: Browser, province: Service, passwords: dict[str, str]) -> None:
    with opened(watched, province.url) as open_for:
        page = signed_in(open_for(size=DESK), "motcua", passwords["motcua"])
        page.goto(INTAKE)
        page.get_by_role("button", name="Chụp bằng máy ảnh").first.click()
        dialog = page.get_by_role("dialog", name="Chụp giấy tờ")
        take = dialog.get_by_role("button", name="Chụp trang")
        expect(take).to_be_enabled()
        for number in (1, 2, 3):
            take.click()
            expect(dialog.get_by_role("status")).to_have_text(f"Đã chụp {number} trang.")
        dialog.get_by_role("button", name="Bỏ trang 2").click()
        expect(dialog.locator("ol img")).to_have_count(2)
        dialog.get_by_role("button", name="Dùng các trang này").click()
        expect(dialog).to_be_hidden()
        is_watching = "() => Boolean(document.querySelector('[data-scan-view]').srcObject)"
        assert not page.evaluate(is_watching), "the camera's light goes out"
        field = page.locator("input[type=file]").first
        expect(field).to_be_focused()
        assert field.evaluate("one => [...one.files].map((file) => file.name)") == [
            "trang-1.jpg",
            "trang-2.jpg",
        ]
        page.get_by_role("button", name="Tra kho dữ liệu công dân").click()
        expect(page.get_by_text("Tệp đã tải lên vẫn được giữ").first).to_be_visible()
