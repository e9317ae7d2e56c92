"""What does the room announce? Accounts, roles and keys that begin and end, never a name."""

from dataclasses import dataclass
from datetime import date

from tinhso.core.facts import Code, Fact, fact
from tinhso.core.roles import Role


def account_subject(pk: int) -> Code:
    """This will give the subject of a fact about an account."""
    return Code(f"account:{pk}")


def key_subject(pk: int) -> Code:
    """This will give the subject of a fact about an API key."""
    return Code(f"apikey:{pk}")


@fact("accounts.officer_created")
@dataclass(frozen=True, kw_only=True)
class OfficerCreated(Fact):
    """An account exists."""


@fact("accounts.officer_changed")
@dataclass(frozen=True, kw_only=True)
class OfficerChanged(Fact):
    """Details of an account were corrected; `fields` names which, never what they say."""

    fields: tuple[Code, ...]


@fact("accounts.officer_deactivated")
@dataclass(frozen=True, kw_only=True)
class OfficerDeactivated(Fact):
    """An account may no longer sign in; its sessions are over."""


@fact("accounts.officer_reactivated")
@dataclass(frozen=True, kw_only=True)
class OfficerReactivated(Fact):
    """An account may sign in again, with a new password."""


@fact("accounts.password_changed")
@dataclass(frozen=True, kw_only=True)
class PasswordChanged(Fact):
    """An account has a new password."""


@fact("accounts.officer_closed_unused")
@dataclass(frozen=True, kw_only=True)
class OfficerClosedUnused(Fact):
    """Nobody signed in with the account for `days` days, so it may no longer sign in."""

    days: int


@fact("accounts.second_factor_added")
@dataclass(frozen=True, kw_only=True)
class SecondFactorAdded(Fact):
    """An account asks for a code beside the password from now on; `kind` is totp or recovery_codes."""

    kind: Code


@fact("accounts.second_factor_removed")
@dataclass(frozen=True, kw_only=True)
class SecondFactorRemoved(Fact):
    """An account no longer has this second factor, by its own hand or an administrator's."""

    kind: Code


@fact("accounts.identity_linked")
@dataclass(frozen=True, kw_only=True)
class IdentityLinked(Fact):
    """An account may sign in through an outside provider; `how` is email or administrator."""

    provider: Code
    how: Code


@fact("accounts.identity_unlinked")
@dataclass(frozen=True, kw_only=True)
class IdentityUnlinked(Fact):
    """An account may no longer sign in through that provider."""

    provider: Code


@fact("accounts.sessions_ended")
@dataclass(frozen=True, kw_only=True)
class SessionsEnded(Fact):
    """Some sessions of an account were ended from elsewhere than themselves."""

    sessions: int


@fact("accounts.role_granted")
@dataclass(frozen=True, kw_only=True)
class RoleGranted(Fact):
    """An account holds a role for an agency ("" = the whole deployment) from `valid_from`."""

    grant: Code
    role: Role
    agency: Code
    valid_from: date


@fact("accounts.role_revoked")
@dataclass(frozen=True, kw_only=True)
class RoleRevoked(Fact):
    """The grant ends on `valid_to`."""

    grant: Code
    role: Role
    agency: Code
    valid_to: date


@fact("accounts.api_key_issued")
@dataclass(frozen=True, kw_only=True)
class ApiKeyIssued(Fact):
    """A program holds a key for these scopes."""

    scopes: tuple[Code, ...] = ()


@fact("accounts.api_key_revoked")
@dataclass(frozen=True, kw_only=True)
class ApiKeyRevoked(Fact):
    """The key no longer opens anything."""
