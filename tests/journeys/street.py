"""What every citizen of these stories does: fill the form on a small phone and send it."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.conftest import see
from tinhso.demo import pictures

THUAN_HOA = {"latitude": 16.4637, "longitude": 107.5909, "accuracy": 12}


@dataclass(frozen=True)
class Sent:
    """What the citizen learns at once."""

    code: str
    path: str
    told: str


def photo(*, mended: bool) -> dict[str, object]:
    """This will give a photograph for a file input."""
    name = "sau.jpg" if mended else "truoc.jpg"
    content = pictures.picture("road", mended=mended, seed=1)
    return {"name": name, "mimeType": "image/jpeg", "buffer": content}


def report(page: Page, text: str, *, category: str = "", with_photo: bool = False, name: str = "") -> Sent:
    """This will send a report from the form, by the device's own position."""
    page.goto("/phan-anh/moi")
    see(page)
    if with_photo:
        page.locator("#photos-input").set_input_files([photo(mended=False)])  # type: ignore[list-item]
        expect(page.locator(".photo-input [data-remove]").first).to_be_visible()
    page.get_by_role("button", name="Vị trí của tôi").click()
    expect(page.get_by_text("Phường Thuận Hóa").first).to_be_visible()
    page.get_by_role("textbox", name="Chuyện gì đang xảy ra?").fill(text)
    if category:
        choice = page.locator(f"input[name=category][value={category}]")
        label = page.locator("label", has=choice)
        if not label.is_visible():
            page.get_by_text("Loại việc khác").click()
        label.click()
        expect(choice).to_be_checked()
    if name:
        page.get_by_text("Tên, số điện thoại, thư điện tử").click()
        page.get_by_label("Tên", exact=False).first.fill(name)
    send = page.get_by_role("button", name="Gửi phản ánh").last
    send.click()
    missing = page.locator("[data-answers-missing]:not([hidden])")
    expect(page.locator(".receipt .code").or_(missing).first).to_be_visible()
    if missing.count():  # what the machine only heard it asks about once; nobody is in danger here
        for no in page.locator("[data-answers]:not([hidden]) input[value=no]").all():
            no.locator("xpath=..").click()  # its label, as a finger does: not what lies above it
            expect(no).to_be_checked()
        send.click()
    page.wait_for_url(lambda url: "/phan-anh/moi" not in url)
    see(page)
    code = "".join(c for c in page.locator(".receipt .code").first.inner_text() if c.isdigit())[:10]
    return Sent(code, f"/phan-anh/{code}", page.locator("main").inner_text())
