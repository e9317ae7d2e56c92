"""Which facts begin a report's life in the ledger? Codes and salted digests, never words."""

import hashlib

from tinhso.casework.reports import events
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries.planning import Plan
from tinhso.casework.reports.workflow import Status
from tinhso.core.facts import Code, Digest


def digest(purpose: bytes, salt: bytes, content: bytes) -> str:
    """This will mark a content with a salt, so that nobody can guess it back once the salt is erased."""
    return hashlib.sha256(purpose + b":" + salt + b":" + content).hexdigest()


def first_facts(report: Report, plan: Plan, reporter_digest: str) -> list[events.ReportFact]:
    """This will say what the ledger keeps of a report that came in."""
    about = {"subject": Code(report.subject), "code": Code(report.code)}
    category, place = Code(report.category), Code(report.place_code)
    facts: list[events.ReportFact] = [
        events.ReportReceived(
            **about,
            category=category,
            place=place,
            structure=Code(report.place_structure),
            channel=Code(report.channel),
            visibility=Code(report.visibility),
            urgent=report.urgent,
            occurred_at=report.occurred_at,
            content=Digest(digest(b"content", bytes(report.nonce), report.text.encode())),
            reporter=Digest(reporter_digest),
        )
    ]
    if plan.refused_for:
        refused = events.ReportRefused(
            **about,
            category=category,
            place=place,
            agency=Code(report.agency_code),
            because=Code(plan.refused_for),
            due_at=report.due_at,
        )
        return [*facts, refused]
    if plan.sign is not None:
        rule = plan.sign.rule.key if plan.sign.rule else "sender"
        facts.append(events.ReportSealed(**about, rule=Code(rule)))
    facts.append(
        events.ReportRouted(
            **about,
            agency=Code(report.agency_code),
            category=category,
            place=place,
            rule=Code(plan.agency_rule),
            routed=plan.is_routed,
            urgent=report.urgent,
            hop=0,
            status=Status(report.status),
            accept_by=report.accept_by,
            due_at=report.due_at,
        )
    )
    return facts
