"""What do the choices of a verb's form offer for this dossier? Only what that verb needs is asked for."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from tinhso.casework.counter.forms.fields import Known
from tinhso.casework.counter.views import components, parts, sheet, versions
from tinhso.casework.onestop import dated
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.rules import deadlines
from tinhso.casework.onestop.rules.filing import ONLINE
from tinhso.casework.procedures import queries as procedures
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.signing.queries import KeyView
from tinhso.foundation.workdays import queries as workdays
from tinhso.ui import formats

DESKS = (agencies.AgencyKind.EXCEPTIONS_DESK, agencies.AgencyKind.RESTRICTED_DESK)


def known_of(found: Case, now: datetime, name: str, by: Actor) -> Known:
    """This will gather what the form of one verb offers."""
    row, on = found.row, local_date(now)
    known: dict[str, Any] = {}
    match name:
        case "receive":
            known["missing"] = [one.name for one in sheet.missing(found)]
            known["grounds"] = claimed(found, now)
        case "ask_supplement" | "supply":
            known["days"] = parameters.value(dated.SUPPLEMENT_DAYS, on)
            if row.received_at:
                until = _notice_by(row.received_at, workdays.calendar(row.calendar))
                known.update(notice_by=formats.datetime_vn(until), is_late=now > until)
            known["components"] = _components(found)
            known["refused"] = _refused(found)
        case "adopt":
            known["offered"] = versions.offered(found)
        case "forward":
            known["agencies"] = named_agencies(on, without=row.agency_code)
            known["named"] = next((p.named for p in found.placings[-1:] if p.ground == "unknown"), "")
        case "hand_over" | "assign":
            known["colleagues"] = [(o.key, o.name) for o in accounts.officers(row.agency_code, on=on)]
            known["units"] = [(f"unit:{u.code}", u.name) for u in agencies.units(row.agency_code, on)]
            version = procedures.version(row.version_ref)
            known["next_step"] = next((s.name for s in version.steps if s.number > row.step), "")
        case "consult":
            known["agencies"] = named_agencies(on, without=row.agency_code)
        case "take_cash":
            order, amount = parts.cash_owed(found)
            known.update(order=order, amount=formats.number(amount))
        case "extend":
            if row.current_due:
                until = deadlines.apology_by(workdays.calendar(row.calendar), row.current_due)
                known["apology_by"] = formats.datetime_vn(until)
        case "attach_result":
            version = procedures.version(row.version_ref)
            known["results"] = [(r.paper_type, r.name) for r in version.results] or [("other", version.name)]
            known["today"] = on
        case "sign":
            known["keys"] = [(one.key, _key(one)) for one in parts.signing_keys(found, by)]
            known["waiting"] = [f"{one.title} {one.number}" for one in found.results if one.waits]
            known["seen"] = [one.owner for one in found.results if one.waits]
    return Known(**known)


def _key(one: KeyView) -> str:
    return _("%(name)s, chứng thư đến %(day)s") % {
        "name": one.name, "day": formats.date_vn(local_date(one.not_after)),
    }  # fmt: skip


def _notice_by(received_at: datetime, calendar: workdays.WorkCalendar) -> datetime:
    days = parameters.value(dated.NOTICE_DAYS, local_date(received_at))
    return deadlines.notice_by(calendar, received_at, deadlines.Counting(notice_days=days))


def claimed(found: Case, now: datetime) -> list[tuple[str, str]]:
    """This will list the grounds of exemption that somebody claimed online, for the officer to look at."""
    said = set(found.said.get("grounds") or ()) if found.row.channel in ONLINE else set()
    version = procedures.version(found.row.version_ref)
    names = {one.code: one.name for one in procedures.grounds(version, on=local_date(now))} if said else {}
    return [(code, names.get(code, code)) for code in sorted(said)]


def _components(found: Case) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in procedures.version(found.row.version_ref).components]


def _refused(found: Case) -> dict[str, str]:
    """By component what to ask for anew; "" for papers under codes of the portal's own."""
    known = {code for code, _name in _components(found)}
    said: dict[str, str] = {}
    for code, sentence in components.refused(found).items():
        name = next(one.name for one in found.papers if one.code == code)
        at = code if code in known else ""
        said[at] = "\n".join(filter(None, (said.get(at), sentence if at else f"{name}: {sentence}")))
    return said


def named_agencies(on: date, *, without: str = "") -> list[tuple[str, str]]:
    """This will list the agencies that can be named; of two of one name the code tells."""
    found = [a for a in agencies.agencies_at(on=on) if a.kind not in DESKS and a.code != without]
    names = [a.name for a in found]
    return [(a.code, a.name if names.count(a.name) == 1 else f"{a.name} ({a.code})") for a in found]
