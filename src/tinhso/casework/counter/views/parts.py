"""How are the parts of a dossier said to an officer: papers, clock, slip, fees, opinions?"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.counter.views import words
from tinhso.casework.onestop.queries import Case
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules.shapes import Channel, ProcedureVersion, Term
from tinhso.core import clock
from tinhso.core.clock import local_date
from tinhso.core.roles import Actor
from tinhso.core.values import RuleRef
from tinhso.foundation.signing import queries as signing
from tinhso.foundation.signing import shown as signatures
from tinhso.foundation.workdays import queries as workdays
from tinhso.gateway.payments import addresses as payments
from tinhso.ui import formats

Rows = list[dict[str, Any]]


def moves(found: Case) -> Rows:
    """This will list how the end of the time moved, each with its ground and its document."""
    return [
        {
            "at": one.at,
            "title": words.why(one.why),
            "text": one.reason if one.reason != one.why else "",
            "document": one.document,
            "before": one.due_before,
            "after": one.due_after,
        }
        for one in found.moves
    ]


def because(found: Case, version: ProcedureVersion) -> Rows:
    """This will say why it lies with this body, and why the date is this one: term, rule, count."""
    row = found.row
    reasons: Rows = [
        {
            "decision": one.agency_name,
            "sentence": " ".join(filter(None, (words.placed(one.ground, one.named), one.reason))),
            "rule": one.citation,
            "sample": one.is_sample,
        }
        for one in found.placings
    ]
    if not row.received_at or not row.current_due:
        return reasons
    rule, sentence = term_rule(found, version)
    reasons.append(
        {"decision": _("Thời hạn"), "sentence": sentence, "rule": rule.citation, "sample": rule.is_sample}
    )
    counted = _("Tính từ lúc tiếp nhận %(at)s theo lịch làm việc; hạn ban đầu %(due)s.") % {
        "at": formats.datetime_vn(row.received_at),
        "due": formats.datetime_vn(row.original_due or row.current_due),
    }
    reasons.append({"decision": _("Cách tính"), "sentence": counted, "rule": "", "sample": False})
    for one in found.moves[1:]:
        moved = _("%(why)s: hạn chuyển từ %(before)s sang %(after)s.") % {
            "why": words.why(one.why),
            "before": formats.datetime_vn(one.due_before) if one.due_before else "–",
            "after": formats.datetime_vn(one.due_after),
        }
        reasons.append({"decision": _("Đổi hạn"), "sentence": moved, "rule": one.document, "sample": False})
    return reasons


def term_rule(found: Case, version: ProcedureVersion) -> tuple[RuleRef, str]:
    """This will give the rule on which the pinned term rests, and the term as a sentence."""
    row = found.row
    rule = RuleRef(version.ref, version.valid_from, version.citation, version.is_sample)
    if row.is_early and row.received_at:
        channel = Channel.ONLINE if row.channel in ("national", "site") else Channel.COUNTER
        promised = procedures.early_term(version, channel=channel, on=local_date(row.received_at))
        rule = promised[1] if promised else rule
    pinned = pinned_term(found)
    if row.is_early:
        return rule, _("Tỉnh cam kết trả sớm: %(term)s (luật cho %(full)s).") % {
            "term": term_words(pinned),
            "full": term_words(version.term),
        }
    return rule, _("Thủ tục này giải quyết trong %(term)s.") % {"term": term_words(pinned)}


def pinned_term(found: Case) -> Term | None:
    """This will give the term as it was pinned; None is "within the day"."""
    row = found.row
    if row.term_amount is None:
        return None
    return Term(row.term_amount, procedures.TermUnit(row.term_unit))


def term_words(term: Term | None) -> str:
    """This will say a term."""
    if term is None:
        return _("Trả ngay trong ngày làm việc")
    return workdays.term_in_words(term)


def slip(found: Case, names: Mapping[str, str], now: datetime) -> Rows:
    """This will show the control slip as a line of time: who has it, until when, how it stood."""
    tones = {"early": "success", "on_time": "success", "late": "danger"}
    rows: Rows = []
    for line in found.lines:
        who = names.get(line.receiver, "") or line.unit
        running = line.ended_at is None
        late = running and line.due_at < now and found.row.clock == "running"
        rows.append(
            {
                "title": line.name,
                "who": who,
                "giver": names.get(line.giver, ""),
                "began_at": line.began_at,
                "due_at": line.due_at,
                "ended_at": line.ended_at,
                "verdict": words.verdict(line.verdict)
                or (_("đang quá hạn") if late else _("đang làm") if running else ""),
                "tone": tones.get(line.verdict, "danger" if late else "info"),
                "note": line.note,
            }
        )
    return rows


def fees(found: Case) -> Rows:
    """This will show each fee: in full, what is due of it, on which rule, whether it is paid."""
    return [
        {
            "name": one.name,
            "full": formats.number(one.full) if one.full != one.due else "",
            "due": formats.number(one.due),
            "state": _("đã thanh toán %(at)s") % {"at": formats.datetime_vn(one.paid_at)}
            if one.paid_at
            else _("không phải nộp")
            if not one.due
            else _("chưa thanh toán"),
            "tone": "success" if one.paid_at or not one.due else "warning",
            "order": one.order,
            "order_url": payments.case(one.order) if one.order else "",
            "citation": one.citation,
        }
        for one in found.owed
    ]


def cash_owed(found: Case) -> tuple[str, int]:
    """This will name the first unpaid order and what is due of it; ("", 0) where nothing is owed."""
    open_ = [one for one in found.owed if one.order and one.due and not one.paid_at]
    if not open_:
        return "", 0
    order = open_[0].order
    return order, sum(one.due for one in open_ if one.order == order)


def results(found: Case) -> Rows:
    """This will show what the procedure gave."""
    return [
        {
            "title": one.title,
            "number": one.number,
            "at": one.attached_at,
            "lines": signatures.lines(one.signature),
            "waits": one.waits,
            "unsigned": one.signature is None and not one.waits,
            "url": reverse("counter:result", args=[found.row.code, place]) if one.file or one.paper else "",
        }
        for place, one in enumerate(found.results, 1)
    ]


def signing_keys(found: Case, by: Actor) -> list[signing.KeyView]:
    """This will list the keys with which this officer may sign what waits; none where nothing does."""
    if not any(one.waits for one in found.results):
        return []
    return signing.keys_of(found.row.agency_code, officer=by.key, on=local_date(clock.now()))


def opinions(found: Case, now: datetime) -> Rows:
    """This will show what other bodies were asked and said."""
    return [
        {
            "agency": one.agency_name,
            "question": one.question,
            "answer": one.answer,
            "asked_at": one.asked_at,
            "answered_at": one.answered_at,
            "due_at": one.due_at,
            "remaining": _("xong") if one.answered_at else formats.remaining(one.due_at, now),
            "tone": "done" if one.answered_at else "late" if one.due_at < now else "calm",
        }
        for one in found.opinions
    ]


def wanted(found: Case, version: ProcedureVersion) -> Rows:
    """This will show what was asked for."""
    names = {one.code: one.name for one in version.components}
    return [
        {"name": names.get(one.get("code", ""), _("Nội dung đơn và việc khác")), "text": one.get("text", "")}
        for one in found.wanted
    ]


def objections(found: Case, now: datetime) -> Rows:
    """This will show what the applicant says is late or wrong; the words only to those who may read them."""
    abouts = {"late": _("Chậm"), "wrong": _("Không đúng"), "conduct": _("Thái độ")}
    return [
        {
            "kind": _("Khiếu nại") if one.kind == "complaint" else _("Phản ánh, kiến nghị"),
            "about": abouts.get(one.about, one.about),
            "at": one.made_at,
            "until": one.until,
            "text": one.text,
            "answer": one.answer,
            "remaining": _("xong") if one.answered_at else formats.remaining(one.until, now),
            "tone": "done" if one.answered_at else "late" if one.until < now else "calm",
        }
        for one in found.objections
    ]


def printable(found: Case) -> list[dict[str, str]]:
    """This will list the forms that can be printed of this dossier as it stands now; none without a name."""
    row = found.row
    if row.application.erased_at:
        return []
    offered = [
        ("giay-hen", _("Mẫu 01 – Giấy tiếp nhận và hẹn trả"), row.received_at is not None),
        ("bo-sung", _("Mẫu 02 – Yêu cầu bổ sung"), bool(found.wanted)),
        ("tu-choi", _("Mẫu 03 – Từ chối tiếp nhận"), row.business == "refused"),
        ("xin-loi", _("Mẫu 04 – Xin lỗi và hẹn lại"), row.extended_at is not None),
        ("dung", _("Mẫu 05 – Dừng giải quyết"), row.business == "stopped"),
        ("phieu-kiem-soat", _("Mẫu 06 – Phiếu kiểm soát quá trình"), bool(found.lines)),
    ]
    return [
        {"label": label, "url": reverse("counter:paper", args=[row.code, name])}
        for name, label, is_there in offered
        if is_there
    ]
