"""Why was a dated rule changed? The words stay erasable, the fact keeps their salted digest."""

import os
from datetime import datetime

from tinhso.core.errors import Invalid
from tinhso.core.facts import Code, salted
from tinhso.core.messages import msg
from tinhso.core.models import DatedRule
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import events, models
from tinhso.foundation.ledger.actions.appending import append

LONGEST = 500


def record_rule_change(
    rule: DatedRule, *, change: events.Change, reason: str, by: Actor, now: datetime
) -> int:
    """This will append RuleChanged for a saved rule, keep the reason, and give the fact's id.

    For the transaction that saves the rule. Raises Invalid("reason") for an empty or too long reason.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid.field("reason", msg("Cần ghi lý do và căn cứ của thay đổi."))
    if len(reason) > LONGEST:
        raise Invalid.field("reason", msg("Lý do dài quá %(longest)s ký tự."), longest=LONGEST)
    salt = os.urandom(16)
    subject = Code(f"rule:{rule._meta.label_lower}:{rule.pk}")
    changed = events.RuleChanged(
        subject=subject,
        change=change,
        valid_from=rule.valid_from,
        valid_to=rule.valid_to,
        is_sample=rule.is_sample,
        reason=salted(reason, salt),
    )
    fact_id = append(changed, by=by, now=now)
    models.Reason.objects.create(fact_id=fact_id, subject=subject, text=reason, salt=salt)
    return fact_id
