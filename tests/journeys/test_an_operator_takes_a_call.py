"""A call to 1022: filed with the keyboard alone in under forty seconds, and the code read out.

Every key is pressed one by one at 45 words a minute (a word is five keys), the speed of an ordinary typist.
"""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import see
from tinhso.core.values import read_public_code

pytestmark = pytest.mark.browser

MOST_S = 40
A_KEY_MS = 60_000 / (45 * 5)


def test_a_call_is_filed_by_keyboard_in_under_forty_seconds(
    officer: Callable[[str], Page], person: Callable[..., Page]
) -> None:
    operator = officer("tongdai")
    assert operator.url.endswith("/tiep-nhan/"), "who answers the telephone starts at the form"
    see(operator)
    keys = operator.keyboard

    def typed(text: str) -> None:
        keys.type(text, delay=A_KEY_MS)

    began = time.monotonic()
    typed("0912345678")
    keys.press("Enter")
    typed("Ổ gà to giữa đường Lê Lợi, xe máy hay ngã")
    keys.press("Enter")
    typed("thuan hoa")
    keys.press("Enter")
    keys.press("Enter")  # no hamlet
    typed("trước số 12")
    keys.press("Enter")
    expect(operator.locator("#preview")).to_contain_text("UBND phường Thuận Hóa")
    typed("duong")
    keys.press("Enter")
    keys.press("Enter")  # no name: the last field sends
    operator.wait_for_url(lambda url: url.rstrip("/").rsplit("/", 1)[1].isdigit())
    took = time.monotonic() - began
    assert took < MOST_S, f"{took:.1f} s"

    shown = operator.locator("[data-code]").inner_text()
    code = read_public_code(shown)
    assert code is not None
    assert " " in shown or "\u00a0" in shown
    expect(operator.get_by_text("UBND phường Thuận Hóa").first).to_be_visible()
    see(operator)
    print(f"one call by keyboard: {took:.1f} s")

    # The next call is one key away, and the citizen finds the report by the code that was read out.
    keys.press("Enter")
    operator.wait_for_url("**/tiep-nhan/")
    expect(operator.locator("#id_phone")).to_be_focused()
    citizen = person()
    citizen.goto("/tra-cuu")
    citizen.locator("input[name=code]").fill(shown)
    citizen.keyboard.press("Enter")
    citizen.wait_for_url(f"**/phan-anh/{code}")
    expect(citizen.get_by_text("Ổ gà to giữa đường Lê Lợi").first).to_be_visible()


def test_danger_on_the_telephone_shows_whom_to_connect(officer: Callable[[str], Page]) -> None:
    operator = officer("tongdai")
    keys = operator.keyboard
    keys.press("Enter")
    keys.type("Có người bị nước cuốn trôi ở phường Thuận Hóa, cứu với", delay=5)
    expect(operator.locator("#preview [role=alert]")).to_contain_text("114")
    see(operator)
    # Every field is reached by Tab, and the list opens and closes by keys.
    keys.press("Tab")
    keys.type("phu xuan", delay=5)
    expect(operator.locator("#id_commune-list")).to_be_visible()
    keys.press("Escape")
    expect(operator.locator("#id_commune-list")).to_be_hidden()
