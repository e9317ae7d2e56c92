"""How does a pure file say a sentence? By its Vietnamese text and its values, translated later."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def msg(text: str) -> str:
    """This will mark `text` for the translators and give it back unchanged."""
    return text


@dataclass(frozen=True)
class Message:
    """A sentence not yet spoken: a Vietnamese message id with `%(name)s` places, and its values."""

    id: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def in_vietnamese(self) -> str:
        """This will fill the values into the Vietnamese sentence itself."""
        return self.id % dict(self.values) if self.values else self.id

    __str__ = in_vietnamese

    def as_json(self) -> dict[str, Any]:
        """This will give the form in which a sentence is stored beside a decision."""
        return {"id": self.id, "values": dict(self.values)}

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> "Message":
        """This will read back what `as_json` wrote."""
        return Message(stored["id"], stored.get("values", {}))
