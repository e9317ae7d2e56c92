"""What can be done with notices: say something, deliver it, read it, try again, forget it."""

from tinhso.foundation.notices.actions.dispatch import dispatch, retry
from tinhso.foundation.notices.actions.forget import erase, purge, withdraw
from tinhso.foundation.notices.actions.send import mark_read, send

__all__ = ["dispatch", "erase", "mark_read", "purge", "retry", "send", "withdraw"]
