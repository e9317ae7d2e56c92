"""Do the portal and the province say the same of a dossier? Codes and times only, nobody's data."""

from collections.abc import Mapping
from typing import Any

from tinhso.gateway.national.rules import payloads
from tinhso.gateway.national.rules.reading import CODE, stamp, unstamp
from tinhso.gateway.national.workflow import Status

STATUS = "TrangThaiHoSo"
LAST_STEP = "ThoiDiemXuLy"
TIMES = {
    "NgayTiepNhan": "received_at",
    "NgayHenTra": "due_at",
    "NgayKetThucXuLy": "handled_at",
    "NgayTra": "returned_at",
    "NgayTuChoi": "refused_at",
}


def what_is_compared(told: Any) -> dict[str, str]:
    """This will give the state and the times of one payload, by the portal's field names."""
    if isinstance(told, payloads.Progress):
        found = {STATUS: told.status}
        if told.at is not None:
            found[LAST_STEP] = stamp(told.at)
        return found
    found = {STATUS: told.status}
    for name, attribute in TIMES.items():
        if (at := getattr(told, attribute)) is not None:
            found[name] = stamp(at)
    return found


def theirs(line: Any) -> tuple[str, dict[str, str]] | None:
    """This will read one line of the portal's list: code and what is compared; None where it is broken."""
    if not isinstance(line, Mapping):
        return None
    code, status = line.get("MaHoSo"), str(line.get(STATUS) or "")
    if not isinstance(code, str) or not CODE.fullmatch(code) or status not in list(Status):
        return None
    found = {STATUS: status}
    for name in (*TIMES, LAST_STEP):
        if name in line:
            at = str(line[name] or "")
            found[name] = at if unstamp(at) is not None else ""
    return code, found


def differing(ours: Mapping[str, str], theirs: Mapping[str, str]) -> tuple[str, ...]:
    """This will name the fields in which two sides differ.

    What we never told is theirs to know, and a field that their list does not carry is not compared.
    """
    return tuple(name for name in ours if name in theirs and ours[name] != theirs[name])
