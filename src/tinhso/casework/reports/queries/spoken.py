"""Who may hear the voice note of a report? Its sender, and officers who may open the case; nobody else."""

from datetime import datetime

from tinhso.casework.reports import addresses
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries import visible
from tinhso.casework.reports.queries.shapes import VoiceView
from tinhso.casework.reports.rules import access
from tinhso.core.errors import Missing
from tinhso.core.roles import Actor
from tinhso.core.values import read_public_code
from tinhso.foundation.files import queries as files


def voice(report: Report) -> VoiceView | None:
    """This will tell where the voice note of a report is heard, if it has one."""
    found = files.voice_of(report.subject)
    return VoiceView(addresses.voice(report.code), found.kind, found.seconds) if found else None


def voice_owner(code: str, *, own: bool, actor: Actor, now: datetime) -> str:
    """This will give the owner key under which this reader may be served the voice note. Raises Missing."""
    clean = read_public_code(code)
    report = Report.objects.filter(code=clean).first() if clean else None
    if report is None:
        raise Missing
    if not own:
        helpers = tuple(report.co_handlings.values_list("agency_code", flat=True)) if actor.grants else ()
        if not actor.grants or not access.may_see(actor, visible.standing(report, now, helpers)):
            raise Missing
    return report.subject
