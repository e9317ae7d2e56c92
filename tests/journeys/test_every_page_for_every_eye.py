"""Pages that no other story opens: seen at both widths by whom they are for, and walked with the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, see
from tests.journeys.street import THUAN_HOA, report

pytestmark = pytest.mark.browser

WIDE = {"width": 1440, "height": 900}
OPEN = (
    "/ban-do",
    "/ngoai-mang",
    "/tra-cuu",
    "/phan-anh/cua-toi",
    "/phan-anh/cua-toi/so-dien-thoai",
    "/chat-luong-phuc-vu/",
    "/thu-tuc",
    "/thu-tuc?q=lam+lai+giay+khai+sinh",
    "/thu-tuc/thiet-yeu",
    "/thu-tuc/DP.000001",
    "/nop-ho-so/DP.000001",
    "/nop-ho-so/DP.000004",
    "/nop-ho-so/1.004873",
    "/tra-cuu-ho-so",
    "/thanh-toan/",
    "/kho-giay-to/",
)
CLOSED = (
    "/khong-co-trang-nay",
    "/tra-cuu-ho-so/H57.12-261123-0001",
    "/thanh-toan/TT000000000000",
    "/phan-anh/0000000000",
    "/tai-khoan/cong-dan",
)
OFFICERS = {
    "canbo": (
        "/tai-khoan/",
        "/tai-khoan/phien",
        "/tai-khoan/hai-lop/",
        "/thong-bao/",
        "/thong-bao/cach-nhan/",
        "/mot-cua/",
        "/mot-cua/tiep-nhan?q=khai+sinh",
        "/mot-cua/tiep-nhan?noi-bo=1",
        "/mot-cua/ho-so",
        "/mot-cua/so-theo-doi",
        "/mot-cua/tiep-nhan/1.004873",
    ),
    "lanhdao": ("/thu-phi/doi-soat", "/thu-phi/hoan-tien", "/thu-phi/tu-choi", "/thu-phi/"),
    "dieuphoi": ("/dieu-phoi/", "/giam-sat/su-viec", "/quan-tri/"),
    "dieuhanh": ("/chat-luong-phuc-vu/ho-so", "/chat-luong-phuc-vu/danh-sach?kind=received"),
    "kiemtra": ("/giam-sat/", "/thong-bao/kenh/"),
    "motcua": ("/mot-cua/", "/mot-cua/buu-chinh", "/mot-cua/buu-chinh/nhan"),
    "tongdai": ("/tiep-nhan/tin",),
    "quantri": ("/quan-tri/accounts/apikey/add/", "/quan-tri/thu-dinh-tuyen"),
}
UNSEEN = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const seen = [one, one.parentElement, one.nextElementSibling, ...(one.labels || [])].filter(Boolean);
  const ring = ({ outlineStyle, outlineWidth, boxShadow }) =>
    (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  return seen.some((each) => ring(getComputedStyle(each))) ? "" : one.outerHTML.slice(0, 120);
}"""
MOST_STOPS = 60


def seen_at_both_widths(page: Page) -> None:
    """This will look at the page on a telephone and at a desk; nothing may stand out of it."""
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        see(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, f"{page.url}: {size}"


def walked(page: Page) -> None:
    """This will go through the page with Tab alone: what has the focus shows it."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        unseen = page.evaluate(UNSEEN)
        if unseen is None:
            return
        assert unseen == "", f"{page.url}: {unseen} has the focus and does not show it"


def test_what_is_open_to_all(person: Callable[..., Page]) -> None:
    page = person(color_scheme="dark")
    for path in (*OPEN, *CLOSED):
        page.goto(path)
        seen_at_both_widths(page)


@pytest.mark.parametrize("username", OFFICERS)
def test_what_officers_open(officer: Callable[[str], Page], username: str) -> None:
    page = officer(username)
    for path in OFFICERS[username]:
        page.goto(path)
        seen_at_both_widths(page)
    walked(page)


def test_a_refusal_is_appealed_by_keyboard(person: Callable[..., Page]) -> None:
    citizen = person(geolocation=THUAN_HOA, permissions=["geolocation"])
    report(citizen, "Bán nhà giá rẻ liên hệ 0905123456, chiết khấu cao, mua ngay hôm nay, khuyến mãi lớn")
    expect(citizen.get_by_role("heading", name="Phản ánh đã tới nơi.")).to_be_visible()
    seen_at_both_widths(citizen)
    citizen.locator("#xem-lai textarea").focus()
    citizen.keyboard.type("Tôi báo biển quảng cáo chắn lối đi.")
    citizen.keyboard.press("Tab")
    with citizen.expect_navigation():
        citizen.keyboard.press("Enter")
    expect(citizen.get_by_text("Đã đề nghị xem lại").first).to_be_visible()
    expect(citizen.locator("#xem-lai")).to_have_count(0)
    seen_at_both_widths(citizen)
