"""What can be done with a dossier: each verb of `workflow.py`, in the order of its life."""

from tinhso.casework.onestop.actions.arriving import fetch_files
from tinhso.casework.onestop.actions.arriving import take as take_arrival
from tinhso.casework.onestop.actions.clocks import ExtendedAlready, extend
from tinhso.casework.onestop.actions.ending import (
    Forgotten,
    NoResult,
    Unpaid,
    decide,
    reopen,
    return_result,
    stop,
    withdraw,
)
from tinhso.casework.onestop.actions.forgetting import forget_ended
from tinhso.casework.onestop.actions.placing import forward
from tinhso.casework.onestop.actions.receiving import receive, refuse
from tinhso.casework.onestop.actions.results import (
    BrokenSignature,
    Issued,
    NoKey,
    NothingToSign,
    Unsigned,
    attach_result,
    sign,
)
from tinhso.casework.onestop.actions.submit import IdentityNeeded, NotTakenHere, Submitted, submit
from tinhso.casework.onestop.actions.supplementing import AskedAlready, Wanted, ask_supplement, supply
from tinhso.casework.onestop.actions.versions import adopt
from tinhso.casework.onestop.actions.voicing import About, Kind, Satisfaction, answer_objection, object_, rate
from tinhso.casework.onestop.actions.working import answer_consultation, assign, consult, hand_over, start

__all__ = [
    "About",
    "AskedAlready",
    "BrokenSignature",
    "ExtendedAlready",
    "Forgotten",
    "IdentityNeeded",
    "Issued",
    "Kind",
    "NoKey",
    "NoResult",
    "NotTakenHere",
    "NothingToSign",
    "Satisfaction",
    "Submitted",
    "Unpaid",
    "Unsigned",
    "Wanted",
    "adopt",
    "answer_consultation",
    "answer_objection",
    "ask_supplement",
    "assign",
    "attach_result",
    "consult",
    "decide",
    "extend",
    "fetch_files",
    "forget_ended",
    "forward",
    "hand_over",
    "object_",
    "rate",
    "receive",
    "refuse",
    "reopen",
    "return_result",
    "sign",
    "start",
    "stop",
    "submit",
    "supply",
    "take_arrival",
    "withdraw",
]
