"""What does a citizen see of the own papers: what they are worth, who looked, where they are used?

For whoever an electronic identity vouches for in this session; everybody else gets a sentence and the way in.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from tinhso.casework.onestop import queries as onestop
from tinhso.core import clock
from tinhso.core.errors import Missing, SignInNeeded
from tinhso.core.roles import CITIZEN, Role
from tinhso.core.translation import say
from tinhso.foundation.accounts import citizens
from tinhso.foundation.accounts.queries import ROLE_LABELS
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.files.requests import handed_out, shown
from tinhso.foundation.signing import shown as signatures
from tinhso.foundation.vault import actions as vault
from tinhso.foundation.vault import queries as papers
from tinhso.ui import formats

KEEPING = "kho-giay-to"
"""The purpose of consent to keep what the owner puts there."""
LOOKS_SHOWN = 20


@never_cache
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """This will show the papers of whoever is vouched for, or how to be."""
    owner = citizens.owner_of(request)
    way_in = f"{reverse('account_citizen')}?next={request.path}"
    if not owner:
        return render(request, "portal/papers.html", {"way_in": way_in})
    now = clock.now()
    on = clock.local_date(now)
    links, looks = papers.links_of(owner), papers.accesses(owner)
    kept = papers.papers_of(owner, on=on)
    context = {
        "owner": True,
        "groups": _groups([_shown(one, links, looks, on) for one in kept]),
        "looks": [_look(one, on) for one in looks if one.who_key != Role.CITIZEN][:LOOKS_SHOWN],
        "consents": [_consent(one) for one in papers.consents(owner) if one.withdrawn_at is None],
    }
    return render(request, "portal/papers.html", context)


@never_cache
@require_safe
def file(request: HttpRequest, number: int, version: int) -> FileResponse:
    """This will hand a paper out to its owner, and record that. Raises NoSuchPaper for everybody else's."""
    owner = _owner(request)
    stream, found = vault.hand_out(
        paper=f"paper:{number}", version=version, reason="", owner=owner, by=CITIZEN, now=clock.now()
    )
    return handed_out(stream, found, name=f"giay-to-{number}-{version}")


@never_cache
@require_safe
def first_page(request: HttpRequest, number: int, version: int, size: str) -> FileResponse:
    """This will show the owner how a paper looks. Raises NoSuchPaper, NoSuchPicture."""
    return shown(*vault.preview(paper=f"paper:{number}", version=version, size=size, owner=_owner(request)))


@require_POST
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """This will erase a paper that its owner had put there. Raises NoSuchPaper, StillUsed."""
    vault.remove(f"paper:{number}", owner=_owner(request), by=CITIZEN, now=clock.now())
    messages.success(request, _("Đã xoá giấy tờ khỏi kho."))
    return redirect("portal:papers")


@require_POST
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    """This will take consent back. Raises Missing for somebody else's."""
    if consent_id >= 2**63:
        raise Missing
    vault.withdraw_consent(consent_id, owner=_owner(request), by=CITIZEN, now=clock.now())
    messages.success(request, _("Đã rút lại sự đồng ý."))
    return redirect("portal:papers")


def _owner(request: HttpRequest) -> str:
    owner = citizens.owner_of(request)
    if not owner:
        raise SignInNeeded
    return owner


def _groups(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Papers by type, the types in the order of their newest paper."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        found.setdefault(row["type"], {"title": row["title"], "papers": []})["papers"].append(row)
    return list(found.values())


def _shown(
    one: papers.PaperView, links: list[papers.LinkView], looks: list[papers.AccessView], on: date
) -> dict[str, Any]:
    number = int(one.key.partition(":")[2])
    used = [link for link in links if link.paper == one.key]
    return {
        "type": one.type_code,
        "title": one.title or _("Giấy tờ"),
        "pill": _pill(one),
        "facts": list(_facts(one)),
        "image": reverse("portal:paper_page", args=[number, one.version, "thumb"]),
        "file": reverse("portal:paper_file", args=[number, one.version]),
        "file_label": _("Tải về (PDF)") if one.kind == "application/pdf" else _("Tải về (ảnh)"),
        "used": [_use(link) for link in used],
        "looks": [_look(look, on) for look in looks if look.paper == one.key][:LOOKS_SHOWN],
        "remove": _way_out(one, used, number),
    }


def _way_out(one: papers.PaperView, used: list[papers.LinkView], number: int) -> str:
    """Where the owner lets the paper go; nowhere for what a law keeps or something uses."""
    if one.basis.kind != vault.BasisKind.CONSENT or any(link.ended_at is None for link in used):
        return ""
    return reverse("portal:paper_remove", args=[number])


def _pill(one: papers.PaperView) -> dict[str, str]:
    words = {
        vault.Status.VALID: (_("Còn giá trị"), "success"),
        vault.Status.EXPIRED: (_("Hết hạn"), "warning"),
        vault.Status.REVOKED: (_("Đã bị thu hồi"), "danger"),
        vault.Status.REPLACED: (_("Đã có bản thay thế"), "neutral"),
    }
    label, tone = words[one.status]
    return {"label": label, "tone": tone}


def _facts(one: papers.PaperView) -> Iterable[dict[str, str]]:
    if one.number:
        yield {"label": _("Số"), "value": one.number}
    if one.issuer_name:
        yield {"label": _("Nơi cấp"), "value": one.issuer_name}
    yield {"label": _("Ngày cấp"), "value": formats.date_vn(one.issued_on)}
    if one.expires_on:
        yield {"label": _("Có giá trị đến hết"), "value": formats.date_vn(one.expires_on)}
    yield {"label": _("Từ đâu có"), "value": _source(one)}
    if one.signature or one.source == vault.Source.ISSUED:
        yield {"label": _("Chữ ký số"), "value": _signature(one.signature or {})}
    if one.version > 1:
        yield {"label": _("Phiên bản"), "value": str(one.version)}


def _source(one: papers.PaperView) -> str:
    return {
        vault.Source.DIGITISED: _("Số hoá tại quầy, có cán bộ xác nhận đúng bản giấy"),
        vault.Source.ISSUED: _("Kết quả điện tử do cơ quan cấp"),
        vault.Source.NATIONAL: _("Kho trên Cổng Dịch vụ công quốc gia"),
        vault.Source.UPLOADED: _("Ông/bà tự tải lên, chưa ai xác nhận"),
    }[one.source]


def _signature(said: dict[str, Any]) -> str:
    if not said or "signatures" in said:
        return signatures.in_short(said)
    signer = str(said.get("signer", "")) or _("không rõ người ký")
    return signer if said.get("valid") else _("%(signer)s – chưa kiểm tra được") % {"signer": signer}


def _use(link: papers.LinkView) -> dict[str, Any]:
    text = _("Đã đóng ngày %(day)s") % {"day": formats.date_vn(link.ended_at)} if link.ended_at else ""
    why = link.citation or _("Ông/bà đồng ý")
    return {
        "at": link.linked_at, "title": _subject(link.to), "actor": why, "text": text,
        "icon": "file-symlink", "tone": "neutral" if link.ended_at else "info",
    }  # fmt: skip


def _look(one: papers.AccessView, on: date) -> dict[str, Any]:
    agency = agencies.agency(one.agency, on=on) if one.agency else None
    return {
        "at": one.at, "title": _role(one.who_key), "icon": "eye",
        "actor": agency.name if agency else one.agency,
        "text": ". ".join(part for part in (one.reason, _subject(one.to) if one.to else "") if part),
    }  # fmt: skip


def _role(word: str) -> str:
    if word == Role.CITIZEN:
        return _("Ông/bà")
    if word == Role.MACHINE:
        return _("Hệ thống")
    return say(ROLE_LABELS[Role(word)])


def _subject(to: str) -> str:
    """What a paper was used for, in words: the code of a dossier, which its owner knows."""
    kind, _colon, number = to.partition("/")[0].partition(":")
    if kind != "dossier" or not number.isdecimal():
        return _("Một việc khác của cơ quan nhà nước")
    try:
        return _("Hồ sơ %(code)s") % {"code": onestop.code_of(int(number))}
    except Missing:
        return _("Một hồ sơ đã xoá")


def _consent(one: papers.ConsentView) -> dict[str, Any]:
    if one.purpose == KEEPING:
        purpose = _("Giữ trong kho những giấy tờ ông/bà tự tải lên")
    else:
        code = one.purpose.partition(":")[2] or one.purpose
        purpose = _("Dùng lại giấy tờ trong kho cho thủ tục %(code)s") % {"code": code}
    given: datetime = one.given_at
    return {"purpose": purpose, "given_at": given, "url": reverse("portal:consent_withdraw", args=[one.id])}
