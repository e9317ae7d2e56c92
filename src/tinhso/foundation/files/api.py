"""How does a program hand in a picture? One multipart part named `file`."""

from datetime import datetime

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from ninja import Router, Schema, Status

from tinhso.core import clock
from tinhso.core.errors import Invalid, TooLarge, Unreadable
from tinhso.core.messages import msg
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions
from tinhso.foundation.files.requests import count_upload

router = Router(tags=["uploads"])

ENVELOPE = 64 * 1024
"""Bytes allowed around the picture: part headers and small text fields."""

BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {"file": {"type": "string", "format": "binary"}},
                }
            }
        },
    }
}


class Uploaded(Schema):
    """The id to name in `photos` (works once, for 8 days), and the SHA-256 of what arrived."""

    id: str
    sha256: str


@router.post("/uploads", response={201: Uploaded}, openapi_extra=BODY, summary="Tải một ảnh lên")
def upload(request: HttpRequest) -> Status:
    """This will keep a picture (JPEG, PNG, WebP, HEIC; at most 15 MB) until a report takes it."""
    now = clock.now()
    count_upload(request, now)
    part = _part(request, now)
    stored = actions.receive(part.read(), filename=part.name or "", by=CITIZEN, now=now)
    return Status(201, {"id": stored.id, "sha256": stored.sha256})


def _part(request: HttpRequest, now: datetime) -> UploadedFile:
    # Nothing of the body is read before its length is known; Django then spools parts over 2.5 MB to the
    # disk and reads no further than Content-Length, so memory holds one picture at most.
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    actions.check_size((int(length) if length.isdecimal() else 0) - ENVELOPE, now=now)
    try:
        part = request.FILES.get("file")
    except RequestDataTooBig as large:
        raise TooLarge() from large
    except (MultiPartParserError, BadRequest, SuspiciousOperation, UnreadablePostError) as broken:
        raise Unreadable() from broken
    if part is None:
        raise Invalid.field("file", msg("Thiếu phần 'file' chứa ảnh."))
    actions.check_size(part.size or 0, now=now)
    return part
