"""Who may change agencies and the table of competence, and what must be said with a change?"""

from collections.abc import Mapping
from datetime import date

from tinhso.core.errors import FieldError, Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.agencies import queries
from tinhso.foundation.agencies.models import Agency
from tinhso.foundation.agencies.rules import AgencyKind, is_agency_code


class UnknownAgency(Missing):
    """No agency has this code."""

    code = "unknown-agency"
    sentence = msg("Không có cơ quan mang mã %(agency)s.")


def can_administer(agency_code: str = "", *, by: Actor) -> bool:
    """This will tell whether the actor may change that agency ("" = the whole table)."""
    return by.has(Role.MACHINE) or by.has(Role.ADMINISTRATOR, agency_code)


def check_can_administer(agency_code: str = "", *, by: Actor) -> None:
    """This will raise NotPermitted unless the actor is an administrator of the agency or the deployment."""
    if not can_administer(agency_code, by=by):
        raise NotPermitted()


def check_can_teach(*, by: Actor, on: date) -> None:
    """This will raise NotPermitted unless the actor may add rows: an administrator or the exceptions desk."""
    desks = (desk.code for desk in queries.agencies_at(on=on, kind=AgencyKind.EXCEPTIONS_DESK))
    if not (can_administer(by=by) or any(by.has(Role.COORDINATOR, desk) for desk in desks)):
        raise NotPermitted()


def check_said(**texts: str) -> None:
    """This will raise Invalid naming every field that was left empty."""
    sentence = msg("Xin ghi rõ nội dung này.")
    missing = [FieldError(name, Message(sentence)) for name, text in texts.items() if not text.strip()]
    if missing:
        raise Invalid(*missing)


def check_code(name: str, code: str) -> None:
    """This will raise Invalid for a code that is not short ASCII."""
    if not is_agency_code(code):
        raise Invalid.field(name, msg("Mã gồm chữ không dấu, chữ số, dấu chấm, gạch nối (tối đa 40)."))


def check_lengths(model: type, texts: Mapping[str, str]) -> None:
    """This will raise Invalid for texts longer than their column."""
    too_long = []
    for name, text in texts.items():
        longest = model._meta.get_field(name).max_length  # type: ignore[attr-defined]
        if longest and len(text) > longest:
            sentence = msg("Nội dung dài quá %(longest)s ký tự.")
            too_long.append(FieldError(name, Message(sentence, {"longest": longest})))
    if too_long:
        raise Invalid(*too_long)


def find(code: str) -> Agency:
    """This will load an agency for change, open or closed. Raises UnknownAgency."""
    row = Agency.objects.filter(code=code).first()
    if row is None:
        raise UnknownAgency(agency=code)
    return row


def codes(*texts: str) -> tuple[Code, ...]:
    """This will give field names as codes for a fact."""
    return tuple(Code(t) for t in texts)
