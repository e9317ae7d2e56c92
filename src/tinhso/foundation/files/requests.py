"""Which photos and recordings came with a form, and how is a recording played back, piece by piece?"""

import re
from datetime import datetime
from typing import IO

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from tinhso.core import limits, parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid, Refused
from tinhso.core.messages import msg
from tinhso.core.roles import CITIZEN, Actor
from tinhso.core.translation import say
from tinhso.foundation.files import actions as files
from tinhso.foundation.files import dated
from tinhso.foundation.files import queries as stored


def received(request: HttpRequest, by: Actor, now: datetime) -> tuple[list[str], list[str]]:
    """This will take the photos in: their upload ids, and a sentence for each that cannot be used."""
    ids = list(dict.fromkeys(i for i in request.POST.getlist("photo_ids") if i))
    sent = request.FILES.getlist("photos")
    most = stored.most_photos(on=local_date(now))
    if len(ids) + len(sent) > most:
        return ids[:most], [_("Nhiều nhất %(most)d ảnh.") % {"most": most}]
    errors = []
    for part in sent:
        try:
            files.check_size(part.size or 0, now=now)
            if by == CITIZEN:
                count_upload(request, now)
            ids.append(files.receive(part.read(), filename=part.name or "", by=by, now=now).id)
        except Refused as refused:
            errors.append(f"{part.name}: {say(refused.message)}")
    return ids, errors


def received_paper(request: HttpRequest, name: str, by: Actor, now: datetime) -> tuple[str, list[str]]:
    """This will take in the paper of the form's field `name`: a PDF, a picture, or pictures of its pages,
    which become one PDF. Gives its upload id ("" for none) and what is wrong with it.

    What was uploaded before (`<name>_ids`) stays where nothing new is sent that can be used.
    """
    kept, sent = request.POST.get(f"{name}_ids", ""), request.FILES.getlist(name)
    if not sent:
        return kept, []
    contents: list[bytes] = []
    called = ""
    try:
        for part in sent:
            called = part.name or ""
            files.check_size(part.size or 0, now=now)
            if by == CITIZEN:
                count_upload(request, now)
            contents.append(part.read())
        if len(contents) > 1:
            called = _("%(number)d ảnh") % {"number": len(contents)}
            return files.receive_pages(contents, by=by, now=now).id, []
        return files.receive_paper(contents[0], filename=called, by=by, now=now).id, []
    except Refused as refused:
        return kept, [f"{called}: {say(refused.message)}"]


SANDBOX = "sandbox; default-src 'none'; img-src 'self'; style-src 'none'; frame-ancestors 'none'"
ENDINGS = {
    "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp",
    "image/heic": "heic", "image/heif": "heif",
}  # fmt: skip


def handed_out(stream: IO[bytes], paper: stored.Paper, *, name: str) -> FileResponse:
    """This will answer with a paper as it came, to be saved under `name` (letters, digits, hyphens).

    It is never shown within our pages: what is opened beside them can do nothing there.
    """
    ending = ENDINGS.get(paper.kind, "bin")
    response = FileResponse(stream, content_type=paper.kind, as_attachment=True, filename=f"{name}.{ending}")
    return _closed(response)


def shown(stream: IO[bytes], kind: str) -> FileResponse:
    """This will answer with a rendition of a paper: pixels of ours, for this reader alone."""
    return _closed(FileResponse(stream, content_type=kind))


def _closed(response: FileResponse) -> FileResponse:
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def count_upload(request: HttpRequest, now: datetime) -> None:
    """This will count one file that somebody unknown sends, whichever way it comes. Raises TooMany."""
    address = limits.key("files.address", limits.client_address(request))
    an_hour = parameters.value(dated.UPLOADS_PER_ADDRESS, local_date(now))
    with transaction.atomic():
        limits.take([limits.Limit(address, an_hour)], now=now)


def boxes(request: HttpRequest) -> tuple[list[tuple[float, float, float, float]], list[int]]:
    """This will read what the brush sends: drawn boxes (given in percent; here fractions; empty rows are left
    out) and the numbers of regions to uncover. Raises Invalid on "boxes" for what is no number."""
    drawn = []
    rows = zip(*(request.POST.getlist(name) for name in ("x", "y", "w", "h")), strict=False)
    for row in rows:
        if not any(part.strip() for part in row):
            continue
        try:
            x, y, w, h = (float(part.replace(",", ".")) / 100 for part in row)
        except ValueError:
            raise Invalid.field("boxes", msg("Vị trí của vùng che phải là số từ 0 đến 100.")) from None
        drawn.append((x, y, w, h))
    return drawn, [int(pk) for pk in request.POST.getlist("remove") if pk.isdecimal() and len(pk) < 16]


def regions(file_id: str, *, may_remove_machines: bool) -> list[dict[str, object]]:
    """This will lay out for the brush what is covered: in percent, and whether it may be uncovered."""
    return [
        {
            "id": r.id,
            "x": f"{r.x * 100:.2f}",
            "y": f"{r.y * 100:.2f}",
            "w": f"{r.w * 100:.2f}",
            "h": f"{r.h * 100:.2f}",
            "label": {"face": _("Mặt người"), "plate": _("Biển số")}.get(r.kind, _("Vùng tự vẽ")),
            "by_machine": r.by_machine,
            "can_remove": may_remove_machines or not r.by_machine,
        }
        for r in stored.regions_of(file_id)
    ]


def received_voice(request: HttpRequest, by: Actor, now: datetime) -> tuple[str, list[str]]:
    """This will take a recording in: its upload id or "", and a sentence when it cannot be used."""
    part = request.FILES.get("voice")
    if part is None or not part.size:
        return request.POST.get("voice_id", ""), []
    try:
        files.check_size(part.size, now=now)
        if by == CITIZEN:
            count_upload(request, now)
        return files.receive_sound(part.read(), by=by, now=now).id, []
    except Refused as refused:
        sentences = [say(e.message) for e in getattr(refused, "errors", ())]
        return "", sentences or [say(refused.message)]


_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def played(request: HttpRequest, stream: IO[bytes], *, size: int, kind: str) -> HttpResponse:
    """This will answer with a recording, or with the one range of it that a player asks for (RFC 9110, 14).

    Nobody but this reader's browser may keep it.
    """
    with stream:
        content = stream.read()
    asked = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    first, last, status = 0, size - 1, 200
    if asked and any(asked.groups()):
        begin, end = asked.groups()
        first = int(begin) if begin else max(0, size - int(end))
        last = min(int(end), size - 1) if begin and end else size - 1
        status = 206 if first <= last else 416
    if status == 416:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}, content_type=kind)
    response = HttpResponse(content[first : last + 1], content_type=kind, status=status)
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    response["Cache-Control"] = "private, no-store"
    if status == 206:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def typed(request: HttpRequest, *, least: int = 3) -> list[dict[str, str]]:
    """This will give back the boxes as they were typed, and empty rows for who has no JavaScript."""
    rows = zip(*(request.POST.getlist(name) for name in ("x", "y", "w", "h")), strict=False)
    kept = [dict(zip(("x", "y", "w", "h"), row, strict=True)) for row in rows if any(row)]
    return kept + [{}] * max(1, least - len(kept))
