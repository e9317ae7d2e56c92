"""What does every fact of a report say?"""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact


@dataclass(frozen=True, kw_only=True)
class ReportFact(Fact):
    """What every fact of a report says: subject "report:<id>", and the public code people know it by."""

    code: Code
