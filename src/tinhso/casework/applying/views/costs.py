"""What does a procedure cost, how long does it take, which papers does it ask for? In words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.applying.views import doors
from tinhso.casework.procedures import queries as procedures
from tinhso.core.translation import say
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.workdays.rules import Term
from tinhso.ui import formats


@dataclass(frozen=True)
class Cost:
    """One fee in words: in full, what is due online, and which rule spares the difference."""

    name: str
    full: str
    due: str
    why: str
    is_sample: bool

    @property
    def is_less(self) -> bool:
        """Whether a rule spares something."""
        return self.full != self.due


def dong(amount: int) -> str:
    """This will write an amount: 50.000 đồng."""
    return _("%(amount)s đồng") % {"amount": formats.number(amount)}


def costs(door: doors.Door, grounds: frozenset[str] = frozenset()) -> list[Cost]:
    """This will list the fees of an application filed here now."""
    rows = procedures.fees_due(
        door.version, channel=procedures.Channel.ONLINE, on=door.on, grounds=grounds
    )  # fmt: skip
    return [
        Cost(
            _fee_name(door, one.code, one.name), dong(one.full), dong(one.due),
            one.rule.citation, one.rule.is_sample,
        )
        for one in rows
    ]  # fmt: skip


def total(door: doors.Door, grounds: frozenset[str] = frozenset()) -> str:
    """This will write what is to be paid altogether."""
    rows = procedures.fees_due(door.version, channel=procedures.Channel.ONLINE, on=door.on, grounds=grounds)
    return dong(procedures.total(rows))


def _fee_name(door: doors.Door, code: str, name: str) -> str:
    if doors.language() != "en":
        return name
    return next((f.name_en for f in door.version.fees if f.code == code and f.name_en), name)


def term_words(term: Term | None) -> str:
    """This will write a term: 3 ngày làm việc; none is within the day."""
    if term is None:
        return _("Trả ngay trong ngày làm việc")
    return workdays.term_in_words(term)


def essentials(door: doors.Door) -> list[dict[str, Any]]:
    """This will list how long it takes and what it costs, as facts."""
    version = door.version
    early = procedures.early_term(version, channel=procedures.Channel.ONLINE, on=door.on)
    rows = [(_("Thời hạn giải quyết"), term_words(version.term))]
    if early:
        shorter = _("%(term)s (rút ngắn khi nộp trực tuyến: %(rule)s)")
        rows = [(rows[0][0], shorter % {"term": term_words(early[0]), "rule": early[1].citation})]
    rows.append((_("Phí, lệ phí"), total(door) if version.fees else _("Không thu")))
    if version.results:
        english = doors.language() == "en"
        names = [(english and r.name_en) or r.name for r in version.results]
        rows.append((_("Kết quả"), "; ".join(names)))
    return [{"label": label, "value": value} for label, value in rows]


def components(door: doors.Door, found: Iterable[procedures.Component]) -> list[str]:
    """This will name the papers that are asked for."""
    english = doors.language() == "en"
    return [
        ((english and one.name_en) or one.name) + ("" if one.required else f" {say('(không bắt buộc)')}")
        for one in found
    ]
