"""What can be done with accounts, roles and API keys? Every verb leaves a fact."""

from tinhso.foundation.accounts.actions.keys import issue_api_key, note_key_used, revoke_api_key
from tinhso.foundation.accounts.actions.officers import (
    NewOfficer,
    UnknownOfficer,
    UsernameTaken,
    change_officer,
    create_officer,
    create_officers,
    deactivate,
    reactivate,
    set_password,
)
from tinhso.foundation.accounts.actions.roles import AlreadyGranted, NotGranted, grant, revoke

__all__ = [
    "AlreadyGranted",
    "NewOfficer",
    "NotGranted",
    "UnknownOfficer",
    "UsernameTaken",
    "change_officer",
    "create_officer",
    "create_officers",
    "deactivate",
    "grant",
    "issue_api_key",
    "note_key_used",
    "reactivate",
    "revoke",
    "revoke_api_key",
    "set_password",
]
