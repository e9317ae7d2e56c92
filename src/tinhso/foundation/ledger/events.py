"""Which facts does the ledger room itself announce? Changes of dated rules, and retried dead letters."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tinhso.core.facts import Code, Digest, Fact, fact


class Change(StrEnum):
    """What was done to a dated rule."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"


@fact("ledger.rule_changed")
@dataclass(frozen=True, kw_only=True)
class RuleChanged(Fact):
    """A dated rule ("rule:<app>.<model>:<pk>") was added, changed or ended, for a reason.

    `reason` is a salted digest of the words; words and salt stand in an erasable row.
    """

    change: Change
    valid_from: date
    valid_to: date | None
    is_sample: bool
    reason: Digest


@fact("ledger.dead_letter_retried")
@dataclass(frozen=True, kw_only=True)
class DeadLetterRetried(Fact):
    """A person made a subscriber take in a fact that had failed before."""

    subscriber: Code
    position: int


@fact("ledger.facts_passed_over")
@dataclass(frozen=True, kw_only=True)
class FactsPassedOver(Fact):
    """A subscriber will not hear the facts up to a position: they tell of played history."""

    position: int
