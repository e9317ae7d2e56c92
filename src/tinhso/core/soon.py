"""What should somebody who runs this deployment do soon? Whoever knows registers; health and boards ask."""

from collections.abc import Callable
from datetime import datetime

from tinhso.core.messages import Message

Look = Callable[[datetime], list[Message]]

_looks: list[Look] = []


def register(look: Look) -> None:
    """This will let `look` be asked for its sentences, after those that registered before."""
    if look not in _looks:
        _looks.append(look)


def warnings(*, now: datetime) -> list[Message]:
    """This will give the sentences of all, each a complete one that says what to do."""
    return [said for look in _looks for said in look(now)]
