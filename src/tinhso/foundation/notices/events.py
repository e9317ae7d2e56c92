"""Which facts does this room announce? A notice that never arrived, and what people chose."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@fact("notices.given_up")
@dataclass(frozen=True, kw_only=True)
class DeliveryGivenUp(Fact):
    """A notice could not be delivered (subject "notice:<pk>"); the reason stands in the delivery's row."""

    channel: Code
    attempts: int


@fact("notices.retried")
@dataclass(frozen=True, kw_only=True)
class DeliveryRetried(Fact):
    """Somebody had a notice sent again (subject "notice:<pk>")."""

    channel: Code


@fact("notices.ways_chosen")
@dataclass(frozen=True, kw_only=True)
class WaysChosen(Fact):
    """Somebody (subject: their key) chose by which ways they do not want to be told."""

    off: tuple[Code, ...]


@fact("notices.device_added")
@dataclass(frozen=True, kw_only=True)
class DeviceAdded(Fact):
    """A device of somebody (subject: their key) takes pushes from now on."""


@fact("notices.device_removed")
@dataclass(frozen=True, kw_only=True)
class DeviceRemoved(Fact):
    """A device of somebody (subject: their key) takes no more pushes."""
