"""What every story needs: a served province, a browser, and an eye for accessibility."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from tests import system_chromium
from tests.prepared import Prepared
from tests.service import Service

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1366, "height": 768}
SERIOUS = ("serious", "critical")
# A bound for what never comes; a busy machine may take its time.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright itself; it can be started only once."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Chromium."""
    browser = playwright.chromium.launch(
        executable_path=system_chromium.path(), args=system_chromium.arguments()
    )
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def province(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """Huế with a few days of simulated reports, web and worker running."""
    service = prepared.service(tmp_path_factory.mktemp("province"))
    service.start_web()
    service.start_worker()
    try:
        yield service
    finally:
        service.stop()


@pytest.fixture(scope="session")
def passwords(province: Service) -> dict[str, str]:
    """The demonstration's accounts: username -> password."""
    stored = json.loads((Path(province.environment["TINHSO_DATA_DIR"]) / "accounts.json").read_text())
    return {account["username"]: account["password"] for account in stored}


Opens = Callable[..., Page]


@contextmanager
def opened(browser: Browser, url: str) -> Iterator[Opens]:
    """This will give what opens a browser of its own for each person, at a house; all end with the block."""
    contexts: list[BrowserContext] = []

    def open_for(*, size: dict[str, int] = PHONE, **options: object) -> Page:
        context = browser.new_context(
            base_url=url, viewport=size, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options
        )
        context.set_default_timeout(60_000)
        contexts.append(context)
        return context.new_page()

    yield open_for
    for context in contexts:
        context.close()


def signed_in(page: Page, username: str, password: str) -> Page:
    """This will sign an officer in and give the page."""
    page.goto("/tai-khoan/dang-nhap/")
    page.locator("input[name=login]").fill(username)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    return page


@pytest.fixture
def person(browser: Browser, province: Service) -> Iterator[Opens]:
    """Opens a browser of its own for each person of a story."""
    with opened(browser, province.url) as open_for:
        yield open_for


@pytest.fixture
def officer(person: Opens, passwords: dict[str, str]) -> Callable[[str], Page]:
    """Signs an officer in at a desk-sized screen and gives the page."""

    def sign_in(username: str) -> Page:
        page = person(size=DESK)
        page.goto("/tai-khoan/dang-nhap/")
        see(page)
        return signed_in(page, username, passwords[username])

    return sign_in


def press(page: Page, verb: str) -> None:
    """This will press an officer's verb and wait for its dialog, if it has one."""
    expect(page.locator("html.js")).to_be_attached()  # before that a verb is a page of its own
    page.locator(".verb-bar :is(button, a)").filter(has_text=verb).first.click()


def fill_dialog(page: Page, label: str, text: str) -> None:
    """This will fill a field of the open dialog."""
    page.locator("dialog[open]").get_by_label(label).fill(text)


def send_dialog(page: Page, button: str) -> None:
    """This will press the open dialog's button and wait for the page that follows."""
    with page.expect_navigation():
        page.locator("dialog[open]").get_by_role("button", name=button, exact=True).click()


def see(page: Page) -> None:
    """This will look at the page as a reader with axe's eyes: nothing serious may be wrong."""
    found = Axe().run(page).response["violations"]
    wrong = [
        f"{v['id']}: {v['help']} ({', '.join(n['html'][:80] for n in v['nodes'][:3])})"
        for v in found
        if v["impact"] in SERIOUS
    ]
    assert wrong == [], f"{page.url}: {wrong}"
