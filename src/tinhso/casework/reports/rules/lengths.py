"""How long may be what somebody writes? Forms, program interface and actions ask here."""

TEXT_MAX = 10_000
"""Characters of a report, a reply or an answer: the Contract's limit, after trimming."""
NOTE_MAX = 5_000
"""Of what officers tell each other: an internal note, what a second agency did."""
LINE_MAX = 2_000
"""Of a reason, a question or a remark."""
