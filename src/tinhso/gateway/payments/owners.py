"""Where does what a payer pays for lead? The rooms above say it: this one knows no dossier."""

from collections.abc import Callable

from tinhso.core.errors import Missing

Address = Callable[[str], str]

_addresses: dict[str, Address] = {}


def register(prefix: str, address: Address) -> None:
    """This will let a room say to which page of the payer "dossier:12" leads; called in `apps.ready()`."""
    _addresses[prefix] = address


def url(about: str) -> str:
    """This will give the payer's page of a thing; "" where no room says so or knows it any more."""
    address = _addresses.get(about.partition(":")[0])
    try:
        return address(about) if address is not None else ""
    except Missing:
        return ""
