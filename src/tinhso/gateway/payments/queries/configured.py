"""Which accounts, providers and counting rules are in force on a day?"""

from dataclasses import dataclass
from datetime import date

from tinhso.core.errors import Invalid, Missing
from tinhso.core.messages import msg
from tinhso.core.revisions import Remembered
from tinhso.core.values import RuleRef, Validity
from tinhso.gateway.payments.models import PayeeAccount, Provider, RouteRule


@dataclass(frozen=True)
class Account:
    """Where money goes; as `PayeeAccount`."""

    code: str
    agency: str
    holder: str
    bank: str
    bin: str
    number: str


@dataclass(frozen=True)
class ProviderView:
    """A way to pay over another system; as `Provider`."""

    code: str
    name: str
    name_en: str
    shape: str
    route: str
    settles_singly: bool
    order: int


class NoSuchAccount(Invalid):
    """No payee account of that code is in force on that day."""

    code = "no-such-account"


@dataclass(frozen=True)
class _Configured:
    accounts: list[tuple[Validity, Account]]
    providers: list[tuple[Validity, ProviderView]]
    routes: dict[str, list[tuple[Validity, bool, RuleRef]]]


def _load() -> _Configured:
    routes: dict[str, list[tuple[Validity, bool, RuleRef]]] = {}
    for row in RouteRule.objects.order_by("-valid_from"):
        ref = RuleRef(f"payment-route:{row.pk}", row.valid_from, row.citation, row.is_sample)
        routes.setdefault(row.route, []).append((_period(row), row.counts_for_index, ref))
    return _Configured(
        accounts=[
            (_period(a), Account(a.code, a.agency, a.holder, a.bank, a.bin, a.number))
            for a in PayeeAccount.objects.order_by("code", "-valid_from")
        ],
        providers=[
            (_period(p), ProviderView(p.code, p.name, p.name_en, p.shape, p.route, p.settles_singly, p.order))
            for p in Provider.objects.order_by("order", "code", "-valid_from")
        ],
        routes=routes,
    )


def _period(row: PayeeAccount | Provider | RouteRule) -> Validity:
    return Validity(row.valid_from, row.valid_to)


_configured = Remembered(("payments",), _load)


def account(code: str, on: date) -> Account:
    """This will give the account in force on that day. Raises NoSuchAccount."""
    for period, found in _configured.get().accounts:
        if found.code == code and period.covers(on):
            return found
    raise NoSuchAccount.field(
        "account", msg("Không có tài khoản thụ hưởng «%(code)s» vào ngày này."), code=code
    )


def accounts_on(on: date) -> list[Account]:
    """This will list the accounts in force on that day, by code."""
    return [found for period, found in _configured.get().accounts if period.covers(on)]


def providers_on(on: date) -> list[ProviderView]:
    """This will list the providers in force on that day, in the order in which they are offered."""
    return [found for period, found in _configured.get().providers if period.covers(on)]


def provider(code: str, on: date | None = None) -> ProviderView:
    """This will give a provider, in force on a day or (None) ever: what was begun is still answered.

    Raises Missing.
    """
    for period, found in _configured.get().providers:
        if found.code == code and (on is None or period.covers(on)):
            return found
    raise Missing()


def counting(route: str, on: date) -> tuple[bool, RuleRef]:
    """This will tell whether a route counts for the index on that day, and which row says so."""
    for period, counts, ref in _configured.get().routes.get(route, ()):
        if period.covers(on):
            return counts, ref
    return False, RuleRef(f"payment-route:{route}")
