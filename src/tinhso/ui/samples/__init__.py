"""Every component in every state: what the gallery shows."""

from tinhso.ui.samples import asking, counting, telling
from tinhso.ui.samples.values import State

# Components without ids or names inside: these are drawn in both themes, side by side.
BOTH_THEMES = {
    "alert", "bar-list", "because", "button", "clock", "code", "empty-state", "facts", "figure", "item",
    "pill", "skeleton", "stat-strip", "steps", "timeline", "messages", "pagination", "emergency",
}  # fmt: skip


def states() -> dict[str, list[State]]:
    """This will return every component's states by the component's folder name."""
    return asking.states() | counting.states() | telling.states()
