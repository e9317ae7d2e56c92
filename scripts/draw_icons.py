"""Draws the icons of the installed application from the mark: `static/ui/icons/*.png`. Needs Chromium.

Run it when the mark changes, and commit what it wrote: the pictures are small and browsers ask for PNG.
"""

import re
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests import system_chromium  # noqa: E402

STATIC = ROOT / "src/tinhso/ui/static/ui"
GROUND, LEAF = "#0a6657", "#ffffff"
# name, side in pixels, corner radius and height of the mark as shares of the side
ICONS = (
    ("icon-192", 192, 0.2, 0.7),
    ("icon-512", 512, 0.2, 0.7),
    ("maskable-192", 192, 0, 0.52),  # a mask may cut away all but the inner circle of 80 %
    ("maskable-512", 512, 0, 0.52),
    ("touch-180", 180, 0, 0.64),  # the telephone rounds the corners itself
)


def picture(side: int, radius: float, share: float) -> str:
    """This will give the SVG of one icon: the pin in white, the lotus in the ground's colour."""
    pin, lotus = re.findall(r' d="([^"]+)"', (STATIC / "favicon.svg").read_text(encoding="utf-8"))
    scale = side * share / 32
    left = (side - 32 * scale) / 2
    mark = f'<path fill="{LEAF}" d="{pin}"/><path fill="{GROUND}" d="{lotus}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}">'
        f'<rect width="{side}" height="{side}" rx="{side * radius}" fill="{GROUND}"/>'
        f'<g transform="translate({left} {left}) scale({scale})">{mark}</g></svg>'
    )


def main() -> None:
    """This will write every icon."""
    (STATIC / "icons").mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=system_chromium.path(), args=system_chromium.arguments()
        )
        page = browser.new_page()
        for name, side, radius, share in ICONS:
            page.set_viewport_size({"width": side, "height": side})
            page.set_content(
                f"<style>body{{margin:0}}svg{{display:block}}</style>{picture(side, radius, share)}"
            )
            page.screenshot(path=STATIC / "icons" / f"{name}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
