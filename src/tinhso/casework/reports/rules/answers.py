"""What did the sender answer when the machine was not sure what it heard?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Answers:
    """What the sender said when asked about what only the machine heard; None: not asked, or no answer."""

    danger: bool | None = None
    """Is somebody in danger?"""
    denunciation: bool | None = None
    """Is it a denunciation or a complaint about somebody?"""


NOT_ASKED = Answers()
