"""By which ways can a person be reached with a notice now? Asked when it is written and at every try."""

from datetime import datetime

from tinhso.core import parameters, rows
from tinhso.core.clock import local_date
from tinhso.foundation.notices import channels, dated, rules, wording
from tinhso.foundation.notices.channels.parcel import Parcel
from tinhso.foundation.notices.models import Channel, Delivery, Notice, Preference
from tinhso.foundation.notices.recipients import Address


def parcel(notice: Notice, address: Address, now: datetime, delivery: Delivery | None = None) -> Parcel:
    """This will put together what a channel needs; the key stays the same at every try of a delivery."""
    born = int(notice.created_at.timestamp())
    return Parcel(
        key=f"notice.{delivery.pk if delivery else 0}.{born}",
        recipient=notice.recipient,
        address=address,
        texts=wording.in_language(notice.texts, address.language),
        url=notice.url,
        urgent=notice.urgent,
        template=notice.template,
        now=now,
    )


def can(notice: Notice, address: Address, now: datetime) -> set[str]:
    """This will name the ways that are open: configured, switched on, chosen, and with somewhere to go.

    What a person switched off counts except for an urgent duty and for an answer to their own message.
    """
    off = set() if notice.urgent or notice.only else switched_off_by(notice.recipient)
    sent = parcel(notice, address, now)
    return {way for way in open_channels(now) if way not in off and channels.MODULES[way].reaches(sent)}


def open_channels(now: datetime) -> list[str]:
    """This will name the ways that the province uses, in their order: configured and not switched off."""
    on = local_date(now)
    off = parameters.value(dated.SWITCHED_OFF, on)
    order = parameters.value(dated.ORDER, on)
    return [
        way
        for way in order
        if way in channels.MODULES and way not in off and channels.MODULES[way].configured()
    ]


def switched_off_by(recipient: str) -> set[str]:
    """This will name the ways a person does not want."""
    chosen = rows.first(Preference, recipient=recipient)
    return set(chosen.off if chosen else ())


def first_ways(notice: Notice, address: Address, now: datetime) -> list[str]:
    """This will name the ways a notice begins with."""
    on = local_date(now)
    return rules.first(
        open_channels(now),
        can(notice, address, now),
        urgent=notice.urgent,
        at_once=parameters.value(dated.URGENT_AT_ONCE, on),
        only=notice.only,
    )


def next_way(notice: Notice, address: Address, now: datetime) -> str | None:
    """This will name the way to fall back to, or None."""
    if notice.only:
        return None
    tried = set(notice.deliveries.values_list("channel", flat=True)) - {Channel.IN_APP.value}
    return rules.following(open_channels(now), can(notice, address, now), tried)
