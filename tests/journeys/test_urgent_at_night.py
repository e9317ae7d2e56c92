"""Danger to life at night: the numbers to call come first, the clock runs by hours."""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import PHONE, see
from tests.journeys.street import THUAN_HOA, report
from tests.prepared import Prepared
from tests.service import Service

pytestmark = pytest.mark.browser

NIGHT = Path(__file__).parent / "night"
TEXT = "Dây điện đứt rơi xuống đường, đang phóng điện, có người bị thương"


@pytest.fixture
def night(prepared: Prepared, tmp_path: Path) -> Iterator[Service]:
    """A deployment whose clocks say half past eleven at night."""
    service = prepared.service(tmp_path)
    service.environment["PYTHONPATH"] = os.pathsep.join([str(NIGHT), service.environment["PYTHONPATH"]])
    service.start_web()
    service.start_worker()
    try:
        yield service
    finally:
        service.stop()


def test_an_urgent_report_at_night(browser: Browser, night: Service) -> None:
    context = browser.new_context(
        base_url=night.url, viewport=PHONE, locale="vi-VN", geolocation=THUAN_HOA, permissions=["geolocation"]
    )
    citizen = context.new_page()
    warned_before_sending(citizen)
    sent = report(citizen, TEXT, category="power")
    assert "khẩn" in sent.told.lower()
    assert "Công ty Điện lực" in sent.told

    # The clock of an urgent report runs by hours of the day, not by office hours: due before morning.
    told = httpx.get(f"{night.url}/api/v1/reports/{sent.code}").json()
    received, due = (datetime.fromisoformat(told[name]) for name in ("received_at", "due_at"))
    assert received.hour == 23
    assert due - received <= timedelta(hours=4)
    context.close()


def warned_before_sending(page: Page) -> None:
    """This will check that the form names the numbers to call as soon as the text speaks of danger."""
    page.goto("/phan-anh/moi")
    page.get_by_role("textbox", name="Chuyện gì đang xảy ra?").fill(TEXT)
    warning = page.locator("[data-danger]")
    expect(warning.get_by_role("link", name="115").first).to_be_visible()
    see(page)
