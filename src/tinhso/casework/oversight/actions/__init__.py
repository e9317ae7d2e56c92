"""What is written here: likeness, samples and judgements, followers, appeals, incidents."""

from tinhso.casework.oversight.actions.comparing import compare, separate_from_sealed
from tinhso.casework.oversight.actions.following import follow, forget_followers, unfollow
from tinhso.casework.oversight.actions.gathering import (
    WATCHERS,
    AlreadyGoingOn,
    close_incident,
    gather,
    open_incident,
    tick,
)
from tinhso.casework.oversight.actions.judging import (
    COMMENT_MAX,
    chosen,
    judge,
    keep_sample,
    note_appeal,
    note_heard,
)

__all__ = [
    "COMMENT_MAX",
    "WATCHERS",
    "AlreadyGoingOn",
    "chosen",
    "close_incident",
    "compare",
    "follow",
    "forget_followers",
    "gather",
    "judge",
    "keep_sample",
    "note_appeal",
    "note_heard",
    "open_incident",
    "separate_from_sealed",
    "tick",
    "unfollow",
]
