"""To which page does a thing of a room above lead? That room says so; who asks knows only its name."""

from collections.abc import Callable

from tinhso.core.errors import Missing

Address = Callable[[str], str]


class Pages:
    """The pages of things ("dossier:12") by the word before their number."""

    def __init__(self) -> None:
        self._addresses: dict[str, Address] = {}

    def register(self, prefix: str, address: Address) -> None:
        """This will let a room say where its things lead; called in `apps.ready()`."""
        self._addresses[prefix] = address

    def url(self, about: str) -> str:
        """This will give the page of a thing, or "" where no room says so or knows it any more."""
        address = self._addresses.get(about.partition(":")[0])
        try:
            return address(about) if address is not None else ""
        except Missing:
            return ""
