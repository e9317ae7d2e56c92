"""What can be done with the ledger? Append to it; the worker numbers, delivers and publishes."""

from tinhso.foundation.ledger.actions.appending import OutsideTransaction, append, append_all
from tinhso.foundation.ledger.actions.delivery import StillFailing, deliver, pass_over, retry
from tinhso.foundation.ledger.actions.publishing import publish_head
from tinhso.foundation.ledger.actions.restoring import HoldsFacts, as_they_were
from tinhso.foundation.ledger.actions.rule_changes import record_rule_change
from tinhso.foundation.ledger.actions.sequencing import sequence

__all__ = [
    "HoldsFacts",
    "OutsideTransaction",
    "StillFailing",
    "append",
    "append_all",
    "as_they_were",
    "deliver",
    "pass_over",
    "publish_head",
    "record_rule_change",
    "retry",
    "sequence",
]
