"""What can be done with a report? Every verb; the only place that writes."""

from tinhso.casework.reports.actions.aftermath import CannotReopen, NotNow, close_silent, rate, reopen
from tinhso.casework.reports.actions.answering import (
    approve,
    approve_all,
    draft_answer,
    return_answer,
    submit_for_approval,
)
from tinhso.casework.reports.actions.appealing import NothingToAppeal, appeal, dismiss_appeal
from tinhso.casework.reports.actions.blurring import blur_photo
from tinhso.casework.reports.actions.calming import stand_down
from tinhso.casework.reports.actions.dialogue import ask_citizen, reply, resume_waiting, tell
from tinhso.casework.reports.actions.extending import (
    AlreadyExtended,
    NothingAsked,
    grant_extension,
    refuse_extension,
    request_extension,
)
from tinhso.casework.reports.actions.forwarding import SealedStays, forward, rule_on_exception
from tinhso.casework.reports.actions.helping import AlreadyHelping, add_co_handler, finish_co_handling
from tinhso.casework.reports.actions.links import use_link
from tinhso.casework.reports.actions.merging import merge, unmerge
from tinhso.casework.reports.actions.personal import (
    NotPublic,
    correct_reporter,
    erase_reporter,
    make_private,
)
from tinhso.casework.reports.actions.publicity import flag, hide, reveal_reporter, unhide
from tinhso.casework.reports.actions.reorganising import CasePlan, apply_reorganisation, plan_reorganisation
from tinhso.casework.reports.actions.sealing import seal, unseal
from tinhso.casework.reports.actions.submit import AnotherBody, Submitted, submit_report
from tinhso.casework.reports.actions.wiping import wipe_ended
from tinhso.casework.reports.actions.working import accept, assign, note, start

__all__ = [
    "AlreadyExtended",
    "AlreadyHelping",
    "AnotherBody",
    "CannotReopen",
    "CasePlan",
    "NotNow",
    "NotPublic",
    "NothingAsked",
    "NothingToAppeal",
    "SealedStays",
    "Submitted",
    "accept",
    "add_co_handler",
    "appeal",
    "apply_reorganisation",
    "approve",
    "approve_all",
    "ask_citizen",
    "assign",
    "blur_photo",
    "close_silent",
    "correct_reporter",
    "dismiss_appeal",
    "draft_answer",
    "erase_reporter",
    "finish_co_handling",
    "flag",
    "forward",
    "grant_extension",
    "hide",
    "make_private",
    "merge",
    "note",
    "plan_reorganisation",
    "rate",
    "refuse_extension",
    "reopen",
    "reply",
    "request_extension",
    "resume_waiting",
    "return_answer",
    "reveal_reporter",
    "rule_on_exception",
    "seal",
    "stand_down",
    "start",
    "submit_for_approval",
    "submit_report",
    "tell",
    "unhide",
    "unmerge",
    "unseal",
    "use_link",
    "wipe_ended",
]
