"""What is told to whoever sends a report, in words for programs?"""

from datetime import datetime
from typing import Any

import orjson

from tinhso.casework.reports import addresses
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.planning import Plan
from tinhso.casework.reports.workflow import Status
from tinhso.core.clock import VIETNAM
from tinhso.core.translation import say


def first_reply(code: str, status: Status, plan: Plan) -> str:
    """This will write the first reply without the secret, which is added each time it is given."""
    place = plan.spot.place
    reply = {
        "code": code,
        "status": status.value,
        "category": {"code": plan.category.code, "name": plan.category.name},
        "place": {"code": place.code, "name": place.name, "structure": place.structure},
        "agency": {"code": plan.agency.code, "name": plan.agency.name},
        "accept_by": told(plan.deadline.accept_by),
        "due_at": told(plan.deadline.due_at),
        "because": [because(d) for d in plan.decided],
        "url": addresses.absolute(addresses.page(code)),
        "appeal": {"url": addresses.absolute(addresses.appeal(code))} if plan.refused_for else None,
    }
    return orjson.dumps(reply).decode()


def told(at: datetime) -> str:
    """This will write a moment for programs: ISO 8601 on a Vietnamese clock, whole seconds."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def because(decided: Decided) -> dict[str, Any]:
    """This will write a decision for programs."""
    return {
        "decision": decided.kind,
        "reason": say(decided.because),
        "rule": decided.rule.as_json() if decided.rule else None,
        "confidence": decided.confidence,
    }
