"""Where does an administrator edit the catalogue? Versions, and rules about fees, terms and search."""

from tinhso.casework.procedures.admin.dated_rows import (
    AcceptRuleAdmin,
    AskBackAdmin,
    EarlyRuleAdmin,
    EssentialServiceAdmin,
    FeeRuleAdmin,
    GroupAdmin,
    ProcedureFieldAdmin,
    SystemAdmin,
)
from tinhso.casework.procedures.admin.procedures import ProcedureAdmin

__all__ = [
    "AcceptRuleAdmin",
    "AskBackAdmin",
    "EarlyRuleAdmin",
    "EssentialServiceAdmin",
    "FeeRuleAdmin",
    "GroupAdmin",
    "ProcedureAdmin",
    "ProcedureFieldAdmin",
    "SystemAdmin",
]
