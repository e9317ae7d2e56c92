"""Where does a recipient's key lead? Rooms register a resolver for their own prefix."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tinhso.core import rows
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.notices import sealing
from tinhso.foundation.notices.models import Preference


@dataclass(frozen=True)
class Address:
    """Where a recipient is reached now; devices that take pushes are known by the recipient's key alone.

    `language` is a code of settings.LANGUAGES; `in_app` says that the recipient signs in and has an inbox;
    `phone` is as typed; `zalo` is the person's id with the Official Account, `zalo_heard_at` when they last
    wrote to it.
    """

    email: str = ""
    language: str = "vi"
    in_app: bool = False
    phone: str = ""
    zalo: str = ""
    zalo_heard_at: datetime | None = None


Resolver = Callable[[str], Address | None]


class UnknownRecipient(LookupError):
    """A bug: nobody registered the prefix of this key."""


_resolvers: dict[str, Resolver] = {}


def register(prefix: str, resolver: Resolver) -> None:
    """This will let `resolver` answer for keys "<prefix>:…"; it gets the whole key.

    It is asked when a notice is written and again at every try, so an address that was corrected or
    erased meanwhile counts; None means that the recipient is gone.
    """
    _resolvers[prefix] = resolver


def address(key: str) -> Address | None:
    """This will tell where a recipient is reached now. Raises UnknownRecipient."""
    resolver = _resolvers.get(key.partition(":")[0])
    if resolver is None:
        raise UnknownRecipient(key.partition(":")[0])
    return resolver(key)


def _officer(key: str) -> Address | None:
    officer = accounts.officer(key)
    if officer is None:
        return None
    chosen = rows.first(Preference, recipient=key)
    return Address(email=officer.email, in_app=True, phone=sealing.unseal(chosen.phone) if chosen else "")


register("officer", _officer)
