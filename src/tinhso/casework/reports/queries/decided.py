"""What is one decision of the machine? Its outcome, the reason told to the citizen, its rule and how sure."""

from dataclasses import dataclass, field
from typing import Any

from tinhso.core.messages import Message
from tinhso.core.values import RuleRef


@dataclass(frozen=True)
class Decided:
    """One decision: its kind, the outcome as a code, the sentence, the rule, how sure (0..1 or None)."""

    kind: str
    outcome: str
    because: Message
    rule: RuleRef | None = None
    confidence: float | None = None
    inputs: dict[str, Any] = field(default_factory=dict)
