"""How is a procedure told to the public? Plain values for the pages, in the reader's language."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tinhso.casework.procedures import entrance, queries
from tinhso.casework.procedures.queries import (
    HERE,
    Audience,
    Channel,
    FeeDue,
    Level,
    OnlineLevel,
    ProcedureVersion,
    Stage,
    Term,
    UnitKind,
)
from tinhso.core.messages import msg
from tinhso.foundation.workdays import queries as workdays
from tinhso.ui import formats

SAMPLE = msg("minh hoạ – chưa đối chiếu văn bản")

LEVELS = {Level.COMMUNE: msg("Cấp xã"), Level.PROVINCE: msg("Cấp tỉnh")}
AUDIENCES = {
    Audience.CITIZEN: msg("Người dân"),
    Audience.ORGANISATION: msg("Tổ chức, doanh nghiệp"),
    Audience.AGENCY: msg("Cơ quan nhà nước"),
}
ONLINE = {
    OnlineLevel.FULL: msg("Trực tuyến toàn trình"),
    OnlineLevel.PARTIAL: msg("Trực tuyến một phần"),
    OnlineLevel.INFORMATION: msg("Chỉ cung cấp thông tin"),
}
UNITS = {
    UnitKind.RECEPTION: msg("Bộ phận tiếp nhận và trả kết quả"),
    UnitKind.SPECIALIST: msg("Bộ phận chuyên môn"),
    UnitKind.LEADER: msg("Lãnh đạo"),
    UnitKind.CLERK: msg("Văn thư"),
    UnitKind.PARTNER: msg("Cơ quan phối hợp"),
}
STAGES = {
    Stage.SUBMIT: msg("Nộp hồ sơ"),
    Stage.RECEIVE: msg("Tiếp nhận"),
    Stage.HANDLE: msg("Xử lý"),
    Stage.PAY: msg("Nộp phí, lệ phí"),
    Stage.RETURN: msg("Trả kết quả"),
}


def money(amount: int) -> str:
    """This will write an amount of VND."""
    return _("%(amount)s đồng") % {"amount": formats.number(amount)}


def hours(value: float) -> str:
    """This will write working hours: 2 giờ, 0,5 giờ."""
    written = formats.number(value, 0 if float(value).is_integer() else 1)
    return _("%(hours)s giờ") % {"hours": written}


def term(value: Term | None) -> str:
    """This will write a term; None is a result at once."""
    if value is None:
        return _("Trả ngay trong ngày làm việc")
    return workdays.term_in_words(value)


def row(version: ProcedureVersion) -> dict[str, Any]:
    """This will make one line of a list."""
    levels = " · ".join(_(LEVELS[level]) for level in version.levels)
    meta = [queries.field_name(version), levels, term(version.term)]
    return {
        "url": reverse("procedures:one", args=[version.code]),
        "title": queries.name_of(version),
        "meta": [one for one in meta if one],
        "pill": pill(version),
    }


def pill(version: ProcedureVersion) -> dict[str, str]:
    """This will say in a word what can be done online."""
    if version.is_local:
        return {"label": _("Nộp tại trang này"), "tone": "success"}
    tones = {OnlineLevel.FULL: "success", OnlineLevel.PARTIAL: "info", OnlineLevel.INFORMATION: "neutral"}
    return {"label": _(ONLINE[version.online_level]), "tone": tones[version.online_level]}


def facts(version: ProcedureVersion, on: date) -> list[dict[str, Any]]:
    """This will list what one wants to know first."""
    english = get_language() == "en"
    who = (english and version.who_en) or version.who
    audience = ", ".join(_(AUDIENCES[a]) for a in version.audience)
    reason = (english and version.online_reason_en) or version.online_reason
    rows = [
        {"label": _("Ai được làm"), "value": f"{audience}. {who}" if who else audience},
        {"label": _("Thời hạn"), "value": term(version.term)},
    ]
    if early := queries.early_term(version, channel=Channel.ONLINE, on=on):
        words = _("%(term)s, khi nộp trực tuyến") % {"term": term(early[0])}
        rows.append({"label": _("Trả sớm"), "value": words})
    rows += [
        {"label": _("Phí, lệ phí"), "value": fee_words(version, on)},
        {"label": _("Nơi giải quyết"), "value": ", ".join(_(LEVELS[v]) for v in version.levels)},
        {"label": _("Mức trực tuyến"), "value": _online(version, reason)},
        {
            "label": _("Kết quả"),
            "value": "; ".join((english and r.name_en) or r.name for r in version.results),
        },
    ]
    return rows


def _online(version: ProcedureVersion, reason: str) -> str:
    level = _(ONLINE[version.online_level])
    return f"{level}. {reason}" if reason else level


def fee_words(version: ProcedureVersion, on: date) -> str:
    """This will say in a line what it costs, at the counter and online."""
    if not version.fees:
        return _("Không thu")
    full = queries.total(queries.fees_due(version, channel=Channel.COUNTER, on=on))
    online = queries.total(queries.fees_due(version, channel=Channel.ONLINE, on=on))
    if online < full:
        return _("%(full)s; nộp trực tuyến: %(online)s") % {"full": money(full), "online": money(online)}
    return money(full)


def fees(version: ProcedureVersion, on: date) -> dict[str, Any]:
    """This will list the fees: each at the counter and online, and the grounds that spare them."""
    english = get_language() == "en"
    counter = queries.fees_due(version, channel=Channel.COUNTER, on=on)
    online = queries.fees_due(version, channel=Channel.ONLINE, on=on)
    names = {f.code: (english and f.name_en) or f.name for f in version.fees}
    return {
        "rows": [
            {"label": names[a.code], "value": _both(a, b)} for a, b in zip(counter, online, strict=True)
        ],
        "sources": _sources([*counter, *online]),
        "grounds": [g.name for g in queries.grounds(version, on=on)],
    }


def _both(counter: FeeDue, online: FeeDue) -> str:
    if online.due == counter.due:
        return money(counter.due)
    words = _("tại quầy %(counter)s, trực tuyến %(online)s")
    return words % {"counter": money(counter.due), "online": money(online.due)}


def _sources(dues: list[FeeDue]) -> list[str]:
    """The rules behind a reduction, each once, with the mark of those nobody has compared."""
    found = {}
    for due in dues:
        if due.saved and due.rule.citation:
            mark = f" ({_(SAMPLE)})" if due.rule.is_sample and "minh hoạ" not in due.rule.citation else ""
            found[due.rule.citation] = f"{due.rule.citation}{mark}"
    return list(found.values())


def papers(version: ProcedureVersion) -> list[dict[str, Any]]:
    """This will make the checklist of papers."""
    english = get_language() == "en"
    return [
        {
            "id": f"giay-{c.code}",
            "name": (english and c.name_en) or c.name,
            "number": _numbers(c.originals, c.copies),
            "depends": c.when is not None,
            "optional": not c.required,
            "known": bool(c.paper_type or c.register),
            "form_url": c.form_url,
        }
        for c in version.components
    ]


def _numbers(originals: int, copies: int) -> str:
    parts = []
    if originals:
        parts.append(ngettext("%(n)s bản chính", "%(n)s bản chính", originals) % {"n": originals})
    if copies:
        parts.append(ngettext("%(n)s bản sao", "%(n)s bản sao", copies) % {"n": copies})
    return ", ".join(parts)


def steps(version: ProcedureVersion) -> list[dict[str, str]]:
    """This will list the steps, each with its unit and hours."""
    english = get_language() == "en"
    return [
        {
            "label": (english and s.name_en) or s.name,
            "text": f"{_(UNITS[s.unit_kind]) if english or not s.title else s.title} · {hours(s.hours)}",
        }
        for s in version.steps
    ]


def where(version: ProcedureVersion, on: date) -> dict[str, Any]:
    """This will say truthfully where it is filed and whose system handles it."""
    submit, handle = (queries.system(version.system(s), on) for s in (Stage.SUBMIT, Stage.HANDLE))
    counter = version.system(Stage.RECEIVE) == HERE
    return {
        "apply_url": entrance.address(version) if version.system(Stage.SUBMIT) == HERE else "",
        "is_here": version.system(Stage.SUBMIT) == HERE,
        "needs_identity": version.needs_identity,
        "portal": submit if submit and version.online_level != OnlineLevel.INFORMATION else None,
        "counter": counter,
        "handler": handle,
        "body": handle.body if handle else "",
    }


def stages(version: ProcedureVersion, on: date) -> list[dict[str, str]]:
    """This will say for each stage whose system counts."""
    rows = []
    for stage in Stage:
        found = queries.system(version.system(stage), on)
        rows.append({"label": _(STAGES[stage]), "value": found.name if found else _("Hệ thống của tỉnh")})
    return rows
