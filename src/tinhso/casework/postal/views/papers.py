"""How are a list and the labels of its envelopes printed, and how is its signed sheet opened?"""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tinhso.casework.onestop import addresses as dossiers
from tinhso.casework.onestop.papers import handing
from tinhso.casework.onestop.papers.offices import office
from tinhso.casework.postal import addresses, queries
from tinhso.casework.postal.queries import ListView
from tinhso.casework.postal.workflow import COUNTER, Stage
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.foundation.accounts.requests import actor_of, signed_in
from tinhso.foundation.files import queries as files
from tinhso.foundation.files.requests import handed_out

OUT_TITLE = "Danh sách bàn giao kết quả cho bưu chính công ích"
IN_TITLE = "Danh sách nhận hồ sơ, giấy tờ từ bưu chính công ích"


@never_cache
@require_safe
@signed_in(*COUNTER)
def printed(request: HttpRequest, code: str) -> HttpResponse:
    """This will give the list as PDF, to be signed by hand. Raises Missing."""
    found = queries.handover(code, by=actor_of(request))
    with translation.override("vi"):  # papers are in Vietnamese whatever language the officer reads
        return _pdf(handing.handover(_paper(found)), found.code)


def _paper(found: ListView) -> handing.Handover:
    issuer = office(found.agency_code, on=found.day)
    ours, theirs = f"Bộ phận một cửa, {issuer.name}", found.carrier_name
    return handing.Handover(
        office=issuer,
        made_at=found.made_at,
        code=found.code,
        title=OUT_TITLE if found.is_out else IN_TITLE,
        giver_side=ours if found.is_out else theirs,
        receiver_side=theirs if found.is_out else ours,
        look_up=settings.PUBLIC_URL.rstrip("/") + addresses.handover(found.code),
        lines=tuple(
            handing.Line(
                one.number, one.dossier_code or f"Thủ tục {one.procedure_code}", one.contents, one.tracking,
                one.area,
            )
            for one in found.envelopes
            if one.state.word != Stage.DROPPED
        ),
        giver=found.giver,
        receiver=found.receiver,
        signed_at=found.signed_at,
    )  # fmt: skip


@never_cache
@require_safe
@signed_in(*COUNTER)
def labels(request: HttpRequest, code: str) -> HttpResponse:
    """This will give the labels of the envelopes that are still to be brought. Raises Missing."""
    found, now = queries.handover(code, by=actor_of(request)), clock.now()
    made = tuple(
        handing.Label(
            who.name, who.phone, who.address, who.area, one.dossier_code, one.tracking,
            settings.PUBLIC_URL.rstrip("/") + dossiers.own(one.dossier_code),
        )
        for one, who in queries.recipients(found)
    )  # fmt: skip
    if not found.is_out or not made:
        raise Missing
    sender = office(found.agency_code, on=local_date(now))
    return _pdf(handing.labels(sender, made, made_at=now), f"{found.code}-nhan")


@never_cache
@require_safe
@signed_in(*COUNTER)
def sheet(request: HttpRequest, code: str) -> HttpResponse:
    """This will hand out the signed sheet. Raises Missing."""
    found = queries.handover(code, by=actor_of(request))
    if not found.sheet:
        raise Missing
    stream, kept = files.open_original(found.sheet, owner=found.subject)
    return cast(HttpResponse, handed_out(stream, kept, name=f"{found.code}-ban-ky"))


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
