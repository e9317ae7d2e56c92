"""How many pictures are taken in: a telephone's whole way with one of 300 kB, and those of 12 megapixels?

A part of `intake`, on its deployment.
"""

import json
from collections.abc import Iterator
from itertools import count, repeat
from pathlib import Path

from tests.service import Service

from benchmarks import load
from benchmarks.deployment import inside as run_inside
from benchmarks.deployment import memory_mb
from benchmarks.figures import Figure, at_most, number

REPORTS, UPLOADS = "/api/v1/reports", "/api/v1/uploads"
PHOTO_BYTES = 300_000


def run(group: str, service: Service, unsent: Iterator[bytes], seconds: float) -> Iterator[Figure]:
    """This will send reports with a picture each, taking bodies from `unsent`, and then large pictures."""
    yield _with_photo(group, service, unsent, seconds)
    yield from _photos(group, service, seconds)


def _with_photo(group: str, service: Service, unsent: Iterator[bytes], seconds: float) -> Figure:
    """A telephone's whole way: the picture goes up, then the report that names it."""
    picture = _picture(service, "small")
    pictures = (
        _upload(service, picture[:2] + b"\xff\xfe\x00\x0a" + b"%08d" % n + picture[2:]) for n in count()
    )

    def report(heard: bytes) -> bytes:
        body = json.loads(next(unsent))
        body["photos"] = [json.loads(heard)["id"]]
        return load.post(REPORTS, service.port, json.dumps(body, ensure_ascii=False).encode())

    sent = load.run("127.0.0.1", service.port, pictures, connections=8, seconds=seconds, follow=report)
    # a view that wants no body hangs up in the midst of one, so the floor comes without
    empty = load.run(
        "127.0.0.1",
        service.port,
        repeat(load.get("/healthz", service.port)),
        connections=8,
        seconds=seconds / 4,
    )
    return Figure(
        group, "reports with one photo of 300 kB, both requests, 8 connections", sent.rate, "a second",
        floor=empty.rate, floor_is="empty view, same connections",
        note=f"{len(picture) / 1e3:.0f} kB, p95 {number(sent.percentile(0.95))} ms, statuses {sent.statuses}",
    )  # fmt: skip


def _photos(group: str, service: Service, seconds: float) -> Iterator[Figure]:
    """Photos of 12 megapixels, each read, turned, cleaned and written in two sizes; four phones at once."""
    picture = _picture(service, "large")
    sent = load.run(
        "127.0.0.1", service.port, repeat(_upload(service, picture)), connections=4, seconds=seconds
    )
    held = memory_mb(service, "web")
    yield Figure(
        group, "photos of 12 megapixels, 4 connections", sent.rate, "a second",
        note=f"{len(picture) / 1e6:.1f} MB, p95 {number(sent.percentile(0.95))} ms, statuses {sent.statuses}",
    )  # fmt: skip
    yield Figure(
        group, "memory of a web process after photos", held["rss"], "MB RSS",
        **at_most(held["rss"], 250, "MB"), note=f"peak {held['peak']:.0f} MB while pictures are open",
    )  # fmt: skip


def _picture(service: Service, size: str) -> bytes:
    file = service.folder / f"{size}.jpg"
    run_inside(service, "photos", size, str(file))
    return file.read_bytes()


def _upload(service: Service, content: bytes) -> bytes:
    body = (
        b'--edge\r\nContent-Disposition: form-data; name="file"; filename="anh.jpg"\r\n'
        b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n--edge--\r\n"
    )
    head = (
        f"POST {UPLOADS} HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\n"
        f"Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def inside(size: str, file: str) -> int:
    """This will draw a "small" picture of 300 kB or a "large" one of 12 megapixels."""
    from PIL import Image

    # a smooth scene with some grain: compresses to what a phone's camera writes
    pixels = (4032, 3024) if size == "large" else (1600, 1200)
    grain = Image.effect_noise(pixels, 24)
    sky = Image.linear_gradient("L").resize(pixels)
    scene = Image.merge("RGB", (grain, Image.blend(grain, sky, 0.5), sky))
    quality = 85
    scene.save(file, "JPEG", quality=quality)
    while size == "small" and Path(file).stat().st_size > PHOTO_BYTES:
        quality -= 5
        scene.save(file, "JPEG", quality=quality)
    return Path(file).stat().st_size
