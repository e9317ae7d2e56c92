"""What can be done with accounts, roles, keys, sessions and second factors? Every verb leaves a fact."""

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
from tinhso.foundation.accounts.actions.reorganising import (
    RolePlan,
    apply_reorganisation,
    plan_reorganisation,
    staff_of,
)
from tinhso.foundation.accounts.actions.roles import AlreadyGranted, NotGranted, NotTogether, grant, revoke
from tinhso.foundation.accounts.actions.sign_ins import (
    LinkedElsewhere,
    close_unused,
    end_sessions,
    forget_sign_ins,
    link_identity,
    note_factor,
    reset_second_factor,
    unlink_identity,
)

__all__ = [
    "AlreadyGranted",
    "LinkedElsewhere",
    "NewOfficer",
    "NotGranted",
    "NotTogether",
    "RolePlan",
    "UnknownOfficer",
    "UsernameTaken",
    "apply_reorganisation",
    "change_officer",
    "close_unused",
    "create_officer",
    "create_officers",
    "deactivate",
    "end_sessions",
    "forget_sign_ins",
    "grant",
    "issue_api_key",
    "link_identity",
    "note_factor",
    "note_key_used",
    "plan_reorganisation",
    "reactivate",
    "reset_second_factor",
    "revoke",
    "revoke_api_key",
    "set_password",
    "staff_of",
    "unlink_identity",
]
