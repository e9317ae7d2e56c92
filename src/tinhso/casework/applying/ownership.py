"""Whose dossier is it? The session knows: filed in it, opened with a second factor, or the holder's own.

A dossier says much about a person, and telephones and counters are shared: nothing outlives the session.
"""

from datetime import datetime

from django.http import HttpRequest

from tinhso.casework.applying.guessing import counted
from tinhso.casework.onestop import queries as onestop
from tinhso.core.errors import Missing
from tinhso.core.messages import msg
from tinhso.foundation.accounts import citizens

_KEY = "dossiers"
MOST = 40
LASTS_S = 2 * 3600

UNKNOWN = msg("Không có hồ sơ nào khớp với mã và thông tin đã nhập. Hãy xem lại từng số rồi thử lại.")
"""The same for an unknown code and for a wrong second factor: whoever guesses learns nothing."""


def remember(request: HttpRequest, code: str, *, now: datetime) -> None:
    """This will let this session open the dossier for two hours."""
    known = {c: until for c, until in _known(request, now).items() if c != code}
    kept = dict(list(known.items())[-(MOST - 1) :])
    request.session[_KEY] = {**kept, code: int(now.timestamp()) + LASTS_S}


def forget(request: HttpRequest) -> None:
    """This will let this session forget every dossier."""
    request.session.pop(_KEY, None)


def codes(request: HttpRequest, *, now: datetime) -> list[str]:
    """This will list the codes that this session opened, the latest first."""
    return list(reversed(_known(request, now)))


def _known(request: HttpRequest, now: datetime) -> dict[str, int]:
    kept = request.session.get(_KEY) if hasattr(request, "session") else None
    if not isinstance(kept, dict):
        return {}
    return {code: until for code, until in kept.items() if until > int(now.timestamp())}


def holder_key(request: HttpRequest) -> str:
    """This will give the vault's key of the signed-in citizen; "" where no identity number is vouched for."""
    return citizens.owner_of(request)


def keys(request: HttpRequest) -> list[str]:
    """This will list the vault's keys for which the signed-in citizen stands: their own, and a body's."""
    return [one for one in (citizens.owner_of(request), citizens.organisation_of(request)) if one]


def owns(request: HttpRequest, code: str, *, now: datetime) -> bool:
    """This will tell whether this session may open the dossier."""
    if code in _known(request, now):
        return True
    return any(code in onestop.codes_of_holder(key) for key in keys(request))


def opened(request: HttpRequest, code: str, *, now: datetime) -> onestop.Case:
    """This will give the dossier to whom it belongs. Raises Missing for everybody else, there or not."""
    if not owns(request, code, now=now):
        raise Missing(UNKNOWN)
    return onestop.own_case(code)


def prove(request: HttpRequest, code: str, *, phone: str = "", number: str = "", now: datetime) -> None:
    """This will check a second factor, counting wrong ones; whose dossier it is anyway is not asked, and so
    never held up by those who guess. Raises Missing, TooMany."""
    if owns(request, code, now=now):
        return
    with counted(request, code=code, factor=phone or number, now=now):
        if not onestop.by_second_factor(code, phone=phone, number=number):
            raise Missing(UNKNOWN)
