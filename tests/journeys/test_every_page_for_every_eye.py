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
    "/thu-tuc?q=xyzabc",
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
    "dieuhanh": (
        "/chat-luong-phuc-vu/ho-so",
        "/chat-luong-phuc-vu/danh-sach?kind=received",
        "/chat-luong-phuc-vu/co-quan/SXD",
    ),
    "kiemtra": ("/giam-sat/", "/thong-bao/kenh/", "/mot-cua/ho-so", "/lien-thong/cong-quoc-gia/"),
    "motcua": ("/mot-cua/", "/mot-cua/buu-chinh"),
    "tongdai": ("/tiep-nhan/tin",),
    "quantri": (
        "/quan-tri/accounts/apikey/add/",
        "/quan-tri/thu-dinh-tuyen",
        "/quan-tri/procedures/procedure/",
        "/quan-tri/procedures/procedure/add/",
        "/quan-tri/procedures/procedure/nhap-xuat/",
        "/quan-tri/procedures/feerule/add/",
        "/quan-tri/procedures/askback/",
        "/lien-thong/cong-quoc-gia/",
    ),
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


def test_the_administrator_edits_the_rows_of_a_procedure(officer: Callable[[str], Page]) -> None:
    page = officer("quantri")
    page.goto("/quan-tri/procedures/procedure/")
    page.locator("#result_list tbody th a").first.click()
    steps = page.locator("[data-rows=steps]")
    more = steps.get_by_role("button", name="Thêm dòng")
    expect(more).to_be_visible()
    rows = steps.locator(".rows__row:visible").count()
    for _again in range(3):  # two wait on the page, the third is made
        more.click()
    expect(steps.locator(".rows__row:visible")).to_have_count(rows + 3)
    expect(steps.locator(f"[name=steps-{rows + 2}-number]")).to_be_focused()
    seen_at_both_widths(page)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    steps.locator(f"[name=steps-{rows + 2}-name]").fill("Xin ý kiến")
    page.get_by_label("Lý do và căn cứ").fill("Quyết định 12/QĐ-UBND")
    page.locator("[name=_save]").click()
    expect(page.locator(".rows__error").first).to_be_visible()
    seen_at_both_widths(page)


def test_a_dossier_and_the_page_of_each_step(officer: Callable[[str], Page]) -> None:
    for username in ("canbo", "lanhdao", "motcua"):
        page = officer(username)
        page.goto("/mot-cua/ho-so")
        page.locator("main [data-open]").first.click()
        seen_at_both_widths(page)
        verbs = page.locator(".verb-bar a").evaluate_all("all => all.map((one) => one.pathname)")
        for path in verbs:
            page.goto(path)
            seen_at_both_widths(page)


def test_a_list_of_the_post_takes_the_focus_to_what_was_done(officer: Callable[[str], Page]) -> None:
    page = officer("motcua")
    page.goto("/mot-cua/buu-chinh/nhan")
    seen_at_both_widths(page)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.get_by_label("Trong phong bì").first.fill("Tờ khai và bản sao")
    page.get_by_label("hoặc mã thủ tục").first.fill("1.004873")
    page.get_by_role("button", name="Lập danh sách").click()
    seen_at_both_widths(page)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    page.get_by_label("Họ tên người giao").fill("Trần Văn Bưu")
    page.get_by_label("Họ tên người nhận").fill("Cao Thị Ân Cần")
    page.get_by_role("button", name="Hai bên đã ký").click()
    expect(page.locator("[data-message]").first).to_be_focused()
    seen_at_both_widths(page)


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
