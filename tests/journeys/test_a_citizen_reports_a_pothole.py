"""A pothole, from the street to the board: reported, mended, approved, rated, counted."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import fill_dialog, press, see, send_dialog
from tests.journeys.street import THUAN_HOA, photo, report

pytestmark = pytest.mark.browser

TEXT = "Ổ gà sâu trước cổng trường, sáng nay một em học sinh té xe."


def cover(handler: Page) -> None:
    """This will cover a part of the photograph with the keyboard alone, and come back to the case."""
    case = handler.url
    handler.get_by_role("link", name="Che bớt").first.focus()
    handler.keyboard.press("Enter")
    handler.wait_for_url("**/che")
    add = handler.get_by_role("button", name="Thêm vùng che")
    add.focus()
    handler.keyboard.press("Enter")
    expect(handler.get_by_label("Từ trái")).to_be_focused()
    handler.keyboard.press("ArrowUp")
    expect(handler.locator(".blur-brush__box").last).to_be_visible()
    see(handler)
    handler.get_by_role("button", name="Bỏ vùng này").focus()
    handler.keyboard.press("Enter")
    expect(add).to_be_focused()
    handler.goto(case)


def test_a_citizen_reports_a_pothole(person: Callable[..., Page], officer: Callable[[str], Page]) -> None:
    # On a phone of 360 px, the citizen opens the site and finds the emergency numbers first.
    citizen = person(geolocation=THUAN_HOA, permissions=["geolocation"])
    citizen.goto("/")
    see(citizen)
    expect(citizen.get_by_role("link", name="112").first).to_be_visible()

    # One screen, a photograph, the phone's own position; the answer comes at once.
    sent = report(citizen, TEXT, category="road", with_photo=True)
    assert len(sent.code) == 10
    for told in ("Phường Thuận Hóa", "UBND phường Thuận Hóa", "Hạn trả lời", "Vì sao"):
        assert told in sent.told

    # The officer finds it on the desk, accepts it and drafts an answer with a photograph.
    handler = officer("canbo")
    see(handler)
    handler.goto(f"/xu-ly/{sent.code}")
    expect(handler.get_by_text(TEXT).first).to_be_visible()
    see(handler)
    handler.keyboard.press("n")
    expect(handler.get_by_text("Đã nhận xử lý; người gửi đã được báo.")).to_be_visible()
    cover(handler)
    press(handler, "Soạn trả lời")
    fill_dialog(handler, "Trả lời người gửi", "Đã vá ổ gà bằng bê tông nhựa trong buổi sáng.")
    handler.locator("dialog[open] input[type=file]").set_input_files([photo(mended=True)])  # type: ignore[list-item]
    expect(handler.locator('dialog[open] [data-preview][data-state="done"]')).to_have_count(1)
    send_dialog(handler, "Trình duyệt")

    # The public does not see the answer before the leader approves it.
    stranger = person()
    stranger.goto(sent.path)
    expect(stranger.get_by_text("Đã vá ổ gà")).to_have_count(0)
    leader = officer("lanhdao")
    leader.goto("/ban-lam-viec/?duty=approve")
    see(leader)
    leader.goto(f"/xu-ly/{sent.code}")
    expect(leader.get_by_text("Đã vá ổ gà").first).to_be_visible()
    press(leader, "Duyệt trả lời")
    expect(leader.get_by_text("Đã duyệt; câu trả lời đã tới người gửi")).to_be_visible()

    # The citizen reads it, sees both pictures, and is satisfied.
    citizen.goto(sent.path)
    expect(citizen.get_by_text("Đã vá ổ gà").first).to_be_visible()
    see(citizen)
    citizen.get_by_role("radio", name="Hài lòng", exact=True).check()
    with citizen.expect_navigation():
        citizen.get_by_role("button", name="Gửi đánh giá").click()
    stranger.goto(sent.path)
    expect(stranger.get_by_text("Đã vá ổ gà").first).to_be_visible()
    expect(stranger.get_by_text("Hài lòng").first).to_be_visible()
    see(stranger)

    # The board counts it, and its figure opens the reports behind it.
    board = officer("dieuhanh")
    board.goto("/dieu-hanh/")
    see(board)
    expect(board.get_by_text("Đúng hạn").first).to_be_visible()
    board.goto(f"/dieu-hanh/phan-anh?q={sent.code}")
    expect(board.get_by_text("UBND phường Thuận Hóa").first).to_be_visible()
