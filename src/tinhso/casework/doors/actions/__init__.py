"""What changes at the doors? Messages come in and are read, officers key in, numbers are confirmed."""

from tinhso.casework.doors.actions.arriving import arrive
from tinhso.casework.doors.actions.keying import take_in
from tinhso.casework.doors.actions.marking import mark_phone
from tinhso.casework.doors.actions.phones import CodeWrong, confirm, send_code
from tinhso.casework.doors.actions.reading import read_arrivals
from tinhso.casework.doors.actions.settling import settle
from tinhso.casework.doors.actions.wiping import forget_old, wipe

__all__ = [
    "CodeWrong",
    "arrive",
    "confirm",
    "forget_old",
    "mark_phone",
    "read_arrivals",
    "send_code",
    "settle",
    "take_in",
    "wipe",
]
