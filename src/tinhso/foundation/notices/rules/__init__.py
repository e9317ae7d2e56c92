"""When, by which way and in which letters does a notice go? Pure decisions."""

from tinhso.foundation.notices.rules.device import device
from tinhso.foundation.notices.rules.letters import MAX_SUBJECT, SMS_LENGTH, mobile, one_line, plain, sms
from tinhso.foundation.notices.rules.quiet import after_failure, earliest, is_quiet, tomorrow
from tinhso.foundation.notices.rules.ways import first, following, gives_way

__all__ = [
    "MAX_SUBJECT",
    "SMS_LENGTH",
    "after_failure",
    "device",
    "earliest",
    "first",
    "following",
    "gives_way",
    "is_quiet",
    "mobile",
    "one_line",
    "plain",
    "sms",
    "tomorrow",
]
