"""Is a text no report at all? Only for a named reason, and rather one too few than one too many.

What is refused is put aside without a person having read it, so everything here leans towards hearing:
an advertisement that somebody complains about is a report, an angry report is a report, two words are one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tinhso.casework.rulebook.rules import gibberish, phrases
from tinhso.casework.rulebook.rules.phrases import Kind, Phrase, Spoken
from tinhso.core.values import RuleRef

NOTHING, GIBBERISH = "nothing", "gibberish"
ADVERTISING, OBSCENITY = "advertising", "obscenity"


@dataclass(frozen=True)
class Refusal:
    """The named reason ("" for none), the row behind it, and whether rough words stand in a real report."""

    reason: str = ""
    rule: RuleRef | None = None
    is_rough: bool = False


def reason(
    text: str, heard: Spoken, rows: Sequence[Phrase], *, has_evidence: bool, abuse_words: int
) -> Refusal:
    """This will name why a text is no report. `rows` are in force; `abuse_words` may stand beside abuse.

    With evidence (a photograph, a voice note) only advertising and obscenity are refused.
    """
    rough = _first(heard, rows, Kind.OBSCENITY)
    if rough is not None and phrases.words_beside(heard, rough) <= abuse_words:
        return Refusal(OBSCENITY, rough.rule)
    if advert := _first(heard, rows, Kind.ADVERTISING):
        return Refusal(ADVERTISING, advert.rule)
    if not has_evidence:
        if gibberish.is_empty(text):
            return Refusal(NOTHING)
        for row in rows:
            if row.kind == Kind.NOTHING and phrases.says(heard, row) and not phrases.words_beside(heard, row):
                return Refusal(NOTHING, row.rule)
        if gibberish.is_gibberish(text):
            return Refusal(GIBBERISH)
    return Refusal(is_rough=rough is not None)


def _first(heard: Spoken, rows: Sequence[Phrase], kind: Kind) -> Phrase | None:
    return next((r for r in rows if r.kind == kind and phrases.says_surely(heard, r)), None)
