"""At which asset is a point, how sure is that, and how is it said to a citizen?

Pure: geometry has already measured; here distances become one asset, a confidence and a sentence.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tinhso.core.messages import Message, msg
from tinhso.core.values import RuleRef


@dataclass(frozen=True, slots=True)
class AssetRef:
    """An asset as other rooms know it; `manager` is the name of the agency that manages it, "" if unknown."""

    key: str
    name: str
    asset_class: str
    class_name: str
    manager: str
    rule: RuleRef


@dataclass(frozen=True, slots=True)
class Near:
    """The asset at a point: how far (metres), how sure (0..1), why; `other` is a rival of another class."""

    asset: AssetRef
    distance_m: float
    confidence: float
    because: Message
    other: AssetRef | None = None


AT = msg("Cách %(asset)s khoảng %(distance)s (%(kind)s).")
AT_MANAGED = msg("Cách %(asset)s khoảng %(distance)s (%(kind)s), do %(manager)s quản lý.")
INSIDE = msg("Nằm trong %(asset)s (%(kind)s).")
INSIDE_MANAGED = msg("Nằm trong %(asset)s (%(kind)s), do %(manager)s quản lý.")
BETWEEN = msg(
    "Cách %(asset)s khoảng %(distance)s (%(kind)s) nhưng cũng chỉ cách %(other)s khoảng %(further)s "
    "(%(other_kind)s); tạm coi là tại %(asset)s."
)


def nearest(
    found: Sequence[tuple[float, AssetRef]], *, error_m: float, sure: float, doubtful: float
) -> Near | None:
    """This will choose among assets within reach (metres, asset), nearest first.

    One of another class counts as a rival when the point's error could make it the nearer one.
    """
    if not found:
        return None
    distance, asset = found[0]
    rival = next(
        ((d, a) for d, a in found[1:] if a.asset_class != asset.asset_class and d - distance <= error_m), None
    )
    if rival is not None:
        values = {
            **_values(asset, distance),
            "other": rival[1].name,
            "other_kind": lower(rival[1].class_name),
            "further": metres(rival[0]),
        }
        return Near(asset, round(distance, 1), doubtful, Message(BETWEEN, values), rival[1])
    if distance == 0:
        sentence = INSIDE_MANAGED if asset.manager else INSIDE
    else:
        sentence = AT_MANAGED if asset.manager else AT
    return Near(asset, round(distance, 1), sure, Message(sentence, _values(asset, distance)))


def _values(asset: AssetRef, distance: float) -> dict[str, str]:
    return {
        "asset": asset.name,
        "kind": lower(asset.class_name),
        "manager": asset.manager,
        "distance": metres(distance),
    }


def metres(distance: float) -> str:
    """This will write a short distance: whole metres, at least one."""
    return f"{max(1, round(distance))} m"


def lower(name: str) -> str:
    """This will write the name of a class inside a sentence."""
    return name[:1].lower() + name[1:]
