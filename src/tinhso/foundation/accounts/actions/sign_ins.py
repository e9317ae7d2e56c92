"""What ends by itself or by a press: sessions, second factors, unused accounts, old traces of signing in."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, Missing
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.accounts import dated
from tinhso.foundation.accounts.actions.officers import check_can_administer, find
from tinhso.foundation.accounts.events import (
    IdentityLinked,
    IdentityUnlinked,
    OfficerClosedUnused,
    SecondFactorAdded,
    SecondFactorRemoved,
    SessionsEnded,
    account_subject,
)
from tinhso.foundation.accounts.models import Account
from tinhso.foundation.ledger import actions as ledger


class LinkedElsewhere(Conflict):
    """Another account signs in with this identity, or this account has another one with the provider."""

    code = "linked-elsewhere"
    sentence = msg(
        "Danh tính này đã liên kết với tài khoản khác, hoặc tài khoản đã có danh tính khác ở cổng này."
    )


def close_unused(*, by: Actor, now: datetime, limit: int = 200) -> int:
    """This will close accounts with which nobody signed in for the days of the rule; tells how many.

    Counted from the last sign-in, the opening, or the last new password, whichever is latest.
    """
    check_can_administer(by=by)
    days = dated.number(dated.UNUSED_DAYS, local_date(now))
    before = now - timedelta(days=days)
    quiet = Q(last_login__isnull=True) | Q(last_login__lt=before)
    quiet &= Q(password_set_at__isnull=True) | Q(password_set_at__lt=before)
    # those with neither password nor identity let nobody in anyway
    linked = Q(Exists(SocialAccount.objects.filter(user=OuterRef("pk"))))
    quiet &= ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | linked
    # without a known day of opening nothing can be reckoned
    found = Account.objects.filter(quiet, is_active=True, created_at__lt=before).order_by("pk")
    closed = 0
    for pk in found.values_list("pk", flat=True)[:limit]:
        with transaction.atomic():
            row = Account.objects.select_for_update().filter(quiet, pk=pk, is_active=True).first()
            if row is None:
                continue
            row.is_active = False
            row.set_unusable_password()
            row.save(update_fields=["is_active", "password"])
            ledger.append(OfficerClosedUnused(subject=account_subject(pk), days=days), by=by, now=now)
            closed += 1
    return closed


def forget_sign_ins(*, now: datetime) -> int:
    """This will drop traces of signing in older than the rule keeps, and dead sessions; tells how many."""
    days = dated.number(dated.SIGN_INS_KEPT_DAYS, local_date(now))
    before = now - timedelta(days=days)
    dropped = 0
    for traces in (AccessAttempt, AccessFailureLog, AccessLog):
        dropped += traces.objects.filter(attempt_time__lt=before).delete()[0]
    dropped += Session.objects.filter(expire_date__lt=now).delete()[0]
    alive = Session.objects.values("session_key")
    dropped += UserSession.objects.exclude(session_key__in=alive).delete()[0]
    return dropped


def end_sessions(*, officer: str, sessions: Collection[int], by: Actor, now: datetime) -> int:
    """This will end some sessions of an account (numbers of the list) at once; tells how many there were.

    Raises NotPermitted unless they are one's own or the actor administers the deployment; UnknownOfficer.
    """
    if by.key != officer:
        check_can_administer(by=by)
    with transaction.atomic():
        row = find(officer, lock=True)
        found = list(UserSession.objects.filter(user=row, pk__in=sessions))
        for session in found:
            session.end()
        if found:
            fact = SessionsEnded(subject=account_subject(row.pk), sessions=len(found))
            ledger.append(fact, by=by, now=now)
    return len(found)


def note_factor(*, officer: str, kind: str, added: bool, by: Actor, now: datetime) -> None:
    """This will append the fact of a second factor that was just added or removed."""
    made = SecondFactorAdded if added else SecondFactorRemoved
    ledger.append(made(subject=account_subject(find(officer).pk), kind=Code(kind)), by=by, now=now)


def reset_second_factor(*, officer: str, by: Actor, now: datetime) -> int:
    """This will take the second factor from an account whose owner lost it; tells how many were there.

    At the next sign-in a role that needs one asks to set it up anew. Raises NotPermitted (also for oneself).
    """
    check_can_administer(by=by)
    with transaction.atomic():
        row = find(officer, lock=True)
        found = list(Authenticator.objects.filter(user=row))
        for one in found:
            one.delete()
            fact = SecondFactorRemoved(subject=account_subject(row.pk), kind=Code(one.type))
            ledger.append(fact, by=by, now=now)
        sessions: Any = UserSession.objects.filter(user=row)
        end_sessions(officer=officer, sessions=[one.pk for one in sessions], by=by, now=now)
    return len(found)


def link_identity(*, officer: str, provider: str, subject: str, how: str, by: Actor, now: datetime) -> None:
    """This will let an officer sign in through a provider as `subject`; linking the same again is nothing.

    `how` is "email" (the provider vouched for the officer's address) or "administrator".
    Raises NotPermitted, Invalid, UnknownOfficer, LinkedElsewhere.
    """
    if how == "administrator":
        check_can_administer(by=by)
    subject = subject.strip()
    if not 1 <= len(subject) <= 191:
        raise Invalid.field("uid", msg("Xin ghi mã danh tính (sub) do cổng đăng nhập cấp."))
    with transaction.atomic():
        row = find(officer, lock=True)
        there = SocialAccount.objects.filter(provider=provider, uid=subject).first()
        if there is not None and there.user_id == row.pk:
            return
        if there is not None or SocialAccount.objects.filter(provider=provider, user=row).exists():
            raise LinkedElsewhere()
        SocialAccount.objects.create(user=row, provider=provider, uid=subject, extra_data={})
        fact = IdentityLinked(subject=account_subject(row.pk), provider=Code(provider), how=Code(how))
        ledger.append(fact, by=by, now=now)


def unlink_identity(*, officer: str, provider: str, by: Actor, now: datetime) -> None:
    """This will end signing in through that provider. Raises NotPermitted, UnknownOfficer, Missing."""
    if by.key != officer:
        check_can_administer(by=by)
    with transaction.atomic():
        row = find(officer, lock=True)
        if not SocialAccount.objects.filter(user=row, provider=provider).delete()[0]:
            raise Missing()
        fact = IdentityUnlinked(subject=account_subject(row.pk), provider=Code(provider))
        ledger.append(fact, by=by, now=now)
