"""Ask the portal what was filed for this province since the last time, page by page."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.gateway.national import dated, line
from tinhso.gateway.national.actions.arriving import hear
from tinhso.gateway.national.actions.delivering import configured
from tinhso.gateway.national.line import Answer
from tinhso.gateway.national.models import Line
from tinhso.gateway.national.rules.retrying import Verdict

PAGES_A_TURN = 5
LONGEST_CURSOR = 200


def pull(now: datetime) -> int:
    """This will fetch at most five pages and give how many arrivals are new.

    A page and the place where the next one begins are committed together, so a kill at any moment asks the
    same page again. A page that is cut off or unreadable moves nothing. Call it in no transaction.
    """
    portal = configured()
    if portal is None:
        return 0
    fresh = 0
    with line.session(portal, now) as session:
        for _page in range(PAGES_A_TURN):
            if not session.is_open:
                break
            size = int(parameters.value(dated.PAGE_SIZE, local_date(now)))
            cursor = line.row().cursor
            answer = session.get("LayDanhSachHoSo", conTro=cursor, soLuong=str(size))
            found = items(answer)
            if found is None:
                break
            following = next_cursor(answer, cursor)
            with transaction.atomic():
                fresh += len(hear(found, now=now))
                Line.objects.filter(pk=line.LINE).update(cursor=following or cursor, last_pull_at=now)
            if following is None or not has_more(answer):
                break
    return fresh


def items(answer: Answer) -> list[Any] | None:
    """This will give the lines of a list; None where the answer is no list."""
    found = answer.body.get("danhSach")
    return found if answer.verdict == Verdict.TAKEN and isinstance(found, list) else None


def next_cursor(answer: Answer, before: str) -> str | None:
    """This will give where the next page begins; None where the portal names no place further on."""
    found = answer.body.get("conTro")
    if not isinstance(found, str) or not 0 < len(found) <= LONGEST_CURSOR or found == before:
        return None
    return found


def has_more(answer: Answer) -> bool:
    """This will tell whether the portal says that more pages follow."""
    return str(answer.body.get("conNua")).lower() in ("1", "true")


def only_line(answer: Answer) -> Mapping[str, Any] | None:
    """This will give the only line of an answer about one dossier."""
    found = items(answer) or []
    return found[0] if len(found) == 1 and isinstance(found[0], Mapping) else None
