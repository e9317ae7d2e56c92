"""How is a dossier laid out for an officer? The query's plain values as the values of components."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhso.casework.counter.views import answers, components, parts, versions, words
from tinhso.casework.onestop import addresses
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.workflow import ENDED, Clock
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.shapes import Component, ProcedureVersion
from tinhso.core.translation import say
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.worklist import queries as worklist
from tinhso.ui import formats

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Shown:
    """A running clock: in which words, how much is left, in which tone."""

    label: str
    remaining: str
    due_at: datetime
    tone: str


@dataclass(frozen=True)
class Sheet:
    """Everything that the page of a dossier shows, ready for its components."""

    code: str
    subject: str
    title: str
    status_label: str
    status_tone: str
    pills: Rows
    clock: Shown | None
    facts: Rows
    people: Rows
    answers: Rows
    components: Rows
    versions: Rows
    banner: Mapping[str, str]
    missing: Sequence[str]
    moves: Rows
    because: Rows
    lines: Rows
    fees: Rows
    fees_open: bool
    results: Rows
    opinions: Rows
    wanted: Rows
    supplement: str
    objections: Rows
    ending: str
    papers: Rows
    own_url: str


def dossier_sheet(found: Case, *, now: datetime) -> Sheet:
    """This will lay out a dossier."""
    row = found.row
    version = procedures.version(row.version_ref)
    language = (get_language() or "vi")[:2]
    names = _names(found)
    return Sheet(
        code=row.code,
        subject=row.subject,
        title=version.name_en if language == "en" and version.name_en else row.name,
        status_label=say(found.state.label),
        status_tone=found.state.tone,
        pills=words.pills(found),
        clock=_clock(found, now),
        facts=_facts(found, version),
        people=_people(found),
        answers=answers.answers(version.form_schema, found.said.get("data", {}), language),
        components=components.rows(found, version, language),
        versions=versions.rows(found, version, names, language),
        banner=versions.banner(found),
        missing=[] if row.application.erased_at else [_called(one, language) for one in missing(found)],
        moves=parts.moves(found) if found.has_moved else [],
        because=parts.because(found, version),
        lines=parts.slip(found, names, now),
        fees=parts.fees(found),
        fees_open=any(one.due and not one.paid_at for one in found.owed),
        results=parts.results(found),
        opinions=parts.opinions(found, now),
        wanted=parts.wanted(found, version),
        supplement=_supplement(found),
        objections=parts.objections(found, now),
        ending=row.ending,
        papers=parts.printable(found),
        own_url=addresses.own(row.code),
    )


def missing(found: Case) -> list[Component]:
    """This will list the required components for which nothing was given, after what the form says."""
    have = {one.code for one in found.papers if not one.refused_for}
    version = procedures.version(found.row.version_ref)
    asked = forms.components(version.components, found.said.get("data", {}))
    return [one.component for one in asked if one.required and one.component.code not in have]


def _called(component: Component, language: str) -> str:
    return component.name_en if language == "en" and component.name_en else component.name


def _clock(found: Case, now: datetime) -> Shown | None:
    row = found.row
    if row.business == "filed":
        tone = "late" if row.accept_by < now else "soon"
        return Shown(_("Tiếp nhận"), formats.remaining(row.accept_by, now), row.accept_by, tone)
    if row.current_due is None:
        return None
    if row.clock == Clock.PAUSED:
        return Shown(words.ground(row.pause_ground), _("tạm dừng"), row.current_due, "paused")
    if row.clock == Clock.ENDED:
        said = words.verdict(row.finished_verdict) or _("xong")
        return Shown("", said.lower(), row.current_due, "late" if row.finished_verdict == "late" else "done")
    tones = [i.tone for i in worklist.items_of(row.subject, now=now) if i.duty == "handle"]
    tone = tones[-1] if tones else ("late" if row.current_due < now else "calm")
    return Shown(_("Trả kết quả"), formats.remaining(row.current_due, now), row.current_due, tone)


def _facts(found: Case, version: ProcedureVersion) -> list[dict[str, str]]:
    row = found.row
    on = row.filed_at.date()
    intake = agencies.agency(row.intake_agency, on=on) if row.intake_agency != row.agency_code else None
    rows = [
        (_("Thủ tục"), f"{row.procedure_code} · {row.name}"),
        (_("Phiên bản"), _("áp dụng từ %(day)s") % {"day": formats.date_vn(version.valid_from)}),
        (_("Cơ quan giải quyết"), row.agency_name),
        (_("Nơi tiếp nhận"), intake.name if intake else ""),
        (_("Kênh nộp"), words.channel(row.channel)),
        (_("Mã trên Cổng quốc gia"), row.national_code),
        (_("Nộp lúc"), formats.datetime_vn(row.filed_at)),
        (_("Tiếp nhận lúc"), _when(row.received_at)),
        (_("Hạn ban đầu"), _when(row.original_due) if row.original_due != row.current_due else ""),
        (_("Hạn trả kết quả"), _when(row.current_due)),
        (_("Quyết định lúc"), _when(row.decided_at)),
        (_("Kết quả"), words.outcome(row.outcome)),
        (_("Kết thúc lúc"), _when(row.ended_at) if row.business in {s.value for s in ENDED} else ""),
        (_("Nhận kết quả"), words.delivery(row.delivery)),
        (_("Người nộp đánh giá"), words.satisfaction(row.satisfaction)),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _when(at: datetime | None) -> str:
    return formats.datetime_vn(at) if at else ""


def _people(found: Case) -> list[dict[str, str]]:
    said, erased_at = found.said, found.row.application.erased_at
    if erased_at:
        gone = _("Đã xoá theo thời hạn lưu, ngày %(day)s") % {"day": formats.date_vn(erased_at)}
        return [{"label": _("Dữ liệu người nộp"), "value": gone}]
    holder, applicant = said.get("holder") or {}, said.get("applicant") or {}
    rows = [
        (_("Chủ hồ sơ"), holder.get("name")),
        (_("Mã số") if holder.get("kind") == "org" else _("Số định danh"), holder.get("number")),
        (_("Ngày sinh"), words.day(holder.get("born"))),
        (_("Điện thoại"), holder.get("phone")),
        (_("Thư điện tử"), holder.get("email")),
        (_("Địa chỉ"), holder.get("address")),
        (_("Địa chỉ nhận kết quả"), _sent_to(said)),
        (_("Người nộp thay"), applicant.get("name")),
        (_("Số định danh người nộp"), applicant.get("number")),
        (_("Điện thoại người nộp"), applicant.get("phone")),
        (_("Nộp thay với tư cách"), words.capacity(str(said.get("capacity") or ""))),
        (_("Nộp thay theo"), said.get("proxy_basis")),
        (_("Người hỗ trợ kê khai"), said.get("helper")),
    ]
    return [{"label": label, "value": str(value)} for label, value in rows if value]


def _sent_to(said: Mapping[str, Any]) -> str:
    by_post = said.get("delivery") or {}
    return ", ".join(part for part in (by_post.get("address"), by_post.get("area")) if part)


def _supplement(found: Case) -> str:
    if found.supplied_at:
        return _("Đã bổ sung lúc %(at)s.") % {"at": formats.datetime_vn(found.supplied_at)}
    if found.supplement_until:
        return _("Người nộp có tới %(at)s để bổ sung.") % {"at": formats.datetime_vn(found.supplement_until)}
    return ""


def _names(found: Case) -> dict[str, str]:
    keys = {line.giver for line in found.lines} | {line.receiver for line in found.lines}
    keys |= {one.seen_by for one in found.versions}
    named = {key: one.name for key, one in accounts.officers_of(keys).items()}
    return {**named, "machine": _("Hệ thống"), "citizen": _("Người nộp")}
