"""What does a simulated photograph look like? Drawn, not taken: before and after, marked as drawings."""

import random
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 960, 720
SIZE = (640, 480)
"""What is handed in: re-encoding a photograph costs by the pixel."""
HORIZON = 300
# The font that Pillow carries has no Vietnamese letters; the pages around say it in Vietnamese.
MARK = "SIMULATED DRAWING"

SKIES = {False: ((150, 170, 184), (206, 213, 214)), True: ((120, 176, 214), (219, 233, 238))}


def picture(category: str, *, mended: bool, seed: int) -> bytes:
    """This will draw a JPEG of a broken (or mended) thing of that category; one seed, one scene."""
    return _drawn(category, mended, seed % 6)


@lru_cache(maxsize=400)
def _drawn(category: str, mended: bool, scene: int) -> bytes:
    dice = random.Random(f"{category}{scene}")
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    _sky(draw, mended)
    _houses(draw, dice)
    _ground(draw, dice)
    SCENES.get(category, _litter)(draw, dice, mended)
    _mark(draw, mended)
    image = image.resize(SIZE, Image.Resampling.BILINEAR)  # softens the edges too
    out = BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


def _sky(draw: ImageDraw.ImageDraw, mended: bool) -> None:
    top, bottom = SKIES[mended]
    for y in range(HORIZON + 21):
        share = y / (HORIZON + 21)
        colour = tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True))
        draw.line([(0, y), (WIDTH, y)], fill=colour)


def _houses(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    x = -40
    while x < WIDTH:
        width, height = dice.randint(90, 170), dice.randint(90, 210)
        wall = dice.choice(
            [(226, 214, 190), (205, 219, 214), (232, 222, 208), (214, 202, 196), (198, 210, 222)]
        )
        top = HORIZON + 20 - height
        draw.rectangle([x, top, x + width, HORIZON + 20], fill=wall)
        roof = dice.choice([(150, 84, 68), (120, 96, 84), (96, 116, 128)])
        draw.polygon([(x - 8, top), (x + width // 2, top - 34), (x + width + 8, top)], fill=roof)
        for wx in range(x + 16, x + width - 24, 42):
            draw.rectangle([wx, top + 26, wx + 20, top + 56], fill=(94, 108, 118))
        x += width + dice.randint(-6, 34)


def _ground(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    draw.rectangle([0, HORIZON + 20, WIDTH, HEIGHT], fill=(164, 168, 152))
    draw.polygon(
        [(300, HORIZON + 20), (660, HORIZON + 20), (WIDTH + 120, HEIGHT), (-120, HEIGHT)],
        fill=(112, 114, 116),
    )
    for step in range(6):
        y = HORIZON + 50 + step * step * 14
        draw.rectangle([474 - step, y, 486 + step, y + 16 + step * 4], fill=(222, 222, 214))
    for _ in range(500):
        x, y = dice.randint(0, WIDTH), dice.randint(HORIZON + 24, HEIGHT)
        shade = dice.randint(-14, 14)
        draw.point((x, y), fill=(128 + shade, 130 + shade, 126 + shade))


def _hole(draw: ImageDraw.ImageDraw, dice: random.Random, mended: bool) -> None:
    for _ in range(3):
        x, y = dice.randint(260, 640), dice.randint(430, 620)
        w, h = dice.randint(90, 190), dice.randint(34, 66)
        if mended:
            draw.rectangle([x, y, x + w, y + h], fill=(78, 80, 82))
        else:
            draw.ellipse([x - 10, y - 6, x + w + 10, y + h + 6], fill=(136, 124, 108))
            draw.ellipse([x, y, x + w, y + h], fill=(70, 62, 54))
            draw.ellipse([x + 16, y + 12, x + w - 20, y + h - 8], fill=(104, 112, 112))


def _litter(draw: ImageDraw.ImageDraw, dice: random.Random, mended: bool) -> None:
    if mended:
        draw.rectangle([690, 470, 780, 600], fill=(54, 118, 88))
        draw.rectangle([682, 456, 788, 476], fill=(42, 96, 72))
        return
    for _ in range(70):
        x, y = dice.gauss(700, 90), dice.gauss(560, 40)
        size = dice.randint(10, 42)
        colour = dice.choice(
            [(224, 224, 220), (60, 90, 130), (176, 70, 60), (90, 84, 70), (206, 178, 92), (40, 40, 44)]
        )
        draw.polygon(
            [
                (x, y),
                (x + size, y - dice.randint(2, 12)),
                (x + size - 6, y + size // 2),
                (x + 4, y + size // 2),
            ],
            fill=colour,
        )


def _lamp(draw: ImageDraw.ImageDraw, dice: random.Random, mended: bool) -> None:
    lean = 0 if mended else dice.randint(30, 80)
    draw.line([(740, 640), (740 + lean, 170)], fill=(70, 74, 78), width=12)
    draw.line([(740 + lean, 170), (660 + lean, 160)], fill=(70, 74, 78), width=8)
    glow = (255, 236, 158) if mended else (86, 88, 90)
    draw.ellipse([632 + lean, 152, 676 + lean, 178], fill=glow)


def _water(draw: ImageDraw.ImageDraw, dice: random.Random, mended: bool) -> None:
    if mended:
        for x in range(250, 720, 34):
            draw.rectangle([x, 560, x + 20, 600], fill=(54, 58, 62))
        return
    draw.polygon([(60, 470), (900, 460), (WIDTH, HEIGHT), (0, HEIGHT)], fill=(120, 128, 118))
    for _ in range(60):
        x, y = dice.randint(0, WIDTH), dice.randint(490, HEIGHT)
        draw.line([(x, y), (x + dice.randint(20, 80), y)], fill=(150, 160, 152), width=2)


def _tree(draw: ImageDraw.ImageDraw, dice: random.Random, mended: bool) -> None:
    if mended:
        draw.line([(210, 640), (210, 330)], fill=(96, 74, 54), width=26)
        draw.ellipse([110, 150, 310, 370], fill=(76, 128, 76))
        return
    draw.line([(120, 620), (720, 470)], fill=(96, 74, 54), width=30)
    for _ in range(40):
        x, y = dice.gauss(700, 70), dice.gauss(450, 46)
        draw.ellipse([x, y, x + 54, y + 38], fill=dice.choice([(70, 116, 66), (88, 134, 74), (60, 98, 60)]))


def _slide(draw: ImageDraw.ImageDraw, dice: random.Random, mended: bool) -> None:
    draw.polygon([(560, 0), (WIDTH, 0), (WIDTH, 520), (700, 420)], fill=(108, 124, 84))
    if mended:
        draw.rectangle([640, 400, 900, 470], fill=(148, 146, 140))
        return
    draw.polygon([(640, 160), (860, 300), (760, 640), (330, 640), (520, 470)], fill=(150, 108, 74))
    for _ in range(50):
        x, y = dice.randint(380, 780), dice.randint(420, 630)
        size = dice.randint(8, 44)
        draw.ellipse(
            [x, y, x + size, y + size * 0.7], fill=dice.choice([(128, 92, 66), (116, 110, 102), (94, 74, 56)])
        )


SCENES = {
    "road": _hole, "traffic": _hole, "sidewalk": _hole, "lighting": _lamp, "power": _lamp, "telecom": _lamp,
    "drainage": _water, "water": _water, "pollution": _water, "trees": _tree, "disaster": _slide,
}  # fmt: skip


def _mark(draw: ImageDraw.ImageDraw, mended: bool) -> None:
    font = ImageFont.load_default(26)
    draw.rectangle([0, HEIGHT - 46, WIDTH, HEIGHT], fill=(24, 38, 40))
    draw.text(
        (20, HEIGHT - 40), f"{MARK} · {'AFTER' if mended else 'BEFORE'}", font=font, fill=(240, 244, 242)
    )
