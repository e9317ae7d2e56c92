"""Where does an administrator edit the catalogue? Versions, and rules about fees, terms and search."""

from tinhso.casework.procedures.admin.procedures import ProcedureAdmin
from tinhso.casework.procedures.admin.rules import (
    AcceptRuleAdmin,
    AskBackAdmin,
    EarlyRuleAdmin,
    EssentialServiceAdmin,
    FeeRuleAdmin,
    GroupAdmin,
    ProcedureFieldAdmin,
    SystemAdmin,
)

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
