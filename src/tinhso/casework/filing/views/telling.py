"""By which ways may a reporter hear of their report, as its page shows them?"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from tinhso.core import clock
from tinhso.foundation.notices import queries

LABELS = {
    "push": gettext_lazy("Thông báo đẩy"),
    "zalo": gettext_lazy("Zalo"),
    "sms": gettext_lazy("Tin nhắn SMS"),
    "email": gettext_lazy("Thư điện tử"),
}


@dataclass(frozen=True)
class Telling:
    """The ways that lead somewhere (value, label, wanted), and what a browser needs to take pushes."""

    ways: list[tuple[str, str | Promise, bool]]
    push_key: str
    known: list[str]


def key(report_id: int) -> str:
    """This will give the key under which the notices know the reporter of a report."""
    return f"reporter:{report_id}"


def choices(report_id: int) -> Telling:
    """This will give what the report's page needs to show the choice."""
    chosen = queries.choices(key(report_id), now=clock.now())
    return Telling(
        ways=[(way.channel, LABELS[way.channel], way.wanted) for way in chosen.ways if way.leads],
        push_key=chosen.push_key,
        known=[device.digest for device in chosen.devices],
    )
