"""Which papers are printed? The seven forms of Thông tư 03/2025/TT-VPCP: one function each, a PDF out."""

from tinhso.casework.onestop.papers.printing import (
    acknowledgement,
    apology,
    control_slip,
    refusal,
    register,
    stop_notice,
    supplement_request,
)

__all__ = [
    "acknowledgement",
    "apology",
    "control_slip",
    "refusal",
    "register",
    "stop_notice",
    "supplement_request",
]
