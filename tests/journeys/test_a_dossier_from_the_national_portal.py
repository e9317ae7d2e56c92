"""Somebody files at the national portal and ends with a signed permit in their own store of papers.

Every step is a page: the portal's, the officers', the provider's, the citizen's. Between them the worker
carries what was filed, told and paid.
"""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from itertools import groupby
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

import pytest
from asn1crypto import pem, x509
from playwright.sync_api import Page, expect
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import validation
from pyhanko_certvalidator import ValidationContext

from tests.journeys.conftest import Opens, fill_dialog, press, see, send_dialog
from tests.journeys.one_stop import (  # noqa: F401 -- pytest finds its fixtures here
    DAO,
    WARD,
    OneStop,
    citizen,
    clerk,
    one_stop,
    paper,
    show_identity,
)

T = TypeVar("T")
pytestmark = pytest.mark.browser

PROCEDURE, NAME = "1.013227", "Gia hạn giấy phép xây dựng"
REGISTERED, SUPPLEMENTING, RECEIVED, HANDLING, HANDLED, RETURNED = "1", "5", "2", "4", "9", "10"
SIGNER = "UBND phường Thuận Hóa (MÔ PHỎNG)"
PATIENCE_S = 30


def file_at_the_portal(page: Page, portal: str) -> str:
    """This will file the extension of a building permit without the permit itself, and give the code."""
    page.goto(f"{portal}/nop")
    page.get_by_role("button", name=DAO.number).click()
    page.get_by_label("Mã thủ tục").fill(PROCEDURE)
    page.get_by_label("Tên thủ tục").fill(NAME)
    page.get_by_label("Mã cơ quan thực hiện").fill(WARD)
    page.get_by_label("Nội dung đề nghị").fill("Xin gia hạn giấy phép xây nhà ở kiệt 5 Lê Lợi")
    page.get_by_label("Dữ liệu biểu mẫu").fill(
        '{"so_giay_phep": "112/GPXD", "ly_do": "Mưa lũ kéo dài, chưa làm móng được."}'
    )
    page.get_by_label("Mã thành phần 1").fill("don-xay-dung")
    page.get_by_label("Tệp 1").set_input_files(paper("don.pdf", "Đơn xin gia hạn"))  # type: ignore[arg-type]
    page.get_by_role("button", name="Nộp hồ sơ").click()
    return page.locator("#ma-ho-so").inner_text()


def until(page: Page, path: str, there: str) -> None:
    """This will load a page again until the worker has brought what is waited for."""
    ends = time.monotonic() + PATIENCE_S
    page.goto(path)
    while not page.locator(there).count():
        assert time.monotonic() < ends, f"{page.url}: no {there} in {PATIENCE_S} s"
        page.wait_for_timeout(300)
        page.reload()


def told(page: Page, portal: str, code: str, status: str) -> list[str]:
    """This will wait until the portal shows a state, and give all states so far in their order."""
    until(page, f"{portal}/ho-so/{code}", f'#trang-thai[data-status="{status}"]')
    said = [str(one.get_attribute("data-status")) for one in page.locator("ol li[data-status]").all()]
    return [one for one, _again in groupby(reversed(said))]


def supply_at_the_portal(page: Page, portal: str, code: str) -> None:
    """This will send the paper that is asked for."""
    told(page, portal, code, SUPPLEMENTING)
    page.get_by_label("Mã thành phần").fill("giay-phep-cu")
    page.get_by_label("Tệp bổ sung").set_input_files(paper("giay-phep.pdf", "Giấy phép"))  # type: ignore[arg-type]
    page.get_by_role("button", name="Nộp bổ sung").click()
    expect(page.get_by_text("Nộp bổ sung").first).to_be_visible()


def open_at_the_counter(page: Page, code: str) -> None:
    """This will find the dossier among those that wait, by the code that its applicant was given."""
    there = f'.items a:has-text("{NAME}")'
    until(page, f"/mot-cua/ho-so?state=filed&code={code}", there)
    see(page)
    page.locator(there).first.click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    see(page)


def hand_over(page: Page, *, to: str, note: str) -> None:
    """This will give the next step to a colleague."""
    press(page, "Chuyển bước")
    page.locator("dialog[open]").get_by_label("Giao cho ai?").select_option(label=to)
    fill_dialog(page, "Ghi chú trên phiếu kiểm soát", note)
    send_dialog(page, "Chuyển bước")


def open_from_the_desk(page: Page, case: str) -> None:
    """This will open the dossier from the one list of work, among what was given to oneself."""
    page.goto("/ban-lam-viec/?whose=mine")
    page.locator(f'.items a[href="{urlsplit(case).path}"]').first.click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()


def is_not_given_out(page: Page) -> None:
    """This will try to give the result out, in vain while money is owed."""
    page.reload()
    press(page, "Trả kết quả")
    expect(page.get_by_text("nộp xong mới trả được kết quả").first).to_be_visible()


def open_as_the_holder(page: Page) -> None:
    """This will open the dossier among one's own."""
    page.goto("/ho-so-cua-toi")
    see(page)
    page.get_by_role("link", name=NAME).first.click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()
    see(page)


def begin_to_pay(page: Page) -> None:
    """This will choose the payment platform and be led to its page."""
    see(page)
    page.get_by_role("button", name="Nền tảng thanh toán").click()
    expect(page.get_by_text("không phải tiền thật")).to_be_visible()


def ask_for(page: Page, component: str, text: str) -> None:
    """This will ask the applicant for a paper."""
    press(page, "Yêu cầu bổ sung")
    fill_dialog(page, component, text)
    send_dialog(page, "Gửi yêu cầu bổ sung")


def grant(page: Page) -> None:
    """This will decide for the applicant."""
    press(page, "Quyết định kết quả")
    page.locator("dialog[open]").get_by_label("Đồng ý giải quyết").check()
    send_dialog(page, "Quyết định")


def kept_in_the_store(page: Page, number: str) -> bytes:
    """This will take a paper out of one's own store."""
    page.goto("/kho-giay-to/")
    see(page)
    with page.expect_download() as download:
        page.locator(".paper", has_text=number).get_by_role("link").first.click()
    return Path(download.value.path()).read_bytes()


def rate(page: Page, face: str) -> None:
    """This will say how it was."""
    page.get_by_label(face, exact=True).check()
    page.get_by_role("button", name="Gửi đánh giá").click()
    expect(page.get_by_text("Cảm ơn ông/bà đã đánh giá.")).to_be_visible()


def attach(page: Page, number: str, file: dict[str, object]) -> None:
    """This will put the drafted result to the dossier."""
    page.reload()
    press(page, "Đính kèm kết quả")
    fill_dialog(page, "Số, ký hiệu", number)
    page.locator("dialog[open]").get_by_label("Tệp kết quả").set_input_files(file)  # type: ignore[arg-type]
    send_dialog(page, "Đính kèm kết quả")


def sign(page: Page) -> None:
    """This will sign the result with the body's key."""
    page.reload()
    press(page, "Ký số kết quả")
    expect(page.locator("dialog[open]").get_by_label(SIGNER)).to_be_checked()
    see(page)
    send_dialog(page, "Ký số")
    expect(page.get_by_text("Đã ký số:")).to_be_visible()
    see(page)


def aside(act: Callable[[], T]) -> T:
    """This will do something that wants a loop of its own, beside the browser's."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(act).result()


def whole_signatures(content: bytes, trusted: Sequence[str]) -> list[str]:
    """This will name who signed, of signatures that hold over the whole document by a trusted word."""
    roots = [x509.Certificate.load(pem.unarmor(one.encode())[2]) for one in trusted]
    found = []
    for one in PdfFileReader(BytesIO(content)).embedded_signatures:
        context = ValidationContext(trust_roots=roots, allow_fetching=False)
        status = aside(lambda one=one, context=context: validation.validate_pdf_signature(one, context))
        assert status.bottom_line, status.pretty_print_details()
        found.append(str(one.signer_cert.subject.native["common_name"]))
    return found


def test_from_the_portal_to_a_signed_permit_in_the_store(
    citizen: Opens,  # noqa: F811
    clerk: Callable[[str], Page],  # noqa: F811
    one_stop: OneStop,  # noqa: F811
) -> None:
    portal = one_stop.portal
    dao = citizen()
    code = file_at_the_portal(dao, portal)

    # It stands at the counter; one paper is missing and is asked for, once.
    hien = clerk("hien.quay")
    open_at_the_counter(hien, code)
    expect(hien.get_by_text(code).first).to_be_visible()
    expect(hien.get_by_text("Mưa lũ kéo dài").first).to_be_visible()
    ask_for(hien, "Giấy phép xây dựng đã cấp", "Xin nộp giấy phép đã cấp, bản chụp đủ các trang.")
    supply_at_the_portal(dao, portal, code)

    # Complete, it is received, examined by one officer and handed to the leader by another.
    open_at_the_counter(hien, code)
    press(hien, "Tiếp nhận")
    expect(hien.get_by_text("Đã tiếp nhận; hẹn trả kết quả")).to_be_visible()
    case = hien.url
    hand_over(hien, to="Hồ Văn Nhật Tân", note="Đủ giấy tờ.")
    tan = clerk("tan.thamdinh")
    open_from_the_desk(tan, case)
    hand_over(tan, to="Lê Viết Thanh Phong", note="Đủ điều kiện gia hạn 12 tháng.")
    phong = clerk("phong.chutich")
    open_from_the_desk(phong, case)
    grant(phong)
    number = "318/GPXD"
    attach(tan, number, paper("giay-phep.pdf", NAME))
    sign(phong)

    # Nothing is given out that is not paid, and a browser that says so pays nothing.
    show_identity(dao, DAO)
    open_as_the_holder(dao)
    dao.get_by_role("link", name="Nộp tiền").click()
    order = dao.url
    begin_to_pay(dao)
    at_the_provider = dao.url
    dao.goto(f"{order}/ve?outcome=success&paid=all&amount=7500")
    expect(dao.get_by_text("Chờ xác nhận").first).to_be_visible()
    expect(dao.get_by_role("link", name="Xem biên lai")).to_have_count(0)
    is_not_given_out(hien)
    dao.goto(at_the_provider)
    dao.get_by_role("button", name="Thanh toán", exact=True).click()
    expect(dao.get_by_role("link", name="Xem biên lai")).to_be_visible()
    see(dao)

    # Paid, it is given out; the permit lies in her store of papers, signed, and the portal heard of it all.
    until(hien, case, ':text("Đã nộp phí")')
    press(hien, "Trả kết quả")
    expect(hien.get_by_text("Đã trả kết quả; hồ sơ kết thúc")).to_be_visible()
    assert whole_signatures(kept_in_the_store(dao, number), one_stop.trusted) == [
        "UBND phường Thuận Hóa (MÔ PHỎNG)"
    ]
    way = [REGISTERED, SUPPLEMENTING, RECEIVED, HANDLING, HANDLED, RETURNED]
    assert told(dao, portal, code, RETURNED) == way

    # How it was is her word, and who handled it reads it.
    open_as_the_holder(dao)
    rate(dao, "Hài lòng")
    phong.reload()
    expect(phong.get_by_text("Người nộp đánh giá")).to_be_visible()
    expect(phong.get_by_text("Hài lòng", exact=True)).to_be_visible()
    see(phong)
