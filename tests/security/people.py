"""Who walks? One browser for every kind of account, above all those of the commune that is denounced."""

from collections.abc import Mapping

from django.test import Client

from tinhso.core.roles import Role
from tinhso.foundation.accounts.models import Account
from tinhso.foundation.accounts.tests.factories import officer

COMMUNE = "UB-THUAN-HOA"
DESK = "restricted desk"
HANDS = (Role.HANDLER, Role.LEADER)
_POSTS: Mapping[str, tuple[str, tuple[Role, ...]]] = {
    "handler of the commune": (COMMUNE, (Role.HANDLER,)),
    "leader of the commune": (COMMUNE, (Role.LEADER,)),
    "everything of the commune": (COMMUNE, tuple(r for r in Role if r not in (Role.CITIZEN, Role.MACHINE))),
    "police of the commune": ("CA-THUAN-HOA", HANDS),
    "another commune": ("UB-PHU-XUAN", HANDS),
    "department": ("SXD", HANDS),
    "office of the province": ("VP", HANDS),
    "coordinator": ("DP", (Role.COORDINATOR, Role.HANDLER, Role.LEADER)),
    "reader": ("", (Role.READER,)),
    "auditor": ("", (Role.AUDITOR,)),
    "administrator": ("", (Role.ADMINISTRATOR,)),
    "nobody's officer": ("", ()),
    "handler of the restricted desk": ("TCD", HANDS),
    DESK: ("TCD", (Role.RESTRICTED,)),
}


def employ() -> dict[str, Account]:
    """This will give an account for every post."""
    return {name: officer(agency, *roles) for name, (agency, roles) in _POSTS.items()}


def signed_in(account: Account) -> Client:
    """This will give a browser in which the account is signed in; errors come back as answers."""
    client = Client(raise_request_exception=False)
    client.force_login(account, backend="tinhso.foundation.accounts.backends.ByGrants")
    return client
