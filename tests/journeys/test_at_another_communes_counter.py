"""Somebody of one commune goes to the counter of the next: taken in there, handled at home, given out there.

The officer's whole morning is the keyboard's; how long the work takes is counted in keys, not on a clock.
"""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opens, fill_dialog, press, see, send_dialog
from tests.journeys.one_stop import (  # noqa: F401 -- pytest finds its fixtures here
    MAI,
    OneStop,
    citizen,
    clerk,
    issue,
    one_stop,
    paper,
    read_code,
)
from tests.journeys.street import photo

pytestmark = pytest.mark.browser

PROCEDURE = "1.004873"
HERE, HOME = "UBND phường Phú Xuân", "UBND phường Thuận Hóa"
A_KEY, A_THOUGHT, A_SCAN = 0.28, 1.35, 15.0
"""Seconds of somebody who types at an office: one key, one look at the next field, one paper under the lens
(Card, Moran and Newell's keystroke-level model)."""
TWO_MINUTES = 120
WHERE = "() => document.activeElement.name || document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"


class Hands:
    """Two hands on a keyboard, and what they have cost so far."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys, self.thoughts, self.scans = page, 0, 0, 0

    @property
    def seconds(self) -> float:
        """How long a trained officer needs for it."""
        return self.keys * A_KEY + self.thoughts * A_THOUGHT + self.scans * A_SCAN

    def press(self, key: str) -> None:
        """One key, perhaps one that leads to another page."""
        self.page.keyboard.press(key)
        self.keys += 1

    def write(self, text: str) -> None:
        """A field filled in."""
        self.page.keyboard.insert_text(text)
        self.keys += len(text)
        self.thoughts += 1

    def tab_to(self, name: str, most: int = 14) -> None:
        """Tab alone leads there, in the order in which one reads."""
        passed = []
        while (at := str(self.page.evaluate(WHERE))) != name:
            passed.append(at)
            assert len(passed) <= most, f"{name} is not reached: {passed}"
            self.press("Tab")

    def choose(self, name: str) -> None:
        """A tick, or the first of several answers."""
        self.tab_to(name)
        self.press("Space")
        self.thoughts += 1

    def scan(self, code: str, file: dict[str, object]) -> None:
        """A paper laid under the lens, looked at, and certified."""
        self.tab_to(f"file-{code}")
        with self.page.expect_file_chooser() as chooser:
            self.press("Space")
        chooser.value.set_files([file])  # type: ignore[list-item]
        self.scans += 1
        self.choose(f"certified-{code}")


def take_in(page: Page) -> tuple[str, Hands]:
    """This will call the next number, find the procedure, fill it in, take the fee; without a mouse."""
    hands = Hands(page)
    page.goto("/mot-cua/")
    see(page)
    for key, said in (("l", "Số thứ tự: "), ("m", "Mời số ")):
        hands.press(key)
        expect(page.locator("[data-message]").get_by_text(said)).to_be_visible()
    hands.press("/")
    hands.write("xác nhận tình trạng hôn nhân")
    with page.expect_navigation():
        hands.press("Enter")
    see(page)
    hands.press("j")
    with page.expect_navigation():
        hands.press("Enter")
    assert page.url.endswith(f"/mot-cua/tiep-nhan/{PROCEDURE}")
    see(page)

    # heard from here on: switched on for each file anew it may come after the key
    page.on("filechooser", lambda _chooser: None)
    began = Hands(page)
    began.tab_to("holder_number", most=0)
    began.write(MAI.number)
    began.tab_to("holder_name")
    began.write(MAI.name)
    began.tab_to("holder_phone")
    began.write(MAI.phone)
    began.choose("identity_seen")
    began.tab_to("area")
    began.press("ControlOrMeta+a")
    began.write("phuong thuan hoa")
    began.choose("d.da_ket_hon")
    expect(page.locator("#questions.htmx-request")).to_have_count(0)
    began.choose("d.muc_dich")
    began.scan("to-khai", paper("to-khai.pdf", "Tờ khai"))
    began.scan("giay-to-tuy-than", {**photo(mended=False), "name": "can-cuoc.jpg"})
    began.tab_to("Tiếp nhận hồ sơ")
    with page.expect_navigation():
        began.press("Enter")
    expect(page.get_by_role("heading", name="Đã tiếp nhận")).to_be_visible()
    see(page)
    code = page.locator("[data-copy-source], .code__value").first.inner_text().strip()

    expect(page.get_by_text("chưa thanh toán")).to_be_visible()
    with page.expect_navigation():
        began.press("u")
    expect(page.get_by_role("button", name="Đã nhận đủ")).to_have_count(0)
    return code, began


def printed(page: Page, code: str, form: str) -> tuple[str, list[str]]:
    """This will print one form: its words, and what its QR code says."""
    answer = page.request.get(f"/ho-so/{code}/giay/{form}.pdf")
    assert (answer.status, answer.headers["content-type"]) == (200, "application/pdf")
    pages = pypdfium2.PdfDocument(BytesIO(answer.body()))
    words = " ".join(" ".join(one.get_textpage().get_text_range() for one in pages).split())
    picture = pages[0].render(scale=3).to_pil()
    return words, [read_code(picture)]


def test_taken_in_at_one_commune_and_decided_in_another(
    citizen: Opens,  # noqa: F811
    clerk: Callable[[str], Page],  # noqa: F811
    one_stop: OneStop,  # noqa: F811
) -> None:
    cam = clerk("cam.quay")
    code, hands = take_in(cam)
    # The receipt says who took it in, what was paid, and where to look; its code leads there.
    with cam.expect_request(lambda asked: asked.url.endswith("giay-hen.pdf")):
        hands.press("i")
    words, codes = printed(cam, code, "giay-hen")
    assert code in words
    assert MAI.name in words
    assert codes == [f"{one_stop.url}/tra-cuu-ho-so/{code}"]
    assert hands.seconds < TWO_MINUTES, (hands.keys, hands.seconds)

    # Nobody of a third commune learns that it is there.
    dung = clerk("dung.quay")
    for path in ("", "/giay/giay-hen.pdf", "/thanh-phan/to-khai", "/thanh-phan/giay-to-tuy-than/xem"):
        assert dung.request.get(f"/ho-so/{code}{path}").status == 404
    dung.goto("/mot-cua/ho-so")
    expect(dung.get_by_text(code)).to_have_count(0)

    # At home it stands on the desk of the committee that decides.
    tan = clerk("tan.thamdinh")
    tan.goto("/ban-lam-viec/")
    tan.locator("[data-row]").filter(has_text=code).locator("[data-open]").click()
    tan.wait_for_url(f"**/ho-so/{code}")
    see(tan)
    expect(tan.get_by_text(HERE).first).to_be_visible()
    expect(tan.get_by_text("số hoá tại quầy")).to_have_count(2)
    for note in ("Giấy tờ đủ, đã đối chiếu.", "Trình ký."):
        press(tan, "Chuyển bước")
        fill_dialog(tan, "Ghi chú trên phiếu kiểm soát", note)
        send_dialog(tan, "Chuyển bước")
    phong = clerk("phong.chutich")
    phong.goto(f"/ho-so/{code}")
    issue(phong, "12/XN-UBND")
    see(phong)

    # It waits at the counter where it was brought, and is given out there.
    cam.goto("/mot-cua/")
    cam.get_by_role("link", name="Cấp Giấy xác nhận").filter(has=cam.locator(f"text={code}")).first.click()
    press(cam, "Trả kết quả")
    expect(cam.get_by_text("Đã trả kết quả").first).to_be_visible()
    see(cam)
    words, _codes = printed(cam, code, "phieu-kiem-soat")
    assert f"{HERE}: Bộ phận Một cửa" in words
    assert f"{HOME}: Tiếp nhận" in words
    assert "Trình ký." in words

    # What the code on the receipt leads to, on her own telephone.
    mai = citizen()
    mai.goto(codes[0])
    mai.get_by_label("Mã hồ sơ").fill(code)
    mai.get_by_label("Số điện thoại", exact=False).first.fill(MAI.phone)
    mai.get_by_role("button", name="Xem hồ sơ").click()
    expect(mai.get_by_text("Đã trả kết quả").first).to_be_visible()
    see(mai)
