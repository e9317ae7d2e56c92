"""Which roles does a reorganisation give and end? Given only by a row of the table, ended with the agency."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Q

from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor, Grant, Role
from tinhso.foundation.accounts.actions.officers import granted
from tinhso.foundation.accounts.events import RoleRevoked, account_subject
from tinhso.foundation.accounts.models import Account, RoleGrant
from tinhso.foundation.accounts.rules import why_not_a_grant, why_not_together
from tinhso.foundation.agencies import actions as agencies
from tinhso.foundation.agencies import queries as standing
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places.queries import Findings, GrantRow


@dataclass
class RolePlan:
    """Which roles would be given and which would end; only `accounts` writes it."""

    on: date
    findings: Findings
    citation: str = ""
    given: list[RoleGrant] = field(default_factory=list)
    ended: list[RoleGrant] = field(default_factory=list)


def staff_of(grants: Iterable[GrantRow]) -> frozenset[tuple[str, str]]:
    """This will give (officer's key, agency) of the roles that the table gives to accounts there are."""
    rows = list(grants)
    accounts = _accounts(rows)
    return frozenset((accounts[row.account].key, row.new) for row in rows if row.account in accounts)


def _accounts(grants: Sequence[GrantRow]) -> dict[str, Account]:
    """The accounts that rows name, by sign-in name or by key, as the rows write them."""
    written = {row.account for row in grants}
    keys = {text: int(text[8:]) for text in written if text.startswith("officer:") and text[8:].isdecimal()}
    names = {text: text.strip().lower() for text in written if text not in keys}
    rows = Account.objects.filter(Q(pk__in=keys.values()) | Q(username__in=names.values()))
    by_pk = {row.pk: row for row in rows}
    by_name = {row.username: row for row in rows}
    found = {text: by_pk.get(pk) for text, pk in keys.items()}
    found |= {text: by_name.get(name) for text, name in names.items()}
    return {text: row for text, row in found.items() if row is not None}


def plan_reorganisation(
    bodies: agencies.AgencyPlan, grants: Sequence[GrantRow], *, now: datetime
) -> RolePlan:
    """This will work out the roles; what forbids them stands in `findings.errors`."""
    plan = RolePlan(bodies.on, Findings("accounts"), bodies.citation)
    ends = max(bodies.on, local_date(now))
    still = Q(valid_to__isnull=True) | Q(valid_to__gt=ends)
    held = RoleGrant.objects.filter(still, withdrawn=False, agency_code__in=bodies.closing)
    plan.ended = list(held.select_related("account").order_by("pk"))
    _give(plan, bodies, grants, _accounts(grants))
    _note_who_is_left(plan, bodies)
    plan.findings.count("given", msg("vai trò được cấp theo bảng"), len(plan.given))
    plan.findings.count("ended", msg("vai trò kết thúc cùng cơ quan"), len(plan.ended))
    return plan


def _give(
    plan: RolePlan, bodies: agencies.AgencyPlan, grants: Sequence[GrantRow], accounts: dict[str, Account]
) -> None:
    on = plan.on
    later = Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    ids = [row.pk for row in accounts.values()]
    has: dict[int, list[Grant]] = {}
    for held in RoleGrant.objects.filter(later, withdrawn=False, account__in=ids):
        if held.agency_code not in bodies.closing:
            has.setdefault(held.account_id, []).append(Grant(Role(held.role), held.agency_code))
    for row in grants:
        account = accounts.get(row.account)
        if account is None or not account.is_active:
            plan.findings.refuse(
                row.where, msg("Không có tài khoản %(account)s đang mở."), account=row.account
            )
            continue
        wrong = _wrong(row, bodies)
        if wrong:
            plan.findings.refuse(row.where, wrong, role=row.role, agency=row.new)
            continue
        given = Grant(Role(row.role), row.new)
        mine = has.setdefault(account.pk, [])
        if given in mine:
            continue
        mine.append(given)
        if clash := why_not_together(mine):
            plan.findings.refuse(row.where, clash)
            continue
        plan.given.append(
            RoleGrant(
                account=account, role=row.role, agency_code=row.new, valid_from=on, citation=plan.citation,
                note=plan.citation,
            )
        )  # fmt: skip


def _wrong(row: GrantRow, bodies: agencies.AgencyPlan) -> str | None:
    try:
        role = Role(row.role)
    except ValueError:
        return msg("Không có vai trò %(role)s.")
    stands = row.new in bodies.names or standing.agency(row.new, on=bodies.on) is not None
    if not stands or row.new in bodies.closing:
        return msg("Không có cơ quan mã %(agency)s vào ngày sắp xếp.")
    return why_not_a_grant(role, row.new)


def _note_who_is_left(plan: RolePlan, bodies: agencies.AgencyPlan) -> None:
    """Officers whose agency ends and whom no row gives a role; new agencies in which nobody has one."""
    moved = {row.account_id for row in plan.given}
    on = Q(valid_to__isnull=True) | Q(valid_to__gt=plan.on)
    there = RoleGrant.objects.filter(on, withdrawn=False, agency_code__in=bodies.names)
    staffed = {row.agency_code: row.account_id for row in there}
    staffed |= {row.agency_code: row.account_id for row in plan.given}
    moved |= set(staffed.values())
    left = Counter({row.agency_code: 0 for row in plan.ended})
    for code, account in {(row.agency_code, row.account_id) for row in plan.ended}:
        left[code] += account not in moved
    sentence = msg("%(count)s cán bộ của %(agency)s chưa có vai trò ở cơ quan mới.")
    for code, count in left.items():
        if count:
            values = {"count": count, "agency": bodies.closing[code].name}
            plan.findings.decisions.append(Message(sentence, values))
    nobody = msg("%(agency)s (mã %(code)s) chưa có cán bộ nào; việc chuyển đến sẽ chờ.")
    for code, name in bodies.names.items():
        if code not in staffed:
            plan.findings.warnings.append(Message(nobody, {"agency": name, "code": code}))


def apply_reorganisation(plan: RolePlan, *, by: Actor, now: datetime) -> None:
    """This will write the plan in the caller's transaction; a fact for every role."""
    ends = max(plan.on, local_date(now))
    facts = []
    for row in plan.ended:
        row.withdrawn, row.note = ends <= row.valid_from, plan.citation
        if not row.withdrawn:
            row.valid_to = ends
        facts.append(
            RoleRevoked(
                subject=account_subject(row.account_id),
                grant=Code(f"grant:{row.pk}"),
                role=Role(row.role),
                agency=Code(row.agency_code),
                valid_to=ends,
            )
        )
    RoleGrant.objects.bulk_update(plan.ended, ["valid_to", "withdrawn", "note"], batch_size=200)
    given = RoleGrant.objects.bulk_create(plan.given, batch_size=200)
    ledger.append_all([*facts, *(granted(row) for row in given)], by=by, now=now)
