"""How does an officer's account begin and end?"""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, FieldError, Invalid, Missing, NotPermitted
from tinhso.core.facts import Code, Fact
from tinhso.core.folding import nfc
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor, Grant, Role
from tinhso.core.values import is_email
from tinhso.foundation.accounts import passwords
from tinhso.foundation.accounts.events import (
    OfficerChanged,
    OfficerCreated,
    OfficerDeactivated,
    OfficerReactivated,
    PasswordChanged,
    RoleGranted,
    account_subject,
)
from tinhso.foundation.accounts.models import Account, RoleGrant
from tinhso.foundation.accounts.rules import is_username, why_not_a_grant, why_not_together
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger


class UnknownOfficer(Missing):
    """No account has this key."""

    code = "unknown-officer"
    sentence = msg("Không có tài khoản này.")


class UsernameTaken(Conflict):
    """Another account has this sign-in name."""

    code = "username-taken"
    sentence = msg("Tên đăng nhập này đã có người dùng.")


@dataclass(frozen=True)
class NewOfficer:
    """An account to open with its roles; without `password` nobody can sign in with it yet.

    A password that somebody else chose is changed at the first sign-in, unless `is_initial` is false.
    """

    username: str
    full_name: str
    email: str = ""
    password: str | None = None
    grants: Sequence[Grant] = ()
    unit: str = ""
    is_initial: bool = True


def check_can_administer(*, by: Actor) -> None:
    """This will raise NotPermitted unless the actor administers the deployment."""
    if not (by.has(Role.MACHINE) or by.has(Role.ADMINISTRATOR, "")):
        raise NotPermitted()


def find(officer: str, *, lock: bool = False) -> Account:
    """This will load an account by its key ("officer:12"). Raises UnknownOfficer."""
    prefix, _, number = officer.partition(":")
    if prefix != "officer" or not (number.isascii() and number.isdecimal()) or len(number) > 18:
        raise UnknownOfficer()
    rows = Account.objects.select_for_update() if lock else Account.objects.all()
    row = rows.filter(pk=int(number)).first()
    if row is None:
        raise UnknownOfficer()
    return row


def create_officer(
    *,
    username: str,
    full_name: str,
    email: str,
    password: str | None,
    is_initial: bool = True,
    by: Actor,
    now: datetime,
) -> str:
    """This will open an account and give its key ("officer:12").

    Raises NotPermitted, Invalid (username, full_name, email, password), UsernameTaken.
    """
    officer = NewOfficer(username, full_name, email, password, is_initial=is_initial)
    return create_officers(officers=[officer], by=by, now=now)[0]


def create_officers(
    *,
    officers: Sequence[NewOfficer],
    valid_from: date | None = None,
    citation: str = "",
    by: Actor,
    now: datetime,
) -> list[str]:
    """This will open many accounts with their roles in a few statements and give their keys in order.

    Hashing takes a third of a second a password, so a mass of accounts is better opened without.
    Raises NotPermitted, Invalid, UsernameTaken; then none is opened.
    """
    check_can_administer(by=by)
    rows = [_account(officer, now) for officer in officers]
    for row, hashed in zip(rows, _hashed(officers), strict=True):
        row.password = hashed
    names = {row.username for row in rows}
    if len(names) != len(rows) or Account.objects.filter(username__in=names).exists():
        raise UsernameTaken()
    since = valid_from or local_date(now)
    bodies = {given.body for officer in officers for given in officer.grants if given.body}
    if any(agencies.agency(body, on=since) is None for body in bodies):
        raise Invalid.field("grants", msg("Không có cơ quan này vào ngày đó."))
    try:
        with transaction.atomic():
            Account.objects.bulk_create(rows)
            grants = [
                RoleGrant(
                    account=row,
                    role=str(given.role),
                    agency_code=given.body,
                    unit=officer.unit,
                    valid_from=since,
                    citation=citation,
                )
                for row, officer in zip(rows, officers, strict=True)
                for given in officer.grants
            ]
            RoleGrant.objects.bulk_create(grants)
            facts: list[Fact] = [OfficerCreated(subject=account_subject(row.pk)) for row in rows]
            facts += [granted(one) for one in grants]
            ledger.append_all(facts, by=by, now=now)
    except IntegrityError as taken:
        raise UsernameTaken() from taken
    return [row.key for row in rows]


def granted(one: RoleGrant) -> RoleGranted:
    """This will give the fact of a grant."""
    return RoleGranted(
        subject=account_subject(one.account_id),
        grant=Code(f"grant:{one.pk}"),
        role=Role(one.role),
        agency=Code(one.agency_code),
        valid_from=one.valid_from,
    )


def _account(officer: NewOfficer, now: datetime) -> Account:
    row = Account(
        username=officer.username.strip().lower(),
        full_name=nfc(officer.full_name).strip(),
        email=officer.email.strip(),
        created_at=now,
        password_set_at=now if officer.password is not None else None,
        must_change_password=officer.password is not None and officer.is_initial,
    )
    errors = _wrong(row)
    if clash := why_not_together(officer.grants):
        errors.append(FieldError("grants", Message(clash)))
    for given in officer.grants:
        wrong = why_not_a_grant(given.role, given.body)
        if wrong:
            errors.append(FieldError("grants", Message(wrong)))
    if errors:
        raise Invalid(*errors)
    if officer.password is not None:
        check_password(row, officer.password)
    return row


def _hashed(officers: Sequence[NewOfficer]) -> list[str]:
    """Hashing lets other threads run, so several passwords are hashed at once, one on each core."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(make_password, [officer.password for officer in officers]))


def _wrong(row: Account) -> list[FieldError]:
    errors = []
    if not is_username(row.username):
        sentence = msg("Tên đăng nhập gồm 3 đến 60 chữ thường không dấu, chữ số và các dấu . _ @ -")
        errors.append(FieldError("username", Message(sentence)))
    if not 1 <= len(row.full_name) <= 120:
        errors.append(FieldError("full_name", Message(msg("Xin ghi họ và tên (tối đa 120 ký tự)."))))
    if row.email and not is_email(row.email):
        errors.append(FieldError("email", Message(msg("Địa chỉ thư điện tử chưa đúng."))))
    return errors


def change_officer(*, officer: str, full_name: str, email: str, by: Actor, now: datetime) -> None:
    """This will correct an officer's name and e-mail. Raises NotPermitted, Invalid, UnknownOfficer."""
    check_can_administer(by=by)
    with transaction.atomic():
        row = find(officer, lock=True)
        before = {"full_name": row.full_name, "email": row.email}
        row.full_name, row.email = nfc(full_name).strip(), email.strip()
        if errors := _wrong(row):
            raise Invalid(*errors)
        changed = tuple(Code(name) for name, text in before.items() if getattr(row, name) != text)
        if changed:
            row.save(update_fields=list(changed))
            fact = OfficerChanged(subject=account_subject(row.pk), fields=changed)
            ledger.append(fact, by=by, now=now)


def check_password(row: Account, password: str) -> None:
    """This will raise Invalid on "password" for one that the rules of the deployment do not accept."""
    try:
        validate_password(password, user=row)
    except ValidationError as weak:
        sentence = msg("Mật khẩu chưa đủ mạnh: %(why)s")
        raise Invalid.field("password", sentence, why=" ".join(weak.messages)) from weak


def set_password(*, officer: str, password: str, by: Actor, now: datetime) -> None:
    """This will give an account a new password and end its sessions. Raises NotPermitted, Invalid.

    One that somebody else chose must be changed at the next sign-in.
    """
    if by.key != officer:
        check_can_administer(by=by)
    with transaction.atomic():
        row = find(officer, lock=True)
        check_password(row, password)
        _keep(row, password, is_initial=by.key != officer, now=now)
        ledger.append(PasswordChanged(subject=account_subject(row.pk)), by=by, now=now)


def _keep(row: Account, password: str, *, is_initial: bool, now: datetime) -> None:
    if not row.used_passwords.exists():
        passwords.remember(row)  # the first one, which many were given at once
    row.set_password(password)
    row.password_set_at, row.must_change_password = now, is_initial
    row.save(update_fields=["password", "password_set_at", "must_change_password"])
    passwords.remember(row)


def deactivate(*, officer: str, by: Actor, now: datetime) -> None:
    """This will close an account at once: no session of it lives on, and its password is gone.

    Without the password no old session comes back to life when the account is opened again.
    Raises NotPermitted (also for one's own account), UnknownOfficer.
    """
    check_can_administer(by=by)
    if by.key == officer:
        raise NotPermitted(msg("Không tự khoá tài khoản của chính mình."))
    with transaction.atomic():
        row = find(officer, lock=True)
        if not row.is_active:
            return
        row.is_active = False
        row.set_unusable_password()
        row.save(update_fields=["is_active", "password"])
        ledger.append(OfficerDeactivated(subject=account_subject(row.pk)), by=by, now=now)


def reactivate(*, officer: str, password: str, by: Actor, now: datetime) -> None:
    """This will let a closed account sign in again with a new password. Raises NotPermitted, Invalid."""
    check_can_administer(by=by)
    with transaction.atomic():
        row = find(officer, lock=True)
        check_password(row, password)
        row.is_active = True
        row.save(update_fields=["is_active"])
        _keep(row, password, is_initial=True, now=now)
        ledger.append(OfficerReactivated(subject=account_subject(row.pk)), by=by, now=now)
