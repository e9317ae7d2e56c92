"""A report that two agencies hand on reaches the exceptions desk, where one decision also teaches a rule."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import fill_dialog, press, see, send_dialog
from tests.journeys.street import THUAN_HOA, report

pytestmark = pytest.mark.browser


def hand_on(page: Page, code: str, *, to: str, because: str) -> None:
    """This will say "not mine" and name a better agency."""
    page.goto(f"/xu-ly/{code}")
    press(page, "Không thuộc trách nhiệm")
    if to:
        fill_dialog(page, "Đơn vị nào đúng hơn?", to)
    fill_dialog(page, "Vì sao không thuộc trách nhiệm của đơn vị?", because)
    send_dialog(page, "Chuyển đi")


def test_not_mine_twice_goes_to_the_exceptions_desk(
    person: Callable[..., Page], officer: Callable[[str], Page]
) -> None:
    citizen = person(geolocation=THUAN_HOA, permissions=["geolocation"])
    sent = report(citizen, "Dải phân cách đường lớn bị xe tải tông lệch cả đoạn.", category="road")

    hand_on(officer("canbo"), sent.code, to="Sở Xây dựng", because="Đường này do cấp tỉnh quản lý.")
    department = officer("canboso")
    department.goto(f"/xu-ly/{sent.code}")
    see(department)
    hand_on(department, sent.code, to="UBND phường Thuận Hóa", because="Đoạn này đã bàn giao cho phường.")
    commune = officer("canbo")
    hand_on(commune, sent.code, to="Sở Xây dựng", because="Chưa có biên bản bàn giao.")

    # Two hops are enough: now people decide, once, and the deadline has not moved.
    desk = officer("dieuphoi")
    desk.goto("/dieu-phoi/")
    see(desk)
    desk.goto(f"/dieu-phoi/{sent.code}")
    see(desk)
    desk.get_by_label("Giao cho cơ quan nào?").fill("Sở Xây dựng")
    desk.get_by_label("Vì sao?").fill("Tuyến này là đường tỉnh theo quyết định phân cấp.")
    desk.get_by_label("Áp dụng từ nay cho các phản ánh tương tự").check()
    desk.get_by_label("Căn cứ").fill("QĐ phân cấp quản lý đường bộ (minh hoạ)")
    with desk.expect_navigation():
        desk.locator("form").filter(has=desk.get_by_label("Vì sao?")).get_by_role("button").first.click()

    citizen.goto(sent.path)
    expect(citizen.get_by_text("Sở Xây dựng").first).to_be_visible()
    # The next report of the kind at this place goes there by itself.
    another = person(geolocation=THUAN_HOA, permissions=["geolocation"])
    second = report(another, "Dải phân cách bị lệch thêm một đoạn nữa.", category="road")
    assert "Sở Xây dựng" in second.told
