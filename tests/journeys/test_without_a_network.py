"""Reports filed without a network: kept on the telephone, sent by itself, there exactly once."""

import io
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests import system_chromium
from tests.journeys.conftest import PHONE, see
from tests.journeys.line import Line
from tests.journeys.street import THUAN_HOA
from tests.service import Service
from tinhso.demo import pictures

pytestmark = pytest.mark.browser

WIDE = {"width": 1440, "height": 900}
HANOI = {"latitude": 21.0285, "longitude": 105.8542, "accuracy": 15}
PATIENCE = 60_000
FORM, MINE = "/phan-anh/moi", "/phan-anh/cua-toi"

WHAT_ARRIVED = """
import json
from tinhso.casework.reports.models import Report
from tinhso.foundation.files import queries as files
def told(report):
    kept = files.of_owners([report.subject])[report.subject]
    photos = [photo.sha256 for photo in kept]
    sides = [max(photo.width, photo.height) for photo in kept]
    occurred = report.occurred_at is not None
    return dict(code=report.code, text=report.text, occurred=occurred, photos=photos, sides=sides)
found = Report.objects.filter(text__contains={mark!r}).order_by("pk")
print("FOUND" + json.dumps([told(report) for report in found]))
"""
WHAT_WAITS = """async () => {
  const answer = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  const base = await answer(indexedDB.open("tinhso"));
  const all = (name) => answer(base.transaction(name).objectStore(name).getAll());
  const [reports, photos] = [await all("queue"), await all("photos")];
  base.close();
  const of = ({ id }) => photos.filter((one) => one.report === id).sort((a, b) => a.position - b.position);
  const hashes = (one) => of(one).map((photo) => photo.sha256);
  return reports.map((one) => ({ text: one.said.text, contact: one.said.contact, photos: hashes(one) }));
}"""
WHAT_IS_KEPT = """async () => {
  const kept = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const key of await cache.keys()) {
      const { pathname, search } = new URL(key.url);
      kept[pathname + search] = await (await cache.match(key)).text();
    }
  }
  return kept;
}"""
TWO_DAYS_AHEAD = """
const Real = Date;
const ahead = 2 * 86_400_000;
globalThis.Date = class extends Real {
  constructor(...given) { super(...(given.length ? given : [Real.now() + ahead])); }
  static now() { return Real.now() + ahead; }
};
"""


@pytest.fixture
def line(province: Service) -> Iterator[Line]:
    """The way to the house, to be cut."""
    line = Line(province.port)
    yield line
    line.close()


@pytest.fixture
def phone(playwright: Playwright, line: Line, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """One telephone: each call switches it off and on again; what it keeps stays in its memory."""
    opened: list[BrowserContext] = []
    broken: list[str] = []

    def switch_on(*, at: dict[str, float] = THUAN_HOA, script: str = "") -> Page:
        for before in opened:
            before.close()
        opened.clear()
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "phone",
            executable_path=system_chromium.path(),
            args=system_chromium.arguments(),
            base_url=line.url,
            viewport=PHONE,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            geolocation=at,
            permissions=["geolocation"],
        )
        context.set_default_timeout(PATIENCE)
        if script:
            context.add_init_script(script)
        opened.append(context)
        page = context.pages[0]
        page.on("pageerror", lambda problem: broken.append(str(problem)))
        return page

    yield switch_on
    assert broken == []
    for context in opened:
        context.close()


def open_once(page: Page) -> None:
    """The citizen has been here before: the worker has taken the shell in."""
    page.goto("/")
    until = time.monotonic() + PATIENCE / 1000
    while not page.evaluate("navigator.serviceWorker.controller !== null"):
        assert time.monotonic() < until, "the worker did not come"
        page.wait_for_timeout(200)


def as_drawn(seed: int) -> bytes:
    """A small photo."""
    return pictures.picture("road", mended=False, seed=seed)


def as_cameras_write_them(seed: int) -> bytes:
    """A photo of twelve million points, some megabytes."""
    written = io.BytesIO()
    with Image.open(io.BytesIO(as_drawn(seed))) as small:
        small.resize((4000, 3000)).save(written, "JPEG", quality=95)
    return written.getvalue()


def write(
    page: Page,
    text: str,
    *,
    seeds: tuple[int, ...] = (),
    read: Callable[[int], bytes] = as_drawn,
    phone_number: str = "",
) -> None:
    """Fills the form and sends it."""
    page.goto(FORM)
    if seeds:
        files = [{"name": f"{s}.jpg", "mimeType": "image/jpeg", "buffer": read(s)} for s in seeds]
        page.locator("#photos-input").set_input_files(files)  # type: ignore[arg-type]
        expect(page.locator('[data-preview][data-state="done"]')).to_have_count(len(seeds))
    page.get_by_role("button", name="Vị trí của tôi").click()
    expect(page.locator("input[name=lat]")).not_to_have_value("")
    page.get_by_role("textbox", name="Chuyện gì đang xảy ra?").fill(text)
    if phone_number:
        page.get_by_text("Tên, số điện thoại, thư điện tử").click()
        page.get_by_label("Số điện thoại", exact=True).fill(phone_number)
    page.get_by_role("button", name="Gửi phản ánh").last.click()
    page.wait_for_url(lambda url: FORM not in url, timeout=PATIENCE)


def come_online(page: Page) -> None:
    """The telephone notices that it is connected again."""
    page.context.set_offline(True)
    page.context.set_offline(False)


def arrived(province: Service, mark: str) -> list[dict[str, Any]]:
    """What the house holds of this story, whatever the telephone believes."""
    said = province.tinhso("django", "shell", "-c", WHAT_ARRIVED.format(mark=mark)).stdout
    found: list[dict[str, Any]] = json.loads(said.split("FOUND", 1)[1])
    return found


def codes_shown(page: Page) -> set[str]:
    """The codes that the citizen reads."""
    return {"".join(filter(str.isdigit, said)) for said in page.locator(".sent-row__code").all_inner_texts()}


def test_three_reports_wait_and_arrive_once(
    phone: Callable[..., Page], line: Line, province: Service
) -> None:
    page = phone()
    open_once(page)
    line.off()

    # Without a network the same form opens, with its map, its position and its photos.
    write(page, "Mất mạng: ổ gà trước chợ Đông Ba", seeds=(11, 12))
    expect(page.locator("[data-card]")).to_have_count(1)
    write(page, "Mất mạng: có người đuối nước ở bến Tòa Khâm", seeds=(13,), phone_number="0912 345 678")
    # What cannot wait says so in large letters, with the numbers to call.
    expect(page.get_by_text("CHƯA GỬI ĐƯỢC – hãy gọi 112").last).to_be_visible()
    expect(page.locator(".unsent a[href='tel:112']")).to_be_visible()
    write(page, "Mất mạng: đèn đường tắt cả dãy", seeds=(14, 15, 16))
    expect(page.locator("[data-card]")).to_have_count(3)
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        see(page)
    # Deleting asks first; who keeps the report is where they were.
    delete = page.locator("[data-act=remove]").first
    delete.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(delete).to_be_focused()
    expect(page.locator("[data-card]")).to_have_count(3)
    page.goto("/danh-sach")
    expect(page.get_by_role("heading", name="Không có mạng")).to_be_visible()
    expect(page.get_by_text("CHƯA GỬI ĐƯỢC – hãy gọi 112").first).to_be_visible()
    see(page)

    # The telephone is switched off and on again.
    page = phone()
    page.goto(MINE)
    expect(page.locator("[data-card]")).to_have_count(3)
    expect(page.locator("[data-card] [data-photos] img")).to_have_count(6)
    waiting = {one["text"]: one["photos"] for one in page.evaluate(WHAT_WAITS)}

    # The network returns; the first answer to a report is lost after the server has acted.
    line.before_reply = lambda: None
    line.on()
    come_online(page)
    expect(page.locator("[data-card]")).to_have_count(0, timeout=PATIENCE)
    assert line.lost_replies == 1

    there = arrived(province, "Mất mạng:")
    assert {one["text"]: one["photos"] for one in there} == waiting
    assert len(there) == 3
    assert codes_shown(page) == {one["code"] for one in there}
    # The contact was sent with its report, and nothing of it stays on the telephone.
    assert page.evaluate(WHAT_WAITS) == []
    page.reload()
    expect(page.locator(".sent-row")).to_have_count(3)
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        see(page)
    page.locator(".sent-row a").first.click()
    page.wait_for_url(re.compile(r"/phan-anh/\d{10}$"))
    expect(page.get_by_text("UBND phường Thuận Hóa").first).to_be_visible()


def test_a_server_killed_before_its_answer_has_the_report_once(
    phone: Callable[..., Page], line: Line, province: Service
) -> None:
    page = phone()
    open_once(page)
    line.before_reply = lambda: province.kill("web")
    write(page, "Máy chủ chết: nắp cống vỡ", seeds=(21, 22))
    page.wait_for_url(f"**{MINE}**")
    expect(page.locator("[data-card]")).to_have_count(1)
    province.start_web()
    come_online(page)
    expect(page.locator("[data-card]")).to_have_count(0, timeout=PATIENCE)
    there = arrived(province, "Máy chủ chết:")
    assert [len(one["photos"]) for one in there] == [2]
    assert codes_shown(page) == {there[0]["code"]}


def test_the_browser_sends_by_itself_while_no_page_is_open(
    phone: Callable[..., Page], line: Line, province: Service
) -> None:
    page = phone()
    open_once(page)
    line.off()
    write(page, "Không mở trang: vỉa hè sụt", seeds=(25,))
    page.goto("about:blank")
    line.on()
    # What Chromium does when it notices the network; a test need not wait for its mood.
    tools = page.context.new_cdp_session(page)
    found: list[str] = []
    tools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    tools.send("ServiceWorker.enable")
    until = time.monotonic() + PATIENCE / 1000
    while not arrived(province, "Không mở trang:"):
        assert time.monotonic() < until, "nobody sent it"
        page.wait_for_timeout(1_000)
        for registration in dict.fromkeys(found):
            told = {
                "origin": line.url,
                "registrationId": registration,
                "tag": "tinhso-send",
                "lastChance": False,
            }
            tools.send("ServiceWorker.dispatchSyncEvent", told)
    assert [len(one["photos"]) for one in arrived(province, "Không mở trang:")] == [1]
    page.goto(MINE)
    expect(page.locator(".sent-row__code")).to_have_count(1)


def test_a_clock_two_days_ahead_does_not_block(
    phone: Callable[..., Page], line: Line, province: Service
) -> None:
    page = phone(script=TWO_DAYS_AHEAD)
    open_once(page)
    write(page, "Đồng hồ sai: cây đổ chắn đường", seeds=(31,), read=as_cameras_write_them)
    expect(page.get_by_text("Đã gửi. Cảm ơn ông/bà.")).to_be_visible()
    there = arrived(province, "Đồng hồ sai:")
    # The moment is left out; the photo was made small on the telephone.
    assert [(one["sides"], one["occurred"]) for one in there] == [([2048], False)]
    assert there[0]["code"] in page.url


def test_what_was_refused_is_mended_by_keyboard(
    phone: Callable[..., Page], line: Line, province: Service
) -> None:
    page = phone(at=HANOI)
    open_once(page)
    line.off()
    write(page, "Ngoài địa bàn: rác đổ bờ sông", seeds=(41,), phone_number="0912 345 678")
    line.on()
    come_online(page)
    card = page.locator("[data-card]")
    expect(card.get_by_text("còn chỗ cần sửa")).to_be_visible(timeout=PATIENCE)
    see(page)
    # Contact details can be taken off this device at any time.
    card.get_by_role("button", name="Xoá thông tin liên hệ").focus()
    page.keyboard.press("Enter")
    expect(card.get_by_text("có thông tin liên hệ")).to_have_count(0)
    assert page.evaluate(WHAT_WAITS)[0]["contact"] is None
    card.get_by_role("button", name="Sửa").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{FORM}")
    expect(page.get_by_role("textbox", name="Chuyện gì đang xảy ra?")).to_have_value(
        "Ngoài địa bàn: rác đổ bờ sông"
    )
    expect(page.locator("[data-preview]")).to_have_count(1)
    page.locator("summary", has_text="Chọn xã, phường").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Xã, phường", exact=True).select_option(label="Phường Thuận Hóa")
    page.get_by_role("button", name="Gửi phản ánh").last.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: FORM not in url, timeout=PATIENCE)
    expect(page.get_by_text("Đã gửi. Cảm ơn ông/bà.")).to_be_visible()
    there = arrived(province, "Ngoài địa bàn:")
    assert [len(one["photos"]) for one in there] == [1]


def test_the_worker_keeps_nothing_of_anybodys_own(
    phone: Callable[..., Page], line: Line, passwords: dict[str, str]
) -> None:
    page = phone()
    open_once(page)
    write(page, "Không lưu: bàn ghế công viên hỏng", phone_number="0987 654 321")
    code = page.url.rsplit("/", 1)[1][:10]
    for path in (MINE, FORM, "/danh-sach", f"/phan-anh/{code}"):
        page.goto(path)
    page.goto("/tai-khoan/dang-nhap/")
    page.locator("input[name=login]").fill("canbo")
    page.locator("input[name=password]").fill(passwords["canbo"])
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    page.goto(f"/xu-ly/{code}")
    page.goto(MINE)
    kept: dict[str, str] = page.evaluate(WHAT_IS_KEPT)
    pages = {path for path in kept if not path.startswith("/static/")}
    assert pages == {
        *(f"{path}?vo={language}" for path in (FORM, MINE, "/ngoai-mang") for language in ("vi", "en")),
        "/api/v1/places/boundaries.geojson",
    }
    for path, body in kept.items():
        assert code not in body, path
        assert "0987" not in body, path
        assert "canbo" not in body, path
