"""How does an officer get a role for an agency, and lose it?"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.accounts.actions.officers import find, granted
from tinhso.foundation.accounts.events import RoleRevoked, account_subject
from tinhso.foundation.accounts.models import Account, RoleGrant
from tinhso.foundation.accounts.rules import may_grant, why_not_a_grant, why_not_together
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger


class AlreadyGranted(Conflict):
    """The account holds this role for this agency in that period."""

    code = "already-granted"
    sentence = msg("Tài khoản đã có vai trò này trong thời gian đó.")


class NotTogether(Conflict):
    """The roles would let one person read denunciations and handle ordinary reports."""

    code = "roles-not-together"


class NotGranted(Missing):
    """There is no such grant in force."""

    code = "not-granted"
    sentence = msg("Không có vai trò nào như vậy để thu hồi.")


def grant(
    *,
    account: str,
    role: Role | str,
    agency_code: str = "",
    unit: str = "",
    valid_from: date,
    valid_to: date | None = None,
    citation: str = "",
    reason: str,
    by: Actor,
    now: datetime,
) -> int:
    """This will give an account a role for an agency ("" = the deployment) and give the grant's id.

    Raises NotPermitted (nobody gives a role to themselves), Invalid, UnknownOfficer, AlreadyGranted,
    NotTogether.
    """
    role = _role(role)
    if not may_grant(by, role, agency_code, account):
        raise NotPermitted()
    wrong = why_not_a_grant(role, agency_code)
    if wrong:
        raise Invalid.field("role", wrong)
    _check_body(agency_code, unit, valid_from)
    _check_reason(reason)
    if len(citation) > 300:
        raise Invalid.field("citation", msg("Căn cứ dài quá 300 ký tự."))
    if valid_to is not None and valid_to <= valid_from:
        raise Invalid.field("valid_to", msg("Ngày kết thúc phải sau ngày bắt đầu."))
    with transaction.atomic():
        holder = find(account, lock=True)
        same = RoleGrant.objects.filter(
            account=holder, role=role.value, agency_code=agency_code, withdrawn=False
        )
        still = same.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from))
        if (still.filter(valid_from__lt=valid_to) if valid_to else still).exists():
            raise AlreadyGranted()
        _check_together(holder, Grant(role, agency_code), valid_from, valid_to)
        row = RoleGrant.objects.create(
            account=holder,
            role=role.value,
            agency_code=agency_code,
            unit=unit,
            valid_from=valid_from,
            valid_to=valid_to,
            citation=citation,
            note=reason,
        )
        ledger.append(granted(row), by=by, now=now)
    return row.pk


def revoke(
    *,
    account: str,
    role: Role | str,
    agency_code: str = "",
    valid_to: date | None = None,
    reason: str,
    by: Actor,
    now: datetime,
) -> None:
    """This will end a role on a day (today where none is named: gone with the next request).

    Periods are whole days, so a grant that ends on the day it began, or before, is marked withdrawn and
    counts no more; the ledger keeps both moments. Raises NotPermitted, Invalid, UnknownOfficer, NotGranted.
    """
    role = _role(role)
    if not may_grant(by, role, agency_code, account):
        raise NotPermitted()
    _check_reason(reason)
    ends = valid_to or local_date(now)
    with transaction.atomic():
        holder = find(account, lock=True)
        held = RoleGrant.objects.filter(
            account=holder, role=role.value, agency_code=agency_code, withdrawn=False
        )
        row = held.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=ends)).order_by("-valid_from").first()
        if row is None:
            raise NotGranted()
        if ends > row.valid_from:
            row.valid_to = ends
        else:
            row.withdrawn = True
        row.note = reason
        row.save()
        fact = RoleRevoked(
            subject=account_subject(holder.pk),
            grant=Code(f"grant:{row.pk}"),
            role=role,
            agency=Code(agency_code),
            valid_to=ends,
        )
        ledger.append(fact, by=by, now=now)


def _check_together(holder: Account, given: Grant, since: date, until: date | None) -> None:
    at_that_time = Q(valid_to__isnull=True) | Q(valid_to__gt=since)
    if until is not None:
        at_that_time &= Q(valid_from__lt=until)
    held = RoleGrant.objects.filter(at_that_time, account=holder, withdrawn=False)
    others = [Grant(Role(role), body) for role, body in held.values_list("role", "agency_code")]
    if clash := why_not_together([given, *others]):
        raise NotTogether(clash)


def _role(role: Role | str) -> Role:
    try:
        return Role(role)
    except ValueError as wrong:
        raise Invalid.field("role", msg("Không có vai trò này.")) from wrong


def _check_body(agency_code: str, unit: str, on: date) -> None:
    if agency_code and agencies.agency(agency_code, on=on) is None:
        raise Invalid.field("agency_code", msg("Không có cơ quan này vào ngày đó."))
    if unit and unit not in {u.code for u in agencies.units(agency_code, on)}:
        raise Invalid.field("unit", msg("Cơ quan không có phòng này vào ngày đó."))


def _check_reason(reason: str) -> None:
    if not reason.strip() or len(reason) > 500:
        raise Invalid.field("reason", msg("Xin ghi lý do (tối đa 500 ký tự)."))
