"""What does the row of an application say: sealed words, whose vault it leads to, how it is found again?"""

from typing import Any

import orjson

from tinhso.casework.onestop.models import APPLICATIONS
from tinhso.casework.onestop.rules.filing import BODY, ONLINE, Filing, Person
from tinhso.casework.onestop.workflow import Delivery
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.shapes import ProcedureVersion
from tinhso.core.roles import Assurance
from tinhso.foundation.vault import queries as vault_queries


def application(version: ProcedureVersion, sent: Filing, assurance: Assurance) -> dict[str, Any]:
    """This will give what the row of an application says: sealed words, keys, marks, assurance."""
    by_post = sent.delivery == Delivery.POST
    said = {
        "holder": sent.holder.as_json(),
        "applicant": sent.applicant.as_json() if sent.applicant else None,
        "proxy_basis": sent.proxy_basis,
        "capacity": sent.capacity if sent.applicant else "",
        "helper": sent.helper,
        "delivery": {"address": sent.delivery_address, "area": sent.delivery_area} if by_post else None,
        "data": forms.clean(version.form_schema, sent.data),
        "grounds": sorted(sent.grounds),
    }
    number, applicant = sent.holder.number, sent.applicant or Person("")
    return {
        "sealed": APPLICATIONS.seal(orjson.dumps(said).decode()),
        "holder_key": _owner(sent, assurance),
        "holder_mark": APPLICATIONS.mark(f"number:{number}") if number else "",
        "phone_mark": APPLICATIONS.mark(f"phone:{sent.holder.phone}") if sent.holder.phone else "",
        "applicant_key": _applicant_key(sent, assurance),
        "applicant_mark": APPLICATIONS.mark(f"number:{applicant.number}") if applicant.number else "",
        "applicant_phone_mark": APPLICATIONS.mark(f"phone:{applicant.phone}") if applicant.phone else "",
        "assurance": assurance.value,
    }


def _owner(sent: Filing, assurance: Assurance) -> str:
    """Whose vault it is about; a number that anybody may type leads nobody there."""
    vouched = assurance.reaches(Assurance.IDENTITY) or sent.channel not in ONLINE
    if sent.holder.kind == BODY and sent.channel in ONLINE:
        vouched = sent.holder_vouched
    number = sent.holder.number
    return vault_queries.owner_key(number, kind=sent.holder.kind) if number and vouched else ""


def _applicant_key(sent: Filing, assurance: Assurance) -> str:
    """By whose sign-in who files for another finds the dossier again; it opens nobody's vault."""
    if sent.applicant is None or not sent.applicant.number or not assurance.reaches(Assurance.IDENTITY):
        return ""
    return vault_queries.owner_key(sent.applicant.number) if sent.channel in ONLINE else ""
