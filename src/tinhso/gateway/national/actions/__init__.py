"""What can be done with the national portal: tell it, hear it, compare with it, and mend what went wrong."""

from tinhso.gateway.national.actions.arriving import NotReadable, hear, take
from tinhso.gateway.national.actions.delivering import deliver
from tinhso.gateway.national.actions.fetching import Fetched, NotFetchable, fetch_file
from tinhso.gateway.national.actions.forgetting import erase, tidy
from tinhso.gateway.national.actions.holding import NotHeld, hold, may_mend, set_arrivals_aside, take_again
from tinhso.gateway.national.actions.mending import retry, say_again, set_aside, wake
from tinhso.gateway.national.actions.pulling import pull
from tinhso.gateway.national.actions.reconciling import reconcile
from tinhso.gateway.national.actions.telling import AnotherContent, AnotherDossier, tell
from tinhso.gateway.national.actions.turning import turn

__all__ = [
    "AnotherContent",
    "AnotherDossier",
    "Fetched",
    "NotFetchable",
    "NotHeld",
    "NotReadable",
    "deliver",
    "erase",
    "fetch_file",
    "hear",
    "hold",
    "may_mend",
    "pull",
    "reconcile",
    "retry",
    "say_again",
    "set_arrivals_aside",
    "set_aside",
    "take",
    "take_again",
    "tell",
    "tidy",
    "turn",
    "wake",
]
