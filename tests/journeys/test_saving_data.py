"""A citizen with little data: pages come without the map, and with it when asked for."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys.conftest import see

pytestmark = pytest.mark.browser


def fetched(page: Page) -> list[str]:
    """This will give a list to which every address is added that the page asks for."""
    asked: list[str] = []

    def keep(request: Request) -> None:
        asked.append(request.url)

    page.on("request", keep)
    return asked


@pytest.mark.parametrize("says", ["the header", "the browser"])
def test_the_map_waits_until_it_is_asked_for(person: Callable[..., Page], says: str) -> None:
    saving = {"extra_http_headers": {"Save-Data": "on"}} if says == "the header" else {}
    citizen = person(service_workers="block", **saving)
    if says == "the browser":
        citizen.add_init_script(
            "Object.defineProperty(NetworkInformation.prototype, 'saveData', {get: () => true})"
        )
    asked = fetched(citizen)
    citizen.goto("/phan-anh/moi")
    button = citizen.get_by_role("button", name="Mở bản đồ")
    button.scroll_into_view_if_needed()
    expect(button).to_be_visible()
    expect(citizen.get_by_role("button", name="Vị trí của tôi")).to_be_visible()
    see(citizen)
    assert not [url for url in asked if "map-ground" in url or "maplibre" in url.rpartition("/")[2]]
    button.focus()
    citizen.keyboard.press("Enter")
    expect(citizen.locator(".map-picker__map canvas")).to_be_visible()
    expect(button).to_be_hidden()
    assert [url for url in asked if "map-ground" in url]


def test_the_first_page_waits_with_its_map_too_but_not_the_page_of_the_map(
    person: Callable[..., Page],
) -> None:
    citizen = person(service_workers="block", extra_http_headers={"Save-Data": "on"})
    asked = fetched(citizen)
    citizen.goto("/")
    button = citizen.get_by_role("button", name="Mở bản đồ")
    button.scroll_into_view_if_needed()
    expect(button).to_be_visible()
    see(citizen)
    assert not [url for url in asked if "map-drawn" in url or "maplibre" in url.rpartition("/")[2]]
    button.focus()
    citizen.keyboard.press("Enter")
    expect(citizen.locator(".map-view canvas")).to_be_visible()
    citizen.goto("/ban-do")
    expect(citizen.locator(".map-view canvas")).to_be_visible()


def test_else_it_is_drawn_when_it_comes_into_sight(person: Callable[..., Page]) -> None:
    citizen = person(service_workers="block")
    citizen.goto("/phan-anh/moi")
    citizen.locator(".map-picker").scroll_into_view_if_needed()
    expect(citizen.locator(".map-picker__map canvas")).to_be_visible()
    expect(citizen.get_by_role("button", name="Mở bản đồ")).to_be_hidden()
