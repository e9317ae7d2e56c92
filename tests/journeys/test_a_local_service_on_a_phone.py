"""A service of the province itself, from a small telephone with a bad network: applied, paid, used again.

The first story pays by a VietQR code, the second hands a paper that was issued here in again without a file.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Page, Route, expect

from tests.journeys.conftest import Opens, press, see, send_dialog
from tests.journeys.one_stop import (  # noqa: F401 -- pytest finds its fixtures here
    DUONG,
    THUAN,
    OneStop,
    Somebody,
    citizen,
    clerk,
    issue,
    one_stop,
    read_code,
)
from tests.journeys.street import photo
from tinhso.gateway.payments.rules import vietqr

pytestmark = pytest.mark.browser

PERMIT, DAMAGE, GRANT = "DP.000001", "DP.000002", "DP.000003"
LOST = "Chưa gửi được: mất kết nối"
QR_TEXT = """
from tinhso.gateway.payments import queries
print("QR" + queries.order({number!r}).qr_text)
"""


def sign_in_on_the_way(page: Page, procedure: str, who: Somebody) -> None:
    """This will want to apply, be asked politely who is there, and come back to the questions."""
    page.goto(f"/nop-ho-so/{procedure}")
    expect(page.get_by_text("Cần định danh điện tử")).to_be_visible()
    expect(page.locator("form[data-application]")).to_have_count(0)
    see(page)
    page.get_by_role("link", name="Đăng nhập bằng định danh điện tử").tap()
    page.get_by_role("link", name="VNeID").tap()
    page.locator("button[name=sub]", has_text=who.number).first.click()
    page.wait_for_url(f"**/nop-ho-so/{procedure}")
    expect(page.get_by_text(who.name)).to_be_visible()


@contextmanager
def no_network(page: Page) -> Iterator[None]:
    """A tunnel, a lift, a mountain."""
    page.context.set_offline(True)
    try:
        yield
        expect(page.get_by_text(LOST)).to_be_visible()
        see(page)
    finally:
        page.context.set_offline(False)


@contextmanager
def lost_answers(page: Page) -> Iterator[None]:
    """What is sent arrives; what is answered does not."""

    def swallow(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/xem-lai", swallow)
    yield
    expect(page.get_by_text(LOST)).to_be_visible()
    page.unroute("**/xem-lai")


def tapped(page: Page, name: str, there: str) -> None:
    """This will tap a button and wait for where it leads."""
    page.get_by_role("button", name=name).tap()
    page.wait_for_url(there)
    see(page)


def send(page: Page) -> str:
    """This will send what was looked through, and give its code."""
    page.get_by_role("button", name="Nộp hồ sơ").tap()
    expect(page.get_by_text("Đã gửi hồ sơ.")).to_be_visible()
    see(page)
    return page.locator(".receipt [data-copy-source]").inner_text().strip()


def received(page: Page, code: str) -> None:
    """This will find the dossier among those that wait at the counter, and receive it."""
    page.goto("/mot-cua/")
    page.locator("[data-row]").filter(has_text=code).locator("[data-open]").click()
    press(page, "Tiếp nhận")
    expect(page.get_by_text("Đã tiếp nhận; hẹn trả kết quả")).to_be_visible()
    see(page)


def granted(clerk: Callable[[str], Page], code: str, number: str) -> Page:  # noqa: F811
    """This will examine, decide, sign and give out; gives the page of the officer who examined."""
    tan, phong = clerk("tan.thamdinh"), clerk("phong.chutich")
    tan.goto(f"/ho-so/{code}")
    for _step in ("thẩm định", "ký duyệt"):
        press(tan, "Chuyển bước")
        send_dialog(tan, "Chuyển bước")
    phong.goto(f"/ho-so/{code}")
    issue(phong, number)
    press(phong, "Trả kết quả")
    expect(phong.get_by_text("Đã trả kết quả; hồ sơ kết thúc")).to_be_visible()
    return tan


def on_the_screen(page: Page) -> str:
    """This will read the code off the screen as a banking app does."""
    picture = page.locator("#vietqr img")
    picture.scroll_into_view_if_needed()
    return read_code(Image.open(BytesIO(picture.screenshot())))


def reconciled(page: Page, amount: int, remark: str) -> None:
    """This will bring in the day's file of the bank."""
    page.goto("/thu-phi/doi-soat")
    see(page)
    day = "/".join(reversed(page.get_by_label("Sao kê đến ngày").input_value().split("-")))
    rows = f"Ngày giao dịch;Số tham chiếu;Ghi nợ;Ghi có;Nội dung\n{day};FT-{remark[-6:]};;{amount};{remark}\n"
    file = {"name": "sao-ke.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.get_by_label("Tệp sao kê").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_label("Loại tệp").select_option("csv")
    page.get_by_role("button", name="Đối soát").click()
    page.wait_for_url(re.compile(r"/doi-soat/\d+$"))
    expect(page.locator("main").get_by_text("Khớp").first).to_be_visible()
    see(page)


def fill_in(phone: Page) -> None:
    """This will fill in what the account does not know."""
    # What is known is there already, and says whence.
    expect(phone.get_by_label("Số điện thoại tại hiện trường")).to_have_value(DUONG.phone)
    expect(phone.get_by_label("Nơi ở hiện nay")).to_have_value(DUONG.address)
    expect(phone.get_by_text("Theo định danh điện tử (VNeID)").first).to_be_visible()
    phone.get_by_label("Xã, phường giải quyết").select_option(label="Phường Thuận Hóa")
    phone.get_by_text("Đám cưới").tap()
    phone.get_by_label("Địa điểm").fill("Trước nhà 12 Lê Lợi")
    for label, day in (("Từ ngày", "2027-01-09"), ("Đến hết ngày", "2027-01-10")):
        phone.get_by_label(label).fill(day)
    for label, metres in (("Chiều rộng", "2,5"), ("Chiều dài", "12")):
        phone.get_by_label(label).fill(metres)


def asked_for(phone: Page, one_stop: OneStop) -> vietqr.VietQr:  # noqa: F811
    """This will read the code on the screen: it says what the page says and what the house meant."""
    text = on_the_screen(phone)
    number = phone.url.rstrip("/").rpartition("/")[2]
    asked = vietqr.read(text)
    expect(phone.get_by_text(asked.account, exact=True).first).to_be_visible()
    expect(phone.get_by_text(asked.purpose, exact=True).first).to_be_visible()
    assert asked.amount == 50_000
    said = one_stop.service.tinhso("django", "shell", "-c", QR_TEXT.format(number=number)).stdout
    assert text == said.partition("QR")[2].strip()
    return asked


def test_a_permit_is_paid_by_a_code_on_the_screen(
    citizen: Opens,  # noqa: F811
    clerk: Callable[[str], Page],  # noqa: F811
    one_stop: OneStop,  # noqa: F811
) -> None:
    phone = citizen(has_touch=True, is_mobile=True)
    sign_in_on_the_way(phone, PERMIT, DUONG)
    see(phone)
    fill_in(phone)

    # The network goes as it is sent: the page stays, and so does every word.
    with no_network(phone):
        phone.get_by_role("button", name="Lưu nháp").tap()
    expect(phone.get_by_label("Địa điểm")).to_have_value("Trước nhà 12 Lê Lợi")
    tapped(phone, "Lưu nháp", f"**/nop-ho-so/{PERMIT}/*")
    expect(phone.get_by_text("Đã lưu nháp tới")).to_be_visible()
    # Put away, and found again.
    phone.goto("/")
    phone.goto("/ho-so-cua-toi")
    see(phone)
    mine = phone.locator(".dossier").count()
    phone.get_by_role("link", name="Cho phép sử dụng tạm thời").first.tap()
    expect(phone.get_by_label("Địa điểm")).to_have_value("Trước nhà 12 Lê Lợi")
    expect(phone.get_by_label("Chiều rộng")).to_have_value("2.5")
    tapped(phone, "Tiếp tục: giấy tờ", "**/giay-to")

    # A photograph chosen without a network is still chosen when there is one.
    slot = phone.get_by_label("Sơ đồ hoặc ảnh chụp")
    slot.last.set_input_files([photo(mended=False)])  # type: ignore[list-item]
    with no_network(phone):
        phone.get_by_role("button", name="Tiếp tục: xem lại").tap()
    tapped(phone, "Tiếp tục: xem lại", "**/xem-lai")
    expect(phone.get_by_text("truoc.jpg")).to_be_visible()
    expect(phone.get_by_text("50.000 đồng").first).to_be_visible()
    # The answer to the last step is lost: pressing again finds the same dossier.
    with lost_answers(phone):
        phone.get_by_role("button", name="Nộp hồ sơ").tap()
    code = send(phone)
    phone.goto("/ho-so-cua-toi")
    expect(phone.locator(".dossier")).to_have_count(mine)

    # Received, a fee is due; the picture on the screen says what the page says.
    received(clerk("hien.quay"), code)
    phone.goto(f"/tra-cuu-ho-so/{code}")
    phone.get_by_role("link", name="Nộp tiền").tap()
    phone.wait_for_url("**/thanh-toan/*")
    see(phone)
    asked = asked_for(phone, one_stop)
    # A browser that comes back proves nothing; the bank's own file does.
    order = phone.url
    phone.goto(f"{order}/ve?outcome=success")
    expect(phone.get_by_role("link", name="Xem biên lai")).to_have_count(0)
    reconciled(clerk("phong.chutich"), asked.amount, asked.purpose)
    phone.goto(order)
    phone.get_by_role("link", name="Xem biên lai").tap()
    phone.wait_for_url("**/bien-lai")
    see(phone)

    granted(clerk, code, "41/GP-UBND")
    phone.goto(f"/tra-cuu-ho-so/{code}")
    see(phone)
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Tải kết quả").tap()
    assert download.value.suggested_filename.endswith(".pdf")


def test_what_was_issued_here_is_not_handed_in_again(
    citizen: Opens,  # noqa: F811
    clerk: Callable[[str], Page],  # noqa: F811
) -> None:
    phone = citizen(has_touch=True, is_mobile=True)
    sign_in_on_the_way(phone, DAMAGE, THUAN)
    phone.get_by_label("Xã, phường giải quyết").select_option(label="Phường Thuận Hóa")
    expect(phone.get_by_label("Địa chỉ nơi bị thiệt hại")).to_have_value(THUAN.address)
    phone.get_by_label("Đợt thiên tai").fill("Bão số 12")
    phone.get_by_label("Ngày xảy ra").fill("2026-10-30")
    phone.get_by_text("Nhà ở", exact=True).tap()
    # The next question follows from that answer.
    phone.get_by_text("Một phần (dưới 30 %)").tap()
    tapped(phone, "Tiếp tục: giấy tờ", "**/giay-to")
    phone.get_by_label("Ảnh chụp thiệt hại").last.set_input_files([photo(mended=False)])  # type: ignore[list-item]
    tapped(phone, "Tiếp tục: xem lại", "**/xem-lai")
    code = send(phone)
    hien = clerk("hien.quay")
    received(hien, code)
    granted(clerk, code, "77/XN-UBND")
    phone.goto("/kho-giay-to/")
    expect(phone.get_by_text("77/XN-UBND").first).to_be_visible()
    see(phone)

    # The second procedure wants that paper: its number is known, the paper is chosen, no file is asked for.
    phone.goto(f"/nop-ho-so/{GRANT}")
    expect(phone.get_by_label("Số giấy xác nhận thiệt hại")).to_have_value("77/XN-UBND")
    phone.get_by_label("Xã, phường giải quyết").select_option(label="Phường Thuận Hóa")
    phone.get_by_text("Tiền mặt tại UBND cấp xã").tap()
    tapped(phone, "Tiếp tục: giấy tờ", "**/giay-to")
    offered = phone.get_by_label("Đã có trong kho: dùng lại")
    expect(offered).to_be_checked()
    expect(phone.get_by_text("ông/bà xem được ai đã mở")).to_be_visible()
    tapped(phone, "Tiếp tục: xem lại", "**/xem-lai")
    expect(phone.get_by_text("Dùng lại từ kho: Giấy xác nhận thiệt hại")).to_be_visible()
    second = send(phone)

    # Who handles it opens that very version; its owner reads who looked, and why.
    received(hien, second)
    expect(hien.get_by_text("dùng lại từ kho").first).to_be_visible()
    with hien.expect_download():
        hien.get_by_role("link", name="Mở tệp").first.click()
    phone.goto("/kho-giay-to/")
    looked = phone.locator(".panel", has_text="Ai đã xem giấy tờ của ông/bà")
    expect(looked.get_by_text(second).first).to_be_visible()
    expect(looked.get_by_text("UBND phường Thuận Hóa").first).to_be_visible()
    see(phone)
