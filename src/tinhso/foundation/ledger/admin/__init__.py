"""The administrator's pages: dated rules of every room, parameters, facts, subscribers, dead letters."""

from tinhso.foundation.ledger.admin.dated import DatedAdmin, DatedForm, ValidityFilter
from tinhso.foundation.ledger.admin.facts import DeadLetterAdmin, FactAdmin, SubscriptionAdmin
from tinhso.foundation.ledger.admin.parameters import ParameterAdmin

__all__ = [
    "DatedAdmin",
    "DatedForm",
    "DeadLetterAdmin",
    "FactAdmin",
    "ParameterAdmin",
    "SubscriptionAdmin",
    "ValidityFilter",
]
