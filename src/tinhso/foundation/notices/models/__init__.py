"""The tables of notices: what was said and how it went; how a person may be reached."""

from tinhso.foundation.notices.models.notice import (
    CHANNELS,
    OPEN,
    STATES,
    VERDICTS,
    Attempt,
    Channel,
    Delivery,
    Notice,
    State,
    Verdict,
)
from tinhso.foundation.notices.models.reach import (
    ZALO_TEMPLATES,
    ChannelDay,
    Preference,
    PushSubscription,
    ZaloTemplate,
    ZaloToken,
)

__all__ = [
    "CHANNELS",
    "OPEN",
    "STATES",
    "VERDICTS",
    "ZALO_TEMPLATES",
    "Attempt",
    "Channel",
    "ChannelDay",
    "Delivery",
    "Notice",
    "Preference",
    "PushSubscription",
    "State",
    "Verdict",
    "ZaloTemplate",
    "ZaloToken",
]
