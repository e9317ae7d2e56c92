"""May this account sign in, and what may it do in Django's administration? Its grants of today say."""

from typing import Any

from django.contrib.auth.backends import ModelBackend

from tinhso.core import clock
from tinhso.core.roles import NOBODY, Actor, Role
from tinhso.foundation.accounts import queries

_CACHE = "_grants_of_today"


class ByGrants(ModelBackend):
    """Passwords as Django checks them (an unknown name costs the same time); permissions from dated grants.

    An administrator of the deployment may all, an auditor may look, nobody else enters.
    """

    def get_all_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """This will list nothing: permissions follow from roles, not from rows."""
        return set()

    get_user_permissions = get_group_permissions = get_all_permissions

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """This will tell whether the role of today covers a permission named "app.verb_model"."""
        acting = _actor(user_obj)
        verb = perm.partition(".")[2]
        if acting.has(Role.ADMINISTRATOR, ""):
            return True
        return acting.has(Role.AUDITOR, "") and (verb.startswith("view_") or verb == "enter_administration")

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """This will tell whether the account sees the rooms of the administration at all."""
        return self.has_perm(user_obj, "accounts.enter_administration")


def _actor(user: Any) -> Actor:
    if not user.is_active or user.is_anonymous:
        return NOBODY
    # An account object lives as long as its request, so it may keep the answer.
    if not hasattr(user, _CACHE):
        setattr(user, _CACHE, queries.actor(user, on=clock.local_date(clock.now())))
    kept: Actor = getattr(user, _CACHE)
    return kept
