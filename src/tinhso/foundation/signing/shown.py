"""How is it told to people who signed a paper, and what that is worth? Plain values for any room's page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tinhso.core.translation import say
from tinhso.foundation.signing import rules
from tinhso.ui import formats


@dataclass(frozen=True)
class Line:
    """One signature: who (`title`), when and what it is worth (`text`), in one word (`label`) and tone."""

    title: str
    text: str
    label: str
    tone: str


def lines(kept: Mapping[str, Any] | None) -> list[Line]:
    """This will tell of every signature that is kept beside a paper (`rules.told`)."""
    return [_line(one) for one in rules.read(kept)]


def in_short(kept: Mapping[str, Any] | None) -> str:
    """This will say in one sentence who signed a paper, or that nobody did."""
    found = lines(kept)
    if found:
        return "; ".join(f"{one.title} ({one.text})" for one in found)
    return _("Chưa có chữ ký số")


def _line(one: rules.Signature) -> Line:
    title = _("Đã ký số bởi %(name)s") % {"name": one.name or one.organisation or _("không rõ người ký")}
    parts = [_when(one), say(rules.state(one))]
    if one.is_trusted and one.is_sample:
        parts.append(_("minh hoạ – chưa đối chiếu văn bản"))
    label, tone = _("Chữ ký hỏng"), "danger"
    if one.is_trusted:
        label, tone = _("Được tin cậy"), "success"
    elif one.holds:
        label, tone = _("Chưa được tin cậy"), "warning"
    return Line(title, "; ".join(part for part in parts if part), label, tone)


def _when(one: rules.Signature) -> str:
    if one.signed_at is None:
        return _("không rõ lúc ký")
    at = {"at": formats.datetime_vn(one.signed_at)}
    return (
        _("lúc %(at)s, có dấu thời gian") % at
        if one.is_time_proven
        else _("lúc %(at)s theo máy người ký") % at
    )
