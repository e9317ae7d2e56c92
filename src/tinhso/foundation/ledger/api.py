"""The public face of the ledger: the head of the chain, for everybody to keep and compare."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Schema

from tinhso.foundation.ledger import queries

router = Router()


class HeadOut(Schema):
    """The end of the chain; `at` is the moment of the last numbered fact, null where there is none."""

    position: int
    hash: str
    at: datetime | None


@router.get("/head", response=HeadOut, auth=None, summary="Đầu chuỗi của sổ cái")
def head(request: HttpRequest) -> dict[str, object]:
    """The position and SHA-256 (hexadecimal) at the end of the chain."""
    return queries.head().as_json()
