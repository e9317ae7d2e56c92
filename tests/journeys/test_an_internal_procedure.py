"""One department asks another to approve a plan: no paper, no counter, one list of work for each.

The third department is asked for its opinion; the result comes back to the first, which has it at its desk.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Opens, fill_dialog, press, see, send_dialog
from tests.journeys.one_stop import (  # noqa: F401 -- pytest finds its fixtures here
    OneStop,
    citizen,
    clerk,
    one_stop,
    paper,
)

pytestmark = pytest.mark.browser

PROCEDURE = "NB.000002"
NAME = "Phê duyệt kế hoạch lựa chọn nhà thầu"
QUESTION = "Hình thức chỉ định thầu có đúng thẩm quyền không?"
ANSWER = "Đúng thẩm quyền; đề nghị bổ sung căn cứ pháp lý vào tờ trình."


def file_from_the_desk(page: Page) -> str:
    """This will file the plan with the department of finance, and give the dossier's address."""
    page.goto("/mot-cua/")
    page.get_by_role("link", name="Thủ tục nội bộ giữa các cơ quan").click()
    see(page)
    page.get_by_role("link", name=NAME).first.click()
    page.get_by_label("Cơ quan giải quyết").fill("Sở Tài chính")
    page.get_by_label("Tên dự toán mua sắm").fill("Máy đo mặt đường năm 2026")
    page.get_by_label("Tổng giá trị (đồng)").fill("850000000")
    for code, title in (("to-trinh", "Tờ trình"), ("du-toan", "Dự toán")):
        page.locator(f"#file-{code}").set_input_files(paper(f"{code}.pdf", title))  # type: ignore[arg-type]
    see(page)
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.wait_for_url("**/mot-cua/da-nhan/**")
    expect(page.get_by_role("heading", name="Đã gửi")).to_be_visible()
    see(page)
    return f"/ho-so/{page.url.rpartition('/')[2]}"


def open_from_the_desk(page: Page, case: str) -> None:
    """This will open the dossier from the one list of work."""
    page.goto(f"/ban-lam-viec/?whose=&q={case.rpartition('/')[2]}")
    page.locator(f'.items a[href="{case}"]').first.click()
    expect(page.get_by_role("heading", name=NAME)).to_be_visible()


def test_between_two_departments_with_the_opinion_of_a_third(
    citizen: Opens,  # noqa: F811
    clerk: Callable[[str], Page],  # noqa: F811
    one_stop: OneStop,  # noqa: F811
) -> None:
    lien = clerk("lien.sxd")
    case = file_from_the_desk(lien)

    # It is on the desk of the department that handles it, which asks a third one.
    vinh = clerk("vinh.stc")
    open_from_the_desk(vinh, case)
    expect(vinh.get_by_text("Sở Xây dựng").first).to_be_visible()
    press(vinh, "Bắt đầu giải quyết")
    expect(vinh.get_by_text("Đã bắt đầu giải quyết")).to_be_visible()
    press(vinh, "Lấy ý kiến")
    fill_dialog(vinh, "Cơ quan được hỏi", "Sở Tư pháp")
    fill_dialog(vinh, "Xin ý kiến về điều gì?", QUESTION)
    send_dialog(vinh, "Lấy ý kiến")
    nguyen = clerk("nguyen.stp")
    open_from_the_desk(nguyen, case)
    expect(nguyen.get_by_text(QUESTION).first).to_be_visible()
    press(nguyen, "Trả lời lấy ý kiến")
    fill_dialog(nguyen, "Ý kiến của cơ quan", ANSWER)
    send_dialog(nguyen, "Gửi ý kiến")

    # Decided and signed there, it stands on the desk of who asked; taking it ends the matter.
    nghia = clerk("nghia.stc")
    open_from_the_desk(nghia, case)
    expect(nghia.get_by_text(ANSWER)).to_be_visible()
    press(nghia, "Quyết định kết quả")
    nghia.locator("dialog[open]").get_by_label("Đồng ý giải quyết").check()
    send_dialog(nghia, "Quyết định")
    press(nghia, "Đính kèm kết quả")
    fill_dialog(nghia, "Số, ký hiệu", "77/QĐ-STC")
    result = paper("quyet-dinh.pdf", "Quyết định")
    nghia.locator("dialog[open]").get_by_label("Tệp kết quả").set_input_files(result)  # type: ignore[arg-type]
    send_dialog(nghia, "Đính kèm kết quả")
    press(nghia, "Ký số kết quả")
    send_dialog(nghia, "Ký số")
    see(nghia)

    open_from_the_desk(lien, case)
    expect(lien.get_by_text("77/QĐ-STC").first).to_be_visible()
    expect(lien.get_by_text(ANSWER)).to_be_visible()
    with lien.expect_download() as download:
        lien.locator(f'a[href^="{case}/ket-qua/"]').click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    press(lien, "Trả kết quả")
    expect(lien.get_by_text("Đã trả kết quả; hồ sơ kết thúc")).to_be_visible()
    see(lien)
    vinh.goto(case)
    expect(vinh.get_by_text("Đã trả kết quả").first).to_be_visible()
