"""What can be done with notices: say something, deliver it, read it, choose how, try again, forget it."""

from tinhso.foundation.notices.actions.choose import choose, subscribe, take_device, unsubscribe
from tinhso.foundation.notices.actions.dispatch import dispatch, retry
from tinhso.foundation.notices.actions.forget import erase, purge, withdraw
from tinhso.foundation.notices.actions.send import mark_read, reply, send

__all__ = [
    "choose",
    "dispatch",
    "erase",
    "mark_read",
    "purge",
    "reply",
    "retry",
    "send",
    "subscribe",
    "take_device",
    "unsubscribe",
    "withdraw",
]
