"""How is what the applicant changed at the national portal shown to the officer who has the dossier?"""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.counter.views import answers, components, words
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.queries.shapes import Later, Paper
from tinhso.casework.onestop.rules.versions import Fate, is_ended
from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core.clock import local, local_date
from tinhso.ui import formats

Rows = list[dict[str, Any]]


def rows(found: Case, version: ProcedureVersion, names: Mapping[str, str], language: str) -> Rows:
    """This will list the later versions, the newest first: what each says differently, and its papers."""
    return [
        {
            "title": _title(one),
            "fate": _("Hồ sơ đã kết thúc nên bản này chỉ được lưu lại.")
            if one.fate == Fate.BESIDE and is_ended(found.row.business) and one.waits
            else words.fate(one.fate),
            "waits": one.waits,
            "changes": _changes(version, one, language),
            "new": [_paper(found, paper, replaces={old.code for old in one.gone}) for paper in one.new],
            "gone": [old.name for old in one.gone if old.code not in {paper.code for paper in one.new}],
            "seen": _("%(who)s đã xem lúc %(at)s.")
            % {"who": names.get(one.seen_by, _("Cán bộ")), "at": formats.datetime_vn(one.seen_at)}
            if one.seen_at
            else "",
        }
        for one in reversed(found.versions)
    ]


def banner(found: Case) -> dict[str, str]:
    """This will say above the dossier that somebody should look; {} where nobody has to."""
    waiting = [one for one in found.versions if one.waits]
    if waiting and not is_ended(found.row.business):
        return {
            "tone": "warning",
            "title": _title(waiting[-1]),
            "text": _("Cơ quan đã nhận hồ sơ nên không nội dung nào bị thay. Hãy xem bản mới khác ở đâu."),
        }
    applied = [one for one in found.versions if one.fate == Fate.APPLIED]
    if applied and found.row.business == "filed":
        text = _(
            "Hồ sơ chưa được tiếp nhận: nội dung và giấy tờ dưới đây là bản mới, hạn tiếp nhận giữ nguyên."
        )
        return {"tone": "info", "title": _title(applied[-1]), "text": text}
    return {}


def offered(found: Case) -> list[tuple[str, str]]:
    """This will list the papers that may be taken over, as (id of the row, name and what it replaces)."""
    if found.row.business == "decided":
        return []
    return [
        (
            str(paper.id),
            _("%(name)s, gửi lúc %(at)s") % {"name": paper.name, "at": formats.datetime_vn(one.at)},
        )
        for one in found.versions
        if one.waits
        for paper in one.new
        if not paper.refused_for
    ]


def _title(one: Later) -> str:
    return _("Cổng quốc gia gửi bản sửa ngày %(day)s, lúc %(hour)s") % {
        "day": formats.date_vn(local_date(one.at)), "hour": f"{local(one.at):%H:%M}",
    }  # fmt: skip


def _paper(found: Case, paper: Paper, *, replaces: Collection[str]) -> dict[str, str]:
    state = _("thay bản nộp trước") if paper.code in replaces else ""
    if paper.is_awaited:
        state = _("đang lấy tệp từ Cổng")
    if paper.refused_for:
        state = _("tệp không nhận được: %(why)s") % {"why": words.refused(paper.refused_for)}
    return {"name": paper.name, "url": components.url(found, paper), "state": state}


def _changes(version: ProcedureVersion, one: Later, language: str) -> list[dict[str, str]]:
    labels = {
        "holder.name": _("Họ tên"), "holder.kind": _("Loại"), "holder.number": _("Số định danh"),
        "holder.phone": _("Điện thoại"), "holder.email": _("Thư điện tử"), "holder.address": _("Địa chỉ"),
        "holder.born": _("Ngày sinh"), "procedure": _("Thủ tục"), "unit": _("Nơi nhận"),
    }  # fmt: skip
    made = []
    for changed in one.changed:
        if changed.field == "withdrawn":
            made.append(_change(_("Rút hồ sơ"), _("không"), _("người nộp rút trên Cổng quốc gia")))
        elif label := labels.get(changed.field):
            made.append(_change(label, changed.before, changed.after))
    was, now = (_answered(version, said, language) for said in one.data)
    for label in dict.fromkeys([*was, *now]):
        if was.get(label) != now.get(label):
            made.append(_change(label, was.get(label), now.get(label)))
    return made


def _answered(version: ProcedureVersion, said: Mapping[str, Any], language: str) -> dict[str, str]:
    sections = answers.answers(version.form_schema, said, language)
    return {row["label"]: row["value"] for section in sections for row in section["rows"]}


def _change(label: str, before: Any, after: Any) -> dict[str, str]:
    nothing = _("để trống")
    return {"label": label, "before": str(before or nothing), "after": str(after or nothing)}
