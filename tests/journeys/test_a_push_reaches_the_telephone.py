"""What happens to a report reaches people by push and SMS: from the worker's call to what the device shows.

No push service of the world can be reached from a test, so a stand-in takes the pushes; the test checks their
signature and opens them as a device would, and hands what it found to the real service worker in Chromium.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from tests import system_chromium
from tests.journeys.conftest import DESK, PHONE, see
from tests.prepared import Prepared
from tests.service import Service
from tinhso.foundation.notices.channels import push
from tinhso.foundation.notices.tests.browser import Browser as Device
from tinhso.foundation.notices.tests.browser import signed_claims
from tinhso.foundation.notices.tests.stand_in import Asked, Reply, StandIn, listening

pytestmark = pytest.mark.browser

WAIT_S = 40
SHOWN = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
  .map((n) => ({ title: n.title, body: n.body, tag: n.tag, lang: n.lang, url: n.data.url }))"""
FORGET = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
}"""
LED_TO = """async () => {
  const led = [];
  self.clients.openWindow = async (url) => { led.push(url); };
  const [shown] = await self.registration.getNotifications();
  self.dispatchEvent(new NotificationEvent("notificationclick", { notification: shown }));
  await new Promise((done) => setTimeout(done, 300));
  return { led, left: (await self.registration.getNotifications()).length };
}"""


@dataclass
class Told:
    """A province whose pushes and SMS go to stand-ins."""

    service: Service
    push: StandIn
    sms: StandIn
    key: str

    def password(self, username: str) -> str:
        """The demonstration's password of an account."""
        stored = json.loads((Path(self.service.environment["TINHSO_DATA_DIR"]) / "accounts.json").read_text())
        return {account["username"]: account["password"] for account in stored}[username]


@pytest.fixture(scope="module")
def told(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    """Huế with two simulated days, web and worker, and the two gateways."""
    with listening(lambda asked: Reply(201)) as pushes, listening(lambda asked: Reply(200)) as texts:
        service = prepared.service(tmp_path_factory.mktemp("told"))
        key = push.new_key()
        call = {"url": f"{texts.url}/send", "form": {"to": "{phone}", "text": "{text}", "id": "{key}"}}
        service.environment |= {
            "TINHSO_VAPID_KEY": key,
            "TINHSO_PUSH_HOSTS": pushes.url,
            "TINHSO_SMS_GATEWAY": json.dumps(call),
        }
        service.start_web()
        service.start_worker()
        try:
            yield Told(service, pushes, texts, key)
        finally:
            service.stop()


@pytest.fixture
def context(playwright: Playwright, told: Told, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that lets the site show notifications; they need a profile of their own."""
    context = playwright.chromium.launch_persistent_context(
        tmp_path / "profile",
        executable_path=system_chromium.path(),
        args=system_chromium.arguments(),
        base_url=told.service.url,
        viewport=DESK,
        locale="vi-VN",
    )
    context.grant_permissions(["notifications"], origin=told.service.url)
    yield context
    context.close()


def report(told: Told, text: str, category: str, **contact: str) -> str:
    """This will send a report as the application does, and give its code. Two of one matter are joined."""
    body = {
        "id": str(uuid4()),
        "text": text,
        "category": category,
        "point": {"lat": 16.4637, "lon": 107.5909, "accuracy_m": 12},
        "public": True,
        **({"contact": contact} if contact else {}),
    }
    answer = httpx.post(f"{told.service.url}/api/v1/reports", json=body)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return str(answer.json()["code"])


def waited_for(gateway: StandIn, fits: Callable[[Asked], bool], page: Page) -> Asked:
    """This will wait until the worker has called with what fits."""
    for _ in range(WAIT_S * 4):
        for asked in gateway.asked:
            if fits(asked):
                return asked
        page.wait_for_timeout(250)
    raise TimeoutError(f"{len(gateway.asked)} calls, none fits")


def test_an_officers_push_is_opened_by_the_device_alone_and_shown_by_the_worker(
    context: BrowserContext, told: Told
) -> None:
    page = context.new_page()
    page.goto("/tai-khoan/dang-nhap/")
    page.locator("input[name=login]").fill("canbo")
    page.locator("input[name=password]").fill(told.password("canbo"))
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url(lambda url: "dang-nhap" not in url)
    page.goto("/thong-bao/cach-nhan/")
    see(page)
    switch = page.locator("[data-push-switch]")
    expect(switch.get_by_role("button", name="Bật thông báo đẩy trên thiết bị này")).to_be_visible()
    public_key = switch.get_attribute("data-key") or ""

    device = Device(f"{told.push.url}/push/canbo")
    answer = page.request.post(
        "/thong-bao/thiet-bi/",
        data={"subscription": device.subscription()},
        headers={"X-CSRFToken": switch.get_attribute("data-token") or "", "Referer": told.service.url},
    )
    assert answer.status == 201
    page.reload()
    expect(page.get_by_text("bật ngày")).to_be_visible()
    see(page)

    code = report(told, "Ổ gà lớn giữa đường Lê Lợi, xe máy dễ ngã", "road")
    asked = waited_for(told.push, lambda a: code in device.opened(a.body)["url"], page)
    claims = signed_claims(asked.headers["Authorization"], public_key)
    assert claims["aud"] == told.push.url
    payload = device.opened(asked.body)
    assert payload["title"].startswith("Việc mới: ")
    assert payload["url"] == f"/xu-ly/{code}"

    shown = deliver(context, page, told, payload)
    assert shown["title"] == payload["title"]
    assert shown["body"] == payload["body"]
    assert (shown["tag"], shown["lang"]) == (payload["tag"], "vi")
    assert shown["url"] == f"{told.service.url}/xu-ly/{code}"
    led = context.service_workers[0].evaluate(LED_TO)
    assert led == {"led": [f"{told.service.url}/xu-ly/{code}"], "left": 0}


def test_what_cannot_be_read_still_tells_that_there_is_news_and_a_forgery_leads_nowhere(
    context: BrowserContext, told: Told
) -> None:
    page = context.new_page()
    for payload in ("khong phai JSON", '{"url": "/x"}', "[]", '{"title": 5}'):
        assert deliver(context, page, told, payload)["title"] == "Có thông báo mới"
    forged = {"title": "Trúng thưởng", "url": "https://lua-dao.example/"}
    assert deliver(context, page, told, forged)["url"].rstrip("/") == told.service.url


def test_a_citizen_who_left_a_number_gets_one_unaccented_sms_with_the_code(
    context: BrowserContext, told: Told
) -> None:
    page = context.new_page()
    page.set_viewport_size(PHONE)
    code = report(told, "Rác chất đống trước cổng trường ba hôm nay", "waste", phone="0912 345 678")
    spoken = f"{code[:4]} {code[4:7]} {code[7:]}"
    asked = waited_for(told.sms, lambda a: spoken in a.form()["text"], page).form()
    assert asked["to"] == "0912345678"
    assert asked["text"].startswith(f"Phan anh {spoken} da gui toi UBND phuong Thuan Hoa.")
    assert asked["text"].isascii()
    assert len(asked["text"]) <= 160
    page.wait_for_timeout(3000)
    assert len([a for a in told.sms.asked if spoken in a.form()["text"]]) == 1


def deliver(context: BrowserContext, page: Page, told: Told, payload: object) -> dict[str, str]:
    """This will hand a payload to the real worker, as the push service of the browser would."""
    page.goto("/ngoai-mang")
    page.evaluate(FORGET)
    session = context.new_cdp_session(page)
    found: list[str] = []

    def note(event: dict[str, list[dict[str, Any]]]) -> None:
        ours = (one for one in event["registrations"] if one["scopeURL"] == f"{told.service.url}/")
        found.extend(one["registrationId"] for one in ours if not one["isDeleted"])

    session.on("ServiceWorker.workerRegistrationUpdated", note)
    session.send("ServiceWorker.enable")
    page.evaluate(
        """async () => {
          await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" });
          const registration = await navigator.serviceWorker.ready;
          for (let at = 0; at < 100 && registration.active?.state !== "activated"; at += 1) {
            await new Promise((done) => setTimeout(done, 50));
          }
        }"""
    )
    for _ in range(40):
        if found:
            break
        page.wait_for_timeout(100)
    data = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
    call = {"origin": told.service.url, "registrationId": found[-1], "data": data}
    for _ in range(5):  # Chromium drops a message that meets a worker on its way in
        session.send("ServiceWorker.deliverPushMessage", call)
        for _ in range(30):
            if shown := page.evaluate(SHOWN):
                return dict(shown[-1])
            page.wait_for_timeout(100)
    raise TimeoutError("nothing was shown")
