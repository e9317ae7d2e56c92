"""Where does the administrator open accounts, give roles, issue keys? Every button calls an action."""

from tinhso.foundation.accounts.admin.grants import RoleGrantAdmin
from tinhso.foundation.accounts.admin.keys import ApiKeyAdmin, IdentityAdmin
from tinhso.foundation.accounts.admin.officers import AccountAdmin

__all__ = ["AccountAdmin", "ApiKeyAdmin", "IdentityAdmin", "RoleGrantAdmin"]
